"""Why a record answers a name: the written name of the record that lies nearest, part by part."""

from __future__ import annotations

from dataclasses import replace

from app.indexing import read_name
from app.models import WrittenName
from app.privacy import PublicRecord
from indexer.names.compare import compare
from indexer.names.name import Alignment, Name, NameComparison, Relation
from indexer.search import Evidence, band, worth


def grounds(comparison: NameComparison) -> tuple[Evidence, ...]:
    """The grounds for and against, as a search shows them, without the year."""
    return tuple(_ground(alignment) for alignment in comparison.alignments)


def gathered(found: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The grounds with all that the record has beyond the question in one, at the end: it is one thing to say."""
    beyond = [ground for ground in found if ground.relation is Relation.ABSENT and not ground.left and ground.right]
    if not beyond:
        return found
    last = replace(beyond[0], right=" ".join(ground.right for ground in beyond))
    return (*(ground for ground in found if ground not in beyond), last)


def in_part(found: tuple[Evidence, ...]) -> bool:
    """Whether a part of the name asked for does not stand in the record."""
    return any(g.relation is Relation.ABSENT and g.left and g.field != "birth" for g in found)


def nearest(record: PublicRecord, name: Name) -> NameComparison:
    """The comparison with the name at the head of the record where that lies as near as any, else with the nearest.

    As near: in the same band. The name at the head is the one a reader sees; a spelling beside it says less.
    """
    compared = [compare(name, read_name(written)) for written in record.names]
    best = max(compared, key=worth)
    return compared[0] if band(worth(compared[0])) is band(worth(best)) else best


def other_spelling(record: PublicRecord, comparison: NameComparison) -> WrittenName | None:
    """The name the record was found by, where it is not the one that stands at its head."""
    forms = sorted(alignment.right.form for alignment in comparison.alignments if alignment.right)
    same = (name for name in record.names if sorted(part.form for part in read_name(name).parts) == forms)
    found = next(same, None)
    return None if found is record.name else found


def _ground(a: Alignment) -> Evidence:
    kind = (a.right or a.left).kind.value  # type: ignore[union-attr]  # one side of an alignment is always there
    left, right = a.left.form if a.left else "", a.right.form if a.right else ""
    weight = 0.0 if a.relation is Relation.ABSENT else round(a.score - 0.5, 3)
    return Evidence(kind, a.relation, left, right, weight, a.letters)
