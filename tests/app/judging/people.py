"""Records and judges for the tests of judgements: real names, numbered from 1."""

from __future__ import annotations

import secrets

from sqlalchemy.orm import Session

from app.judging.judge import Decision, judge
from app.models import Judgement, Record, Source, Submission, User, WrittenName
from indexer.matching.verdict import Verdict

NAMES = (
    ("Жансугуров", "Ильяс", ""), ("Джансугуров", "Ильяс", ""), ("Džansugurov", "Ilijas", ""),
    ("Жансүгіров", "Ілияс", ""), ("Жансугурова", "Фатима", ""), ("Сейфуллин", "Сакен", ""),
    ("Сейфуллин", "Садвакас", "Сейфуллинович"), ("Майлин", "Беимбет", ""),
)  # fmt: skip


def enter(session: Session, many: int = len(NAMES)) -> list[int]:
    """That many records of one source; their numbers."""
    source = Source(digest=secrets.token_hex(8), citation="Книга скорби")
    session.add(source)
    session.flush()
    made = [_record(source, at) for at in range(many)]
    session.add_all(made)
    session.flush()
    return [record.id for record in made]


def judges(session: Session, many: int = 3) -> list[int]:
    """That many archivists; their numbers."""
    made = [User(email=f"{secrets.token_hex(4)}@example.org", fs_uniquifier=secrets.token_hex()) for _ in range(many)]
    session.add_all(made)
    session.flush()
    return [user.id for user in made]


def submitted(session: Session, record_id: int, user_id: int) -> None:
    """Let that record have come from that user."""
    session.add(
        Submission(
            reference=f"S-{record_id}", token=secrets.token_hex(), state="accepted", submitter_id=user_id,
            record_id=record_id,
        )
    )  # fmt: skip
    session.flush()


def same(session: Session, left: int, right: int, by: int | None = None) -> Judgement:
    """These two are one person."""
    return judge(session, Decision(left, right, "same", Verdict.SAME), by)


def kin(session: Session, left: int, right: int, relation: str, by: int | None = None) -> Judgement:
    """The right one is the left one's relation."""
    return judge(session, Decision(left, right, "kin", Verdict.KIN, relation), by)


def different(session: Session, left: int, right: int, by: int | None = None) -> Judgement:
    """These two are not one person."""
    return judge(session, Decision(left, right, "same", Verdict.DIFFERENT), by)


def _record(source: Source, at: int) -> Record:
    surname, given, patronymic = NAMES[at % len(NAMES)]
    written = " ".join(filter(None, (surname, given, patronymic)))
    name = WrittenName(position=0, written=written, surname=surname, given_name=given, patronymic=patronymic)
    return Record(source_ref=f"{source.digest}-{at}", source=source, names=[name])
