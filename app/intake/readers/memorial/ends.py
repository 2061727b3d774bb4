"""Read the clauses about the end: execution or death, burial, rehabilitation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.dates import HistoricalDate
from app.intake.date_search import last, leading
from app.intake.draft import Coded, DraftRehabilitation
from app.intake.faults import Faults
from app.intake.readers.memorial.trim import trimmed
from app.intake.vocabulary import found

_AT = re.compile(r"^(?:в|на|под)\s+(?=\S)")
_BURIED = re.compile(r"^(?:[\s:–-]|место\s+захоронения)+", re.IGNORECASE)
_EDGES = " .,;:-–"


@dataclass(frozen=True, slots=True)
class Death:
    """A day and a place of death; ``unread`` is what else the clause says."""

    date: HistoricalDate | None
    place: str = ""
    unread: str = ""


def read_death(text: str, faults: Faults) -> Death:
    """«27.09.1937», «27.09.1937 в Москве», «в Карлаге 5 мая 1943 г.»."""
    before, rest = "", text
    wording, rest = leading(text)
    if not wording:
        before, wording, rest = last(text)
    date = faults.date("death_date", wording)
    said = before.strip(_EDGES) or rest.strip(_EDGES)
    place = _AT.match(said)
    return Death(date, said[place.end() :], "") if place else Death(date, "", said)


def read_burial(text: str) -> str:
    """«- Московская обл., Бутово.» → Московская обл., Бутово."""
    return trimmed(_BURIED.sub("", text))


def read_rehabilitation(text: str, faults: Faults) -> DraftRehabilitation:
    """«16 января 1963 г. Верховный суд РСФСР за отсутствием состава преступления»: date, body, ground."""
    wording, rest = leading(text)
    rest = trimmed(rest.lstrip(_EDGES))
    hits = found("rehabilitation", rest) if rest else ()
    status = next((hit for hit in hits if not hit.code.startswith("ground_")), None)
    ground = next((hit for hit in hits if hit.code.startswith("ground_")), None)
    code = status.code if status else "rehabilitated"
    about = min((hit.start for hit in hits), default=len(rest))
    return DraftRehabilitation(
        status=Coded(code, trimmed(text), inferred=not status),
        date=faults.date("rehabilitation_date", wording),
        body=re.sub(r"\s+(?:по|на\s+основании|за|в\s+связи)$", "", trimmed(rest[:about])),
        ground=Coded(ground.code, trimmed(rest[ground.start :])) if ground else Coded(),
    )
