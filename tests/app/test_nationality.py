"""What one person of a nation is called."""

from __future__ import annotations

import pytest

from app.nationality import TABLE, nationality
from app.tables import rows


@pytest.mark.parametrize(
    ("nation", "sex", "language", "said"),
    [
        ("lithuanian", "f", "pl", "Litwinka"),
        ("german", "m", "pl", "Niemiec"),
        ("german", "", "de", "Deutscher / Deutsche"),
        ("jewish", "f", "de", "Jüdin"),
        ("korean", "m", "ru", "кореец"),
        ("chechen", "f", "lt", "čečėnė"),
        ("komi", "", "ru", "коми"),
        ("polish", "f", "kk", ""),
        ("polish", "f", "en", ""),
        ("nobody", "f", "pl", ""),
    ],
)
def test_one_person_is_named_in_the_singular(nation: str, sex: str, language: str, said: str) -> None:
    assert nationality(nation, sex, language) == said


def test_every_nation_has_its_words_for_one_person() -> None:
    named = {row["nation"]: row for row in rows(TABLE)}
    assert set(named) == {row["id"] for row in rows("atlas/nations")}
    assert [nation for nation, row in named.items() if not all(row.values())] == []


def test_the_words_for_one_person_are_not_those_for_all() -> None:
    """German and a few small nations have one word for both: der Japaner, die Japaner."""
    many = {row["id"]: row for row in rows("atlas/nations")}
    for row in rows(TABLE):
        for language in ("lt", "pl"):
            plural = many[row["nation"]][f"name_{language}"]
            assert plural not in (row[f"{language}_m"], row[f"{language}_f"]), row["nation"]
