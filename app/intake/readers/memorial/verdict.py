"""Read a verdict: the measure, its term, what became of it, and the places it was served in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from app.dates import HistoricalDate
from app.intake.date_search import last, pattern
from app.intake.draft import Coded, Stay
from app.intake.faults import Faults
from app.intake.readers.memorial.trim import trimmed
from app.intake.terms import read_term, term_wording
from app.intake.vocabulary import main_code, measures_in

_SENTENCE = re.compile(r"(?<=[^\s.][^\s.])\.\s+(?=[А-ЯЁ«\"]|\d{1,2}\.\d{2}\.)|\n")
_COMMUTED = re.compile(r"замен|снижен|сокращен|переквалиф|отменен|помилован", re.IGNORECASE)
_SERVED = re.compile(r"\b(?:приб|убы|содержал|находил|отбыв)", re.IGNORECASE)
_DAY = r"(?P<date>\d{1,2}\.\d{1,2}\.\d{2,4})"
_TO = r"приб\w*\.?\s*(?:в|на)\s+(?:спецпоселение:?\s+(?:в\s+)?)?"
_END = r"(?=\.\s+(?:Осв|Ум|Убы|\d)|$)"
_ARRIVED = (
    re.compile(rf"{_DAY}\s+{_TO}(?P<place>.{{1,120}}?)(?P<rest>){_END}", re.IGNORECASE),
    re.compile(rf"{_TO}(?P<place>.{{1,120}}?)\s+{_DAY}(?:,\s*(?P<rest>.{{1,100}}?){_END})?", re.IGNORECASE),
)
_LEFT = re.compile(r"(?:Убы\w+|Освобожд\w+|Осв\.)[^.]{0,80}?(?P<date>\d{1,2}\.\d{1,2}\.\d{2,4})", re.IGNORECASE)
_HELD = re.compile(
    r"(?:Содержал\w+|Находил\w+|Отбыв\w+(?:\s+\w+)?)\s+(?:в|на)\s+(?P<place>[^.;]{1,120})", re.IGNORECASE
)
_CLOSED = re.compile(r"дел\w*\s+прекр|прекращ\w*\s+дел", re.IGNORECASE)
_PUNISHMENTS = frozenset({"death", "camp", "concentration_camp", "prison", "colony", "loss_of_liberty", "exile"})
_NONE = Coded()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verdict says; ``fate`` is the code that its wording speaks of, '' if of none."""

    measure: Coded = _NONE
    measures: tuple[str, ...] = ()
    term: Coded = _NONE
    commutation: str = ""
    stays: tuple[Stay, ...] = ()
    fate: str = ""


def read_verdict(wording: str, faults: Faults) -> Verdict:
    """The first sentence is the measure; later ones tell of commutation, arrival, departure and fate."""
    text = wording.strip()
    if not text.strip(" .,;"):
        return Verdict()
    said = _passed(text)
    return replace(said, stays=_stays(text, faults)) if _SERVED.search(text) else said


@lru_cache(maxsize=32768)
def _passed(text: str) -> Verdict:
    """All but the stays; the same few thousand wordings pass sentence on most people."""
    sentences = [sentence for each in _SENTENCE.split(text) if (sentence := each.strip())]
    measures = _measures(sentences)
    return Verdict(
        measure=Coded(measures[0] if measures else "", text),
        measures=measures,
        term=_term(sentences[0]),
        commutation=". ".join(each for each in sentences if _COMMUTED.search(each) and len(sentences) > 1),
        fate=_fate(text, measures),
    )


def first_sentence(wording: str) -> str:
    """The measure itself, without what became of it."""
    return _SENTENCE.split(wording, maxsplit=1)[0]


def _measures(sentences: list[str]) -> tuple[str, ...]:
    """Codes of the sentences that pass the measure; where someone was held is no measure."""
    passed = [sentence for sentence in sentences if not _SERVED.search(sentence)] or sentences
    return measures_in(". ".join(passed))


def _fate(text: str, measures: tuple[str, ...]) -> str:
    """The fate that the wording tells; acquitted on one count is no case closed for one who was punished."""
    code = main_code("fates", text)
    punished = any(measure in _PUNISHMENTS for measure in measures)
    return "" if code == "case_closed" and punished and not _CLOSED.search(text) else code


def _term(sentence: str) -> Coded:
    code = read_term(pattern().sub(" ", sentence))
    return Coded(code, term_wording(pattern().sub(" ", sentence))) if code else Coded()


def _stays(text: str, faults: Faults) -> tuple[Stay, ...]:
    arrived = next(filter(None, (pattern.search(text) for pattern in _ARRIVED)), None)
    left, held = _LEFT.search(text), _HELD.search(text)
    departure = _date(left, faults)
    if arrived:
        place = ", ".join(filter(None, (arrived["place"].strip(" ,"), trimmed(arrived["rest"] or ""))))
        return (Stay(place, _date(arrived, faults), departure, text[arrived.start() :]),)
    if held:
        place, _, _ = last(held["place"])
        return (Stay(place.strip(" ,"), None, departure, held[0]),)
    return ()


def _date(match: re.Match[str] | None, faults: Faults) -> HistoricalDate | None:
    return faults.date("camps", match["date"]) if match else None
