"""Answers about relatives and persons as plain dictionaries for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.api.shapes import Json, Label, evidence_shape, name_shape, record_shape
from app.families.asked import KinAsked
from app.families.known import Relative
from app.families.shown import MovedPerson, ShownPerson
from app.families.sides import Agreement
from app.kin import Kin
from app.privacy import PublicRecord
from app.why_kin import sentence
from indexer.evidence import Band, Evidence

Persons = dict[int, str]  # by record, the reference of the person it belongs to


def answer(query: Json, found: Sequence[Json], limit: int, offset: int, *, whole: bool = True) -> Json:
    """A page of a ranked list in the shape of a search; not ``whole`` where more may follow."""
    return {
        "query": query,
        "total": len(found),
        "total_is": "exact" if whole else "at_least",
        "results": found[offset : offset + limit],
        "facets": {},
    }


def known_shapes(known: Iterable[Relative], persons: Persons) -> Iterator[Json]:
    """Those of the known relatives who have a record, by each of their records."""
    for one in known:
        for record in one.member.records:
            by = "judged" if one.judged else "source"
            told = next((said.grounds for said in one.said if said.judgement), ())
            kinship = {"relation": one.relation, "known": True, "by": by, "pages": list(one.pages)}
            yield _result(record, 1.0, Band.LIKELY, told, persons) | {"kinship": kinship}


def named_shapes(known: Iterable[Relative]) -> list[Json]:
    """Those whom the source names and who have no record."""
    return [
        {"relation": one.relation, "name": one.member.name, "pages": list(one.pages)}
        for one in known
        if not one.member.records
    ]


def possible_shape(kin: Kin, persons: Persons) -> Json:
    """Somebody who may be kin, whatever the band."""
    hypothesis = kin.hypothesis
    shape = _result(kin.record, hypothesis.value, hypothesis.band, hypothesis.evidence, persons)
    return shape | {"kinship": {"relation": hypothesis.relation, "known": False, "by": None, "pages": []}}


def asked_shape(asked: KinAsked) -> Json:
    """How the question about relatives was read."""
    typed = {key: value for key, value in asked.typed.items() if key not in ("lang", "limit", "offset")}
    born = asked.facts.born
    return {
        "asked": typed,
        "name": name_shape(asked.name),
        "year": born[0] if born else None,
        "relation": asked.relation,
    }


def person_shape(
    person: ShownPerson, fields: dict[str, Agreement], kin: Iterable[Relative], persons: Persons, label: Label
) -> Json:
    """A person: the name, all records whole, how they agree field by field, known relatives."""
    known = list(kin)
    return {
        "reference": person.reference,
        "name": person.name.written,
        "url": f"/persons/{person.reference}",
        "conflict": person.conflict,
        "records": [record_shape(record, label) for record in person.records],
        "agreement": {field: how.value for field, how in fields.items()},
        "kin": list(known_shapes(known, persons)),
        "named": named_shapes(known),
    }


def moved_shape(moved: MovedPerson) -> Json:
    """Where the records of a permalink are now, as a problem document."""
    persons = [{"reference": one.reference, "url": f"/persons/{one.reference}"} for one in moved.persons]
    single = [{"id": str(record.id), "url": f"/records/{record.id}"} for record in moved.single]
    return {"type": "about:blank", "status": 300, "persons": persons, "records": single}


def _result(record: PublicRecord, score: float, band: Band, evidence: Iterable[Evidence], persons: Persons) -> Json:
    return {
        "id": str(record.id),
        "source_ref": record.source_ref,
        "name": record.name.written,
        "score": round(score, 4),
        "band": band.value,
        "evidence": [evidence_shape(ground, sentence) for ground in evidence],
        "url": f"/records/{record.id}",
        "person": persons.get(record.id),
    }
