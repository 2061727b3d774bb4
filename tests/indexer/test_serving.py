"""While an index is rebuilt, swapped, updated and merged, every search is answered, by the old state or the new one."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from indexer.index import Index, rebuild, update, writing
from indexer.merging import SEGMENTS
from indexer.names.parse import parse
from indexer.portion import portions
from indexer.search import SearchQuery, find
from tests.builders import entry, people

ASKING = 3  # threads, each with an index of its own
QUERY = SearchQuery(name=parse("Шмидт Иван Иванович"))  # who is in every state


class Asking(threading.Thread):
    """Asks without a pause until told to stop."""

    def __init__(self, directory: Path, stop: threading.Event) -> None:
        super().__init__()
        self._directory, self._stopped = directory, stop
        self.answers = 0
        self.wrong: list[object] = []

    def run(self) -> None:
        """Ask; whatever goes wrong is kept."""
        index = Index(self._directory)
        while not self._stopped.is_set():
            try:
                index.refresh()
                hits = find(index, QUERY).hits
                if hits[0].record_id != 9:
                    self.wrong.append(hits[0])
            except Exception as error:  # a lost query is what is looked for
                self.wrong.append(error)
            self.answers += 1


def test_no_search_is_lost_while_the_index_changes(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    stop = threading.Event()
    asking = [Asking(tmp_path, stop) for _ in range(ASKING)]
    for thread in asking:
        thread.start()
    for turn in range(5):
        with writing(tmp_path):
            rebuild(tmp_path, portions([*people(), entry(1_000 + turn, "Ким", "Вера")]))
        for number in range(2 * SEGMENTS):
            with writing(tmp_path):
                update(tmp_path, [entry(100 + number, "Рыскулов", "Турар"), people()[8]], removed=[1, 2])
            time.sleep(0.005)
    stop.set()
    for thread in asking:
        thread.join()
    assert [wrong for thread in asking for wrong in thread.wrong] == []
    assert all(thread.answers > 20 for thread in asking)


def test_an_index_in_use_answers_on_when_its_files_are_gone(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    index = Index(tmp_path)
    before = find(index, QUERY).hits
    for path in sorted(tmp_path.rglob("*"), reverse=True):
        if path.is_file():
            path.unlink()
    assert find(index, QUERY).hits == before
