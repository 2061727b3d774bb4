from __future__ import annotations

import os
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from app.audit import broken_at
from app.config import Config
from app.db import db, writing
from app.intake.bulk import store as uploads
from app.intake.corrected import correct, correction_of
from app.intake.history.erase import NoRecord, erase
from app.intake.scans import store
from app.intake.versions import Change
from app.judging.judge import Decision, judge
from app.judging.persons import Moved, by_reference
from app.models import (
    AuditEvent,
    Batch,
    BatchFault,
    Candidate,
    Judgement,
    OutboxEntry,
    Person,
    PersonRecord,
    Record,
    RecordVersion,
    Scan,
    Source,
    SourceRow,
    Step,
    Submission,
    Tombstone,
    User,
)
from app.models.base import Base
from indexer.matching.verdict import Verdict
from tests.app.intake.test_importing import HEADER, MAILIN, bring, write
from tests.databases import ON_POSTGRESQL

WORD = "Планталов"  # stands wherever words about the person can stand
DIGEST = "ab" * 32
ROW = f"d-1,{WORD},Миржакып,,1885-11-25,казах,sosnovets 1935\n"


@pytest.fixture
def held(app: Flask, tmp_path: Path) -> Flask:
    """Two records of a list; of the first a correction was accepted, another waits, and there is a scan."""
    bring(db_engine(app), write(tmp_path / "list.csv", HEADER + ROW + MAILIN))
    with app.app_context(), writing(db.engine) as session:
        user = User(email="aigul@example.org", fs_uniquifier="a")
        session.add(user)
        session.flush()
        batch = Batch(reference="B-1", token="b", submitter_id=user.id, filename="list.xlsx", digest="c" * 64)
        session.add(batch)
        session.flush()
        said = {"occupation": f"поэт {WORD}"}
        for number, state in enumerate(("accepted", "pending"), start=1):
            made = Submission(
                reference=f"S-{number}", token=str(number), state=state, kind="correction", said=said, about_id=1,
                record_id=1 if state == "accepted" else None, submitter_id=user.id, relation=f"внучка {WORD}",
                batch_id=batch.id, line=number + 1,
                name=WORD, kept={"who": said}, source_ref=WORD,
            )  # fmt: skip
            made.steps.append(Step(kind="sent", said=said, words=WORD, edits={"notes": ["", WORD]}))
            session.add_all((made, BatchFault(batch_id=batch.id, line=number + 1, reason="x", value=WORD, row=said)))
        session.flush()
        path = store.path_of(DIGEST)
        path.parent.mkdir(parents=True)
        path.write_bytes(WORD.encode())
        session.add(Scan(submission_id=1, record_id=1, digest=DIGEST, media_type="image/jpeg", size=1))
        ground = {"field": "surname", "relation": "identical", "left": WORD, "right": "Майлин", "weight": 3.0}
        pair = Candidate(left_id=1, right_id=2, kind="same", value=0.9, band="likely", evidence=[ground], digest="d")
        pair.surname = WORD
        session.add(pair)
        session.flush()
        judge(session, Decision(1, 2, "same", Verdict.SAME, note=f"внук {WORD} пишет", seen="d"), None)
        record = session.get_one(Record, 1)
        correct(session, record, correction_of(said, record), Change(user.id, "corrected", f"письмо {WORD}", 1))
    return app


def db_engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


def erased(app: Flask, record_id: int = 1) -> None:
    with app.app_context(), writing(db.engine) as session:
        erase(session, record_id, "relatives_asked", 1)


def count(session: Session, table: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_no_word_is_left_in_any_table_or_in_the_file(held: Flask, config: Config) -> None:
    erased(held)
    with held.app_context(), db.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = connection.execute(table.select()).all()
            assert WORD not in str(rows), table.name
        connection.commit()
        if not ON_POSTGRESQL:  # its files are another matter: they forget what VACUUM has come by
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    for path in config.data_dir.glob("esimder.db*"):
        assert WORD.encode() not in path.read_bytes(), path.name


def test_digest_date_and_reason_stay_and_the_index_owes_a_look(held: Flask) -> None:
    erased(held)
    with held.app_context(), Session(db.engine) as session:
        stone = session.scalars(select(Tombstone)).one()
        assert (stone.record_id, stone.reason, len(stone.digest)) == (1, "relatives_asked", 64)
        versions = session.scalars(select(RecordVersion).order_by(RecordVersion.number)).all()
        assert [(v.how, v.said, v.why) for v in versions] == [
            ("imported", {}, ""), ("corrected", {}, ""), ("erased", {}, "relatives_asked"),
        ]  # fmt: skip
        assert all(len(version.digest) == 64 for version in versions)
        assert session.scalars(select(OutboxEntry).order_by(OutboxEntry.id.desc())).first().record_id == 1  # type: ignore[union-attr]
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert event is not None
        assert (event.action, event.subject, event.data["reason"]) == ("erased", "record:1", "relatives_asked")
        assert broken_at(session) is None


def test_what_waited_about_it_is_closed_and_the_decided_stays_decided(held: Flask) -> None:
    erased(held)
    with held.app_context(), Session(db.engine) as session:
        states = {each.reference: (each.state, each.steps[-1].reason) for each in session.scalars(select(Submission))}
    assert states == {"S-1": ("accepted", ""), "S-2": ("rejected", "erased")}


def test_the_judgement_stays_without_words_and_the_persons_permalink_leads_to_the_other_record(held: Flask) -> None:
    erased(held)
    with held.app_context(), Session(db.engine) as session:
        judgement = session.scalars(select(Judgement)).one()
        assert (judgement.left_id, judgement.right_id, judgement.verdict, judgement.note) == (1, 2, "same", "")
        assert judgement.seen["value"] == 0.9
        assert [(each["field"], each["left"], each["weight"]) for each in judgement.seen["evidence"]] == [
            ("surname", "", 3.0)
        ]
        assert (count(session, Candidate), count(session, PersonRecord)) == (0, 0)
        assert by_reference(session, session.scalars(select(Person.reference)).one()) == Moved((), (2,))
    erased(held, 2)
    with held.app_context(), Session(db.engine) as session:
        assert by_reference(session, session.scalars(select(Person.reference)).one()) == Moved((), ())


def test_others_stay_whole(held: Flask) -> None:
    erased(held)
    with held.app_context(), Session(db.engine) as session:
        assert session.scalars(select(Record)).one().name.surname == "Майлин"
        assert (count(session, SourceRow), count(session, Source)) == (1, 1)
    erased(held, 2)
    with held.app_context(), Session(db.engine) as session:
        assert count(session, Source) == 0


def test_files_of_scans_go_once_it_is_committed(held: Flask) -> None:
    with held.app_context():
        path = store.path_of(DIGEST)
        with pytest.raises(ZeroDivisionError), writing(db.engine) as session:
            erase(session, 1, "living", None)
            raise ZeroDivisionError
        assert path.exists()
        erased(held)
        assert not path.exists()


def test_a_file_that_another_record_shows_too_stays(held: Flask) -> None:
    with held.app_context(), writing(db.engine) as session:
        other = Submission(reference="S-3", token="3", state="accepted", submitter_id=1, record_id=2)
        session.add(other)
        session.flush()
        session.add(Scan(submission_id=other.id, record_id=2, digest=DIGEST, media_type="image/jpeg", size=1))
    erased(held)
    with held.app_context():
        assert store.path_of(DIGEST).exists()


def test_an_own_record_of_another_source_stays_when_the_one_it_was_added_to_goes(held: Flask) -> None:
    with held.app_context(), writing(db.engine) as session:
        session.add(
            Submission(reference="S-3", token="3", state="accepted", kind="addition", submitter_id=1, about_id=1,
                       record_id=2, said={"surname": "Майлин"})
        )  # fmt: skip
    erased(held)
    with held.app_context(), Session(db.engine) as session:
        added = session.scalars(select(Submission).where(Submission.reference == "S-3")).one()
        assert (added.said, added.record_id, added.about_id) == ({"surname": "Майлин"}, 2, None)


def test_a_list_does_not_bring_it_back_and_is_told_why(held: Flask, tmp_path: Path) -> None:
    erased(held)
    tally, report = bring(db_engine(held), write(tmp_path / "again.csv", HEADER + ROW + MAILIN))
    assert (tally.rejected, tally.already) == (1, 1)
    assert report[0]["line"] == "2"
    assert "removed" in report[0]["reason"]
    assert "Relatives asked for it." in report[0]["reason"]


def test_what_is_not_there_cannot_be_erased(held: Flask) -> None:
    erased(held)
    with pytest.raises(NoRecord):
        erased(held)
    with held.app_context(), pytest.raises(ValueError, match="because"), writing(db.engine) as session:
        erase(session, 2, "because", None)


@pytest.mark.parametrize(("state", "kept"), [("done", False), ("accepted", False), ("running", True)])
def test_the_file_of_a_finished_batch_goes_with_a_row_of_it(held: Flask, state: str, kept: bool) -> None:
    with held.app_context(), writing(db.engine) as session:
        batch = session.scalars(select(Batch)).one()
        batch.state = state
        path = uploads.path_of(held.config["ESIMDER"].data_dir, batch.digest)
        path.parent.mkdir()
        path.write_bytes(WORD.encode())
    erased(held)
    assert path.exists() is kept


def test_init_removes_scans_that_a_crash_left(held: Flask) -> None:
    with held.app_context():
        left, young = store.path_of("cd" * 32), store.path_of("ef" * 32)
        for path in (left, young):
            path.parent.mkdir()
            path.write_bytes(b"x")
        os.utime(left, (0, 0))
        os.utime(store.path_of(DIGEST), (0, 0))  # old, but of a record
        assert held.test_cli_runner().invoke(args=["init"]).exit_code == 0
        assert [path.exists() for path in (left, young, store.path_of(DIGEST))] == [False, True, True]
