"""Find the clause that changed a verdict: a lighter measure, a shorter or longer term, the verdict annulled."""

from __future__ import annotations

import re

from app.intake.date_search import pattern
from app.intake.readers.memorial.sentences import ends
from app.intake.readers.memorial.trim import trimmed

_LIGHTER = (
    r"замен(?!ител)\w*\.?|сниж[её]н\w*|снизить|сокращ[её]н\w*|сокр\.\s+срок|срок\s+сокр\.|смягч\w+|пониз\w+|понижен\w*"
    r"|переквалифиц\w*|перекв\.|помилован\w*|(?<!не )измен[её]н[аоы]?\b|уменьш\w+|(?<=\s)определена\s?:"
)
_ANNULLED = (
    r"(?:приговор|решени[ея]|постановлени[ея]|расстрел|высылка|мера|обвинение)\s+(?:[\w.]+\s+){0,6}?отмен[её]н\w*"
)
_LONGER = r"срок\w*\s+(?:[\w.]+\s+){0,3}?(?:продл[её]н|увелич)\w*|(?:продл|увелич)\w+\s+срок\w*"
_VERB = re.compile(rf"(?<![а-яё])(?:(?P<lighter>{_LIGHTER})|{_ANNULLED}|{_LONGER})", re.IGNORECASE)
# What such a verb says of custody is no change of the verdict.
_OF_CUSTODY = re.compile(r"пресечени|подписк|страж|арест\s+замен", re.IGNORECASE)
# The thing that is changed, right before the verb: it may name a measure that is none of the clause.
_SUBJECT = re.compile(
    r"(?:(?:высш\w+\s+)?мер[аы](?:\s+наказания)?(?:\s*\([^()]*\))?|расстрел|ВМН|наказание|приговор"
    r"|срок(?:\s+[а-яё]+){0,2}(?:\s+в\s+ИТЛ)?)[\s-]*(?:был[аоы]?\s+)?$",
    re.IGNORECASE,
)
_PASSED = re.compile(
    r"\d+\s*(?:-?[а-я]{1,2}\s)?(?:лет|год|г\.|л\.|л\b|мес|дн)|расстрел|ВМН|высш\w+\s+мер|ссылк|высылк|высел|конфиск"
    r"|концл|спецпос|\bИТЛ|лишени\w+\s+св|п/п",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r",\s+|\(\s*|(?<=\s)(?=с\s+(?:одноврем\w+\s+)?замен|(?:определением|постановлением|опред\.|пост\.)\s"
    r"|(?:Верховн\w+\s[Сс]удом|(?:Военной|Судебной)\s[Кк]оллегией)\s)"
)
_GOES_ON = re.compile(r"[,;]\s+(?=(?:досрочно\s+)?освоб|осв\.|отбыв|ум\.|умер|приб|убы)|\s+(?=Освоб|ОСВ|Осв\.|Умер)")
_AND = re.compile(r"^(?:но|а|и)\b[\s,]*")
_PLAIN = ' ,("'


def changed_in(text: str) -> tuple[str, str, bool]:
    """What was first decided, the clause that changed it, from who decided so or from what was changed, and whether
    it made the verdict lighter rather than void.
    """
    verb = next((hit for hit in _VERB.finditer(text) if not _of_custody(hit, text)), None)
    if not verb:
        return text, "", False
    marks = [mark.end() for mark in ends(text) if mark.end() <= verb.start()]
    start = _start(text, verb.start(), marks[-1] if marks else 0)
    stop = next((mark.start() for mark in ends(text, verb.end())), len(text))
    goes_on = _GOES_ON.search(text, verb.end(), stop)
    clause = trimmed(_AND.sub("", text[start : goes_on.start() if goes_on else stop].strip(_PLAIN)))
    lighter = any(hit["lighter"] for hit in _VERB.finditer(clause))
    return text[:start] if start else text, clause, lighter


def _of_custody(verb: re.Match[str], text: str) -> bool:
    return _OF_CUSTODY.search(text, max(0, verb.start() - 45), min(len(text), verb.end() + 30)) is not None


def _start(text: str, verb: int, begins: int) -> int:
    """The first place in the sentence from which no other measure stands before the verb."""
    places = {begins, verb, *(lead.end() for lead in _LEADS.finditer(text, begins))}
    places |= {day.start() for day in pattern().finditer(text, begins, verb)}
    for place in sorted(place for place in places if 0 < place <= verb):
        before = _SUBJECT.sub(" ", pattern().sub(" ", text[place:verb]))
        if not _PASSED.search(before):
            return place
    return verb
