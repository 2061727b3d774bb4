from __future__ import annotations

from pathlib import Path

import pytest

from app import knowledge


def test_an_index_is_marked_by_the_knowledge_that_its_process_began_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge, "MADE_OF", ())  # what lies on the disk has become another while it worked
    knowledge.mark(tmp_path)
    monkeypatch.undo()
    assert knowledge.is_current(tmp_path)
