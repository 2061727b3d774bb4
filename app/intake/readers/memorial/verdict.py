"""Read a verdict: the measures, the term, what became of it, and the places it was served in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from app.intake.date_search import pattern
from app.intake.draft import Coded, Stay
from app.intake.faults import Faults
from app.intake.readers.memorial.changes import changed_in
from app.intake.readers.memorial.sentences import first_sentence, measure_words, sentences
from app.intake.readers.memorial.stays import stays_in
from app.intake.terms import read_term, term_wording
from app.intake.vocabulary import found, measures_in

LONGEST = 4_000  # letters of a verdict that are searched
_SERVED = re.compile(
    r"\b(?:приб|убы|выб\.|выбы|содержал|находил|(?<!для )отбыв(?!\w*\s+(?:ссылку|высылку))|отбыл|работал"
    r"|освоб\w*\.?\s+из\s+(?!под)|(?:умер(?:ла)?|ум\.)\s+в\s)",
    re.IGNORECASE,
)
# «без поражения в правах», «после отбытия наказания», «срок отбытия исчислять с …» name no measure.
_NOT_PASSED = re.compile(
    r"\bбез\s+(?:последующ\w*\.?\s+)?(?:пораж\w*\.?|п/п|конф\w*\.?)(?:\s+(?:в\s+)?(?:избир\w*\s+)?прав\w*|\s+имущ\w*)?"
    r"|\b(?:без|от)\s+высел\w+|\bиз\s+[А-ЯЁ]\w*лаг\w*|\b(?:по|после|за|от)\s+отбыти\w+(?:\s+(?:срока|меры))?(?:\s+наказания)?|\bсрок\w*\s+отбыт\w+[^.]{0,40}исчисл\w*[^.]*",
    re.IGNORECASE,
)
_YEARS_FIRST = re.compile(r"\W*(?:(?:к|на)\s)?\d{1,2}\s*(?:лет|год\w*|[лг]\.),", re.IGNORECASE)  # «7 л., 3 г. ссылки»
_COUNTED = re.compile(r"\bпредварит\w*\.?\s+закл", re.IGNORECASE)
_CAMP_NAMED = re.compile(r"(?<!\w)\(?[А-ЯЁ]\w+лаг\w?(?!\w)\)?")  # where it was served says no second measure
_SETTLED = re.compile(r"\bприб\w*\.?\s*на\s+спец", re.IGNORECASE)
_CUSTODY = re.compile(
    r"\b(?:избранную\s+)?мер[уа]\s+пресечения[^.]*|\b(?:содерж\w+\s+)?(?:из[\s-]*)?под\s+страж\w+(?:\s+освоб\w+)?|\bосвоб\w+\s+из-под\s+страж\w+"
    r"|\bусловно-досрочн\w+|\bмест\w*\s+(?:лишения|заключения)|\bпод\s+подписк\w+|\(по\sдр[^()]*\)|\(более\s[^()]*\)|[\"«]за\s[^\"»]*[\"»]|\n[^\n]*подписк[^\n]*|\bпредварит\w*\.?\s+закл\w*",
    re.IGNORECASE,
)
_FAMILY = re.compile(r"\b(?:с\s+)?(?:выс[ыел]\w+|высел\w+)\s+семь\w+|\bсемь[яю]\s+вы\w+", re.IGNORECASE)
_AT_BIRTH = re.compile(r"\W*родил", re.IGNORECASE)
_CLOSED = re.compile(
    r"\bдел\w*\s[^.;]{0,60}?прекр|прекращ\w*\s+дел|^\W*прекращ|производством\s+прекр|\bоправдан", re.IGNORECASE
)
_DROPPED = re.compile(
    r"\bдел\w*\s(?:(?!в\s(?:этой\s)?части)[^.;]){0,60}?прекр|прекращ\w*\s+дел", re.IGNORECASE
)  # of one who had been punished
_DEATH = re.compile(
    r"\b(?:ум(?:ер(?:ла)?)?|сконч\w+|погиб(?:ла)?|убит[аы]?)\b\.?(?P<where>\s*(?:на\s+с/п|на\s+спец\w+|в\s+ссылке|в\s+лагере|в\s+ИТЛ|в\s+заключении))?"
    r",?\s*(?:в\s*)?(?P<date>\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}\.\d{4}|\d{1,2}\s+[а-я]{3,8}\s+\d{4}|\d{4})(?!\d)",
    re.IGNORECASE,
)
_DIED = re.compile(r"\b(?:умер(?:ла)?|ум\.|сконч\w+|погиб(?:ла)?)(?!\w)", re.IGNORECASE)
_WENT_ON = re.compile(r"\bубыл\w*\s+(?:из\s\S+\s+)?(?:\d[\d.]+\s+)?(?:в|на)\s+[А-ЯЁ]\w+", re.IGNORECASE)  # no release
_MAY_BE_DATED = re.compile(r"\d\d\d\d|\d\.\d")
_OVER = re.compile(r"\(более\s[^()]*\)")  # «(более 6 мес. под стражей)»
_OF_RIGHTS = re.compile(
    r"(?:пораж|лиш)\w*\.?\s(?:[а-я.]+\s){0,3}?прав\w*\s+(?:сроком\s+)?на\s+\d{1,2}\s*\w+|\b\d{1,2}\s*[а-я]+\.?\s+(?:пораж|п/п|лишен\w+\s+прав)\w*",
    re.IGNORECASE,
)
_LIBERTY = frozenset(
    {
        "death",
        "death_commuted",
        "camp",
        "concentration_camp",
        "prison",
        "colony",
        "katorga",
        "loss_of_liberty",
        "term_only",
    }
)
_PUNISHMENTS = _LIBERTY | {"exile", "confinement", "corrective_labour"}
_NAMED = _LIBERTY - {"death", "death_commuted", "term_only"} | {"exile", "special_settlement"}
_VAGUE = frozenset({"confinement", "repressed_unspecified", "no_decision"})  # say nothing beside a measure with a name
_ADDED = frozenset({"by_nationality", "by_class", "with_family", "child_taken"})
_NO_MEASURE = frozenset({"time_served"})


_NONE = Coded()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verdict says; ``fate`` is the code that its wording speaks of, ``died`` the words for a day of death."""

    measure: Coded = _NONE
    measures: tuple[str, ...] = ()
    term: Coded = _NONE
    commutation: str = ""
    stays: tuple[Stay, ...] = ()
    fate: str = ""
    died: str = ""


_NOTHING = Verdict()


def read_verdict(wording: str, faults: Faults) -> Verdict:
    """The measures come first; later sentences tell of commutation, arrival, departure and fate."""
    text = wording.strip()
    if not text.strip(" .,;"):
        return _NOTHING
    said, stays = _passed(text), stays_in(text, faults)
    return replace(said, stays=stays) if stays else said


@lru_cache(maxsize=32768)
def _passed(text: str) -> Verdict:
    """All but the stays; the same few thousand wordings pass sentence on most people."""
    head = text[:LONGEST]
    first, changed, lighter = changed_in(head)
    measures = _measures(first, changed)
    fate = _fate(head, measures, changed, lighter)
    if fate in ("case_closed", "died_investigation") and _nothing_passed(head, measures):
        measures = tuple(code for code in measures if code in _ADDED)
    died = _DEATH.search(head)
    return Verdict(
        measure=Coded(measures[0] if measures else "", text),
        measures=measures,
        term=_term(first_sentence(first), changed, measures),
        commutation=changed,
        fate=fate,
        died=died["date"] if died else "",
    )


def _nothing_passed(text: str, measures: tuple[str, ...]) -> bool:
    """Whether the case was closed at once: what is named beside that is no punishment."""
    first = first_sentence(text)
    at_once = _CLOSED.search(first) is not None or first == text
    return at_once and not _PUNISHMENTS & set(measures) - {"confinement", "term_only"}


def _measures(first: str, changed: str) -> tuple[str, ...]:
    """Codes of the sentences that pass the measure; where someone was held is no measure."""
    born = measure_words(first)
    said = _NOT_PASSED.sub(" ", _CUSTODY.sub(" ", born if _AT_BIRTH.match(born) else first))
    passed = ". ".join(_SERVED.split(sentence, maxsplit=1)[0] for sentence in sentences(said))
    if not passed.strip(" .,;"):
        codes = _of_arrival(said)
    else:
        bare = _CAMP_NAMED.sub(" ", passed)
        codes = _sifted(measures_in(bare) if bare.strip(" .,;") else (), bare) or _sifted(measures_in(passed), passed)
    if _SETTLED.search(first) and "special_settlement" not in codes:
        codes = (*codes, "special_settlement")
    if not codes and _COUNTED.search(first):
        return ("time_served",)
    if "death" in codes and (changed or "death_commuted" in codes):
        later = tuple(
            code for code in _sifted(measures_in(changed), changed) if code not in ("death", "death_commuted")
        )
        return ("death_commuted", *later, *(code for code in codes if code not in (*later, "death", "death_commuted")))
    return tuple(code for code in codes if code != "death_commuted")


def _of_arrival(said: str) -> tuple[str, ...]:
    """«прибыл в Широклаг 30.03.44, демобилизован»: where nothing else is passed, what the place or the army means."""
    held = _DIED.split(said, maxsplit=1)[0]
    codes = _sifted(measures_in(held), held) if held.strip(" .,;") else ()
    return tuple(code for code in codes if code != "camp") if "labour_army" in codes else codes


def _sifted(codes: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Without what is only a vaguer word for a measure that has a name, or a second word for the same."""
    named = [code for code in codes if code not in _VAGUE | _ADDED | _NO_MEASURE]
    kept = [code for code in codes if not (code in _VAGUE and named)]
    if {"loss_of_rights", "disenfranchised"} <= set(kept) and "избир" in text:
        kept.remove("loss_of_rights" if re.search(r"лиш\w*\.?\s+избир", text) else "disenfranchised")
    if "exile" in kept and "term_only" not in kept and not _LIBERTY & set(kept) and _YEARS_FIRST.match(text):
        kept.insert(0, "term_only")
    return tuple(kept)


def _fate(text: str, measures: tuple[str, ...], changed: str, lighter: bool) -> str:
    """The fate that the wording tells; acquitted on one count is no case closed for one who was punished."""
    codes = [hit.code for hit in found("fates", _WENT_ON.sub(" ", text))]
    if lighter and "sentence_commuted" not in codes:
        codes = [*(code for code in codes if code.startswith("died")), "sentence_commuted", *codes]
    punished = any(measure in _LIBERTY for measure in measures)
    if _CLOSED.search(text) and not punished and not any(code.startswith("died") for code in codes):
        return "case_closed"
    if "sentence_commuted" in codes and not changed:
        codes.remove("sentence_commuted")
    if "case_closed" in codes and punished and not _DROPPED.search(text):
        codes.remove("case_closed")
    if "sentenced_to_death_unconfirmed" in codes and not {"death", "death_commuted"} & set(measures):
        codes.remove("sentenced_to_death_unconfirmed")
    return codes[0] if codes else ""


def _term(sentence: str, changed: str, measures: tuple[str, ...]) -> Coded:
    """The term of the main measure as first decided; of a death sentence that was replaced, the new one."""
    for text in (sentence, changed) if "death_commuted" in measures else (sentence,):
        dated = _MAY_BE_DATED.search(text) is not None
        bare = _OF_RIGHTS.sub(" ", pattern().sub(" ", _OVER.sub(" ", text)) if dated else _OVER.sub(" ", text))
        code = read_term(bare)
        if code:
            return Coded(code, term_wording(bare))
    return _NONE
