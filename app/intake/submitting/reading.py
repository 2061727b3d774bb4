"""How we read what was typed: a date in words, a nation, a camp, a measure … said in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from app.dates import DateError, HistoricalDate, read_date
from app.dates_said import said
from app.intake.accept import Lookup
from app.intake.drafting import understand
from app.intake.nations import nation_of
from app.intake.submitting.fields import FIELDS, Kind, base
from app.intake.terms import read_term
from app.intake.vocabulary import code_of, main_code, measures_in
from app.languages import current
from app.messages import N_
from app.nationality import nationality
from app.terms_said import term_said
from indexer.asked import sex_told
from indexer.names import morphology
from indexer.names.name import Name, PartKind
from indexer.names.parse import build, parse

Label = Callable[[str, str], str]  # vocabulary, code → what it is called in the reader's language
PART_KINDS = {
    PartKind.SURNAME: N_("surname"),
    PartKind.GIVEN: N_("given name"),
    PartKind.PATRONYMIC: N_("patronymic"),
    PartKind.MAIDEN: N_("maiden name"),
    PartKind.CLAN: N_("clan"),
    PartKind.PARTICLE: N_("particle"),
    PartKind.UNKNOWN: N_("surname or given name"),
}
PARTS = ("surname", "given_name", "patronymic", "maiden_name")


@dataclass(frozen=True, slots=True)
class Read:
    """Our reading of one value in words, and what stands beside it: the EDTF of a date, its calendar."""

    words: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class NameRead:
    """Our reading of the name: its parts, the father's name where the patronymic tells it, the sex as the name has it.

    ``by_hand``: the parts are as the submitter put them.
    """

    name: Name
    fathers: tuple[str, ...]
    sex: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to read values: the places of repression and the labels of codes."""

    lookup: Lookup
    label: Label

    def read(self, column: str, text: str) -> Read | None:
        """The reading of what was typed into that column, None where there is nothing to tell."""
        field = FIELDS.get(base(column))
        if field is None or not text.strip() or field.kind not in _READERS:
            return None
        found = _READERS[field.kind](self, text.strip())
        plain = (
            found and text.strip().casefold() in (found.words.casefold(), found.aside) and field.kind is not Kind.CAMP
        )
        return None if plain else found

    def date(self, text: str) -> Read | None:
        """«about 1905» → about 1905, 1905~."""
        try:
            day = read_date(text)
        except DateError:
            return None
        return Read(said(day) or day.edtf, _aside(day))

    def nation(self, text: str) -> Read | None:
        """By the tables of ethnonyms, else by the names of nations."""
        known = nation_of(text)
        code = known.nation if known else self.lookup.nation("", text)
        if not code:
            return None
        return Read(nationality(code, known.sex if known else "", current()) or self.label("nation", code))

    def camp(self, text: str) -> Read | None:
        """The place of repression that is meant, and the dates beside it."""
        episodes = understand({"camps": text}).draft.episodes
        stays = episodes[0].stays if episodes else ()
        if not stays:
            return None
        place = self.lookup.place(stays[0].place)
        dates = " – ".join(dict.fromkeys(said(day) for day in (stays[0].arrival, stays[0].departure) if day))
        words = self.label("place", place) if place else stays[0].place if dates else ""
        return Read(words, dates) if words else None

    def body(self, text: str) -> Read | None:
        """The kind of court or office."""
        code = code_of("bodies", text) or main_code("bodies", text)
        return Read(self.label("body", code)) if code else None

    def measure(self, text: str) -> Read | None:
        """All measures that the words name."""
        named = code_of("measures", text)
        codes = (named,) if named else measures_in(text)
        return Read(", ".join(self.label("measure", code) for code in codes)) if codes else None

    def term(self, text: str) -> Read | None:
        """«8 лет» → 8 years."""
        code = read_term(text, bare=True)
        return Read(term_said(code)) if code else None


def read_name(columns: Mapping[str, str]) -> NameRead | None:
    """The name in the columns: by its parts where they are given apart, else as we read it; None without a name."""
    parts = {part: columns.get(part, "") for part in PARTS}
    by_hand = bool(parts["surname"] or parts["given_name"])
    written = columns.get("name", "")
    if not by_hand and not written:
        return None
    name = _built(written, parts) if by_hand else parse(written)
    fathers = sorted({father for part in name.of(PartKind.PATRONYMIC) for father in morphology.father(part.form)})
    return NameRead(name, tuple(father.capitalize() for father in fathers), sex_told(name), by_hand)


def _built(written: str, parts: Mapping[str, str]) -> Name:
    return build(
        written,
        surname=parts["surname"],
        given=parts["given_name"],
        patronymic=parts["patronymic"],
        maiden=parts["maiden_name"],
    )


def _aside(day: HistoricalDate) -> str:
    if day.calendar != "julian":
        return day.edtf
    return str(gettext("%(date)s in the old calendar, %(new)s in the new one", date=day.edtf, new=day.earliest))


_READERS: Mapping[Kind, Callable[[Reader, str], Read | None]] = {
    Kind.DATE: Reader.date,
    Kind.NATION: Reader.nation,
    Kind.CAMP: Reader.camp,
    Kind.BODY: Reader.body,
    Kind.MEASURE: Reader.measure,
    Kind.TERM: Reader.term,
}
