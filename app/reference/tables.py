"""Which reference file fills which table, and how one line of it becomes one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from app.models import (
    Archive,
    Base,
    GlossaryEntry,
    Memorial,
    Nation,
    Place,
    PlaceAlias,
    RenamedPlace,
    Term,
    TimelineEvent,
    Translation,
)
from app.reference.lines import Line
from app.reference.lookup import fold_place
from app.reference.texts import TEXTS, VOCABULARIES, Texts

Values = dict[str, Any]  # attribute of the model → value


@dataclass(frozen=True, slots=True)
class Table:
    """One file and the rows it owns: those of ``model`` whose attributes equal ``scope``; ``key`` tells them apart.

    ``finish`` is called for each row once all rows of the file are there, for what points from row to row.
    """

    file: str
    model: type[Base]
    key: tuple[str, ...]
    values: Callable[[Line], Values]
    scope: tuple[tuple[str, str], ...] = ()
    finish: Callable[[Any, Line], None] | None = None


def _place(line: Line) -> Values:
    return {
        "id": line.required("id"),
        "kind": line.required("kind"),
        "names": line.labels("name"),
        **_texts(line, "opened", "closed", "headquarters", "peak_prisoners", "description"),
        **_coordinates(line),
        "see_also": line.parts("see_also"),
        "sources": line.sources("sources"),
    }


def _join_place(place: Place, line: Line) -> None:
    place.parent_id = line.text("parent_id") or None
    written = list(dict.fromkeys(line.parts("aliases")))
    if [alias.written for alias in place.aliases] != written:
        place.aliases = [PlaceAlias(written=alias, folded=fold_place(alias)) for alias in written]


def _nation(line: Line) -> Values:
    return {
        "id": line.required("id"),
        "names": line.labels("name"),
        "forms": line.parts("forms"),
        **_texts(line, "notes", "number"),
        "number_sources": line.parts("number_sources"),
        "sources": line.sources("sources"),
    }


def _memorial(line: Line) -> Values:
    return {
        "id": line.required("id"),
        "names": line.labels("name"),
        **_texts(line, "place", "year", "dedicated_to", "description"),
        **_coordinates(line),
        "nation_id": line.text("nation_id") or None,
        "see_also": line.parts("see_also"),
        "sources": line.sources("sources"),
    }


def _event(line: Line) -> Values:
    return {
        "id": line.required("id"),
        "date": line.edtf("date"),
        "title": line.required("title"),
        **_texts(line, "description", "numbers"),
        "number_sources": line.parts("number_sources"),
        "sources": line.sources("sources"),
    }


def _archive(line: Line) -> Values:
    return {
        "id": line.required("id"),
        "names": line.labels("name"),
        **_texts(line, "own_name", "country", "holdings", "how_to_ask", "url", "confidence", "as_of"),
        "covers_nations": line.parts("covers_nations"),
        "covers_places": line.parts("covers_places"),
        "covers_kinds": line.parts("covers_kinds"),
        "sources": line.sources("sources"),
    }


def _term(line: Line, vocabulary: str) -> Values:
    return {
        "vocabulary": vocabulary,
        "code": line.required("code"),
        "position": line.position,
        "kind": line.cells.get("kind", ""),
        "written_forms": line.text("written_forms"),
        "labels": line.labels("label"),
        "explanation": line.text("explanation_en"),
        "occurrences": line.count("occurrences"),
        "sources": line.sources("source"),
        "note": line.text("note"),
    }


def _glossary(line: Line) -> Values:
    return {
        "term": line.required("term"),
        **_texts(line, "written_forms", "kind"),
        "expansion": line.text("expansion_ru"),
        "meanings": line.labels("meaning"),
        "occurrences": line.count("occurrences"),
        "sources": line.sources("source"),
    }


def _renamed(line: Line) -> Values:
    present = {tag: line.text(f"present_name_{tag}") for tag in ("en", "ru", "own")}
    return {
        "written": line.required("name_ru"),
        **_texts(line, "kind", "from_year", "to_year", "country", "region", "confidence"),
        **_coordinates(line),
        "present": {tag: name for tag, name in present.items() if name},
        "occurrences": line.count("occurrences"),
        "sources": line.sources("source"),
    }


def _texts(line: Line, *columns: str) -> Values:
    return {column: line.text(column) for column in columns}


def _coordinates(line: Line) -> Values:
    return {"latitude": line.degrees("lat", 90), "longitude": line.degrees("lon", 180)}


def _vocabulary(file: str, name: str) -> Table:
    return Table(f"vocab/{file}", Term, ("code",), partial(_term, vocabulary=name), (("vocabulary", name),))


def _translated(texts: Texts) -> Table:
    return Table(texts.file, Translation, ("row", "field"), texts.values, (("owner", texts.owner),))


TABLES = (  # what others point to comes first
    *(_vocabulary(file, name) for file, name in VOCABULARIES.items()),
    Table("vocab/glossary", GlossaryEntry, ("term",), _glossary),
    Table("vocab/renamed_places", RenamedPlace, ("written", "kind", "from_year"), _renamed),
    Table("atlas/nations", Nation, ("id",), _nation),
    Table("atlas/places", Place, ("id",), _place, finish=_join_place),
    Table("atlas/memorials", Memorial, ("id",), _memorial),
    Table("atlas/timeline", TimelineEvent, ("id",), _event),
    Table("atlas/archives", Archive, ("id",), _archive),
    *map(_translated, TEXTS),
)
