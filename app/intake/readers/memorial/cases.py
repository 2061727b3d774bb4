"""Put arrests, decisions, charges and verdicts together into episodes, in the order the body tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.intake.date_search import last, leading
from app.intake.draft import Coded, DraftEpisode
from app.intake.faults import Faults
from app.intake.readers.memorial.clauses import Clause
from app.intake.readers.memorial.trim import trimmed
from app.intake.readers.memorial.verdict import Verdict, first_sentence, read_verdict
from app.intake.vocabulary import found, main_code

KINDS = frozenset({"arrest", "decision", "charge", "verdict"})
_NUMBER = r"\d{2,3}(?!\d|\.\d)(?:-\d{1,2}(?:[абвг](?![а-я.]))?)*"
_CITED = r"(?:по\s+)?ст(?:атьям|атье|атья|\.)\.?\s*(?:ст\.?\s*)?|(?<![\d.№])(?<!№\s)"
_ARTICLE = re.compile(
    rf"(?:{_CITED}){_NUMBER}(?:[\s,.]*(?:(?<![\d.]){_NUMBER}|-\d{{1,2}}\b|ч\.?\s?\d|п\.?\s?\d{{1,2}}"
    rf"|п\.?\s?[«\"]?[а-я][»\"]?(?!\w)|[«\"][а-я][»\"]|и\b|ст\.|УК(?:\s+[А-Я]{{2,7}})?))*"
)
_IS_ARTICLE = re.compile(r"ст|УК|\d-\d|п\.|ч\.")
_MEASURE = re.compile(
    r"\s(?=(?:к|на)\s+(?:\d|ВМН|ВМ\b|высш|расстр|лиш|ссыл|заключ|тюр|ИТЛ|смерт)|ВМН\b|\d+\s+(?:лет|год|мес))"
)
_BY_CHARGE = re.compile(r"[,;.]?\s*(?<!\w)(?=по\s+(?:ст\b|обвинению|[а-я-]+\s+обвинению)|за\s+[а-я/-]{4,})")
_LATER = re.compile(
    r"(?<=[^\s.]{2})\.\s+(?=(?:Содержал|Освобожд|Отбыв|Ссылк|Сотрудник|Находил|Прибы|Убы|Бежал|Срок)|[ВС]\s.{0,40}\d{4})"
)
_EDGES = " ,.;"
_SAYS_NOTHING = re.compile(r"[\s.,:;-]*")


@dataclass(frozen=True, slots=True)
class Case:
    """An episode and the fate its verdict speaks of."""

    episode: DraftEpisode
    fate: str = ""


def read_cases(told: Iterable[Clause], faults: Faults) -> tuple[Case, ...]:
    """The episodes of the clauses; a second arrest, decision or verdict opens the next one."""
    cases: list[Case] = []
    held: set[str] = set()
    for clause in told:
        if _SAYS_NOTHING.fullmatch(clause.text):
            continue
        if not cases or clause.kind in held or (clause.kind == "arrest" and held):
            cases.append(Case(DraftEpisode()))
            held = set()
        held |= {clause.kind}
        cases[-1] = _READERS[clause.kind](cases[-1], clause.text, faults)
        held |= {"verdict"} if cases[-1].episode.measure else set()
    return tuple(replace(case, episode=replace(case.episode, kind=_kind(case.episode))) for case in cases)


def _arrest(case: Case, text: str, faults: Faults) -> Case:
    """«1 июля 1950 г. УМГБ по Павлодарской обл.» or the office first."""
    wording, office = leading(text)
    if not wording:
        office, wording, after = last(text)
        office = f"{trimmed(office)} {trimmed(after)}"
    return _with(case, arrest_date=faults.date("arrest_date", wording), arrested_by=trimmed(office))


def _decision(case: Case, text: str, faults: Faults) -> Case:
    """«тройка при УНКВД 4 октября 1937 г.»; or all in a sentence: «13.02.1938 ОСО к 8 годам ИТЛ по ст. 58»."""
    told, *later = _LATER.split(text)
    head, *charge = _BY_CHARGE.split(told, maxsplit=1)
    head, *measure = _MEASURE.split(f" {head}", maxsplit=1)
    if charge and not measure:
        charge[0], *measure = _MEASURE.split(charge[0], maxsplit=1)
    passed, moved = _apart(measure[0]) if measure else ("", "")
    before, wording, after = last(f"{head} {moved}")
    body = f"{trimmed(before)} {trimmed(after)}".strip()
    case = _with(
        case,
        decided_by=Coded(main_code("bodies", body), body) if body else Coded(),
        decision_date=faults.date("sentence_date", wording),
    )
    if passed or later:
        case = _verdict(case, ". ".join(each for each in (passed, *later) if each), faults)
    return _charge(case, charge[0], faults) if charge else case


def _apart(measure: str) -> tuple[str, str]:
    """«к 3 годам ссылки Коллегией ОГПУ 26 июня 1929 г.»: the measure, and who decided and when."""
    starts = [hit.start for hit in found("bodies", measure)]
    return (measure[: min(starts)].strip(_EDGES), measure[min(starts) :]) if starts else (measure, "")


def _charge(case: Case, text: str, _: Faults) -> Case:
    text = text.strip(" ;,")
    articles = (each[0].strip(_EDGES) for each in _ARTICLE.finditer(text))
    article = next(filter(_IS_ARTICLE.search, articles), "")
    return _with(case, article=article.removesuffix(" и"), charge=re.sub(r"\.+$", "", text))


def _verdict(case: Case, text: str, faults: Faults) -> Case:
    said: Verdict = read_verdict(text, faults)
    episode = replace(
        case.episode,
        measure=said.measure,
        measures=said.measures,
        term=said.term,
        commutation=said.commutation,
        stays=said.stays,
    )
    return Case(episode, said.fate)


def _with(case: Case, **values: object) -> Case:
    return replace(case, episode=replace(case.episode, **values))  # type: ignore[arg-type]


def _kind(episode: DraftEpisode) -> Coded:
    """What kind of episode its own words make it; an arrest or a decision alone is taken for arrest and sentence."""
    wording = f"{first_sentence(episode.measure.wording)} {episode.charge}".strip()
    hits = found("episodes", wording) if wording else ()
    if hits:
        return Coded(hits[0].code, "", inferred=True)
    return Coded("arrest_sentence", "", inferred=True) if episode.arrest_date or episode.decided_by else Coded()


_READERS = {"arrest": _arrest, "decision": _decision, "charge": _charge, "verdict": _verdict}
