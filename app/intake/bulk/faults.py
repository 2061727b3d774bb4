"""What is wrong with the rows of a batch: as a list to read, and as a table to mend and send again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Engine, Select, func, select
from sqlalchemy.orm import Session

from app.bytewise import bytewise
from app.intake.bulk import labels
from app.intake.report import guarded
from app.models import Batch, BatchFault
from app.paging import Pages

PAGE = 50
LINE, REASONS = "line (Esimder)", "reasons (Esimder)"  # headings that are left out when the table comes back
ROW = "row (Esimder)"  # a row that could not be cut into cells
BOM = "\ufeff"  # by which a spreadsheet knows UTF-8
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Told:
    """A fault in the reader's language; ``row`` shows the cells where the row was not taken."""

    line: int
    field: str
    value: str
    words: str
    rejects: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A reason, an example of it in words, and how many faults of it there are."""

    reason: str
    words: str
    count: int
    rejects: bool


@dataclass(frozen=True, slots=True)
class FaultsPage:
    """One page of faults, and the reasons by which the list can be narrowed."""

    faults: tuple[Told, ...]
    kinds: tuple[Kind, ...]
    pages: Pages
    reason: str


def faults_page(session: Session, batch: Batch, reason: str, offset: int) -> FaultsPage:
    """The faults in the order of their lines, all or those of one reason."""
    kinds = _kinds(session, batch)
    chosen = reason if any(kind.reason == reason for kind in kinds) else ""
    total = sum(kind.count for kind in kinds if not chosen or kind.reason == chosen)
    wanted = _of(batch, chosen).order_by(BatchFault.line, BatchFault.id).limit(PAGE).offset(offset)
    told = tuple(_told(fault) for fault in session.scalars(wanted))
    return FaultsPage(told, kinds, Pages(offset, PAGE, total), chosen)


def table(engine: Engine, batch: Batch, everything: bool) -> Iterator[str]:
    """The faulty rows as CSV, piece by piece: the cells as written, the line and the reasons.

    ``everything``: also rows that were taken in spite of their faults. Cells that a spreadsheet would run are guarded.
    """
    headings = _headings(engine, batch, everything)
    yield BOM + _line([*map(guarded, headings), LINE, REASONS])
    for line, faults in groupby(_faults(engine, batch, everything), key=lambda fault: fault.line):
        of_row = list(faults)
        cells = next((fault.row for fault in of_row if fault.row), {})
        said = {heading or ROW: str(cell) for heading, cell in cells.items()}
        reasons = "; ".join(_reason(fault) for fault in of_row)
        yield _line([*(guarded(said.get(heading, "")) for heading in headings), str(line), guarded(reasons)])


def _kinds(session: Session, batch: Batch) -> tuple[Kind, ...]:
    counted = (
        select(BatchFault.reason, BatchFault.rejects, func.count(), func.min(BatchFault.id))
        .where(BatchFault.batch_id == batch.id)
        .group_by(BatchFault.reason, BatchFault.rejects)
        .order_by(BatchFault.rejects.desc(), func.count().desc(), bytewise(BatchFault.reason))
    )
    found = session.execute(counted).all()
    return tuple(Kind(reason, labels.reason_name(reason), count, rejects) for reason, rejects, count, _ in found)


def _of(batch: Batch, reason: str) -> Select[BatchFault]:
    wanted = select(BatchFault).where(BatchFault.batch_id == batch.id)
    return wanted.where(BatchFault.reason == reason) if reason else wanted


def _told(fault: BatchFault) -> Told:
    words = labels.problem_words(fault.reason, fault.value, fault.params)
    return Told(fault.line, labels.label(fault.field), fault.value, words, fault.rejects)


def _reason(fault: BatchFault) -> str:
    told = _told(fault)
    return f"{told.field}: {told.words}" if told.field else told.words


def _headings(engine: Engine, batch: Batch, everything: bool) -> list[str]:
    """Those of the file, and whatever else its faulty rows hold."""
    known = dict.fromkeys(batch.columns)
    for fault in _faults(engine, batch, everything):
        known |= dict.fromkeys(heading or ROW for heading in fault.row)
    return list(known)


def _faults(engine: Engine, batch: Batch, everything: bool) -> Iterator[BatchFault]:
    """Some at a time: a reader that stays would keep the database from tidying up."""
    rejected = select(BatchFault.line).where(BatchFault.batch_id == batch.id, BatchFault.rejects.is_(True))
    wanted = select(BatchFault).where(BatchFault.batch_id == batch.id)
    if not everything:
        wanted = wanted.where(BatchFault.line.in_(rejected))
    last = (0, 0)
    while found := _some(engine, wanted, last):
        yield from found
        last = (found[-1].line, found[-1].id)


def _some(engine: Engine, wanted: Select[BatchFault], last: tuple[int, int]) -> Sequence[BatchFault]:
    line, number = last
    after = (BatchFault.line > line) | ((BatchFault.line == line) & (BatchFault.id > number))
    with Session(engine) as session:
        ordered = wanted.where(after).order_by(BatchFault.line, BatchFault.id).limit(_AT_ONCE)
        return session.scalars(ordered).all()


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
