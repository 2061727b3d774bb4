"""Killed at any step of add, commit, merge, swap and drop, an index holds the old state or the new one.

A step is every call by which Python opens, writes, flushes, renames, removes or waits for the disk.
"""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from indexer.index import Index, adopt, rebuild, update, writing
from indexer.merging import SEGMENTS
from indexer.portion import portion, portions
from tests.builders import entry, people
from tests.killed import killed_at_each_step


def ids(directory: Path) -> list[int]:
    """The records that can be found, each by its own key, so that postings, columns and what is said are read."""
    index = Index(directory)
    held = [int(leaf.columns.record_ids[document]) for leaf in index.leaves for document in leaf.living.tolist()]
    assert all(leaf.said(document).heading for leaf in index.leaves for document in leaf.living.tolist())
    assert all(index.of_record(number) for number in held)
    return sorted(held)


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """An index whose next update merges its light segments."""
    rebuild(tmp_path / "before", portions(people()))
    for number in range(100, 100 + SEGMENTS - 1):
        update(tmp_path / "before", [entry(number, "Рыскулов", "Турар")], removed=[number - 100])
    assert len(Index(tmp_path / "before").leaves) == SEGMENTS
    return tmp_path


def restore(prepared: Path) -> None:
    """The index as it was before."""
    shutil.rmtree(prepared / "index", ignore_errors=True)
    shutil.copytree(prepared / "before", prepared / "index")


def test_an_update_that_merges(prepared: Path) -> None:
    directory = prepared / "index"
    old = ids(prepared / "before")
    new = sorted({*old, 200} - {8})

    def act() -> None:
        with writing(directory):
            update(directory, [entry(200, "Ким", "Вера")], removed=[8])

    seen = []
    for _ in killed_at_each_step(act, partial(restore, prepared)):
        seen.append(ids(directory))
        assert seen[-1] in (old, new)
        act()
        assert ids(directory) == new
        listed = {path.name.split(".")[0] for path in directory.glob("gen-*/*.arrays")}
        assert len(listed) == len(Index(directory).leaves)  # what the crash left is gone
        assert not list(directory.glob("gen-*/*.toc.*"))
    assert old in seen
    assert new in seen
    assert len(seen) > 20


def test_a_rebuild(prepared: Path) -> None:
    directory = prepared / "index"
    old, new = ids(prepared / "before"), [1, 2, 3, 500]
    fresh = [portion(people()[:2]), portion([people()[2], entry(500, "Ким", "Вера")])]

    def act() -> None:
        with writing(directory):
            rebuild(directory, fresh)

    seen = []
    for _ in killed_at_each_step(act, partial(restore, prepared)):
        seen.append(ids(directory))
        assert seen[-1] in (old, new)
        act()
        assert ids(directory) == new
        assert len(list(directory.glob("gen-*"))) == 1
        assert not list(directory.glob("gone-*"))
    assert old in seen
    assert new in seen
    assert len(seen) > 30


def test_an_index_built_aside_takes_the_place(prepared: Path) -> None:
    directory = prepared / "index"
    old, new = ids(prepared / "before"), [1, 2]
    rebuild(prepared / "aside", [portion(people()[:2])])

    def ready() -> None:
        restore(prepared)
        shutil.copytree(prepared / "aside", directory / "aside")

    seen = []
    for _ in killed_at_each_step(lambda: adopt(directory, directory / "aside"), ready):
        seen.append(ids(directory))
        assert seen[-1] in (old, new)
        rebuild(directory, [portion(people()[:3])])
        assert ids(directory) == [1, 2, 3]
        assert len(list(directory.glob("gen-*"))) == 1
    assert old in seen
    assert new in seen


def test_the_first_build_of_all(tmp_path: Path) -> None:
    directory = tmp_path / "index"

    def act() -> None:
        with writing(directory):
            rebuild(directory, [portion(people()[:2])])

    for _ in killed_at_each_step(act, lambda: shutil.rmtree(directory, ignore_errors=True)):
        act()
        assert ids(directory) == [1, 2]
        assert len(list(directory.glob("gen-*"))) == 1


@pytest.mark.parametrize("bytes_", [0, 1, 4_096, 20_000, 40_000])
def test_where_the_disk_is_full_the_old_index_stays_and_nothing_is_left_behind(prepared: Path, bytes_: int) -> None:
    directory = prepared / "before"
    old = ids(directory)
    files = sorted(path.name for path in directory.rglob("*"))
    acts: tuple[Callable[[], object], ...] = (
        lambda: rebuild(directory, portions(people() * 20)),
        lambda: update(directory, [entry(number, "Ким", "Вера") for number in range(1_000, 1_200)]),
    )
    for act in acts:
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))  # an error as of a full disk
            try:
                act()
            except OSError:
                os._exit(0)
            finally:
                os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert ids(directory) == old
        assert sorted(path.name for path in directory.rglob("*")) == files
