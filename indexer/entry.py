"""The plain copy of a record that the indexer works on, and what of it is packed into the index."""

from __future__ import annotations

import json
from dataclasses import dataclass

from indexer.names.name import Name, NamePart, PartKind, Script

_LETTERS = {
    PartKind.SURNAME: "s",
    PartKind.GIVEN: "g",
    PartKind.PATRONYMIC: "p",
    PartKind.MAIDEN: "m",
    PartKind.CLAN: "c",
    PartKind.PARTICLE: "t",
    PartKind.UNKNOWN: "u",
}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}

Years = tuple[int, int]  # earliest and latest year, both included


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as far as search needs it. Empty text or None: the source does not say.

    ``names``: the main name first, then variants; ``places``: ids of places of repression; ``words``: words of birth
    place and residence for the place filter; ``order``: the text that sorts the record among others by surname.
    ``heading``, the main name as its source writes it, is said of whoever is found.
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
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the index says of a record that was found: the fields of its entry."""

    heading: str
    names: tuple[Name, ...]


def pack(entry: Entry) -> bytes:
    """What is said of the entry as bytes for a column of the index; ``unpack`` is its inverse.

    A part is told by its letter, a great one where it is sure, and by the place of its word in the writing, or by its
    form where that is no word of it.
    """
    as_read = bool(entry.names) and entry.heading == entry.names[0].written
    fields = [None if as_read else entry.heading, *map(_packed, entry.names)]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(packed: bytes) -> Said:
    """What ``pack`` made these bytes of."""
    heading, *names = json.loads(packed)
    read = tuple(_unpacked(*fields) for fields in names)
    return Said(read[0].written if heading is None else heading, read)


def _packed(name: Name) -> list[str | int]:
    words = name.written.split()
    forms = [words.index(part.form) if part.form in words else part.form for part in name.parts]
    letters = [_LETTERS[part.kind].upper() if part.sure else _LETTERS[part.kind] for part in name.parts]
    return [name.written, name.script.value, "".join(letters), *forms]


def _unpacked(written: str, script: str, letters: str, *forms: str | int) -> Name:
    words = written.split()
    parts = (
        NamePart(form if isinstance(form, str) else words[form], _KINDS[letter.lower()], letter.isupper())
        for form, letter in zip(forms, letters, strict=True)
    )
    return Name(written, tuple(parts), Script(script))
