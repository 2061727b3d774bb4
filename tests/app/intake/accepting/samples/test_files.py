"""Files of trusted volunteers on a checked sample: drawn, checked, accepted in the background, or sent back."""

from __future__ import annotations

import re
import threading

import pytest
from sqlalchemy import func, select

from app.db import db, writing
from app.intake.accepting.samples import running
from app.intake.accepting.samples.sampling import drawn
from app.models import AuditEvent, Batch, Record, Submission, User
from app.references import reference, token
from tests.app.intake.accepting.conftest import SAID, Desk
from tests.app.signing import client_for

ROWS = 50


def file_of(desk: Desk, submitter: int = 0, *, trusted: bool = True, rows: int = ROWS) -> str:
    """A file whose rows wait, of which the last may be about somebody living; its reference."""
    whose = submitter or desk.volunteer
    with desk.service.app_context(), writing(db.engine) as session:
        session.get_one(User, whose).trusted = trusted
        batch = Batch(reference=reference("B"), token=token(), submitter_id=whose, filename="газета.csv",
                      digest="d" * 64, state="done", read=rows, taken=rows)  # fmt: skip
        session.add(batch)
        session.flush()
        made, number = batch.reference, batch.id
    for line in range(1, rows):
        desk.sent(whose, batch_id=number, line=line, said=SAID | {"name": f"Шмидт Эмма {line}"})
    desk.sent(whose, batch_id=number, line=rows, said={"name": "Иванова Мария", "citation": "memory"})
    return made


def post(desk: Desk, ref: str, go: str, status: int = 302, **typed: str) -> str:
    answer = desk.client.post(f"/en/queue/batches/{ref}", data={"go": go, **typed})
    assert answer.status_code == status, answer.text
    return answer.text


def sample(desk: Desk, ref: str) -> list[str]:
    page = desk.page(f"/en/queue/batches/{ref}")
    return re.findall(r'name="row" value="([^"]+)"', page)


def states(desk: Desk, ref: str) -> dict[str, int]:
    with desk.service.app_context():
        wanted = (
            select(Submission.state, func.count())
            .join(Batch, Batch.id == Submission.batch_id)
            .where(Batch.reference == ref)
            .group_by(Submission.state)
        )
        return {row[0]: row[1] for row in db.session.execute(wanted)}


def state(desk: Desk, ref: str) -> str:
    with desk.service.app_context():
        return db.session.scalars(select(Batch.state).where(Batch.reference == ref)).one()


def events(desk: Desk, ref: str) -> dict[str, dict[str, object]]:
    with desk.service.app_context():
        found = db.session.scalars(select(AuditEvent).where(AuditEvent.subject == f"batch:{ref}"))
        return {event.action: event.data for event in found}


def work(desk: Desk) -> None:
    desk.service.extensions["acceptances"].look(at_once=True)
    desk.service.extensions["acceptances"].settle()


def test_a_file_is_accepted_on_its_sample_and_people_who_may_be_living_wait(desk: Desk) -> None:
    ref = file_of(desk)
    assert ref in desk.page("/en/queue/batches")
    post(desk, ref, "draw", size="3")
    rows = sample(desk, ref)
    assert len(rows) == 3
    post(desk, ref, "accept", 422)  # not one is checked
    for row in rows[:2]:
        post(desk, ref, "fine", row=row)
    post(desk, ref, "not_fine", 422, row=rows[2], words=" ")
    post(desk, ref, "not_fine", row=rows[2], words="Другой год в источнике.")
    assert "Другой год в источнике." in desk.page(f"/en/queue/batches/{ref}")
    post(desk, ref, "accept")
    work(desk)
    assert state(desk, ref) == "accepted"
    assert states(desk, ref) == {"accepted": ROWS - 2, "pending": 2}
    assert desk.state(rows[2]) == "pending"
    with desk.service.app_context():
        wanted = select(Record.checked, func.count()).join(Submission, Submission.record_id == Record.id)
        found = dict(
            db.session.execute(wanted.join(Batch).where(Batch.reference == ref).group_by(Record.checked)).all()
        )
    assert found == {"accepted": 2, "sampled": ROWS - 4}
    told = events(desk, ref)
    assert told["batch.accepted"] == {"fine": 2, "not_fine": 1}
    assert told["batch.done"] == {"accepted": ROWS - 2}


def test_the_seed_in_the_chain_draws_the_same_rows_again(desk: Desk) -> None:
    ref = file_of(desk)
    post(desk, ref, "draw", size="5")
    told = events(desk, ref)["batch.sampled"]
    with desk.service.app_context():
        of = select(Submission.reference).join(Batch, Batch.id == Submission.batch_id)
        ready = db.session.scalars(of.where(Batch.reference == ref, Submission.living == "").order_by(Submission.id))
        again = drawn(list(ready), 5, int(str(told["seed"])))
    assert again == sample(desk, ref)
    assert (told["size"], told["of"]) == (5, ROWS - 1)


def test_only_files_of_trusted_volunteers_are_sampled_and_never_ones_own(desk: Desk) -> None:
    ref = file_of(desk, trusted=False, rows=3)
    assert "marked as trusted" in post(desk, ref, "draw", 422, size="2")
    own = file_of(desk, desk.archivist, rows=3)
    for go in ("draw", "accept", "send_back", "fine"):
        post(desk, own, go, 403, size="2", words="x", row="x")
    assert states(desk, own) == {"pending": 3}


@pytest.mark.parametrize("size", ["0", "-1", "501", "many", ""])
def test_a_number_that_is_none_is_told(desk: Desk, size: str) -> None:
    assert "from 1 to 500" in post(desk, file_of(desk, rows=2), "draw", 422, size=size)


def test_a_file_sent_back_comes_back_as_a_whole_with_one_letter(desk: Desk) -> None:
    ref = file_of(desk, rows=5)
    post(desk, ref, "send_back", 422, words="")
    post(desk, ref, "send_back", words="Не указаны страницы газеты.")
    assert (state(desk, ref), states(desk, ref)) == ("sent_back", {"sent_back": 5})
    post(desk, ref, "draw", 409, size="2")
    volunteer = client_for(desk.service, desk.volunteer)
    assert volunteer.get(f"/en/bulk/{ref}").status_code == 200
    with desk.service.app_context():
        row = db.session.scalars(select(Submission).where(Submission.state == "sent_back").limit(1)).one()
        assert row.steps[-1].words == "Не указаны страницы газеты."


def test_cut_off_in_the_middle_it_goes_on_with_what_waits(desk: Desk) -> None:
    ref = file_of(desk)
    post(desk, ref, "draw", size="1")
    post(desk, ref, "fine", row=sample(desk, ref)[0])
    with desk.service.app_context(), writing(db.engine) as session:
        batch = session.scalars(select(Batch).where(Batch.reference == ref)).one()
        batch.state, batch.decided_by_id = "accepting", desk.archivist
        number = batch.id
    with desk.service.app_context():
        assert running._chunk(db.engine, number, 0) is not None  # the process ends here
        assert states(desk, ref)["accepted"] == running.CHUNK
        running.run(db.engine, number, threading.Event())
    assert (state(desk, ref), states(desk, ref)) == ("accepted", {"accepted": ROWS - 1, "pending": 1})


def test_a_row_that_cannot_become_a_record_waits_and_stops_no_other(desk: Desk) -> None:
    ref = file_of(desk, rows=4)
    with desk.service.app_context(), writing(db.engine) as session:
        taken = session.get_one(Record, 1).source_ref
        row = session.scalars(
            select(Submission).join(Batch).where(Batch.reference == ref).order_by(Submission.id)
        ).first()
        assert row
        row.said = dict(row.said) | {"source_ref": taken}
        clash = row.reference
    post(desk, ref, "draw", size="3")
    for each in sample(desk, ref):
        post(desk, ref, "fine", row=each)
    post(desk, ref, "accept")
    work(desk)
    assert states(desk, ref) == {"accepted": 2, "pending": 2}
    assert desk.state(clash) == "pending"
