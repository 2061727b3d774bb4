"""Records with a past, for tests of histories."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from app.db import db, writing
from app.intake.accept import Lookup, enter, fill
from app.intake.corrected import correct, correction_of
from app.intake.drafting import understand
from app.intake.versions import Change, keep
from app.models import Record, Step, Submission

DULATOV = {
    "source_ref": "d-1", "surname": "Дулатов", "given_name": "Миржакып", "birth_date": "род. 1886",
    "occupation": "учитель", "residence": "Семипалатинск, ул. Абая, 5", "sentence_date": "4.4.1930", "sentence": "ВМН",
    "death_date": "5.10.1935", "relatives": "child:Эрден|parent:Дулат", "citation": "Книга скорби",
}  # fmt: skip
KIM = DULATOV | {
    "source_ref": "k-1", "surname": "Ким", "given_name": "Вера", "birth_date": "14.05.1937", "death_date": "",
    "sentence_date": "", "residence": "Караганда, ул. Школьная, 5", "notes": "тяжело больна",
}  # fmt: skip
HIDDEN = ("Школьная", "Мира", "больна", "здорова", "14.05", "1937-05-14", "адрес уточнён", "Эрден")  # of Kim's record


def brought(app: Flask, said: Mapping[str, str], submission: Submission | None = None, by: int | None = None) -> int:
    """A record of these columns; from a submission it has its first version already."""
    with app.app_context(), writing(db.engine) as session:
        record = Record(checked="accepted" if submission else "")
        fill(session, record, understand(said).draft, Lookup.read(session))
        enter(session, [record])
        if submission:
            submission.record_id = record.id
            session.add(submission)
            session.flush()
            keep(session, record, Change(by, "submitted", "", submission.id))
        return record.id


def corrected(app: Flask, record_id: int, said: Mapping[str, str], change: Change) -> None:
    with app.app_context(), writing(db.engine) as session:
        record = session.get_one(Record, record_id)
        correct(session, record, correction_of(said, record), change)


def submission(submitter: int, said: Mapping[str, str], **fields: object) -> Submission:
    """One that went through all hands."""
    made = Submission(
        reference=f"S-{len(str(said))}", token=str(said)[:60], state="accepted", submitter_id=submitter, said=dict(said)
    )
    for name, value in fields.items():
        setattr(made, name, value)
    for kind, words in (("sent", ""), ("sent_back", "Откуда это?"), ("answered", "От бабушки Розы"), ("accepted", "")):
        made.steps.append(Step(kind=kind, words=words, by_id=submitter, said=dict(said)))
    return made
