"""Put arrests, decisions, charges and verdicts together into episodes, in the order the body tells them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.dates import HistoricalDate
from app.intake.date_search import last, leading
from app.intake.draft import Coded, DraftEpisode, Stay
from app.intake.faults import Faults
from app.intake.readers.memorial.changes import changed_in
from app.intake.readers.memorial.charges import read_charge
from app.intake.readers.memorial.clauses import Clause
from app.intake.readers.memorial.sentences import measure_words
from app.intake.readers.memorial.stays import stays_in
from app.intake.readers.memorial.trim import trimmed
from app.intake.readers.memorial.verdict import Verdict, read_verdict
from app.intake.vocabulary import first_code, found

KINDS = frozenset({"arrest", "decision", "charge", "verdict"})
_MEASURE = re.compile(
    r"[ ](?=(?:к|на)\s+(?:\d|ВМН|ВМ\b|высш|высыл|высел|расстр|лиш|ссыл|заключ|тюр|ИТЛ|смерт"
    r"|концл|каторж|принуд|исправ|спецпос|условн|штраф)|ВМН\b|\d{1,2}\s+(?:лет|год|мес))"
)
_BY_CHARGE = re.compile(
    r"[,;.]?\s*(?<!\w)(?=пост\.\s?\d{2}|по\s+(?:ст\b|обвинен|[а-я-]+\s+обвинению)|за\s+[а-я/-]{4,}|как\s+[а-я])"
)
_LATER = re.compile(
    r"\.(?<=[^\s.]{2}\.)\s+(?=(?:Содержал|Освобожд|Отбыв|Ссылк|Сотрудник|Находил|Прибы|Убы|Бежал|Срок)|[ВС]\s.{0,40}\d{4})"
)
_IN_CUSTODY = re.compile(
    r"(?:под\s+страж\w+|заключ[её]н[аы]?)\s+(?:в|во)\s+(?!связи|виде)(?P<place>(?:[^,;.]|(?<=\s[гс])\.|\.(?=\S)){3,100})",
    re.IGNORECASE,
)
_BY_RECEIPT = re.compile(
    r"\s*(?:взята\s+)?(?:под\s+)?подписк\w+\s+о\s+невыезде(?:\s+с\s+места\s+жительства)?", re.IGNORECASE
)
_OFFICE = re.compile(
    r"[А-ЯЁ]{2,}|отд[.е]|орган|милиц|прокур|трибун|комисс|чека|следоват|комендат|отряд|опергруп|разведк|сектор|аппарат|суд\b",
    re.IGNORECASE,
)
_NO_OFFICE = re.compile(
    r"(?:(?:в|за|как|не|три)\s|по\s+[\"«]?дел|и\s+осужд|содержал|находил|осв|арестован|обвинял|репрессир|заключ|срок|следстви\w\s"
    r"|привлеч|повторно|под\s|обв|\.|ст\.\s?\d|\(?этап|предъяв|\d+\.\d)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^(?:повторно\b|\([^()]*\))[\s,]*|[\s,]*\([^()]*\)?$|^(?:по\s+)?постановлени\w+\s+|\s+дело\s+возбужд.*$"
)
_QUOTED = re.compile(r"\([\"«]([^()]+)[\"»]\)")
_TOGETHER = frozenset({"death", "camp", "concentration_camp", "prison", "colony", "katorga", "loss_of_liberty"})
_BY_CHARGED = frozenset({"dispossession", "deportation_people", "exile_settlement", "labour_army"})
_WORD = re.compile(r"\w{2}")
_EDGES = " ,.;"
_SAYS_NOTHING = re.compile(r"[\s.,:;-]*")
_ARREST_SENTENCE = Coded("arrest_sentence", "", inferred=True)
_NONE = Coded()
_NO_VERDICT = Verdict()


@dataclass(frozen=True, slots=True)
class Case:
    """An episode, the fate its verdict speaks of, and the words in it for a day of death."""

    episode: DraftEpisode
    fate: str = ""
    died: str = ""


@dataclass(slots=True)
class _Told:
    """What the clauses of one case have told so far."""

    arrest_date: HistoricalDate | None = None
    arrested_by: str = ""
    decided_by: Coded = _NONE
    decision_date: HistoricalDate | None = None
    article: str = ""
    charge: str = ""
    verdict: Verdict = _NO_VERDICT
    stays: tuple[Stay, ...] = ()

    def case(self) -> Case:
        """The case as it stands when all is told."""
        said = self.verdict
        episode = DraftEpisode(
            kind=_kind(self),
            arrest_date=self.arrest_date,
            arrested_by=self.arrested_by,
            decided_by=self.decided_by,
            decision_date=self.decision_date,
            article=self.article,
            charge=self.charge,
            measure=said.measure,
            measures=said.measures,
            term=said.term,
            commutation=said.commutation,
            stays=(*self.stays, *said.stays),
        )
        return Case(episode, said.fate, said.died)


def read_cases(told: Iterable[Clause], faults: Faults) -> tuple[Case, ...]:
    """The episodes of the clauses; a second arrest, decision or verdict opens the next, as does a clause of no kind."""
    cases: list[_Told] = []
    held: set[str] = set()
    for clause in told:
        if not clause.kind:
            held = set(KINDS)
        if _SAYS_NOTHING.fullmatch(clause.text):
            continue
        if not cases or clause.kind in held or (clause.kind == "arrest" and held):
            cases.append(_Told())
            held = set()
        held |= {clause.kind}
        text = "\n".join((clause.text, *clause.more)) if clause.more and clause.kind == "verdict" else clause.text
        _READERS[clause.kind](cases[-1], text, faults)
        held |= {"verdict"} if cases[-1].verdict.measure else set()
    return tuple(each.case() for each in cases)


def _arrest(told: _Told, text: str, faults: Faults) -> None:
    """«1 июля 1950 г. УМГБ по Павлодарской обл.» or the office first; where the person was held; what for."""
    head, *charge = _BY_CHARGE.split(text, maxsplit=1)
    wording, office = leading(head)
    if not wording:
        office, wording, after = last(head)
        office = f"{trimmed(office)} {trimmed(after)}"
    place, receipt = _IN_CUSTODY.search(office), _BY_RECEIPT.search(office)
    office = office[: place.start()] if place else _BY_RECEIPT.sub("", office)
    told.arrest_date = None if receipt and not place else faults.date("arrest_date", wording)
    told.stays = (Stay(trimmed(place["place"]), wording=place[0]),) if place else stays_in(office, faults)
    quoted = None if charge else _QUOTED.search(office)
    if quoted:
        charge = [quoted[1]]
    told.arrested_by = _office(trimmed(office))
    if charge:
        _charge(told, charge[0], faults)


def _office(said: str) -> str:
    """The office that arrested, without a remark in brackets or «повторно»; '' where the words tell something else."""
    bare = trimmed(_ASIDE.sub("", said) or said.strip("()"))
    return bare if _OFFICE.search(bare) and not _NO_OFFICE.match(bare) else ""


def _decision(told: _Told, text: str, faults: Faults) -> None:
    """«тройка при УНКВД 4 октября 1937 г.»; or all in a sentence: «13.02.1938 ОСО к 8 годам ИТЛ по ст. 58»."""
    said, *later = _LATER.split(text)
    head, *charge = _BY_CHARGE.split(said, maxsplit=1)
    head, *measure = _MEASURE.split(f" {head}", maxsplit=1)
    if charge and not measure:
        charge[0], *measure = _MEASURE.split(charge[0], maxsplit=1)
    passed, moved = _apart(measure[0]) if measure else ("", "")
    before, wording, after = last(f"{head} {moved}")
    body = f"{trimmed(before)} {trimmed(after)}".strip()
    body = body if _WORD.search(body) else ""
    told.decided_by = Coded(first_code("bodies", body), body) if body else _NONE
    told.decision_date = faults.date("sentence_date", wording)
    if passed or later:
        _verdict(told, ". ".join(each for each in (passed, *later) if each), faults)
    if charge:
        _charge(told, charge[0], faults)


def _apart(measure: str) -> tuple[str, str]:
    """«к 3 годам ссылки Коллегией ОГПУ 26 июня 1929 г.»: the measure, and who and when."""
    first = changed_in(measure)[0]
    starts = [hit.start for hit in found("bodies", first)]
    if not starts:
        return measure, ""
    changed = measure[len(first) :]
    passed = measure[: min(starts)].strip(_EDGES)
    return f"{passed}, {changed}" if changed else passed, first[min(starts) :]


def _charge(told: _Told, text: str, _: Faults) -> None:
    told.article, told.charge = read_charge(text.strip(" ;,"))


def _verdict(told: _Told, text: str, faults: Faults) -> None:
    told.verdict = read_verdict(text, faults)


def _kind(told: _Told) -> Coded:
    """What kind its verdict makes it, else its charge; an arrest or a decision alone is arrest and sentence."""
    said = told.verdict
    if said.fate in ("case_closed", "died_investigation") and not said.measure.code:
        return Coded("investigation_closed", "", inferred=True)
    code = _kind_of(measure_words(said.measure.wording), told.charge, bool(_TOGETHER & set(said.measures)))
    if code:
        return Coded(code, "", inferred=True)
    return _ARREST_SENTENCE if told.arrest_date or told.decided_by or told.article else _NONE


@lru_cache(maxsize=32768)
def _kind_of(verdict: str, charge: str, punished: bool) -> str:
    """A punishment is arrest and sentence, whatever was added to it; else the first kind that the words mean."""
    if punished:
        return "arrest_sentence"
    hits = found("episodes", verdict) if verdict else ()
    if hits:
        return hits[0].code
    return next((hit.code for hit in found("episodes", charge) if hit.code in _BY_CHARGED), "") if charge else ""


_Reader = Callable[[_Told, str, Faults], None]
_READERS: dict[str, _Reader] = {"arrest": _arrest, "decision": _decision, "charge": _charge, "verdict": _verdict}
