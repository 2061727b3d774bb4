"""Find what other clauses tell in passing of a case: an earlier decision, an arrest by the office alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.intake.date_search import last
from app.intake.readers.memorial.clauses import Clause
from app.intake.vocabulary import first_code

BREAK = Clause("", "", "")  # what follows is another case
NARRATIVE = re.compile(
    r"[ ](?<=\.[ ])(?=(?:В|С|До|По|На|Из|Был)\s.{0,60}?\d{4}|\d{1,2}\s[а-я]{3,8}\s\d{4}|\d{1,2}\.\d{1,2}\.\d{2,4}"
    r"|(?:Освобожд|Содержал|Арестов|Приговор|Осужд|Отбыв|Выслан|Сослан|Срок|Остал|Оставл)[а-я]+|Семья\s)"
)
_DECIDED = re.compile(
    r"(?:\bбыл[аи]?\s?)?\b(?:приговор[её]н|осужд[её]н|подвергнут)(?:[аы]?\b|(?=[а-я]))", re.IGNORECASE
)
_SENT = re.compile(r"(?:\bбыл[аи]?\s)?\b(?:выслан|выселен|раскулачен|сослан|лишен)[аы]?\b", re.IGNORECASE)
_SERVING = re.compile(r"\bотбывал[а]?\s+(?:\w+\s+)?(?:ссылку|наказание|срок|заключение)", re.IGNORECASE)
_FOR = re.compile(r"\s+(?=по\s+обвинению|за\s+[а-я]{4,})")
_OF_FAMILY = re.compile(r"Семья\s+(?:был[аи]?\s+)?(?:раскул|высл|высел)")
_FOLLOWS = re.compile(r"(?:В|С|До|По)\s.{0,60}?\d{4}|(?:Освобожд|Содержал|Отбыв|Срок|Наказ|Находил|Прибы|Убы)[а-я]+")
_DATED = re.compile(r"\d{4}|\d{1,2}\.\d{1,2}\.\d{2}")
_DAY = r"(?:\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}\s[а-я]{3,8}\s\d{4}|в\s(?:[а-я]{3,8}\s)?\d{4})"
_BY_OFFICE = re.compile(
    rf"(?P<office>(?:\d{{1,3}}\s)?[^\d:]\D{{1,100}}?(?:\d{{1,3}}\D{{1,40}})?)\s{_DAY}(?:\s*г\.?)?\.?"
)
_WHO_AND_WHEN = re.compile(rf"(?:[^\d].{{0,120}}?\s|)?{_DAY}(?:\s*г\.)?[\s,.]*")
_ENDED = re.compile(r"\.(?<=[а-яё]{2}\.)\s+(?=(?:Освобожд[её]н|Дело\sпрекращ)\w*\s)")
# «29.06.1949 г. МГБ СОАССР арестована.»
_DAY_FIRST = re.compile(rf"(?P<day>{_DAY}(?:\s*г\.)?)\s+(?P<office>[^\d.]{{3,80}}?)\s+арестован[аы]?(?:\.|$)")
_DAYS = re.compile(rf"{_DAY}(?:\s*г\.)?")
_DIED_FIRST = re.compile(r"(?:[Уу]мер(?:ла)?\b|[Уу]м\.)\s*")
_OF_ROADS = re.compile(r"(?:\d+\s)?О?ДТО\b")  # of the railways
_LONGEST_DAY = 24  # letters of «в сентябре 1938 г.»
_LETTERS = re.compile(r"\w")
_BY_BODY = re.compile(
    r"[ ](?<=[.\"»][ ])(?P<who>[А-ЯЁ][^.;:]{2,90}?)\s+(?P<day>\d{1,2}\.\d{1,2}\.\d{4})\s*г?\.?\s+"
    r"(?P<what>(?:(?:назначен|осужд|приговор|выслан)\w*|дело\s(?:прекр|в\sотн)).*)",
    re.DOTALL,
)
_OFFICES = frozenset({"nkvd_organ", "gpu_ogpu_organ", "cheka", "investigator"})


def told_in_passing(line: str) -> tuple[tuple[Clause, ...], str]:
    """The clauses of the cases that a line tells of, and what is left of it.

    «13 декабря 1922 г. приговорен ревтрибуналом к 10 годам. В 1923 г. освобожден.» is a decision whole;
    «Лазовским РО НКВД 23 марта 1938 г.» an arrest.
    """
    if by_office(line):
        return (Clause("arrest", "", line),), ""
    if turned := _DAY_FIRST.match(line):
        rest = line[turned.end() :].strip(" .")
        further, unread = told_in_passing(rest) if rest else ((), "")
        return (Clause("arrest", "", f"{turned['day']} {turned['office']}"), *further), unread
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


def with_decisions(told: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses, and those of a decision that the sentence behind an arrest or a charge tells without a label:
    «Арестован 9.06.1938 г. Тройкой при УНКВД по КК 10.11.1937 г. назначена ВМН».
    """
    for clause in _decided(tuple(told)):
        told_on = _BY_BODY.search(clause.text) if clause.kind in ("arrest", "charge") else None
        if not told_on:
            yield from _let_go(clause) if clause.kind in ("arrest", "charge") else (clause,)
            continue
        yield Clause(clause.kind, clause.label, clause.text[: told_on.start()], clause.more, clause.closed)
        yield Clause("decision", "", f"{told_on['who']} {told_on['day']}")
        yield Clause("verdict", "", told_on["what"])


def _let_go(clause: Clause) -> Iterator[Clause]:
    """«Обвинялась в распространении листовок. Освобождена»: the second sentence ends the case."""
    said, *ended = _ENDED.split(clause.text, maxsplit=1)
    yield replace(clause, text=said) if ended else clause
    yield from (Clause("verdict", "", each) for each in ended)


def _decided(told: tuple[Clause, ...]) -> Iterator[Clause]:
    """The clauses; of two in a row that call themselves «Приговор:» the first, who and when, is the decision."""
    last = max((at for at, clause in enumerate(told) if clause.kind == "verdict"), default=0)
    for at, clause in enumerate(told):
        died = _DIED_FIRST.match(clause.text) if clause.kind == "verdict" else None
        if died:  # «Приговор: Умер 1.02.43 в ИТК-5»
            yield Clause("death", died[0], clause.text[died.end() :], clause.more, clause.closed)
            continue
        may_be = clause.kind == "verdict" and (at < last or len(clause.text) <= _LONGEST_DAY)
        dated = _WHO_AND_WHEN.fullmatch(clause.text) if may_be else None
        decides = dated and (at < last or not _LETTERS.search(_DAYS.sub("", clause.text)))
        yield replace(clause, kind="decision") if decides else clause


def by_office(line: str) -> bool:
    """Whether a line without a label is an office, or a receipt, with a day behind it."""
    ends = _BY_OFFICE.fullmatch(line)
    if ends is None:
        return False
    office = ends["office"]
    return first_code("bodies", office) in _OFFICES or "невыезде" in line or _OF_ROADS.match(office) is not None


def _decision(sentence: str) -> Iterator[Clause]:
    """A sentence that tells of a decision, as clauses: who and when before the verb or behind it, then what."""
    if _OF_FAMILY.match(sentence):
        yield Clause("verdict", "", sentence)
    if not _DATED.search(sentence) or _OF_FAMILY.match(sentence):
        return
    if _SERVING.search(sentence) and not _DECIDED.search(sentence):
        said, *charge = _FOR.split(sentence, maxsplit=1)
        yield Clause("verdict", "", said)
        yield from (Clause("charge", "", each) for each in charge)
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
