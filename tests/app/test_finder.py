"""The open index of a process: always up to date, and never held up by longer work."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.finder import Finder
from indexer.index import NoIndex, rebuild, update
from indexer.names.parse import parse
from indexer.portion import portion
from indexer.search import SearchQuery
from tests.builders import entry, people

SHMIDT = SearchQuery(parse("Шмидт Иван"))


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    rebuild(tmp_path, [portion(people())])
    return tmp_path


def test_what_was_committed_is_found_at_once(directory: Path) -> None:
    finder = Finder(directory)
    before = finder.find(SHMIDT).hits[0]
    update(directory, [entry(99, "Шмидт", "Иоганн")], [before.record_id])
    assert [hit.record_id for hit in finder.find(SHMIDT).hits][:1] == [99]
    rebuild(directory, [portion(people())])
    assert finder.find(SHMIDT).hits[0].record_id == before.record_id


def test_longer_work_holds_no_search_up(directory: Path) -> None:
    finder = Finder(directory)
    found: list[int] = []
    with finder.opened() as index:
        search = threading.Thread(target=lambda: found.append(finder.find(SHMIDT).hits[0].record_id))
        search.start()
        search.join(30)
        assert found
        assert index.size == len(people())


def test_many_threads_get_the_answers_that_one_gets(directory: Path) -> None:
    finder = Finder(directory)
    wanted = [SearchQuery(person.names[0]) for person in people()]
    alone = [finder.find(query).hits[0].record_id for query in wanted]
    found: list[list[int]] = []

    def ask() -> None:
        found.append([finder.find(query).hits[0].record_id for query in wanted])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4


def test_a_missing_index_is_said_and_found_when_it_is_there(tmp_path: Path) -> None:
    finder = Finder(tmp_path)
    for ask in (lambda: finder.find(SHMIDT), lambda: finder.begun("Шми"), lambda: finder.stamp):
        with pytest.raises(NoIndex):
            ask()
    rebuild(tmp_path, [portion(people())])
    assert finder.find(SHMIDT).total
    assert [one.form for one in finder.begun("Шми")] == ["шмидт"]
