"""Find the header of a table: under titles, over a row of numbers, in one row or in two that are merged."""

from __future__ import annotations

from collections.abc import Sequence

from app.intake.columns import fold_heading, read_header
from app.intake.readers.written import Header, unlike

LOOKED_AT = 20  # rows among which the header stands
Numbered = tuple[int, tuple[str, ...]]  # a line and its cells


def find_header(rows: Sequence[Numbered]) -> Header | None:
    """The header among the first rows: the row, or pair of rows, with most headings that are known.

    Where none is known, the first row of two cells or more, else the first that says anything; None without any.
    """
    best: tuple[int, Header] | None = None
    for at, (line, cells) in enumerate(rows[:LOOKED_AT]):
        below = rows[at + 1][1] if at + 1 < len(rows) else ()
        for found in (_one(line, cells, at), _two(line, cells, below, at) if _may_merge(cells, below) else None):
            if found and (best is None or _known(found.headings) > best[0]):
                best = _known(found.headings), found
    if best and best[0]:
        return best[1]
    return _first(rows)


def is_numbering(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns, as papers do under the header: 1, 2, 3 …"""
    said = [cell.strip() for cell in cells]
    while said and not said[-1]:
        said.pop()
    return len(said) > 2 and said == [str(number) for number in range(1, len(said) + 1)]


def repeats(cells: Sequence[str], header: Header) -> bool:
    """Whether a row is the header once more, as where lists were put one under the other."""
    said = [fold_heading(cell) for cell in cells if cell.strip()]
    if len(said) < 2:
        return False
    named = {fold_heading(heading) for heading in (*header.headings, *header.second)}
    return all(cell in named for cell in said)


def _one(line: int, cells: Sequence[str], at: int) -> Header:
    return Header(_cut(cells), line, at + 1)


def _two(line: int, above: Sequence[str], below: Sequence[str], at: int) -> Header:
    """«Date» merged over «birth | death», «Surname» merged with what is below it."""
    merged, group = [], ""
    for place in range(max(len(above), len(below))):
        upper, lower = (_at(cells, place) for cells in (above, below))
        group = upper or (group if lower else "")
        merged.append(_either(group, lower) if lower else upper)
    return Header(_cut(merged), line, at + 2, tuple(below))


def _may_merge(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the lower row can be part of a header: it names things below gaps or groups, and holds no values."""
    gaps = any(_at(below, place) and not _at(above, place) for place in range(len(below)))
    return gaps and not any(letter.isdigit() for cell in below for letter in cell) and any(_known([c]) for c in below)


def _either(group: str, lower: str) -> str:
    both = f"{group} {lower}".strip()
    return lower if _known([lower]) and not _known([both]) else both


def _known(headings: Sequence[str]) -> int:
    return sum(bool(column.field) for column in read_header(headings))


def _at(cells: Sequence[str], place: int) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""


def _cut(cells: Sequence[str]) -> tuple[str, ...]:
    """The headings unlike each other, without empty ones at the end."""
    said = [" ".join(cell.split()) for cell in cells]
    while said and not said[-1]:
        said.pop()
    return unlike(said)


def _first(rows: Sequence[Numbered]) -> Header | None:
    full = [(at, line, cells) for at, (line, cells) in enumerate(rows[:LOOKED_AT]) if any(c.strip() for c in cells)]
    wide = [each for each in full if sum(bool(cell.strip()) for cell in each[2]) > 1]
    for at, line, cells in wide or full:
        return _one(line, cells, at)
    return None
