"""The shapes of the answers, for the OpenAPI document (DESIGN: HTTP contract)."""

from __future__ import annotations

from apiflask import Schema
from apiflask.fields import Dict, Float, Integer, List, Nested, String


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


class CompareOut(Schema):
    """How two names lie on each other."""

    left = Dict()
    right = Dict()
    score = Float()
    coverage = Float()
    band = String()
    alignments = List(Dict())
    why_not_higher = List(String())
