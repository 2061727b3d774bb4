"""Who was whose spouse, child, parent, sibling: the curated relations put beside the records they speak of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import NamedRelative, OutboxEntry, Record
from app.reference.lines import Line, read_lines

FILE = "samples/relations"
INVERSE = {"spouse": "spouse", "sibling": "sibling", "parent": "child", "child": "parent", "other": "other"}


@dataclass(frozen=True, slots=True)
class _Tie:
    """Seen from ``record``: ``other`` (or only the name ``written``) is the person's ``relation``."""

    record: Record
    relation: str
    written: str
    other: Record | None
    pages: tuple[str, ...]


def link_relations(session: Session, data: Path) -> None:
    """Attach ``data/samples/relations.csv`` to the records, at both ends where both are records. Safe to run again.

    A relative whom the record names already gets the pages and the other record; one it does not name is added. Rows
    whose person has no record are passed over. Raises BrokenRow.
    """
    lines = read_lines(data, FILE)
    records = _records(session, lines)
    changed = {tie.record.id for line in lines for tie in _ties(line, records) if _attach(tie)}
    session.add_all(OutboxEntry(record_id=record_id) for record_id in sorted(changed))
    session.flush()


def _records(session: Session, lines: Iterable[Line]) -> dict[str, Record]:
    refs = {line.text(column) for line in lines for column in ("person_ref", "other_ref")}
    found = select(Record).where(Record.source_ref.in_(refs))
    whole = found.options(selectinload(Record.relatives), selectinload(Record.names))
    return {record.source_ref: record for record in session.scalars(whole)}


def _ties(line: Line, records: dict[str, Record]) -> list[_Tie]:
    person, relation, other_ref = line.required("person_ref"), line.required("relation"), line.text("other_ref")
    if relation not in INVERSE:
        raise line.broken("relation", f"«{relation}» is none of {', '.join(INVERSE)}")
    if not other_ref:
        line.required("other_name")
    pages = tuple(line.sources("sources"))
    record, other = records.get(person), records.get(other_ref)
    ties = []
    if record and (other or line.text("other_name")):
        ties.append(_Tie(record, relation, _written(other) if other else line.text("other_name"), other, pages))
    if other and record:
        ties.append(_Tie(other, INVERSE[relation], _written(record), record, pages))
    return ties


def _attach(tie: _Tie) -> bool:
    """Whether anything changed."""
    named = next((relative for relative in tie.record.relatives if _same(relative, tie)), None)
    if named is None:
        position = len(tie.record.relatives)
        named = NamedRelative(position=position, relation=tie.relation, written=tie.written, pages=[])
        tie.record.relatives.append(named)
    pages = list(dict.fromkeys((*named.pages, *tie.pages)))
    if named.pages == pages and named.other is tie.other:
        return False
    named.pages, named.other = pages, tie.other
    return True


def _same(relative: NamedRelative, tie: _Tie) -> bool:
    if relative.relation != tie.relation:
        return False
    return relative.written == tie.written or (tie.other is not None and relative.other_id == tie.other.id)


def _written(record: Record) -> str:
    """The name as the curated list writes it: surname, given name, patronymic."""
    main = record.name
    return " ".join(filter(None, (main.surname, main.given_name, main.patronymic))) or main.written
