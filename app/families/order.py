"""Who stands beside whom in a drawing of a family: a row a generation, spouses together, children under parents."""

from __future__ import annotations

from collections.abc import Iterable

from app.families.tree import Family

Row = tuple[str, ...]
Spots = dict[str, float]  # key → middle of the box, in boxes from the left edge


def rows(family: Family) -> tuple[Row, ...]:
    """The members of each generation from left to right, the oldest generation first."""
    levels = sorted(set(family.generations.values()))
    own = levels.index(0)
    found = {0: _chained(family, _of(family, 0))}
    for level in reversed(levels[:own]):
        found[level] = _chained(family, _near(family, _of(family, level), found[level + 1]))
    for level in levels[own + 1 :]:
        found[level] = _chained(family, _near(family, _of(family, level), found[level - 1]))
    return tuple(found[level] for level in levels)


def spots(family: Family, ordered: tuple[Row, ...]) -> Spots:
    """Where each stands: in the order of the rows, as near as can be to the middle of parents or children."""
    widest = max(range(len(ordered)), key=lambda place: len(ordered[place]))
    found: Spots = {key: float(place) for place, key in enumerate(ordered[widest])}
    for row in (*reversed(ordered[:widest]), *ordered[widest + 1 :]):
        found |= _placed(row, [_wished(family, key, found) for key in row])
    least = min(found.values())
    return {key: spot - least + 0.5 for key, spot in found.items()}


def _of(family: Family, level: int) -> list[str]:
    """The members of a generation as they were found, but the siblings of the one in the middle before that one."""
    members = [key for key, generation in family.generations.items() if generation == level]
    siblings = family.beside(family.middle, "sibling")
    return sorted(members, key=lambda key: key not in siblings) if level == 0 else members


def _chained(family: Family, members: Iterable[str]) -> Row:
    """The same with each one's spouses beside; of two spouses one stands on either side."""
    taken: list[str] = []
    wanted = list(members)
    for key in wanted:
        if key not in taken:
            beside = [other for other in family.beside(key, "spouse") if other in wanted and other not in taken]
            taken += [*beside[1::2], key, *beside[::2]]
            thirds = dict.fromkeys(third for other in beside for third in family.beside(other, "spouse"))
            taken += [third for third in thirds if third in wanted and third not in taken]
    return tuple(taken)


def _near(family: Family, members: list[str], row: Row) -> list[str]:
    """The members by where their parents or children stand in the row beside theirs."""
    places = {key: float(place) for place, key in enumerate(row)}
    return sorted(members, key=lambda key: _wished(family, key, places) or 0.0)


def _wished(family: Family, key: str, known: Spots) -> float | None:
    """The middle of those parents and children, or else of those spouses, whose spot is known."""
    children = [other for other in family.members if key in family.parents(other)]
    for kin in ((*family.parents(key), *children), family.beside(key, "spouse"), family.beside(key, "sibling")):
        found = [known[other] for other in kin if other in known]
        if found:
            return sum(found) / len(found)
    return None


def _placed(row: Row, wishes: list[float | None]) -> Spots:
    """The row one box apart or more, shifted so that all together stand as near as can be to where they wish."""
    found: list[float] = []
    for wish in wishes:
        least = found[-1] + 1 if found else None
        found.append(wish if least is None and wish is not None else max(least or 0.0, wish or 0.0))
    off = [wish - spot for wish, spot in zip(wishes, found, strict=True) if wish is not None]
    shift = sum(off) / len(off) if off else 0.0
    return dict(zip(row, (spot + shift for spot in found), strict=True))
