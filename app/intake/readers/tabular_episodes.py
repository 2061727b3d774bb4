"""The episodes of a row of the CSV columns: arrest, decision, measure, and the places it was served in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.intake.draft import Coded, DraftEpisode, Stay
from app.intake.faults import Faults
from app.intake.readers.cells import Cells, parts, unless_unknown
from app.intake.terms import read_term, term_wording
from app.intake.vocabulary import code_of, main_code, measures_in

_STAY = re.compile(r"(?P<place>.*?[^\s(,])(?:\s+|\s*[(,]\s*)(?P<dates>(?:[.\d\[]|до\s|с\s|ок)[^()]*\d{2}[^()]*)\)?")
_YEAR = re.compile(r"\d{4}|\d\.\d\d\b")
_LONGEST_STAY = 200  # letters
_NOBODY = Coded()
_JUDGED = frozenset({"arrest_date", "sentence_date", "sentenced_by", "article", "term"})


def read_episodes(cells: Cells, faults: Faults) -> tuple[DraftEpisode, ...]:
    """The episodes by their numbers; columns without a number are the first."""
    numbers = sorted({episode for _, episode in cells if episode})
    return tuple(
        _episode({field: cells[field, at] for field, each in cells if each == at}, at, faults) for at in numbers
    )


def _episode(cells: Mapping[str, str], at: int, faults: Faults) -> DraftEpisode:
    def column(field: str) -> str:
        return field if at == 1 else f"{field}.{at}"

    sentence, body = cells.get("sentence", ""), cells.get("sentenced_by", "")
    measures = measures_in(sentence) if sentence else ()
    code = (code_of("measures", sentence) if sentence else "") or (measures[0] if measures else "")
    return DraftEpisode(
        kind=_kind(cells, column("episode_kind"), faults),
        arrest_date=faults.date(column("arrest_date"), cells.get("arrest_date", "")),
        arrested_by=cells.get("arrested_by", ""),
        decided_by=Coded(code_of("bodies", body) or main_code("bodies", body), body) if body else _NOBODY,
        decision_date=faults.date(column("sentence_date"), cells.get("sentence_date", "")),
        article=cells.get("article", ""),
        charge=cells.get("charge", ""),
        measure=unless_unknown(column("sentence"), Coded(code, sentence), faults),
        measures=measures or tuple(filter(None, [code])),
        term=faults.term(column("term"), cells.get("term", "")) or _term_in(sentence),
        commutation=cells.get("commutation", ""),
        stays=tuple(_stay(each, column("camps"), faults) for each in parts(cells.get("camps", ""))),
    )


def _term_in(sentence: str) -> Coded:
    """A row without a term may tell it with the measure: «10 лет ИТЛ»."""
    code = read_term(sentence) if sentence else ""
    return Coded(code, term_wording(sentence)) if code else _NOBODY


def _kind(cells: Mapping[str, str], column: str, faults: Faults) -> Coded:
    if stated := cells.get("episode_kind"):
        return unless_unknown(column, Coded(code_of("episodes", stated), stated), faults)
    wording = f"{cells.get('sentence', '')} {cells.get('charge', '')}".strip()
    code = main_code("episodes", wording) if wording else ""
    judged = not _JUDGED.isdisjoint(cells)
    return Coded(code or ("arrest_sentence" if judged else ""), "", inferred=True)


def _stay(wording: str, column: str, faults: Faults) -> Stay:
    """«alzhir 1938-05/1946», «Карлаг (1938–1946)», «Степлаг»."""
    dated = _STAY.fullmatch(wording) if len(wording) <= _LONGEST_STAY else None
    if not dated or not _YEAR.search(dated["dates"]):
        return Stay(wording, wording=wording)
    dates = dated["dates"].strip()
    period = faults.date(column, dates)
    if not period or not period.edtf:
        return Stay(wording, wording=wording)
    start, slash, end = period.edtf.partition("/")
    arrival = faults.date(column, start.removesuffix(".."))
    departure = faults.date(column, end.removesuffix("..")) if slash else arrival
    return Stay(dated["place"].strip(" ,"), arrival, departure, wording)
