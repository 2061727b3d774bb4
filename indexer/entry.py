"""The plain copy of a record that the indexer works on, and how it is packed into the index."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from indexer.names.name import Name, NamePart, PartKind, Script

Years = tuple[int, int]  # earliest and latest year, both included


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as far as search needs it. Empty text or None: the source does not say.

    ``names``: the main name first, then variants; ``places``: ids of places of repression; ``words``: words of birth
    place and residence for the place filter; ``order``: the text that sorts the record among others by surname.
    """

    record_id: int
    names: tuple[Name, ...]
    sex: str = ""
    born: Years | None = None
    nation: str = ""
    fate: str = ""
    source: str = ""
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    order: str = ""


def pack(entry: Entry) -> bytes:
    """The entry as bytes for a column of the index; ``unpack`` is its inverse."""
    names = [[n.written, n.script.value, [[p.form, p.kind.value, int(p.sure)] for p in n.parts]] for n in entry.names]
    fields = [
        entry.record_id, names, entry.sex, entry.born, entry.nation, entry.fate, entry.source, entry.places,
        entry.words, entry.order,
    ]  # fmt: skip
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(packed: bytes) -> Entry:
    """The entry that ``pack`` made these bytes of."""
    record_id, names, sex, born, nation, fate, source, places, words, order = json.loads(packed)
    return Entry(
        record_id, tuple(map(_name, names)), sex, tuple(born) if born else None, nation, fate, source, tuple(places),
        tuple(words), order,
    )  # fmt: skip


def _name(fields: list[Any]) -> Name:
    written, script, parts = fields
    return Name(
        written, tuple(NamePart(form, PartKind(kind), bool(sure)) for form, kind, sure in parts), Script(script)
    )
