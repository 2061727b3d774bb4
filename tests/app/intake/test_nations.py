"""Nations told by the words of lists."""

from __future__ import annotations

import pytest

from app.intake.nations import nation_of


@pytest.mark.parametrize(
    ("wording", "nation", "sex"),
    [
        ("русская", "russian", "f"),
        ("Казах", "kazakh", "m"),
        ("қазақ", "kazakh", "m"),
        ("поляки", "polish", ""),
        ("польская еврейка", "jewish", "f"),
        ("немец (латыш)", "german", "m"),
        ("русский (по другим данным - еврей)", "russian", "m"),
        ("крымский татарин", "crimean-tatar", "m"),
        ("German", "german", ""),
        ("lithuanian", "lithuanian", ""),
        ("кряшен", "kryashen", "m"),
        ("латгалец", "latgalian", "m"),
        ("ижорец", "izhorian", "m"),
        ("нагайбак", "nagaibak", "m"),
        ("сван", "svan", "m"),
        ("зыряне", "komi", ""),
    ],
)
def test_a_nation_is_read(wording: str, nation: str, sex: str) -> None:
    known = nation_of(wording)
    assert known is not None
    assert known.nation == nation
    assert known.sex in (sex, "")


@pytest.mark.parametrize(
    "wording", ["", "Польша", "иракцы", "югослав", "казак", "г. Москва", "русский язык преподавал", "(еврей)"]
)
def test_what_is_no_nation(wording: str) -> None:
    assert nation_of(wording) is None
