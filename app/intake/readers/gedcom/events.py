"""What befell a person, told by the events of a family tree: arrests, sentences, camps, exile, rehabilitation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from app.dates import DateError, read_date
from app.intake.readers.gedcom.dates import day_of
from app.intake.readers.gedcom.tree import Node
from app.intake.vocabulary import main_code
from app.tables import rows

TAGS = ("EVEN", "FACT")
_SHORT = 4  # letters: such a word counts whole only, longer ones also as the beginning of a word
_VAGUE = frozenset({"sentence", "release"})  # their words say other things, too, in a running text
_KINDS = frozenset({
    "exile_settlement", "deportation_people", "dispossession", "labour_army", "captivity_internment",
})  # fmt: skip
Columns = dict[str, str]


class Fates:
    """The columns of a person's episodes, fate and rehabilitation, filled event by event in the order of the file."""

    def __init__(self) -> None:
        self._episodes: list[Columns] = []
        self.person: Columns = {}
        self.extra: Columns = {}

    def take(self, node: Node, kind: str) -> None:
        """Add one event of that kind (see data/vocab/gedcom_events.csv)."""
        said = _Said(node)
        if kind in _KINDS:
            self._episode_of(kind, said)
        else:
            _TAKEN.get(kind, Fates._beside)(self, said)
        if said.spare:
            self.extra[_free(self.extra, f"{said.label} DATE")] = said.spare

    def columns(self) -> Columns:
        """Everything; the columns of later episodes bear their number."""
        episodes = {
            column if at == 1 else f"{column}.{at}": said
            for at, episode in enumerate(self._episodes, start=1)
            for column, said in episode.items()
        }
        return self.person | episodes

    def _arrest(self, said: _Said) -> None:
        self._episodes.append(said.only(arrest_date=said.day, arrested_by=said.agency, charge=said.cause))
        self._beside(said, said.text, said.place)

    def _sentence(self, said: _Said) -> None:
        if not self._episodes or self._episodes[-1].keys() & {"sentence", "sentence_date", "episode_kind"}:
            self._episodes.append({})
        told = said.only(sentence_date=said.day, sentenced_by=said.agency, sentence=said.text)
        self._episodes[-1] |= told | ({"charge": said.cause} if said.cause else {})
        self._beside(said, "", said.place)

    def _camp(self, said: _Said) -> None:
        if not self._episodes:
            self._episodes.append({})
        place = said.place or said.text or said.agency or said.title
        held = self._episodes[-1].get("camps")
        self._episodes[-1]["camps"] = "|".join(filter(None, (held, _stay(place, said.day))))
        self._beside(said, said.text if said.place else "", "")

    def _episode_of(self, kind: str, said: _Said) -> None:
        lasting = "/" in _edtf(said.day)
        stay = _stay(said.place, said.day if lasting else "") if said.place else ""
        day = "" if lasting and stay else said.day
        columns = said.only(sentence_date=day, sentenced_by=said.agency, camps=stay, sentence=said.text)
        self._episodes.append({"episode_kind": kind} | columns)

    def _shooting(self, said: _Said) -> None:
        """A day on which it happened, or words: without either it is not said that it did."""
        words = said.text if main_code("fates", said.text) else ""
        self.person.setdefault("fate", words or ("shot" if said.day else said.title))
        self._end(said)

    def _execution(self, said: _Said) -> None:
        self.person.setdefault("fate", said.text or said.title)
        self._end(said)

    def _end(self, said: _Said) -> None:
        for column, value in said.only(death_date=said.day, death_place=said.place).items():
            self.person.setdefault(column, value)

    def _rehabilitation(self, said: _Said) -> None:
        ground = said.text or said.cause
        for column, value in said.only(date=said.day, body=said.agency, ground=ground).items():
            self.person.setdefault(f"rehabilitation_{column}", value)
        if not said.day and not said.agency and not ground:
            self.person.setdefault("rehabilitation_ground", said.title)

    def _beside(self, said: _Said, *more: str) -> None:
        """What no column holds stands among the extra ones, under the event's own name."""
        words = more or (said.text, said.day, said.place, said.agency, said.cause)
        if any(words):
            self.extra[_free(self.extra, said.label)] = "; ".join(filter(None, words))


class _Said:
    """The pieces of an event."""

    def __init__(self, node: Node) -> None:
        self.day, self.spare = day_of(node)
        self.place = " ".join(node.text("PLAC").split()) or " ".join(node.text("ADDR").split())
        self.agency, self.cause = node.text("AGNC"), node.text("CAUS")
        value = node.value.strip()
        self.text = "" if value.upper() == "Y" else value
        self.title, self.label = title_of(node), label_of(node)

    def only(self, **columns: str) -> Columns:
        """Those that say something."""
        return {column: said for column, said in columns.items() if said}


_TAKEN: dict[str, Callable[[Fates, _Said], None]] = {
    "arrest": Fates._arrest,
    "sentence": Fates._sentence,
    "camp": Fates._camp,
    "shooting": Fates._shooting,
    "execution": Fates._execution,
    "rehabilitation": Fates._rehabilitation,
}


def title_of(node: Node) -> str:
    """What the file calls the event."""
    return " ".join(node.text("TYPE").split())[:120] or node.tag.lstrip("_")


def label_of(node: Node) -> str:
    """Under which name its words stand among the extra columns: «EVEN (Арест)» is no heading of ours."""
    return f"{node.tag} ({title_of(node)})" if node.first("TYPE") else node.tag


def kind_of(node: Node) -> str:
    """The kind of event by its TYPE, its program's own tag, or its text; '' where it is none of ours."""
    named = node.tag if node.tag.startswith("_") else ""
    return next((kind for words in (node.text("TYPE"), named, node.value[:200]) if (kind := _kind(words))), "")


def tells(text: str) -> bool:
    """Whether a record tells of repression: an event, or words in its notes."""
    return _telling().search(text.casefold()) is not None


def _kind(words: str) -> str:
    """The kind whose word stands first; of words that begin alike the longest."""
    found = _any_kind().search(words.replace("_", " ").casefold())
    return next((kind for kind, hit in found.groupdict().items() if hit), "") if found else ""


@lru_cache(maxsize=1)
def _any_kind() -> re.Pattern[str]:
    by_kind: dict[str, list[str]] = {}
    for form, kind in _forms():
        by_kind.setdefault(kind, []).append(form)
    return re.compile("|".join(f"(?P<{kind}>{_one_of(forms)})" for kind, forms in by_kind.items()))


@lru_cache(maxsize=1)
def _telling() -> re.Pattern[str]:
    return re.compile(_one_of([form for form, kind in _forms() if kind not in _VAGUE and len(form) > _SHORT]))


def _forms() -> Iterator[tuple[str, str]]:
    return ((row["form"].casefold(), row["event"]) for row in rows("vocab/gedcom_events"))


def _one_of(forms: list[str]) -> str:
    ranked = sorted(forms, key=len, reverse=True)
    whole = "|".join(re.escape(form) + (r"(?!\w)" if len(form) <= _SHORT else "") for form in ranked)
    return rf"(?<!\w)(?:{whole})"


def _stay(place: str, day: str) -> str:
    """«Карлаг 1938/1946», as the column of camps has it."""
    return " ".join(filter(None, (place.replace("|", "/"), _edtf(day) or day)))


def _edtf(day: str) -> str:
    try:
        return read_date(day).edtf if day else ""
    except DateError:
        return ""


def _free(taken: Columns, name: str) -> str:
    """The name, with a number where it is taken."""
    number = 1
    while (free := name if number == 1 else f"{name} ({number})") in taken:
        number += 1
    return free
