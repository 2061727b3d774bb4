"""Why a record answers a name: the written name of the record that lies nearest, part by part."""

from __future__ import annotations

from app.indexing import read_name
from app.models import WrittenName
from app.privacy import PublicRecord
from indexer.names.compare import compare
from indexer.names.name import Alignment, Name, NameComparison, Relation
from indexer.search import Evidence


def grounds(comparison: NameComparison) -> tuple[Evidence, ...]:
    """The grounds for and against, as a search shows them, without the year."""
    return tuple(_ground(alignment) for alignment in comparison.alignments)


def nearest(record: PublicRecord, name: Name) -> NameComparison:
    """The comparison with the name of the record that is most like the one asked for."""
    compared = (compare(name, read_name(written)) for written in record.names)
    return max(compared, key=lambda found: (found.score, found.coverage))


def other_spelling(record: PublicRecord, comparison: NameComparison | None) -> WrittenName | None:
    """The name the record was found by, where it is not the one that stands at its head."""
    if comparison is None:
        return None
    forms = sorted(alignment.right.form for alignment in comparison.alignments if alignment.right)
    same = (name for name in record.names if sorted(part.form for part in read_name(name).parts) == forms)
    found = next(same, None)
    return None if found is record.name else found


def _ground(a: Alignment) -> Evidence:
    kind = (a.right or a.left).kind.value  # type: ignore[union-attr]  # one side of an alignment is always there
    left, right = a.left.form if a.left else "", a.right.form if a.right else ""
    weight = 0.0 if a.relation is Relation.ABSENT else round(a.score - 0.5, 3)
    return Evidence(kind, a.relation, left, right, weight, a.letters)
