"""What a cell of one reference file must find in another: parents, kinds, nations, places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.reference.lines import Line

Files = Mapping[str, Sequence[Line]]  # file → its lines


@dataclass(frozen=True, slots=True)
class Link:
    """Every value of ``column`` in ``file`` is the ``key`` of a row in one of the files ``to``."""

    file: str
    column: str
    to: tuple[str, ...]
    key: str = "id"


LINKS = (
    Link("atlas/places", "kind", ("vocab/place_kinds",), "code"),
    Link("atlas/places", "parent_id", ("atlas/places",)),
    Link("atlas/places", "see_also", ("atlas/places", "atlas/memorials")),
    Link("atlas/memorials", "nation_id", ("atlas/nations",)),
    Link("atlas/memorials", "see_also", ("atlas/places", "atlas/memorials")),
    Link("atlas/archives", "covers_places", ("atlas/places",)),
)


def check_links(files: Files) -> None:
    """Raise BrokenRow for the first cell that names a row which is not there, or a place inside itself."""
    for link in LINKS:
        known = {line.required(link.key) for target in link.to for line in files[target]}
        for line in files[link.file]:
            for value in line.parts(link.column):
                if value not in known:
                    raise line.broken(link.column, f"«{value}» is in no row of {' or '.join(link.to)}")
    _check_parents(files["atlas/places"])


def _check_parents(places: Sequence[Line]) -> None:
    parents = {line.text("id"): line.text("parent_id") for line in places}
    for line in places:
        seen, place = set(), line.text("id")
        while place := parents.get(place, ""):
            if place in seen:
                raise line.broken("parent_id", f"«{line.text('id')}» lies inside itself")
            seen.add(place)
