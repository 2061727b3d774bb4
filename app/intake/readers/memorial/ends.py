"""Read the clauses about the end: execution or death, burial, rehabilitation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from app.dates import HistoricalDate
from app.intake.date_search import last, leading
from app.intake.draft import Coded, DraftRehabilitation
from app.intake.faults import Faults
from app.intake.readers.memorial.segments import segment_kind
from app.intake.readers.memorial.sentences import first_sentence
from app.intake.readers.memorial.trim import trimmed
from app.intake.vocabulary import Found, found

_AT = re.compile(r"^(?:(?:в|на|под)\s+(?!период|возрасте|результате|ходе|связи)(?=\S)|(?=\d+\s?км\s))")
_BURIED = re.compile(r"^(?:[\s:–-]|место\s+захоронения)+", re.IGNORECASE)
_ISSUED = re.compile(
    r"^(?:реабилити\s?рован\w*|освобожден[аы]?|(?:по|на\s+основании|в\s+соответствии\s+с|согласно)\b|(?:по)?ст[ао]н(?:овлени\w*|\.)|пост\.|определени\w*|опред\."
    r"|решени\w*|заключени\w*|закл\.|справк\w*|протест\w*|дело\s+(?=прекр)|с(?=\s+дел)|№\s?\S+|от\s+\d\S*(?:\s*г\.)?|и\b)[\s,.]*",
    re.IGNORECASE,
)
_AND = re.compile(
    r"[\s,.]+(?:по|на|на\s+основании|в\s+соответствии\s+с|согласно|за|в\s+связи|дело|и|ст|ст\.\s?\d+\S*|п\.\S*|от\s+[\d.]+(?:\s*г\.?)?)$",
    re.IGNORECASE,
)
_NO_OFFICE = re.compile(r"содержал|под\s+страж|сведени|\bдело\b|^(?:за|ст\W.*|в\s+связи.*)$", re.IGNORECASE)
# What the office did to the case, or by what article: the office ends before it.
_DONE = re.compile(
    r"[\s,.]+(?:(?:определением\s+)?дел[оа]\s+(?:производством\s+)?прекр\w*|прекр(?:\w*)$|(?:от\s+)?(?:приговор|постановление)\s.*отмен"
    r"|по\s+ст\.?\s?\d|закон\s+\d|полностью\s+реаб).*$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"[\s,;(]*(?:(?<!\w)(?:и|а также|на основании|по|в соответствии с)[\s,;]*)*$"
)  # between two grounds
_NOT_PROVEN = re.compile(r"недоказ|недостат", re.IGNORECASE)
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
    place = _AT.match(said) or (re.match("", said) if rest.lstrip().startswith(("-", "–")) else None)
    if not place and rest.startswith(",") and segment_kind(said) == "place":
        return Death(date, said)
    return Death(date, first_sentence(said[place.end() :])) if place else Death(date, "", said)


def read_burial(text: str) -> str:
    """«- Московская обл., Бутово.» → Московская обл., Бутово."""
    return trimmed(_BURIED.sub("", text))


def read_rehabilitation(text: str, faults: Faults) -> DraftRehabilitation:
    """«16 января 1963 г. Верховный суд РСФСР за отсутствием состава преступления»: date, body, ground."""
    wording, rest = leading(text)
    date = faults.date("rehabilitation_date", wording)
    said = _cleared(trimmed(rest.lstrip(_EDGES)))
    return replace(said, status=replace(said.status, wording=trimmed(text)), date=date)


@lru_cache(maxsize=8192)
def _cleared(rest: str) -> DraftRehabilitation:
    """All but the day; a few hundred offices cleared most people."""
    hits = found("rehabilitation", rest) if rest else ()
    status = next((hit for hit in hits if not hit.code.startswith("ground_")), None)
    grounds = [hit for hit in hits if hit.code.startswith("ground_")]
    if any(hit.code == "ground_no_crime" for hit in grounds) and not _NOT_PROVEN.search(rest):
        grounds = [hit for hit in grounds if hit.code != "ground_not_proven"]  # the case was closed for want of a crime
    ground = _ground(grounds)
    quoted = rest.find('"')
    about = min(
        (*(hit.start for hit in hits if hit.code != "rehabilitated"), quoted if quoted >= 0 else len(rest)), default=0
    )
    return DraftRehabilitation(
        status=Coded(status.code if status else "rehabilitated", "", inferred=not status),
        body=_office(rest[:about]),
        ground=Coded(ground.code, _words_of(grounds, rest)) if ground else Coded(),
        grounds=tuple(hit.code for hit in grounds),
    )


def _ground(grounds: list[Found]) -> Found | None:
    """Of several grounds the law or edict: it is what the office went by."""
    return next(
        (hit for hit in grounds if hit.code.startswith(("ground_edict", "ground_law"))), next(iter(grounds), None)
    )


def _words_of(grounds: list[Found], rest: str) -> str:
    """The words of all grounds in their order, parted by «; », so that none is lost beside the one to quote."""
    starts: list[int] = []
    reached = 0
    for hit in sorted(grounds, key=lambda hit: hit.start):
        if hit.start >= reached:
            starts.append(hit.start)
        reached = max(reached, hit.end)
    pieces = [rest[start:end] for start, end in zip(starts, [*starts[1:], len(rest)], strict=True)]
    return "; ".join((*(trimmed(_JOINED.sub("", piece)) for piece in pieces[:-1]), trimmed(pieces[-1])))


def _office(said: str) -> str:
    """The office that decided, without what it issued: «по заключению Прокуратуры …» → «Прокуратуры …»."""
    bare = trimmed(_DONE.sub("", said))
    while (shorter := trimmed(_AND.sub("", _ISSUED.sub("", bare)))) != bare:
        bare = shorter
    return "" if _NO_OFFICE.search(bare) or not re.search(r"[А-Яа-яЁё]{2}", bare) else bare
