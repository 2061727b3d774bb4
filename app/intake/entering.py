"""Enter new records by the thousand: all rows of a table in one statement, their numbers given out beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Any

from sqlalchemy import Connection, Dialect, Table, column, func, select, table
from sqlalchemy.orm import Session

from app.intake.flat import Flat
from app.intake.ready import EPISODE, NAME, RECORD, RELATIVE, SOURCE, STAY, Ready, Told
from app.models import Episode, NamedRelative, OutboxEntry, Record, Source, SourceRow, Stay, WrittenName
from app.models.base import now

_AT_ONCE = 500  # parameters that every database takes in one question
_GIVEN = table("sqlite_sequence", column("name"), column("seq"))  # the highest numbers ever given
Numbered = tuple[int, Told]  # the number of a record, and what is told of it


def enter_all(session: Session, rows: Sequence[tuple[Ready, Told]], run_id: int) -> list[int]:
    """New records of these rows in their order, owed to the index; their numbers.

    Whoever brings them in has asked whether they are here or were removed. Nothing is remembered for the next batch: a
    source may leave in between, with the last of its records.
    """
    if not rows:
        return []
    connection = session.connection()
    ids = _numbers(connection, Record, len(rows))
    told = [(number, each) for number, (_, each) in zip(ids, rows, strict=True)]
    here = _here(connection, told)
    sources, moment = _sources(connection, [each for _, each in told]), now().isoformat(" ", "microseconds")
    _put(connection, Record, ("id", "source_id", "created_at", "updated_at", *RECORD),
         ((number, sources[each.source[0]], moment, moment, *each.record) for number, each in told))  # fmt: skip
    _put(connection, WrittenName, ("record_id", *NAME), ((no, *name) for no, each in told for name in each.names))
    _put_episodes(connection, told)
    _put_relatives(connection, told, here)
    as_stood = ((run_id, no, row.line, row.digest, row.said) for no, (row, _) in zip(ids, rows, strict=True))
    _put(connection, SourceRow, ("run_id", "record_id", "line", "digest", "row"), as_stood)
    _put(connection, OutboxEntry, ("record_id",), ((number,) for number in ids))
    return ids


def _sources(connection: Connection, told: Sequence[Told]) -> dict[str, int]:
    """The number of every source cited, by digest; those that are new are entered."""
    cited = {each.source[0]: each.source for each in told}
    known = _known(connection, sorted(cited))
    new = [source for digest, source in cited.items() if digest not in known]
    ids = _numbers(connection, Source, len(new))
    _put(connection, Source, ("id", *SOURCE), ((number, *source) for number, source in zip(ids, new, strict=True)))
    return known | {source[0]: number for number, source in zip(ids, new, strict=True)}


def _known(connection: Connection, digests: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(digests), _AT_ONCE):
        some = select(Source.digest, Source.id).where(Source.digest.in_(digests[start : start + _AT_ONCE]))
        found |= {row.digest: row.id for row in connection.execute(some)}
    return found


def _put_episodes(connection: Connection, told: Sequence[Numbered]) -> None:
    all_of_them = [(number, episode) for number, each in told for episode in each.episodes]
    ids = _numbers(connection, Episode, len(all_of_them))
    numbered = list(zip(ids, all_of_them, strict=True))
    _put(connection, Episode, ("id", "record_id", *EPISODE), ((id_, no, *said) for id_, (no, (said, _)) in numbered))
    _put(connection, Stay, ("episode_id", *STAY), ((id_, *stay) for id_, (_, (_, stays)) in numbered for stay in stays))


def _here(connection: Connection, told: Sequence[Numbered]) -> set[int]:
    """Those of the records that relatives are said to have that are here, before any of these."""
    named = {other for _, each in told for other in each.others if other is not None}
    return set(connection.scalars(select(Record.id).where(Record.id.in_(named)))) if named else set()


def _put_relatives(connection: Connection, told: Sequence[Numbered], here: Set[int]) -> None:
    _put(connection, NamedRelative, ("record_id", "other_id", *RELATIVE),
         ((no, other if other in here else None, *kin) for no, each in told
          for kin, other in zip(each.relatives, each.others, strict=True)))  # fmt: skip


def _put(connection: Connection, model: type[Any], columns: tuple[str, ...], rows: Iterable[Flat]) -> None:
    """Rows as they are, by the driver's own means: looking at every value once more would take twice as long."""
    held = list(rows)
    if held:
        connection.exec_driver_sql(_statement(connection.dialect, model.__table__, columns), held)


def _statement(dialect: Dialect, into: Table, columns: tuple[str, ...]) -> str:
    quote = dialect.identifier_preparer.quote
    marks = ["?" if dialect.paramstyle == "qmark" else "%s"] * len(columns)
    return f"INSERT INTO {quote(into.name)} ({', '.join(map(quote, columns))}) VALUES ({', '.join(marks)})"  # noqa: S608 (names of ours)


def _numbers(connection: Connection, model: type[Any], count: int) -> list[int]:
    """So many numbers that no row of the table has; the transaction is the only one that writes."""
    numbered: Table = model.__table__
    if not count:
        return []
    if connection.dialect.name == "postgresql":
        taken = select(func.nextval(func.pg_get_serial_sequence(numbered.name, "id")))
        return sorted(connection.scalars(taken.select_from(func.generate_series(1, count))))
    last = max(
        connection.scalar(select(func.max(numbered.c.id))) or 0,
        connection.scalar(select(_GIVEN.c.seq).where(_GIVEN.c.name == numbered.name)) or 0,
    )
    return list(range(last + 1, last + 1 + count))
