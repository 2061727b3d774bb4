"""Relatives in a cell of a table: «wife:Шолпан|сын:Иван», each may end in the address of that person's record here."""

from __future__ import annotations

import re

_LINKED = re.compile(r"(?P<name>.*?)\s*(?:https?://[^\s/]+)?(?:/[a-z]{2})?/records/(?P<number>[0-9]{1,9})/?", re.DOTALL)
_NUMBER = re.compile(r"(?:.*/records/|#|№|)\s*([0-9]{1,9})/?", re.DOTALL)


def read_kin(piece: str) -> tuple[str, str, int | None]:
    """Relation, name, and the number of the relative's own record, None where none is named."""
    relation, colon, name = piece.partition(":")
    if not colon or relation.strip().casefold().endswith(("http", "https")):
        relation, name = "", piece
    linked = _LINKED.fullmatch(name.strip())
    return (
        (relation.strip(), linked["name"], int(linked["number"])) if linked else (relation.strip(), name.strip(), None)
    )


def write_kin(relation: str, name: str, record_id: int | None) -> str:
    """The way back."""
    link = f" /records/{record_id}" if record_id is not None else ""
    return f"{relation}:{name}{link}"


def record_number(typed: str) -> int | None:
    """The number of the record that somebody names by its number or its address, None where it is neither."""
    found = _NUMBER.fullmatch(typed.strip())
    return int(found[1]) if found else None
