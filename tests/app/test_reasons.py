"""Why a record answers a name."""

from __future__ import annotations

from app.reasons import gathered, in_part
from indexer.evidence import Evidence
from indexer.names.name import Relation

SURNAME = Evidence("surname", Relation.TRANSLITERATION, "Schmidt", "Шмидт", 0.4)
MORE = Evidence("given", Relation.ABSENT, "", "Ян", 0.0)
STILL_MORE = Evidence("patronymic", Relation.ABSENT, "", "Янович", 0.0)
MISSING = Evidence("given", Relation.ABSENT, "Johann", "", 0.0)
NO_YEAR = Evidence("birth", Relation.ABSENT, "1900", "", 0.0)


def test_what_was_not_asked_for_is_told_once_at_the_end() -> None:
    found = gathered((MORE, SURNAME, STILL_MORE, NO_YEAR))
    assert found[:2] == (SURNAME, NO_YEAR)
    assert [ground.right for ground in found[2:]] == ["Ян Янович"]


def test_nothing_else_is_touched() -> None:
    assert gathered((SURNAME, MISSING)) == (SURNAME, MISSING)
    assert gathered(()) == ()


def test_only_a_missing_part_of_the_name_makes_it_partial() -> None:
    assert in_part((SURNAME, MISSING))
    assert not in_part((SURNAME, MORE, NO_YEAR))
