from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.index import Index, NoIndex, exists, rebuild, stamp, update, writing
from indexer.merging import SEGMENTS
from indexer.names.parse import parse
from indexer.portion import portions
from indexer.search import SearchQuery, find
from tests.builders import entry, people

ROOT = Path(__file__).resolve().parents[2]


def found(index: Index, name: str) -> list[int]:
    index.refresh()
    return [hit.record_id for hit in find(index, SearchQuery(name=parse(name))).hits]


def test_what_was_built_can_be_opened(tmp_path: Path) -> None:
    assert rebuild(tmp_path, portions(people())) == len(people())
    assert Index(tmp_path).size == len(people())


def test_an_empty_directory_holds_no_index(tmp_path: Path) -> None:
    assert not exists(tmp_path)
    with pytest.raises(NoIndex):
        Index(tmp_path)


def test_a_damaged_index_is_no_index(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    (tmp_path / "current").write_text("gen-999999")
    assert not exists(tmp_path)


def test_an_open_index_sees_an_update(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    index = Index(tmp_path)
    update(tmp_path, [entry(100, "Гофман", "Эстер")])
    assert found(index, "Гофман Эстер")[0] == 100


def test_each_commit_has_its_own_stamp(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        stamp(tmp_path)
    rebuild(tmp_path, portions(people()))
    stamps = [stamp(tmp_path), stamp(tmp_path)]
    update(tmp_path, [entry(100, "Гофман", "Эстер")])
    stamps.append(stamp(tmp_path))
    rebuild(tmp_path, portions(people()))
    stamps.append(stamp(tmp_path))
    assert stamps[0] == stamps[1]
    assert len(set(stamps)) == 3


def test_an_update_replaces_the_entry_of_that_record(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    update(tmp_path, [entry(1, "Аймаутов", "Жусупбек")])
    index = Index(tmp_path)
    assert index.size == len(people())
    assert 1 not in found(index, "Букейханов Алихан")
    assert found(index, "Аймаутов")[0] == 1


def test_a_removed_record_never_comes_back(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    update(tmp_path, [], removed=[1])
    index = Index(tmp_path)
    assert 1 not in found(index, "Букейханов")
    assert 1 not in [hit.record_id for hit in find(index, SearchQuery(limit=100)).hits]


def test_an_open_index_sees_a_rebuild_and_the_old_generation_goes(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    index = Index(tmp_path)
    rebuild(tmp_path, portions([entry(1, "Мухамеджанова", "Галия")]))
    index.refresh()
    assert index.size == 1
    assert [path.name for path in tmp_path.glob("gen-*")] == ["gen-000002"]


def test_many_small_updates_are_merged(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    for number in range(200, 225):
        update(tmp_path, [entry(number, "Рыскулов", "Турар")])
    index = Index(tmp_path)
    assert index.size == len(people()) + 25
    assert len(index.leaves) <= 9


def test_many_large_updates_are_merged_and_the_largest_segment_is_left_alone(tmp_path: Path) -> None:
    rebuild(tmp_path, portions([entry(number, "Иванов", "Пётр") for number in range(1, 401)]))
    (heavy,) = tmp_path.glob("gen-*/*.arrays")
    for first in range(1_000, 1_400, 40):
        update(tmp_path, [entry(number, "Рыскулов", "Турар") for number in range(first, first + 40)])
    index = Index(tmp_path)
    assert index.size == 800
    assert len(index.leaves) <= SEGMENTS
    assert heavy.exists()


def test_an_index_opened_before_a_merge_answers_as_before_until_it_is_refreshed(tmp_path: Path) -> None:
    rebuild(tmp_path, portions([]))
    update(tmp_path, people())
    index = Index(tmp_path)
    for number in range(200, 220):
        update(tmp_path, [entry(number, "Рыскулов", "Турар")])
    (hit,) = find(index, SearchQuery(name=parse("Букейханов Алихан"), limit=1)).hits
    assert hit.evidence
    assert found(index, "Рыскулов")[0] >= 200


def test_an_index_that_lost_a_file_is_no_index(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    next(tmp_path.glob("gen-*/*.arrays")).unlink()
    assert not exists(tmp_path)
    with pytest.raises(NoIndex):
        Index(tmp_path)


def test_a_failed_build_leaves_the_old_index(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))

    def broken() -> object:
        yield entry(1, "Ким")
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="space"):
        rebuild(tmp_path, portions(broken()))  # type: ignore[arg-type]
    assert Index(tmp_path).size == len(people())


def test_there_is_one_writer(tmp_path: Path) -> None:
    with writing(tmp_path) as mine, writing(tmp_path, wait=False) as other:
        assert mine
        assert not other


def test_a_killed_build_leaves_the_old_index_and_gives_back_the_lock(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    script = (
        "import sys, time; from pathlib import Path; from indexer.index import rebuild, writing; "
        "from tests.builders import entry; from indexer.portion import portions\n"
        "def endless():\n"
        "    for n in range(1, 10**9):\n"
        "        if n == 50: print('building', flush=True)\n"
        "        yield entry(n, 'Ким')\n"
        "with writing(Path(sys.argv[1])): rebuild(Path(sys.argv[1]), portions(endless()))"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        os.kill(child.pid, signal.SIGKILL)
    started = time.monotonic()
    with writing(tmp_path) as mine:
        assert mine
        assert time.monotonic() - started < 10
        assert Index(tmp_path).size == len(people())
        assert rebuild(tmp_path, portions(people())) == len(people())
