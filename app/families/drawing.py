"""A family as a drawing: boxes with names, a bar between spouses, lines from parents to children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.families.order import Spots, rows, spots
from app.families.tree import Family, Member

WIDE, HIGH = 208, 96  # of a box, in pixels
APART, BELOW = 28, 64  # between boxes of a row, between rows
EDGE = 12
LETTERS = 20  # that fit into a line of a box
LINES = 2  # of a name


@dataclass(frozen=True, slots=True)
class Box:
    """A member: left upper corner, the name in lines short enough, years of birth and death.

    ``relation``: what they are to the one in the ``middle``, where a tie leads from there.
    """

    member: Member
    left: int
    top: int
    lines: tuple[str, ...]
    years: str
    relation: str = ""
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and the paths between them, on a sheet of that size."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    wide: int = WIDE
    high: int = HIGH


def draw(family: Family) -> Drawing:
    """The drawing of a family, the oldest generation at the top."""
    ordered = rows(family)
    found = spots(family, ordered)
    tops = {key: EDGE + place * (HIGH + BELOW) for place, row in enumerate(ordered) for key in row}
    boxes = tuple(_box(family, key, found, tops[key]) for row in ordered for key in row)
    corners = {box.member.key: (box.left, box.top) for box in boxes}
    width = max(box.left for box in boxes) + WIDE + EDGE
    height = max(box.top for box in boxes) + HIGH + EDGE
    return Drawing(width, height, boxes, tuple(_paths(family, corners)))


def in_lines(name: str) -> tuple[str, ...]:
    """The name in at most LINES lines; what does not fit is left out, and an ellipsis says so."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LETTERS or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    told = [*lines[: LINES - 1], " ".join(lines[LINES - 1 :])] if len(lines) > LINES else lines
    return tuple(line if len(line) <= LETTERS else f"{line[: LETTERS - 1].rstrip()}…" for line in told)


def years(member: Member) -> str:
    """«1894–1938», «1894–?», «?–1938»: the years that the first record to give them has; '' where none does."""
    born = next((year for record in member.records if (year := record.birth.first_year)), None)
    died = next((year for record in member.records if (year := record.death.last_year)), None)
    return f"{born or '?'}–{died or '?'}" if born or died else ""


def _box(family: Family, key: str, found: Spots, top: int) -> Box:
    left = EDGE + round((found[key] - 0.5) * (WIDE + APART))
    member = family.members[key]
    relation = next((tie.relation for tie in family.of(family.middle) if tie.right == key), "")
    return Box(member, left, top, in_lines(member.name), years(member), relation, key == family.middle)


Corners = dict[str, tuple[int, int]]


def _paths(family: Family, corners: Corners) -> Iterator[str]:
    """Bars of spouses, then lines from each set of parents to their children, then brackets over siblings."""
    couples = [tie for tie in family.ties if tie.relation == "spouse"]
    yield from (_bar(corners[tie.left], corners[tie.right]) for tie in couples)
    by_parents: dict[frozenset[str], list[str]] = {}
    for key in corners:
        if parents := family.parents(key):
            by_parents.setdefault(parents, []).append(key)
    for number, (parents, children) in enumerate(by_parents.items()):
        bus = corners[children[0]][1] - 20 - 8 * (number % 3)
        yield from _descent(_starts(family, sorted(parents), corners), [corners[key] for key in children], bus)
    for tie in family.ties:
        if tie.relation == "sibling" and not family.parents(tie.left) & family.parents(tie.right):
            yield _bracket(corners[tie.left], corners[tie.right])


def _bar(one: tuple[int, int], other: tuple[int, int]) -> str:
    """Between neighbours straight through the gap, else in a bow beneath those who stand between."""
    (left, top), (right, _) = sorted((one, other))
    if right - left <= WIDE + 2 * APART:
        return f"M{left + WIDE} {top + HIGH // 2}H{right}"
    low = top + HIGH
    return f"M{left + WIDE - 24} {low}v10H{right + 24}v-10"


def _starts(family: Family, parents: list[str], corners: Corners) -> list[tuple[int, int]]:
    """Where the line to the children begins: in the bar of a couple side by side, else beneath each parent."""
    places = sorted(corners[key] for key in parents)
    married = len(parents) == 2 and parents[1] in family.beside(parents[0], "spouse")
    if married and places[1][0] - places[0][0] <= WIDE + 2 * APART:
        return [((places[0][0] + WIDE + places[1][0]) // 2, places[0][1] + HIGH // 2)]
    return [(left + WIDE // 2, top + HIGH) for left, top in places]


def _descent(starts: list[tuple[int, int]], children: list[tuple[int, int]], bus: int) -> Iterator[str]:
    """Down from the parents to a line above the children, and down to each of them."""
    ends = [left + WIDE // 2 for left, _ in children]
    across = [*ends, *(x for x, _ in starts)]
    yield from (f"M{x} {y}V{bus}" for x, y in starts)
    yield f"M{min(across)} {bus}H{max(across)}"
    yield from (f"M{x} {bus}V{top}" for x, (_, top) in zip(ends, children, strict=True))


def _bracket(one: tuple[int, int], other: tuple[int, int]) -> str:
    (left, top), (right, _) = sorted((one, other))
    return f"M{left + WIDE // 2} {top}v-9H{right + WIDE // 2}v9"
