"""The shapes of the answers, for the OpenAPI document (DESIGN: HTTP contract)."""

from __future__ import annotations

from apiflask import Schema
from apiflask.fields import Boolean, Dict, Float, Integer, List, Nested, String

AGREEMENTS = ["agree", "differ", "certificate", "worded", "alone"]  # app/families/sides.py


class EvidenceOut(Schema):
    """One ground for or against, with its sentence."""

    field = String()
    relation = String()
    left = String()
    right = String()
    weight = Float()
    text = String()
    letters = String()


class ResultOut(Schema):
    """One record found."""

    id = String()
    source_ref = String()
    name = String()
    score = Float()
    band = String()
    evidence = List(Nested(EvidenceOut))
    url = String()
    person = String(
        metadata={"nullable": True, "description": "Reference of the person it was judged to speak of, see /persons"}
    )


class FacetOut(Schema):
    """One value to narrow a search by."""

    id = String()
    label = String()
    count = Integer()


class SearchOut(Schema):
    """A page of results."""

    query = Dict()
    total = Integer()
    total_is = String(metadata={"enum": ["exact", "at_least"]})
    results = List(Nested(ResultOut))
    facets = Dict(keys=String(), values=List(Nested(FacetOut)))
    took_ms = Float()


class BegunNameOut(Schema):
    """One surname, and how many records bear it."""

    form = String()
    count = Integer()


class BegunOut(Schema):
    """Surnames that begin as somebody has begun to type, ten at most, the most frequent first."""

    names = List(Nested(BegunNameOut))
    text = String(metadata={"description": "How many there are, in words, for those who hear the page"})


class CompareOut(Schema):
    """How two names lie on each other."""

    left = Dict()
    right = Dict()
    score = Float()
    coverage = Float()
    band = String()
    alignments = List(Dict())
    why_not_higher = List(String())


class KinshipOut(Schema):
    """What somebody is, or may be, to the person asked about."""

    relation = String(
        metadata={"description": "parent, child, sibling, spouse, other; of a source's words also others"}
    )
    known = Boolean(
        metadata={"description": "Stated by a source or judged; else a hypothesis that nobody has verified"}
    )
    by = String(metadata={"enum": ["judged", "source", None], "nullable": True})
    pages = List(String(), metadata={"description": "Where sources say so"})


class KinResultOut(ResultOut):
    """One record of somebody who is kin, or may be."""

    kinship = Nested(KinshipOut)


class NamedOut(Schema):
    """A relative whom the source names and who has no record."""

    relation = String()
    name = String()
    pages = List(String())


class KinOut(Schema):
    """A page of relatives: known ones first, then possible ones of every band, the likeliest first."""

    query = Dict()
    total = Integer()
    total_is = String(metadata={"enum": ["exact", "at_least"]})
    results = List(Nested(KinResultOut))
    named = List(Nested(NamedOut))
    facets = Dict(keys=String(), values=List(Nested(FacetOut)))
    took_ms = Float()


class PersonOut(Schema):
    """A person: the records that archivists have brought together, how they agree, known relatives."""

    reference = String()
    name = String()
    url = String()
    conflict = Boolean(metadata={"description": "Judgements contradict one another, and nobody has resolved it yet"})
    records = List(Dict())
    agreement = Dict(
        keys=String(), values=String(metadata={"enum": ["agree", "differ", "certificate", "worded", "alone"]})
    )
    kin = List(Nested(KinResultOut))
    named = List(Nested(NamedOut))
