from __future__ import annotations

from datetime import date

import pytest

from app.intake.drafting import understand
from app.intake.living import may_be_living, needs_decision

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "decision", "living"),
    [
        ({}, True, True),
        ({"birth_date": "в год Барса"}, True, True),
        ({"birth_date": "1937"}, False, True),
        ({"birth_date": "1866"}, False, False),
        ({"death_date": "1999"}, False, False),
        ({"fate": "shot"}, False, False),
        ({"fate": "released"}, True, True),
        ({"sentence_date": "1930"}, False, False),
        ({"arrest_date.2": "1938"}, False, True),
        ({"camps": "karlag 1931/1935"}, False, False),
    ],
)
def test_an_archivist_decides_where_nothing_tells(said: dict[str, str], decision: bool, living: bool) -> None:
    draft = understand({"surname": "Ким", "given_name": "Вера", **said}).draft
    assert needs_decision(draft) is decision
    assert may_be_living(draft, TODAY) is living
