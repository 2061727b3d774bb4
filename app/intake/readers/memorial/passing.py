"""Find what other clauses tell in passing of a case: an earlier decision, an arrest by the office alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.intake.date_search import last
from app.intake.readers.memorial.clauses import Clause
from app.intake.vocabulary import first_code

BREAK = Clause("", "", "")  # what follows is another case
NARRATIVE = re.compile(
    r"(?<=\.)\s+(?=(?:В|С|До|По|На|Из|Был)\s.{0,60}?\d{4}|\d{1,2}\s[а-я]{3,8}\s\d{4}|\d{1,2}\.\d{1,2}\.\d{2,4}"
    r"|(?:Освобожд|Содержал|Арестов|Приговор|Осужд|Отбыв|Выслан|Сослан|Срок)[а-я]+)"
)
_DECIDED = re.compile(
    r"(?:\bбыл[аи]?\s?)?\b(?:приговор[её]н|осужд[её]н|подвергнут)(?:[аы]?\b|(?=[а-я]))", re.IGNORECASE
)
_SENT = re.compile(r"(?:\bбыл[аи]?\s)?\b(?:выслан|выселен|раскулачен|сослан|лишен)[аы]?\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"(?:В|С|До|По)\s.{0,60}?\d{4}|(?:Освобожд|Содержал|Отбыв|Срок|Наказ|Находил|Прибы|Убы)[а-я]+")
_DATED = re.compile(r"\d{4}|\d{1,2}\.\d{1,2}\.\d{2}")
_DAY = r"(?:\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}\s[а-я]{3,8}\s\d{4}|в\s(?:[а-я]{3,8}\s)?\d{4})"
_BY_OFFICE = re.compile(rf"(?P<office>[^\d:]\D{{1,100}}?(?:\d{{1,3}}\D{{1,40}})?)\s{_DAY}(?:\s*г\.?)?\.?")
_OFFICES = frozenset({"nkvd_organ", "gpu_ogpu_organ", "cheka", "investigator"})


def told_in_passing(line: str) -> tuple[tuple[Clause, ...], str]:
    """The clauses of the cases that a line tells of, and what is left of it.

    «13 декабря 1922 г. приговорен ревтрибуналом к 10 годам. В 1923 г. освобожден.» is a decision whole;
    «Лазовским РО НКВД 23 марта 1938 г.» an arrest.
    """
    if by_office(line):
        return (Clause("arrest", "", line),), ""
    if not _DATED.search(line) or not (_DECIDED.search(line) or _SENT.search(line)):
        return (), line
    told: list[Clause] = []
    left: list[str] = []
    for sentence in NARRATIVE.split(line):
        if told and _FOLLOWS.match(sentence) and not _DECIDED.search(sentence):
            told[-1] = Clause(told[-1].kind, told[-1].label, f"{told[-1].text} {sentence}")
        elif clauses := tuple(_decision(sentence)):
            told.extend((*((BREAK,) if told else ()), *clauses))
        else:
            left.append(sentence)
    return (*told, *((BREAK,) if told else ())), " ".join(left)


def by_office(line: str) -> bool:
    """Whether a line without a label is an office, or a receipt, with a day behind it."""
    ends = _BY_OFFICE.fullmatch(line)
    return ends is not None and (first_code("bodies", ends["office"]) in _OFFICES or "невыезде" in line)


def _decision(sentence: str) -> Iterator[Clause]:
    """A sentence that tells of a decision, as clauses: who and when before the verb or behind it, then what."""
    if not _DATED.search(sentence):
        return
    if verb := _DECIDED.search(sentence):
        yield Clause("decision", verb[0], f"{sentence[: verb.start()].strip()} {sentence[verb.end() :].strip()}")
    elif verb := _SENT.search(sentence):
        before, day, _ = last(sentence[: verb.start()])
        if day or not before.strip():
            yield Clause("decision", "", f"{before} {day}")
            yield Clause("verdict", "", sentence[verb.start() :])


def cases_in(lines: Iterable[str]) -> tuple[list[Clause], list[str]]:
    """The clauses that lines tell in passing, and what is left of the lines."""
    told: list[Clause] = []
    left: list[str] = []
    for line in lines:
        clauses, rest = told_in_passing(line)
        told.extend(clauses)
        if rest:
            left.append(rest)
    return told, left


def narrated(sentences: Iterable[str]) -> tuple[list[Clause], list[str]]:
    """The cases that sentences behind a date or an address tell, and the sentences that tell of something else."""
    told: list[Clause] = []
    left: list[str] = []
    for sentence in sentences:
        if clauses := tuple(_decision(sentence)):
            told.extend((*((BREAK,) if told else ()), *clauses))
        elif told:
            told[-1] = Clause(told[-1].kind, told[-1].label, f"{told[-1].text} {sentence}")
        else:
            left.append(sentence)
    return [*told, *((BREAK,) if told else ())], left
