"""What a family asks of somebody's relatives, read into the facts of that person; what makes no sense in it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.facts import where
from app.place_words import place_words
from app.query import EARLIEST, LATEST, LONGEST, BadQuery, Reading, Wrong, has_letters, read_query
from app.renamed import Gazetteer
from indexer.asked import sex_told
from indexer.matching.facts import Act, Day, Facts, Where
from indexer.names.name import Name, PartKind
from indexer.names.parse import build

LOOKED_FOR = ("parent", "child", "sibling", "spouse")  # what a relative can be to the person, '' any of it and more
PLACES = ("place", "arrest_place")
NAMES = ("q", "surname", "given_name", "patronymic")
FIELDS = (*NAMES, "maiden_name", "born", "sex", "place", "arrested", "arrest_place", "relation")
_READ_BY_SEARCH = (*NAMES, "born", "sex", "limit", "offset")


@dataclass(frozen=True, slots=True)
class KinAsked:
    """The person whose relatives are looked for, and what they are to that person ('': any relative)."""

    facts: Facts
    name: Name
    relation: str
    typed: Mapping[str, str]
    limit: int
    offset: int

    @property
    def one_place(self) -> bool:
        """Whether the place that is known may be of birth or of residence."""
        return bool(self.facts.birth_place) and self.facts.birth_place == self.facts.residence


def read_kin(asked: Mapping[str, str], gazetteer: Gazetteer) -> KinAsked:
    """The question in these parameters (README: HTTP API). Raises BadQuery with every fault at once."""
    typed = {key: value.strip() for key, value in asked.items() if value.strip()}
    reading, wrong = _read(typed)
    wrong += [*_faults(typed)]
    if reading is None or reading.query.name is None or wrong:
        raise BadQuery(*(wrong or [Wrong("q", "kin_name", {})]))
    name = _with_maiden(reading.query.name, typed.get("maiden_name", ""))
    query = reading.query
    return KinAsked(_facts(typed, name, reading, gazetteer), name, typed.get("relation", ""), typed,
                    query.limit, query.offset)  # fmt: skip


def _read(typed: Mapping[str, str]) -> tuple[Reading | None, list[Wrong]]:
    """What the search reads of it; a name is asked for in words of our own."""
    try:
        return read_query({key: typed[key] for key in _READ_BY_SEARCH if key in typed}), []
    except BadQuery as error:
        return None, [fault for fault in error.wrong if fault.reason != "nothing"]


def _faults(typed: Mapping[str, str]) -> Iterator[Wrong]:
    """What makes no sense in the fields that the search does not know."""
    year = typed.get("arrested", "")
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4 and EARLIEST <= int(year) <= LATEST):
        yield Wrong("arrested", "year", {"value": year[:40], "least": str(EARLIEST), "most": str(LATEST)})
    relation = typed.get("relation", "")
    if relation not in ("", *LOOKED_FOR):
        yield Wrong("relation", "choice", {"value": relation[:40], "choices": ", ".join(LOOKED_FOR)})
    for field in ("maiden_name", *PLACES):
        value = typed.get(field, "")
        if len(value) > LONGEST:
            yield Wrong(field, "long", {"most": str(LONGEST)})
        elif value and field == "maiden_name" and not has_letters(value):
            yield Wrong(field, "letters", {"value": value[:40]})


def _with_maiden(name: Name, maiden: str) -> Name:
    """The name, and the maiden name beside it as a part of its own."""
    return replace(name, parts=(*name.parts, *build(maiden=maiden).of(PartKind.MAIDEN))) if maiden else name


def _facts(typed: Mapping[str, str], name: Name, reading: Reading, gazetteer: Gazetteer) -> Facts:
    """The person as a record would tell of them: of a place typed in one field, it may be of birth or of residence."""
    told = next((aside.place for aside in reading.box.asides if aside.place), "")
    place = _where(typed.get("place", told), gazetteer)
    born = reading.query.born or reading.query.year
    arrested = typed.get("arrested", "")
    return Facts(
        record_id=0,
        names=(name,),
        sex=typed.get("sex", "") or sex_told(name),
        birth=_year(born) if born else None,
        birth_place=place,
        residence=_where(typed["arrest_place"], gazetteer) if "arrest_place" in typed else place,
        acts=(Act(kind="arrest_sentence", arrested=_year(int(arrested))),) if arrested else (),
    )


def _where(written: str, gazetteer: Gazetteer) -> Where:
    return where(written, gazetteer) if place_words(written) else Where()


def _year(year: int) -> Day:
    return Day(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), written=str(year))
