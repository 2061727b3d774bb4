from __future__ import annotations

from pathlib import Path

import pytest

from app import knowledge
from app.config import DATA


def test_an_index_is_marked_by_the_knowledge_that_its_process_began_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge, "MADE_OF", ())  # what lies on the disk has become another while it worked
    knowledge.mark(tmp_path)
    monkeypatch.undo()
    assert knowledge.is_current(tmp_path)


@pytest.mark.parametrize("table", ["atlas/places", "vocab/alphabets", "vocab/place_words", "vocab/renamed_places"])
def test_another_table_that_entries_rest_on_is_other_knowledge(tmp_path: Path, table: str) -> None:
    path = tmp_path / "data" / f"{table}.csv"
    path.parent.mkdir(parents=True)
    text = (DATA / f"{table}.csv").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    before = knowledge.digest_of(tmp_path)
    path.write_text(f"{text}\n", encoding="utf-8")
    assert knowledge.digest_of(tmp_path) != before
