"""Read the first clause of a body: when and where born, nation, party, education, occupation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.dates import HistoricalDate
from app.intake.date_search import leading
from app.intake.draft import Coded
from app.intake.faults import Faults
from app.intake.nations import nation_of
from app.intake.readers.memorial.clauses import Clause
from app.intake.readers.memorial.passing import NARRATIVE, cases_in
from app.intake.readers.memorial.segments import segment_kind, split_segments

_NATIVE = re.compile(r"^(?:урожен(?:ец|ка)|урож\.)\s+", re.IGNORECASE)
_NAMED = re.compile(r"^(?:(?:образование|обр\.|подданство|гражданство)\s*:?\s*)+", re.IGNORECASE)
_IN = re.compile(r"в(?:о)?\s+")
_POST = re.compile(
    r"^[^,]*?(?<=[а-яё]{3})(?<!пос)(?<!дер)(?<!гор)(?<!хут)(?<!сел)(?<!стан)\.\s+(?=[А-ЯЁ][а-яё]{2}|[А-ЯЁ]-)"
)
_NONE = Coded()
_TOLD = frozenset({"nation", "party", "education", "citizenship"})  # what a segment can say by itself


@dataclass(frozen=True, slots=True)
class Birth:
    """What the clause says; ``narrative`` are sentences of an earlier episode, ``told`` clauses of a case, ``unread``
    pieces for no field."""

    date: HistoricalDate | None = None
    place: str = ""
    nation: Coded = _NONE
    sex: str = ""
    party: str = ""
    education: str = ""
    citizenship: str = ""
    occupation: str = ""
    narrative: tuple[str, ...] = ()
    told: tuple[Clause, ...] = ()
    unread: tuple[str, ...] = ()


def read_birth(clause: Clause, faults: Faults) -> Birth:
    """The clause «род. …» with its lines; segments by «;» as lists.memo.ru has it, or by commas."""
    first, *narrative = NARRATIVE.split(clause.text)
    wording, rest = leading(first)
    rest = rest.strip(" ,.;") if wording else _without_date(first)
    rest, post = parted(rest) if clause.label == "р." else (rest, "")
    said = _by_semicolons(rest) if ";" in rest or (clause.closed and rest) else _by_commas(rest)
    told, lines = cases_in(clause.more)
    occupations = [*said.pop("occupation", ()), *filter(None, [post]), *lines]
    nation = "; ".join(said.get("nation", ()))
    known = nation_of(nation) if nation else None
    return Birth(
        date=faults.date("birth_date", wording),
        place=_NATIVE.sub("", ", ".join(said.get("place", ()))),
        nation=Coded(known.nation if known else "", nation),
        sex=known.sex if known else "",
        party=", ".join(said.get("party", ())),
        education=", ".join(_bare(each) for each in said.get("education", ())),
        citizenship=", ".join(_bare(each) for each in said.get("citizenship", ())),
        occupation="; ".join(_trimmed(each) for each in occupations),
        narrative=tuple(narrative),
        told=tuple(told),
        unread=tuple(said.get("", ())),
    )


def parted(place: str) -> tuple[str, str]:
    """«в Охе Сах.обл. Бухгалтер Сахнефти»: the place, and the post that a sentence of its own tells."""
    ended = _POST.search(place)
    return (place[: ended.end()].rstrip(), place[ended.end() :]) if ended and _IN.match(place) else (place, "")


Said = dict[str, list[str]]


def _without_date(text: str) -> str:
    """«в Воронежская обл.» or «н/у»: born at a place, the day not said."""
    return re.sub(r"^\s*(?:в\s+|н/у\b)", "", text).strip(" ,.;")


def _by_semicolons(text: str) -> Said:
    """«г. Казань, с. Дербышки; русская;  образование среднее; б/п»: the place first."""
    place, *others = split_segments(text, ";")
    said = _glued(place)
    for each in others:
        said.setdefault(segment_kind(each), []).append(each)
    return said


def _glued(place: str) -> Said:
    """The place, unless the segment is a nation by itself: «в 1882 г. русский;»."""
    return {segment_kind(place) if segment_kind(place) in _TOLD else "place": [place]}


def _by_commas(text: str) -> Said:
    """«г. Вильно, русский, б/п, завод № 25: мастер»: place up to the nation or party, occupation after them."""
    segments = split_segments(text)
    kinds = [segment_kind(segment) for segment in segments]
    said: Said = {}
    turn = next((at for at, kind in enumerate(kinds) if kind in _TOLD), None)
    if turn is None:
        turn = _end_of_place(kinds)
    ends = _end_of_place(kinds[:turn]) if segments and segments[0].lower().startswith("урожен") else turn
    said["place"], before = list(segments[:ends]), list(segments[ends:turn])
    at = turn
    while at < len(segments) and kinds[at] in _TOLD and not _again(kinds[at], said):
        said.setdefault(kinds[at], []).append(segments[at])
        at += 1
    if before or at < len(segments):
        said["occupation"] = [", ".join((*before, *segments[at:]))]
    return {kind: pieces for kind, pieces in said.items() if pieces}


def _again(kind: str, said: Said) -> bool:
    return kind == "nation" and kind in said


def _end_of_place(kinds: list[str]) -> int:
    """Where the place ends if nothing else tells: after the first segment and all that look like places."""
    at = min(1, len(kinds))
    while at < len(kinds) and kinds[at] == "place":
        at += 1
    return at


def _bare(segment: str) -> str:
    """The value without the word that tells what it is: «образование среднее», «подданство: Польша»."""
    return _NAMED.sub("", segment).strip(" .")


def _trimmed(line: str) -> str:
    return re.sub(r"\.+$", "", line).strip()
