"""What the form asks: five steps as a table. A field is a column of the CSV contract (DESIGN section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.messages import N_


class Kind(StrEnum):
    """How a field is asked for, and by which table what is typed is read."""

    LINE = "line"
    TEXT = "text"  # several lines
    CHOICE = "choice"
    DATE = "date"
    PLACE = "place"  # any place, old names too
    CAMP = "camp"  # a place of repression, with its dates
    NATION = "nation"
    BODY = "body"
    MEASURE = "measure"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``several``: any number of lines, one value each; ``vocabulary``: whose codes a CHOICE offers."""

    column: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    several: bool = False
    vocabulary: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading. ``repeats``: as often as needed, each with its number; ``folded``: opened if needed."""

    legend: str
    fields: tuple[Field, ...]
    hint: str = ""
    repeats: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form."""

    code: str
    title: str
    lead: str
    sections: tuple[Section, ...]

    @property
    def fields(self) -> Iterator[Field]:
        """All fields of the page, in order."""
        return (field for section in self.sections for field in section.fields)

    @property
    def repeated(self) -> Section | None:
        """The section of it that may stand several times."""
        return next((section for section in self.sections if section.repeats), None)

    def owns(self, column: str) -> bool:
        """Whether the column, or the one that it is a further one of («sentence.2»), is asked for on this page."""
        return base(column) in {field.column for field in self.fields}


CHECK = "check"
MOST_REPEATED = 20  # episodes, sources
MOST_LINES = 60  # of one field
LONGEST = {Kind.TEXT: 20_000}  # letters of a value
LONGEST_LINE = 1_000
RELATIVES = "relatives"
VERSO = "об."  # how archives mark the back of a leaf
_NUMBERED = re.compile(r"(.+)\.([2-9]|[1-9][0-9])")

_WHEN = N_("As your source has it: 12.03.1938, spring of 1931, about 1905, 1904/05.")
_PLACE = N_("As your source has it, by the name of that time.")

STEPS = (
    Step(
        "who",
        N_("Who"),
        N_("The person of whom your source speaks. Only the name is needed; leave empty what you do not know."),
        (
            Section(
                "",
                (
                    Field("name", N_("Name as your source has it"), hint=N_(
                        "In any alphabet, in any order, a maiden name in brackets. It is kept as you write it.")),
                    Field("name_variants", N_("Other spellings of the name"), several=True, hint=N_(
                        "One in each box: another alphabet, a name from home, the name before or after marriage.")),
                ),
            ),
            Section(
                N_("Put the parts of the name right"),
                (
                    Field("surname", N_("Surname")),
                    Field("given_name", N_("Given name")),
                    Field("patronymic", N_("Patronymic or father’s name")),
                    Field("maiden_name", N_("Maiden name")),
                ),
                hint=N_("Only where we read the name wrongly: then fill in every part that there is."),
                folded=True,
            ),
            Section(
                N_("What else your source says of the person"),
                (
                    Field("sex", N_("Sex"), Kind.CHOICE, vocabulary="sex"),
                    Field("nation", N_("Nationality in the papers"), Kind.NATION, N_(
                        "In the words of the paper: казах, немка, Polish. It is not the citizenship.")),
                    Field("citizenship", N_("Citizenship")),
                    Field("occupation", N_("Occupation")),
                    Field("education", N_("Education")),
                    Field("party", N_("Party")),
                ),
            ),
        ),
    ),
    Step(
        "lived",
        N_("When and where"),
        N_("Birth, home and death. Write dates and places in the words of your source."),
        (
            Section(
                N_("Birth and home"),
                (
                    Field("birth_date", N_("Date or year of birth"), Kind.DATE, _WHEN),
                    Field("birth_place", N_("Place of birth"), Kind.PLACE, _PLACE),
                    Field("residence", N_("Residence before arrest or deportation"), Kind.PLACE, _PLACE),
                ),
            ),
            Section(
                N_("Death"),
                (
                    Field("death_date", N_("Date of death"), Kind.DATE, _WHEN),
                    Field("death_place", N_("Place of death"), Kind.PLACE, _PLACE),
                    Field("burial_place", N_("Place of burial"), Kind.PLACE, _PLACE),
                ),
            ),
        ),
    ),
    Step(
        "happened",
        N_("What happened"),
        N_("Each arrest, deportation, exile or call-up is told by itself, in the order in which it was lived."),
        (
            Section(
                N_("What was done to the person"),
                (
                    Field("episode_kind", N_("What it was"), Kind.CHOICE, vocabulary="episode"),
                    Field("arrest_date", N_("Date of arrest or deportation"), Kind.DATE, _WHEN),
                    Field("arrested_by", N_("Who arrested or deported")),
                    Field("sentence_date", N_("Date of the decision"), Kind.DATE, _WHEN),
                    Field("sentenced_by", N_("Who decided"), Kind.BODY),
                    Field("article", N_("Article of the law")),
                    Field("charge", N_("Accused of, in the words of the file"), Kind.TEXT),
                    Field("sentence", N_("Sentence or measure"), Kind.MEASURE),
                    Field("term", N_("Term"), Kind.TERM, N_("For instance: 8 years.")),
                    Field("commutation", N_("How it was changed later")),
                    Field("camps", N_("Camps, prisons and places of exile"), Kind.CAMP, N_(
                        "One in each box, with its years: Карлаг 1938–1946."), several=True),
                ),
                repeats=True,
            ),
            Section(
                N_("What became of the person"),
                (
                    Field("fate", N_("Fate"), Kind.CHOICE, vocabulary="fate"),
                    Field("fate_wording", N_("Fate in the words of the source")),
                    Field("rehabilitation_date", N_("Date of rehabilitation"), Kind.DATE, _WHEN),
                    Field("rehabilitation_body", N_("Rehabilitated by")),
                    Field("rehabilitation_ground", N_("Ground of rehabilitation")),
                ),
            ),
        ),
    ),
    Step(
        "known",
        N_("How do you know"),
        N_("At least one source is needed: an archive’s file, a book, a web page, a paper or a memory of the family."),
        (
            Section(
                N_("Source"),
                (
                    Field("repository", N_("Archive")),
                    Field("fonds", N_("Fonds")),
                    Field("inventory", N_("Inventory")),
                    Field("file", N_("File of the archive")),
                    Field("folio", N_("Folio")),
                    Field("citation", N_("Book, newspaper, or paper of the family"), hint=N_(
                        "Title, place, year and page; or what the paper is, its date and number, and who holds it.")),
                    Field("source_url", N_("Web address")),
                ),
                repeats=True,
            ),
            Section(
                N_("In the words of the source"),
                (
                    Field("text", N_("What stands there, word for word"), Kind.TEXT),
                    Field("confidence", N_("How sure is it?"), Kind.CHOICE, vocabulary="confidence"),
                    Field("notes", N_("Notes"), Kind.TEXT, N_("What else readers should know. Notes are public.")),
                ),
            ),
        ),
    ),
    Step(
        "relatives",
        N_("Relatives"),
        N_("Relatives whom your source names. Those who may be living are not shown to the public."),
        (Section(N_("Relatives"), (Field(RELATIVES, N_("Relatives"), several=True),)),),
    ),
)  # fmt: skip
CODES = tuple(step.code for step in STEPS)
KIN = {  # code → what this relative is to the person
    "father": N_("father"), "mother": N_("mother"), "husband": N_("husband"), "wife": N_("wife"), "son": N_("son"),
    "daughter": N_("daughter"), "brother": N_("brother"), "sister": N_("sister"), "grandfather": N_("grandfather"),
    "grandmother": N_("grandmother"), "other": N_("another relative"),
}  # fmt: skip
SEXES = {"f": N_("woman"), "m": N_("man")}
CONFIDENCE = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}
FIELDS = {field.column: field for step in STEPS for field in step.fields}
SOURCES = tuple(field.column for field in STEPS[3].sections[0].fields)


def step_of(code: str) -> Step | None:
    """The step of that code."""
    return next((step for step in STEPS if step.code == code), None)


def base(column: str) -> str:
    """The column without the number of an episode or source: «sentence.2» → «sentence»."""
    found = _NUMBERED.fullmatch(column)
    return found[1] if found else column


def number(column: str) -> int:
    """That number; 1 where there is none."""
    found = _NUMBERED.fullmatch(column)
    return int(found[2]) if found else 1


def numbered(column: str, at: int) -> str:
    """The column of the episode or source of that number, which counts from 1."""
    return column if at == 1 else f"{column}.{at}"


def longest(kind: Kind) -> int:
    """How many letters a value may have."""
    return LONGEST.get(kind, LONGEST_LINE)
