"""Why a record answers a name: the written name of the record that lies nearest, part by part."""

from __future__ import annotations

from dataclasses import replace

from app.models import WrittenName
from app.named import read_name
from app.privacy import PublicRecord
from indexer.evidence import Evidence, speaking
from indexer.names.compare import compare_many
from indexer.names.name import Name, NameComparison, Relation


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


def speaking_for(record: PublicRecord, name: Name) -> NameComparison:
    """The comparison that a search for that name would show for the record."""
    return speaking(compare_many(name, tuple(dict.fromkeys(map(read_name, record.names)))))


def other_spelling(record: PublicRecord, comparison: NameComparison) -> WrittenName | None:
    """The name the record was found by, where it is not the one that stands at its head."""
    forms = sorted(alignment.right.form for alignment in comparison.alignments if alignment.right)
    same = (name for name in record.names if sorted(part.form for part in read_name(name).parts) == forms)
    found = next(same, None)
    return None if found is record.name else found
