"""Batches run in the background: one process at a time, stopped and resumed, killed and taken over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import writing
from app.intake.bulk import running, taking
from app.intake.bulk.claims import LOST, Lost, claim
from app.intake.bulk.running import Runner, run, tidy
from app.models import Batch, Submission
from app.models.base import now
from tests.app.intake.bulk.conftest import Desk

ROOT = Path(__file__).resolve().parents[4]
ROWS = 250


def table(rows: int = ROWS) -> str:
    return "source_ref,Фамилия,Имя\n" + "".join(f"р-{at},Ким,Анна{at}\n" for at in range(rows))


def sent(desk: Desk, content: str = "") -> str:
    reference = desk.begin(content or table())
    assert desk.send(reference).status_code == 302
    return reference


def taken(desk: Desk) -> int:
    with Session(desk.engine) as session:
        return session.scalar(select(func.count()).select_from(Submission)) or 0


def test_one_process_at_a_time_has_a_batch(desk: Desk) -> None:
    sent(desk)
    first = claim(desk.engine)
    assert first is not None
    assert claim(desk.engine) is None


def test_a_batch_whose_process_is_silent_is_taken_over_and_the_old_one_loses_it(desk: Desk) -> None:
    reference = sent(desk)
    old = claim(desk.engine)
    assert old is not None
    with writing(desk.engine) as session:
        session.scalars(select(Batch)).one().beat_at = now() - 2 * LOST
    assert claim(desk.engine) is not None
    with pytest.raises(Lost), old.writing():
        pass
    assert desk.batch(reference).state == "running"


def test_stopped_and_resumed_it_goes_on_after_the_last_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = sent(desk)
    mine = claim(desk.engine)
    assert mine is not None
    whole = taking.take

    def take_and_stop(session: Session, batch: Batch, rows: object) -> None:
        whole(session, batch, rows)  # type: ignore[arg-type]
        batch.state = "stopped" if batch.read >= 200 else batch.state

    monkeypatch.setattr(running, "take", take_and_stop)
    with mine, pytest.raises(Lost):
        run(desk.engine, desk.data_dir, mine)
    monkeypatch.undo()
    assert (taken(desk), desk.batch(reference).state) == (200, "stopped")
    assert "Go on where it stopped" in desk.page(reference)
    assert desk.client.post(f"/en/bulk/{reference}/resume").status_code == 302
    desk.work()
    done = desk.batch(reference)
    assert (done.state, done.read, done.taken, taken(desk)) == ("done", ROWS, ROWS, ROWS)


def test_the_page_shows_how_far_it_is_and_stops_it(desk: Desk) -> None:
    reference = sent(desk)
    page = desk.page(reference)
    assert "data-poll" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert desk.client.post(f"/en/bulk/{reference}/stop").status_code == 302
    assert desk.batch(reference).state == "stopped"
    assert claim(desk.engine) is None


def test_killed_in_the_middle_another_process_goes_on_and_doubles_nothing(desk: Desk) -> None:
    reference = sent(desk, table(2_000))
    code = (
        "import sys\nfrom pathlib import Path\nfrom sqlalchemy import create_engine\n"
        "from app.intake.bulk.running import Runner\n"
        "runner = Runner(create_engine(sys.argv[1]), Path(sys.argv[2]))\nrunner.run()\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(desk.engine.url), str(desk.data_dir)], cwd=ROOT)
    deadline = time.monotonic() + 240
    while desk.batch(reference).read == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    half = desk.batch(reference)
    assert 0 < half.read < 2_000
    assert taken(desk) == half.taken == half.read
    with writing(desk.engine) as session:
        session.scalars(select(Batch)).one().beat_at = now() - 2 * LOST
    desk.work()
    done = desk.batch(reference)
    assert (done.read, done.taken, taken(desk)) == (2_000, 2_000, 2_000)


def test_the_thread_does_it_by_itself(desk: Desk) -> None:
    reference = sent(desk)
    thread = Runner(desk.engine, desk.data_dir)
    thread.ensure_started()
    deadline = time.monotonic() + 240
    while desk.batch(reference).state != "done" and time.monotonic() < deadline:
        time.sleep(0.05)
    thread.stop()
    assert (desk.batch(reference).state, taken(desk)) == ("done", ROWS)


def test_a_slip_of_ours_fails_the_file_and_not_the_thread(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = sent(desk)

    def slip(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(running, "take", slip)
    Runner(desk.engine, desk.data_dir)._next()
    assert desk.batch(reference).state == "failed"
    assert "Something went wrong on our side" in desk.page(reference)
    monkeypatch.undo()
    desk.client.post(f"/en/bulk/{reference}/resume")
    desk.work()
    assert taken(desk) == ROWS


def test_a_file_that_is_gone_fails_with_words(desk: Desk) -> None:
    reference = sent(desk)
    for path in desk.uploads:
        path.unlink()
    desk.work()
    assert desk.batch(reference).state == "failed"
    assert "There is no file list.csv" in desk.page(reference)


def test_uploads_that_nobody_sent_are_thrown_away_after_a_month(desk: Desk) -> None:
    reference = desk.begin(table())
    assert tidy(desk.engine, desk.data_dir) == 0
    with writing(desk.engine) as session:
        session.scalars(select(Batch)).one().created_at = now() - running.FORGOTTEN * 2
    assert tidy(desk.engine, desk.data_dir) == 1
    assert desk.uploads == []
    assert desk.client.get(f"/en/bulk/{reference}").status_code == 404
