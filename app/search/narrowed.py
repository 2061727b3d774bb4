"""The filters in force, each in words with the question that leaves it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from app.messages import N_
from app.search.asked import Asked
from app.search.facets import FACETS, Label
from indexer.search import Match, SearchQuery

SEXES = {"m": N_("men"), "f": N_("women")}
MATCHES = {
    Match.ALL: N_("every likeness"),
    Match.SPELLING: N_("the same name, however spelt"),
    Match.EXACT: N_("exactly as written"),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One filter in force; ``asked`` is the question without it."""

    title: str
    value: str
    asked: Mapping[str, str]


def narrowings(query: SearchQuery, asked: Asked, label: Label) -> tuple[Narrowing, ...]:
    """What the search is narrowed to, in the order of the form."""
    found = [
        Narrowing(gettext(title), label(vocabulary, asked.typed[field]), asked.without(field))
        for field, vocabulary, title in FACETS
        if field in asked.typed
    ]
    if query.born is not None:
        years = gettext("%(year)s, give or take %(years)s", year=str(query.born), years=str(query.born_within))
        found.append(Narrowing(gettext("Year of birth"), years, asked.without("born", "born_within")))
    if query.decade is not None:
        years = f"{query.decade}–{query.decade + 9}"
        found.append(Narrowing(gettext("Year of birth"), years, asked.without("decade")))
    if "place" in asked.typed:
        found.append(Narrowing(gettext("Place of birth or residence"), asked.typed["place"], asked.without("place")))
    if query.sex:
        found.append(Narrowing(gettext("Sex"), gettext(SEXES[query.sex]), asked.without("sex")))
    if query.match is not Match.ALL:
        found.append(Narrowing(gettext("Likeness"), gettext(MATCHES[query.match]), asked.without("match")))
    return tuple(found)
