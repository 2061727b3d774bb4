from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app import audit
from app.db import writing
from app.intake.accepting.decide import (
    Acceptance,
    AlreadyDecided,
    NoRecord,
    NoWords,
    OwnSubmission,
    RefTaken,
    accept,
    reject,
    send_back,
)
from app.judging.persons import person_of, records_of
from app.judging.refusals import OwnSubmission as OwnRecord
from app.models import (
    AuditEvent,
    Judgement,
    OutboxEntry,
    Record,
    RecordVersion,
    Scan,
    Source,
    Step,
    Submission,
    User,
    WrittenName,
)
from app.references import reference, token
from tests.databases import only_sqlite

SAID = {
    "surname": "Шмидт",
    "given_name": "Эмма",
    "patronymic": "Готлибовна",
    "birth_date": "около 1905",
    "nation": "немка",
    "sentence": "мобилизована в трудармию",
    "repository": "ГАКО",
    "fonds": "18",
    "folio": "л. 12 об.",
}
TABLES = (Record, Source, WrittenName, RecordVersion, OutboxEntry, Step, AuditEvent)


@pytest.fixture
def people(engine: Engine) -> tuple[int, int, int]:
    """A volunteer and two archivists."""
    with writing(engine) as session:
        users = [
            User(email=f"{name}@example.org", name=name, fs_uniquifier=name) for name in ("Emma", "Aigul", "Jonas")
        ]
        session.add_all(users)
        session.flush()
        return users[0].id, users[1].id, users[2].id


def submitted(engine: Engine, submitter: int, **told: object) -> str:
    """A submission that waits; its reference."""
    fields: dict[str, object] = {"said": SAID, "state": "pending", "reference": reference("S"), "token": token()}
    with writing(engine) as session:
        submission = Submission(submitter_id=submitter, **(fields | told))
        session.add(submission)
        session.flush()
        session.add(Scan(submission_id=submission.id, digest="d" * 64, media_type="image/jpeg", size=1))
        return submission.reference


def read(session: Session, ref: str) -> Submission:
    return session.scalars(select(Submission).where(Submission.reference == ref)).one()


def counts(engine: Engine) -> list[int | None]:
    with Session(engine) as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in TABLES]


def test_accepting_makes_record_version_step_event_and_outbox_row_and_opens_the_scan(
    engine: Engine, people: tuple[int, int, int]
) -> None:
    ref = submitted(engine, people[0])
    with writing(engine) as session:
        record = accept(session, read(session, ref), people[1], Acceptance(living="no"))
        number = record.id
    with Session(engine) as session:
        record = session.get_one(Record, number)
        assert (record.source_ref, record.checked, record.living) == (ref, "accepted", "no")
        assert (record.name.surname, record.nation_written, record.birth.wording) == ("Шмидт", "немка", "около 1905")
        assert (record.source.repository, record.source.folio) == ("ГАКО", "л. 12 об.")
        submission = read(session, ref)
        assert (submission.state, submission.record_id, submission.said) == ("accepted", number, SAID)
        assert [step.kind for step in submission.steps] == ["accepted"]
        assert [scan.record_id for scan in submission.scans] == [number]
        version = session.scalars(select(RecordVersion)).one()
        assert (version.how, version.by_id, version.submission_id) == ("submitted", people[1], submission.id)
        assert session.scalars(select(OutboxEntry)).one().record_id == number
        assert audit.broken_at(session) is None


def test_an_edit_is_shown_before_and_after_and_the_submitters_words_stay(
    engine: Engine, people: tuple[int, int, int]
) -> None:
    ref = submitted(engine, people[0])
    with writing(engine) as session:
        edits = {"patronymic": "Готлибовна", "birth_date": "1905", "fonds": ""}
        record = accept(session, read(session, ref), people[1], Acceptance(edits))
        assert (record.birth.edtf, record.source.fonds) == ("1905", "")
        submission = read(session, ref)
        assert submission.said == SAID
        assert submission.steps[0].kind == "edited"
        assert submission.steps[0].edits == {"birth_date": ["около 1905", "1905"], "fonds": ["18", ""]}


def test_who_submitted_cannot_decide(engine: Engine, people: tuple[int, int, int]) -> None:
    ref = submitted(engine, people[1])
    decisions: list[Callable[[Session, Submission], object]] = [
        lambda session, it: accept(session, it, people[1]),
        lambda session, it: send_back(session, it, people[1], "Откуда это?"),
        lambda session, it: reject(session, it, people[1], "no_source", "Нет источника."),
    ]
    for decide in decisions:
        with pytest.raises(OwnSubmission), writing(engine) as session:
            decide(session, read(session, ref))
    with Session(engine) as session:
        assert read(session, ref).state == "pending"


def test_the_second_decision_is_told_what_the_first_was(engine: Engine, people: tuple[int, int, int]) -> None:
    ref = submitted(engine, people[0])
    with writing(engine) as session:
        accept(session, read(session, ref), people[1])
    with pytest.raises(AlreadyDecided) as told, writing(engine) as session:
        reject(session, read(session, ref), people[2], "no_source", "Нет источника.")
    assert told.value.state == "accepted"
    assert told.value.step is not None and told.value.step.by_id == people[1]


def test_of_two_who_read_it_before_either_decided_one_wins(engine: Engine, people: tuple[int, int, int]) -> None:
    ref = submitted(engine, people[0])
    with Session(engine) as late:
        seen = read(late, ref)
        late.rollback()  # as between two requests, with the object still in hand
        late.expire_on_commit = False
        seen = read(late, ref)
        late.expunge(seen)
    with writing(engine) as session:
        accept(session, read(session, ref), people[1])
    with pytest.raises(StaleDataError), writing(engine) as session:
        session.add(seen)
        seen.state = "rejected"
        session.flush()
    with Session(engine) as session:
        assert read(session, ref).state == "accepted"


def test_a_question_or_refusal_without_words_is_not_sent(engine: Engine, people: tuple[int, int, int]) -> None:
    ref = submitted(engine, people[0])
    with pytest.raises(NoWords), writing(engine) as session:
        send_back(session, read(session, ref), people[1], "  ")
    with pytest.raises(NoWords), writing(engine) as session:
        reject(session, read(session, ref), people[1], "no_source", "")


def test_a_reference_that_is_taken_is_told_and_nothing_written(engine: Engine, people: tuple[int, int, int]) -> None:
    first = submitted(engine, people[0], said=SAID | {"source_ref": "gako-18-1"})
    second = submitted(engine, people[0], said=SAID | {"source_ref": "gako-18-1"})
    with writing(engine) as session:
        number = accept(session, read(session, first), people[1]).id
    before = counts(engine)
    with pytest.raises(RefTaken) as told, writing(engine) as session:
        accept(session, read(session, second), people[1])
    assert (told.value.record_id, counts(engine)) == (number, before)


def test_a_correction_changes_the_reading_and_keeps_the_words_of_the_source(
    engine: Engine, people: tuple[int, int, int]
) -> None:
    with writing(engine) as session:
        number = accept(session, read(session, submitted_in(session, people[0])), people[1]).id
    ref = submitted(engine, people[0], kind="correction", about_id=number, said={"birth_date": "12.03.1904"})
    with writing(engine) as session:
        record = accept(session, read(session, ref), people[2], Acceptance(words="по метрической книге"))
        assert record.id == number
        assert (record.birth.edtf, record.birth.wording) == ("1904-03-12", "около 1905")
        versions = session.scalars(select(RecordVersion).order_by(RecordVersion.number)).all()
        assert [(v.number, v.how) for v in versions] == [(1, "submitted"), (2, "corrected")]


def submitted_in(session: Session, submitter: int) -> str:
    submission = Submission(submitter_id=submitter, said=SAID, state="pending", reference=reference("S"), token=token())
    session.add(submission)
    session.flush()
    return submission.reference


def test_a_correction_of_nobody_is_told(engine: Engine, people: tuple[int, int, int]) -> None:
    ref = submitted(engine, people[0], kind="correction", said={"birth_date": "1904"})
    with pytest.raises(NoRecord), writing(engine) as session:
        accept(session, read(session, ref), people[1])


@only_sqlite
def test_a_full_disk_in_the_middle_leaves_nothing_half_written(engine: Engine, people: tuple[int, int, int]) -> None:
    """The file may grow page by page: at each size either all of it stands there or nothing."""
    ref = submitted(engine, people[0], said=SAID | {"notes": "письмо " * 4_000})
    before = counts(engine)
    failed = 0
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar() or 0
    for more in range(0, 200, 4):
        try:
            with writing(engine) as session:
                session.execute(text(f"PRAGMA max_page_count={pages + more}"))
                accept(session, read(session, ref), people[1])
        except OperationalError as error:
            assert "full" in str(error)
            assert counts(engine) == before
            failed += 1
        else:
            break
    assert failed >= 3
    with Session(engine) as session:
        assert read(session, ref).state == "accepted"
        assert audit.broken_at(session) is None


def test_a_further_source_is_judged_to_be_of_the_same_person(engine: Engine, people: tuple[int, int, int]) -> None:
    volunteer, archivist, _ = people
    first = submitted(engine, volunteer)
    with writing(engine) as session:
        about = accept(session, read(session, first), archivist).id
    further = submitted(engine, volunteer, kind="addition", about_id=about, said=SAID | {"source_ref": "other"})
    with writing(engine) as session:
        record = accept(session, read(session, further), archivist)
        judged = session.scalars(select(Judgement)).one()
        assert (judged.left_id, judged.right_id, judged.verdict, judged.judge_id, judged.needs) == (
            about, record.id, "same", archivist, 1,
        )  # fmt: skip
        person = person_of(session, about)
        assert person is not None
        assert records_of(session, person) == (about, record.id)


def test_who_submitted_the_one_record_does_not_judge_that_another_is_of_the_same_person(
    engine: Engine, people: tuple[int, int, int]
) -> None:
    volunteer, archivist, other = people
    first = submitted(engine, archivist)
    with writing(engine) as session:
        about = accept(session, read(session, first), other).id
    further = submitted(engine, volunteer, kind="addition", about_id=about, said=SAID | {"source_ref": "other"})
    before = counts(engine)
    with pytest.raises(OwnRecord), writing(engine) as session:
        accept(session, read(session, further), archivist)
    assert counts(engine) == before
    with writing(engine) as session:
        accept(session, read(session, further), other)
