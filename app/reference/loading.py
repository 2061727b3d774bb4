"""Bring the reference files into the database: what is new, changed and gone; never a record."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import Base, LoadedFile, Nation, Place, Record, Stay
from app.reference.lines import Line, read_lines
from app.reference.links import check_links
from app.reference.tables import TABLES, Table, Values
from app.reference.texts import left_over

SHAPE = "1"  # to be raised when the same file shall fill the tables in another way
USED_BY: dict[type[Base], tuple[InstrumentedAttribute[Any], ...]] = {
    Place: (Stay.place_id, Record.burial_place_id),
    Nation: (Record.nation_id,),
}
log = logging.getLogger(__name__)


def load(session: Session, data: Path) -> list[str]:
    """Load the reference files whose content changed since the last time; the names of these, «atlas/places» …

    Rows are renewed in place and rows that left their file removed, except places and nations that records point to.
    All files are checked before anything is written; raises BrokenRow (file, line, column, reason) or
    FileNotFoundError, and the caller's transaction is then to be undone.
    """
    loaded = {entry.name: entry for entry in session.scalars(select(LoadedFile))}
    digests = {table.file: _digest(data / f"{table.file}.csv") for table in TABLES}
    changed = [t for t in TABLES if t.file not in loaded or loaded[t.file].digest != digests[t.file]]
    if not changed:
        return []
    files = {table.file: read_lines(data, table.file) for table in TABLES}
    check_links(files)
    for text in left_over(files):
        log.warning("%s; the text is shown nowhere", text)
    gone = [row for table in changed for row in _fill(session, table, files[table.file])]
    for row in reversed(gone):
        _remove(session, row)
    for table in changed:
        session.merge(LoadedFile(name=table.file, digest=digests[table.file]))
    session.flush()
    return [table.file for table in changed]


def _fill(session: Session, table: Table, lines: Sequence[Line]) -> list[Base]:
    """Add and renew the rows of one file; the rows that are in it no longer."""
    owned = session.scalars(select(table.model).filter_by(**dict(table.scope)))
    held = {tuple(getattr(row, name) for name in table.key): row for row in owned}
    rows: dict[tuple[Any, ...], tuple[Base, Line]] = {}
    for line in lines:
        values = table.values(line)
        key = tuple(values[name] for name in table.key)
        if key in rows:
            raise line.broken(table.key[0], f"«{key[0]}» stands already in line {rows[key][1].number}")
        rows[key] = (_renewed(session, table, held.get(key), values), line)
    session.flush()
    if table.finish:
        for row, line in rows.values():
            table.finish(row, line)
        session.flush()
    return [row for key, row in held.items() if key not in rows]


def _renewed(session: Session, table: Table, row: Base | None, values: Values) -> Base:
    if row is None:
        row = table.model(**values)
        session.add(row)
        return row
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    return row


def _remove(session: Session, row: Base) -> None:
    (key,) = inspect(row, raiseerr=True).identity or ("",)
    for column in USED_BY.get(type(row), ()):
        if session.scalar(select(column).where(column == key).limit(1)) is not None:
            log.warning("«%s» is in its file no longer, and kept: records refer to it", key)
            return
    session.delete(row)
    session.flush()


def _digest(path: Path) -> str:
    return hashlib.sha256(f"{SHAPE}\n".encode() + path.read_bytes()).hexdigest()
