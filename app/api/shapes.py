"""Values of the service as plain dictionaries for JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext, ngettext

from app.dates import HistoricalDate
from app.models import Episode, NamedRelative, Source, WrittenName
from app.privacy import PublicRecord
from app.query import Reading
from app.records import Heading
from app.two_names import TwoNames
from app.why import letters, sentence, sentence_of_two
from indexer.evidence import Evidence
from indexer.names.name import Name
from indexer.prefix import Begun
from indexer.search import Hit, Result

Json = dict[str, Any]
Label = Callable[[str, str], str]  # vocabulary, code → what it is called in the language of the answer
VOCABULARY_OF_FACET = {"nation": "nation", "camp": "place", "fate": "fate"}
DATES = ("birth", "death", "rehabilitated")
TEXTS = (
    "sex", "nation_written", "nation_inferred", "citizenship", "birth_place", "residence", "occupation", "education",
    "party", "fate_written", "death_place", "burial_place", "burial_place_id", "rehabilitation",
    "rehabilitation_written", "rehabilitation_body", "rehabilitation_ground", "notes", "confidence", "wording",
)  # fmt: skip


def name_shape(name: Name) -> Json:
    """A name and how its parts were read."""
    return {
        "written": name.written,
        "script": name.script.value,
        "parts": [{"form": p.form, "kind": p.kind.value, "sure": p.sure} for p in name.parts],
    }


def query_shape(reading: Reading) -> Json:
    """How the query was read: parts of the name, the year among the words, words left out, filters as given."""
    asked = {key: value for key, value in reading.typed.items() if key not in ("lang", "limit", "offset")}
    name = reading.query.name
    left = [aside.text for aside in reading.box.asides]
    return {"asked": asked, "name": name_shape(name) if name else None, "year": reading.query.year, "left_out": left}


def result_shape(hit: Hit, record: Heading) -> Json:
    """One record found, with its evidence, and the reference of the person it belongs to."""
    return {
        "id": str(record.id),
        "source_ref": record.source_ref,
        "name": record.name,
        "score": round(hit.score, 4),
        "band": hit.band.value,
        "evidence": [evidence_shape(ground) for ground in hit.evidence],
        "url": f"/records/{record.id}",
        "person": record.person,
    }


def evidence_shape(evidence: Evidence, said: Callable[[Evidence], str] = sentence) -> Json:
    """One ground, its weight and its sentence."""
    return {
        "field": evidence.field,
        "relation": evidence.relation.value,
        "left": evidence.left,
        "right": evidence.right,
        "weight": evidence.weight,
        "text": said(evidence),
        "letters": letters(evidence),
    }


def facet_shapes(result: Result, label: Label) -> dict[str, list[Json]]:
    """What the results can be narrowed by, most frequent first."""
    return {
        facet: [{"id": code, "label": label(vocabulary, code), "count": n} for code, n in result.facets[facet].items()]
        for facet, vocabulary in VOCABULARY_OF_FACET.items()
        if facet in result.facets
    }


def begun_shape(found: Sequence[Begun]) -> Json:
    """Surnames that begin so, and the sentence that announces them."""
    if found:
        text = ngettext(
            "%(num)d surname in the records begins like this",
            "%(num)d surnames in the records begin like this",
            len(found),
        )
    else:
        text = gettext("No surname in the records begins like this")
    return {"names": [{"form": one.form.title(), "count": one.count} for one in found], "text": text}


def comparison_shape(two: TwoNames) -> Json:
    """Two names part by part."""
    laid = zip(two.grounds, two.comparison.alignments, strict=True)
    return {
        "left": name_shape(two.left),
        "right": name_shape(two.right),
        "score": round(two.comparison.score, 4),
        "coverage": round(two.comparison.coverage, 4),
        "band": two.band.value,
        "alignments": [_alignment(ground, alignment.score) for ground, alignment in laid],
        "why_not_higher": two.why_not_higher,
    }


def record_shape(record: PublicRecord, label: Label) -> Json:
    """A record with every field that may be shown."""
    shape: Json = {"id": str(record.id), "source_ref": record.source_ref, "name": record.name.written}
    shape |= {"url": f"/records/{record.id}", "names": [_written_name(name) for name in record.names]}
    shape |= {field: getattr(record, field) for field in TEXTS}
    shape |= {field: date_shape(getattr(record, field)) for field in DATES}
    nation = record.nation
    shape["nation"] = {"id": nation.id, "label": label("nation", nation.id)} if nation else None
    shape["fate"] = {"id": record.fate, "label": label("fate", record.fate)} if record.fate else None
    shape["episodes"] = [_episode(episode, label) for episode in record.episodes]
    shape["relatives"] = [_relative(relative) for relative in record.relatives]
    shape["hidden_relatives"], shape["guarded"] = record.hidden_relatives, record.guarded
    shape["unread"], shape["extra"] = list(record.unread), record.extra
    shape["checked"], shape["corrected"] = record.checked, dict(record.corrected)
    shape["history"] = f"/records/{record.id}/history.json"
    shape["source"] = _source(record.source)
    return shape


def date_shape(day: HistoricalDate) -> Json | None:
    """A date with its bounds and its wording, None where the source gives none."""
    if not (day.edtf or day.wording):
        return None
    bounds = {"earliest": day.earliest or None, "latest": day.latest or None}
    return {"edtf": day.edtf, **bounds, "calendar": day.calendar, "written": day.wording}


def _alignment(ground: Evidence, score: float) -> Json:
    shape = evidence_shape(ground) | {"text": sentence_of_two(ground), "score": round(score, 4)}
    del shape["weight"]
    return shape


def _written_name(name: WrittenName) -> Json:
    fields = ("kind", "language", "written", "surname", "given_name", "patronymic", "maiden_name")
    return {field: getattr(name, field) for field in fields}


def _episode(episode: Episode, label: Label) -> Json:
    texts = (
        "arrested_by", "body_written", "article", "charge", "measure_written", "term", "term_written", "commutation",
    )  # fmt: skip
    shape: Json = {
        "kind": episode.kind,
        "arrested": date_shape(episode.arrested),
        "decided": date_shape(episode.decided),
    }
    shape |= {field: getattr(episode, field) for field in texts}
    for field, vocabulary in (("body", "body"), ("measure", "measure")):
        code = getattr(episode, field)
        shape[field] = {"id": code, "label": label(vocabulary, code)} if code else None
    shape["stays"] = [
        {"place": stay.place_id, "written": stay.place_written} | _span(stay.arrival, stay.departure)
        for stay in episode.stays
    ]
    return shape


def _span(arrival: HistoricalDate, departure: HistoricalDate) -> Json:
    return {"arrival": date_shape(arrival), "departure": date_shape(departure)}


def _relative(relative: NamedRelative) -> Json:
    other = str(relative.other_id) if relative.other_id else None
    return {"relation": relative.relation, "written": relative.written, "record": other}


def _source(source: Source) -> Json:
    fields = ("citation", "repository", "fonds", "inventory", "file", "folio", "urls", "licence", "independent")
    return {field: getattr(source, field) for field in fields}
