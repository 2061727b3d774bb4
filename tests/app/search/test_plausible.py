"""The readings that people are shown: the likeliest first, no sound split in two."""

from __future__ import annotations

import pytest

from app.search.plausible import plausible
from app.search.spellings import SHORT, spellings
from indexer.names.parse import parse


@pytest.mark.parametrize(
    ("form", "first"),
    [
        ("Müller", "мюллер"), ("Wiszniewski", "вишневский"), ("Kaczmarek", "качмарек"), ("Szulc", "шульц"),
        ("Schmidt", "шмидт"), ("Miszczuk", "мищук"), ("Schulz", "шульц"), ("Kazlauskas", "казлаускас"),
        ("Шмидт", "шмидт"), ("김", "ким"),
    ],
)  # fmt: skip
def test_what_its_own_writers_meant_comes_first(form: str, first: str) -> None:
    assert plausible(form)[0] == first


@pytest.mark.parametrize("form", ["Wiszniewski", "Kaczmarek", "Szczepański", "Leszno", "Brzęczyszczykiewicz", "Szulc"])
def test_no_sound_is_split_in_two(form: str) -> None:
    assert not [reading for reading in plausible(form) if "сз" in reading or "цз" in reading or "сдз" in reading]


@pytest.mark.parametrize("form", ["Szczcz", "Zh", "王", "Sz"])
def test_what_cannot_be_read_well_is_still_shown_as_it_can(form: str) -> None:
    assert isinstance(plausible(form), tuple)


def test_a_german_name_has_no_english_short_forms_and_an_english_one_has() -> None:
    def short(name: str) -> set[str]:
        return {form for one in spellings(parse(name)) for way in one.ways if way.said == SHORT for form in way.forms}

    assert short("Heinrich Braun").isdisjoint({"Hank", "Hal"})
    assert "Heini" in short("Heinrich Braun")
    assert "Hank" in short("Henry Braun")
