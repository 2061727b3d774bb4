from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evidence_data import SCALES, as_data, digest, from_data, news
from indexer.evidence import Evidence
from indexer.matching.kin_levels import Tie
from indexer.matching.levels import Level
from indexer.names.name import Relation

STEPS = [step for steps in SCALES.values() for step in steps]
SURNAME = Evidence("surname", Relation.TRANSLITERATION, "Шмидт", "Schmidt", 9.5, (("Ш", "Sch"), ("мидт", "midt")))
BIRTH = Evidence("birth", Level.SAME_YEAR, "1900", "1900", 4.2)
EVIDENCE = st.builds(
    Evidence,
    field=st.sampled_from(["surname", "birth", "residence"]),
    relation=st.sampled_from(STEPS),
    left=st.text(max_size=9),
    right=st.text(max_size=9),
    weight=st.floats(-40, 40),
    letters=st.lists(st.tuples(st.text(max_size=2), st.text(max_size=2)), max_size=3).map(tuple),
)


@given(EVIDENCE)
def test_evidence_comes_back_from_data_as_it_was(evidence: Evidence) -> None:
    back = from_data(json.loads(json.dumps(as_data(evidence))))
    assert back == evidence
    assert type(back.relation) is type(evidence.relation)


def test_steps_of_one_name_are_kept_apart() -> None:
    for step in (Level.CONTRADICTS, Relation.CONTRADICTS, Level.SAME_DAY, Tie.SAME_DAY, Tie.SHARED, Level.SHARED):
        assert type(from_data(as_data(Evidence("birth", step, "1900", "1870", -9.0))).relation) is type(step)


def test_what_was_written_without_a_scale_is_read() -> None:
    data = as_data(BIRTH)
    del data["scale"], data["letters"]
    assert from_data(data) == BIRTH


def test_an_unknown_step_is_an_error() -> None:
    with pytest.raises(ValueError, match="sideways"):
        from_data(as_data(BIRTH) | {"scale": "", "relation": "sideways"})


def test_the_digest_is_of_what_speaks_and_not_of_how_heavily() -> None:
    heavier = Evidence("birth", Level.SAME_YEAR, "1900", "1900", 5.0)
    assert digest("same", "", [SURNAME, BIRTH]) == digest("same", "", [heavier, SURNAME])
    assert digest("same", "", [SURNAME, BIRTH]) != digest("same", "", [SURNAME])
    assert digest("kin", "parent", [BIRTH]) != digest("kin", "child", [BIRTH])


def test_news_is_a_field_that_says_something_else_now() -> None:
    before = [as_data(SURNAME), as_data(BIRTH)]
    arrested = as_data(Evidence("arrested", Level.SAME_DAY, "1.02.1938", "1.02.1938", 8.0))
    exact = as_data(Evidence("birth", Level.SAME_DAY, "5.05.1900", "5.05.1900", 9.0))
    assert news(before, before) == []
    assert news(before, [as_data(SURNAME)]) == []
    assert news(before, [arrested, exact, as_data(SURNAME)]) == ["arrested", "birth"]
