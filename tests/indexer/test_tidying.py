"""Heavy segments are merged at leisure: nothing that is written or deleted meanwhile is lost or comes back."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from indexer import merging
from indexer.index import Index, rebuild, update, writing
from indexer.merging import SEGMENTS
from indexer.portion import Portion, joined, portion, portions
from indexer.segment import finished
from indexer.segments import Segments
from indexer.tidying import tidy
from tests.builders import entry, people
from tests.indexer.test_crash import ids
from tests.killed import killed_at_each_step


@pytest.fixture
def crowded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of more segments than an update merges, some of their documents deleted."""
    monkeypatch.setattr(merging, "AT_ONCE", 1)
    directory = tmp_path / "crowded"
    rebuild(directory, portions(people()))
    segments = Segments(directory / "gen-000001")
    _, listed = segments.listed()
    for first in range(100, 100 + 10 * SEGMENTS, 10):
        whole = portion([entry(number, "Рыскулов", "Турар") for number in range(first, first + 5)])
        listed.append(segments.written(finished(whole), len(whole)))
    listed[1].delete_document(1)
    listed[2].delete_document(0)
    segments.commit(listed)
    return directory


def test_many_heavy_segments_become_one(crowded: Path) -> None:
    before = ids(crowded)
    assert len(Index(crowded).leaves) > SEGMENTS
    assert tidy(crowded)
    assert ids(crowded) == before
    assert len(Index(crowded).leaves) == 2
    assert not tidy(crowded)


def test_few_segments_stay_and_no_index_is_no_matter(tmp_path: Path) -> None:
    assert not tidy(tmp_path)
    rebuild(tmp_path, portions(people()))
    assert not tidy(tmp_path)


def test_what_is_written_and_deleted_meanwhile_holds(crowded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ids(crowded)

    def meanwhile(many: Sequence[Portion]) -> Portion:
        with writing(crowded):
            update(crowded, [entry(102, "Ким", "Вера"), entry(900, "Ким", "Анна")], removed=[100, 121, 3])
        return joined(many)

    monkeypatch.setattr("indexer.tidying.joined", meanwhile)
    assert tidy(crowded)
    index = Index(crowded)
    assert ids(crowded) == sorted({*before, 900} - {100, 121, 3})
    found = index.of_record(102)
    assert found
    assert found[0].said(found[1]).names[0].written == "Ким Вера"


def test_a_rebuild_meanwhile_wins(crowded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(many: Sequence[Portion]) -> Portion:
        with writing(crowded):
            rebuild(crowded, portions(people()[:2]))
        return joined(many)

    monkeypatch.setattr("indexer.tidying.joined", meanwhile)
    assert not tidy(crowded)
    assert ids(crowded) == [1, 2]


def test_killed_at_any_step_all_stays_findable(crowded: Path) -> None:
    directory = crowded.parent / "index"
    before = ids(crowded)

    def ready() -> None:
        shutil.rmtree(directory, ignore_errors=True)
        shutil.copytree(crowded, directory)

    seen = set()
    for _ in killed_at_each_step(lambda: tidy(directory), ready):
        assert ids(directory) == before
        seen.add(len(Index(directory).leaves))
        tidy(directory)
        assert len(Index(directory).leaves) == 2
        assert not list(directory.glob("gen-*/aside"))
    assert seen == {2, SEGMENTS + 1}


def test_one_tidies_at_a_time(crowded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(many: Sequence[Portion]) -> Portion:
        begun.set()
        go_on.wait(60)
        return joined(many)

    monkeypatch.setattr("indexer.tidying.joined", slowly)
    first = threading.Thread(target=tidy, args=(crowded,))
    first.start()
    assert begun.wait(60)
    assert not tidy(crowded)
    go_on.set()
    first.join()
    assert len(Index(crowded).leaves) == 2


def test_what_is_merged_at_leisure_is_bounded() -> None:
    weights = [3_000_000, *[merging.AT_LEISURE // 4] * SEGMENTS]
    chosen = merging.heavy(weights)
    assert 0 not in chosen
    assert sum(weights[at] for at in chosen) <= merging.AT_LEISURE
