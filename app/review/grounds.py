"""The grounds of a proposed pair, and each in words."""

from __future__ import annotations

from collections.abc import Iterator

from app import why_kin, why_same
from app.evidence_data import from_data
from app.models import Candidate
from indexer.evidence import Evidence
from indexer.names.name import Relation

KIN = "kin"


def grounds(candidate: Candidate) -> tuple[Evidence, ...]:
    """What the pair rests on; a step that our tables have no longer is left out until pairs are looked for anew."""
    return tuple(_read(candidate))


def heaviest(candidate: Candidate, most: int) -> tuple[Evidence, ...]:
    """The grounds that weigh most, for or against; of several shown, one is against where there is any."""
    weighing = sorted(
        (ground for ground in grounds(candidate) if ground.weight), key=lambda ground: -abs(ground.weight)
    )
    chosen, against = weighing[:most], [ground for ground in weighing if ground.weight < 0][:1]
    return tuple(chosen if most < 2 or set(against) <= set(chosen) else (*chosen[:-1], *against))


def sentence(ground: Evidence, kind: str) -> str:
    """A ground of a pair of that kind in words."""
    try:
        return why_kin.sentence(ground) if kind == KIN else why_same.sentence(ground)
    except KeyError:  # kept before our tables changed
        return f"{ground.left} – {ground.right}"


def level(ground: Evidence, kind: str) -> str:
    """How the two sides of a ground lie on each other, in a few words."""
    try:
        of_kin = kind == KIN and not isinstance(ground.relation, Relation)  # parts of names lie alike in both
        return why_kin.level_name(ground.relation) if of_kin else why_same.level_name(ground.relation)
    except KeyError:
        return ""


def _read(candidate: Candidate) -> Iterator[Evidence]:
    for told in candidate.evidence:
        try:
            yield from_data(told)
        except ValueError:
            continue
