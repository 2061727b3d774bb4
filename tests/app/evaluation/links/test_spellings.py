from __future__ import annotations

from pathlib import Path

from app.evaluation.links.spellings import read_spellings
from tests.app.evaluation.links.lists import lists


def test_spellings_are_those_attested_for_that_very_form(tmp_path: Path) -> None:
    found = read_spellings(lists(tmp_path))
    assert found.latin["савва"] == ("savva",)
    assert set(found.cyrillic["лаптев"]) == {"лаптєв", "лабтев"}


def test_another_name_is_no_other_spelling(tmp_path: Path) -> None:
    assert read_spellings(lists(tmp_path)).cyrillic["савва"] == ("сава",)


def test_where_no_file_is_nothing_is_attested(tmp_path: Path) -> None:
    assert read_spellings(tmp_path).latin == read_spellings(tmp_path).cyrillic == {}
