from __future__ import annotations

import os
import signal
import threading
import time
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from app.db import writing
from app.intake import apart
from app.intake.apart import ReaderGone, lots
from app.intake.batch import Order
from app.intake.files import UnreadableFile
from app.intake.importing import bring_in, resume_after
from app.intake.readers import read
from app.intake.ready import Maker, Ready
from app.intake.report import Report, Tally
from app.intake.values import Words
from app.models import Record


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """A list that is long enough to be read by a process of its own."""
    path = tmp_path / "list.csv"
    words = "с. Мариенталь; " * 10
    rows = (f"p-{at},Иванов,{'31.02.1890' if at % 500 == 7 else 1890},{words}\n" for at in range(15_000))
    path.write_text("source_ref,surname,birth_date,birth_place\n" + "".join(rows), encoding="utf-8")
    assert path.stat().st_size > apart.LONG
    return path


def rows_of(path: Path, after: int = 0) -> list[Ready]:
    with read(path, after_line=after) as reading:
        maker = Maker(reading.format, "Книга", Words({}, {"немец": "german"}), drafts=True)
        return [row for lot in lots(reading, path, maker, 700) for row in lot]


def bring(engine: Engine, path: Path) -> tuple[Tally, str]:
    said, tally = StringIO(), Tally()
    with read(path, after_line=resume_after(engine, path, Order())) as reading:
        for _, tally in bring_in(engine, reading, path, Order(), Report(said)):  # noqa: B007
            pass
    return tally, said.getvalue()


def test_another_process_reads_the_very_same_rows(long_list: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = rows_of(long_list)
    monkeypatch.setattr(apart, "LONG", 1 << 40)
    here = rows_of(long_list)
    assert [row._replace(position=0) for row in there] == [row._replace(position=0) for row in here]
    assert there[9].draft == here[9].draft
    assert there[9].draft.source.citation == "Книга"
    assert [row.line for row in there if row.problems] == list(range(9, 15_002, 500))
    assert rows_of(long_list, 14_999) == here[-2:]


def test_a_list_whose_reader_is_killed_goes_on_at_the_next_command(engine: Engine, long_list: Path) -> None:
    with read(long_list) as reading:
        batches = bring_in(engine, reading, long_list, Order(), Report(StringIO()))
        next(batches)
        children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
        if not children.exists():
            pytest.skip("the children of a process are not told here")
        for child in children.read_text().split():
            if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
                os.kill(int(child), signal.SIGKILL)
        with pytest.raises(ReaderGone, match="too little memory"):
            list(batches)
    tally, _ = bring(engine, long_list)
    assert 0 < tally.accepted < 15_000
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Record)) == 15_000


def test_a_file_that_cannot_be_read_to_its_end_is_told_as_ever(tmp_path: Path, long_list: Path) -> None:
    with read(long_list) as reading:
        long_list.write_bytes(b"\x00\x01\x02" * apart.LONG)
        with pytest.raises(UnreadableFile, match="no text file"):
            list(lots(reading, long_list, Maker("csv"), 500))


def test_others_write_while_a_long_list_is_brought_in(engine: Engine, long_list: Path) -> None:
    waited, done = [], threading.Event()

    def write_now_and_then() -> None:
        while not done.wait(0.1):
            began = time.monotonic()
            with writing(engine):
                waited.append(time.monotonic() - began)

    other = threading.Thread(target=write_now_and_then)
    other.start()
    tally, report = bring(engine, long_list)
    done.set()
    other.join()
    assert (tally.accepted, tally.warnings, report.count("is no day")) == (15_000, 30, 30)
    assert len(waited) > 1
    assert max(waited) < 5  # it is less than one on a machine that does nothing else
