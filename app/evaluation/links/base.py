"""The records that links are measured among: the lists of a folder, and second records of theirs as a further list."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app import trial
from app.evaluation.links.seconds import Second, people, seconds, write
from app.evaluation.links.spellings import read_spellings
from app.facts import facts_of
from app.models import Record
from indexer.matching.facts import Facts

MOSCOW = Path("lists") / "moscow.csv"
RECORDS = Path("eval") / "records.csv"
BOOK = "Книга памяти Хабаровского края"
_ROWS = 8_000 + 21_000  # about as many are read, for the progress bar
_AT_ONCE = 500  # records whose facts are read at a time

Begin = Callable[[str, int], Callable[[int], None]]  # what is done, of how many → whom to tell of those done


class NoLists(LookupError):
    """The folder holds none of the lists that links are measured on."""


@dataclass(frozen=True, slots=True)
class Base:
    """``facts`` by record id, of the lists and of the made records; ``refs``: id → reference; ``made``: id → Second."""

    directory: Path
    facts: dict[int, Facts]
    refs: dict[int, str]
    made: dict[int, Second]


@contextmanager
def laid_out(directory: Path, most: int, begin: Begin) -> Iterator[Base]:
    """Import the lists of that folder aside, with so many second records at most. Raises NoLists."""
    if not (directory / MOSCOW).is_file():
        raise NoLists(str(directory / MOSCOW))
    with TemporaryDirectory(prefix="esimder-links-") as aside:
        engine = trial.empty(Path(aside))
        try:
            told = begin("reading lists", _ROWS)
            trial.bring(engine, directory / MOSCOW, "memorial", "", told)
            if (directory / RECORDS).is_file():
                trial.bring(engine, _others(engine, directory / RECORDS, Path(aside)), "csv", BOOK, told)
            yield _read(engine, directory, Path(aside), most, begin)
        finally:
            engine.dispose()


def _read(engine: Engine, directory: Path, aside: Path, most: int, begin: Begin) -> Base:
    with Session(engine) as session:
        made = seconds(people(session), read_spellings(directory), most)
    trial.bring(engine, write(aside / "seconds.csv", made), "csv", "", begin("second records", len(made)))
    with Session(engine) as session:
        refs = {row.id: row.source_ref for row in session.execute(select(Record.id, Record.source_ref))}
        facts = dict(_facts(session, list(refs), begin("facts", len(refs))))
    by_ref = {second.row["source_ref"]: second for second in made}
    return Base(directory, facts, refs, {number: by_ref[ref] for number, ref in refs.items() if ref in by_ref})


def _facts(session: Session, ids: list[int], told: Callable[[int], None]) -> Iterator[tuple[int, Facts]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from facts_of(session, ids[start : start + _AT_ONCE]).items()
        session.expunge_all()
        told(_AT_ONCE)


def _others(engine: Engine, path: Path, aside: Path) -> Path:
    """The records of the file that the list did not bring."""
    with Session(engine) as session:
        known = set(session.scalars(select(Record.source_ref)))
    others = aside / "others.csv"
    with path.open(encoding="utf-8-sig", newline="") as file, others.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictReader(file)
        table = csv.DictWriter(out, list(rows.fieldnames or ()))
        table.writeheader()
        table.writerows(row for row in rows if row["source_ref"] not in known)
    return others
