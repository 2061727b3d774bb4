"""One step of the form as the page shows it: each field with what stands in it, how it is read, what is doubtful."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from app.finder import Finder
from app.intake.accept import Lookup
from app.intake.draft import Draft
from app.intake.drafting import understand
from app.intake.kin import read_kin
from app.intake.submitting.fields import (
    CHECK,
    CODES,
    CONFIDENCE,
    MOST_REPEATED,
    RELATIVES,
    SEXES,
    STEPS,
    Field,
    Kind,
    Section,
    Step,
    base,
    numbered,
)
from app.intake.submitting.reading import Label, NameRead, Read, Reader, read_name
from app.intake.submitting.sending import too_long
from app.intake.submitting.suggesting import Offer, offered
from app.intake.submitting.taking import times, verso
from app.intake.versions import digest_of
from app.labels import LabelBook
from app.messages import N_
from app.models import Submission

NO_NAME = N_("The name of the person is needed.")
TOO_LONG = N_("This is longer than %(limit)s letters. Nothing of it is cut; please shorten it before you send.")
SUGGESTED = (Kind.NATION, Kind.CAMP, Kind.PLACE, Kind.BODY, Kind.MEASURE)
LEAST_BOXES = {RELATIVES: 3, "camps": 2}
Codes = Callable[[str], Sequence[str]]  # vocabulary → its codes


@dataclass(frozen=True, slots=True)
class House:
    """What pages are made with."""

    session: Session
    finder: Finder
    reader: Reader
    label: Label
    codes: Codes
    language: str

    @classmethod
    def of(cls, session: Session, extensions: Mapping[str, Any], language: str) -> House:
        """That of the running service, for a reader of that language."""
        book: LabelBook = extensions["labels"]

        def label(vocabulary: str, code: str) -> str:
            return book.label(vocabulary, code, language)

        reader = Reader(Lookup.read(session), label)
        return cls(session, extensions["finder"], reader, label, book.codes, language)


@dataclass(frozen=True, slots=True)
class Kin:
    """One relative in the form."""

    relation: str
    name: str
    record_id: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One field with what stands in it. ``values``: one, or one a box; ``reads``: how each is read.

    ``saved``: what another window has saved in it meanwhile, None where that is the same.
    """

    field: Field
    name: str
    values: tuple[str, ...]
    reads: tuple[Read | None, ...] = ()
    faults: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    kin: tuple[Kin, ...] = ()
    verso: bool = False
    saved: str | None = None

    @property
    def value(self) -> str:
        """What stands in it, where it is one value."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class Block:
    """A section of the page, or one of its repetitions."""

    section: Section
    at: int
    entries: tuple[Entry, ...]
    opened: bool
    removable: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A step in the list of steps, and whether anything stands in it."""

    code: str
    title: str
    filled: bool
    current: bool


@dataclass(frozen=True, slots=True)
class StepPage:
    """Everything the template needs. ``doubts``: input → what is doubtful in it, told once before one goes on."""

    submission: Submission
    step: Step
    stops: tuple[Stop, ...]
    blocks: tuple[Block, ...]
    columns: Mapping[str, str]
    seen: str
    told: str  # a digest of the doubts shown: sent back, it says that they were seen
    doubts: tuple[tuple[str, str, str], ...] = ()
    name: NameRead | None = None
    lists: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)
    times: int = 1
    more: bool = False
    kept: bool = False
    stale: bool = False
    closed: bool = False

    @property
    def place(self) -> int:
        """Which of the steps it is, counted from 1."""
        return CODES.index(self.step.code) + 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What a step is to show: ``columns`` in its fields, ``whole`` in all, ``saved`` what stands in the database."""

    columns: Mapping[str, str]
    whole: Mapping[str, str]
    saved: Mapping[str, str]
    repeated: int = 0
    hints: bool = False


def step_page(house: House, submission: Submission, step: Step, shown: Shown) -> StepPage:
    """The page of a step."""
    doubts = step_doubts(step, shown.whole, everything=shown.hints)
    entries = _Entries(house, shown, doubts)
    counted = min(max(times(shown.columns, step), shown.repeated, 1), MOST_REPEATED)
    least = times(shown.saved, step) if submission.kind == "correction" else 0
    blocks = []
    for section in step.sections:
        for at in range(1, (counted if section.repeats else 1) + 1):
            made = tuple(entries.entry(each, at) for each in section.fields)
            opened = not section.folded or any(entry.value for entry in made)
            removable = section.repeats and counted > 1 and at > least
            blocks.append(Block(section, at, made, opened, removable))
    return StepPage(
        submission=submission,
        step=step,
        stops=stops(shown.whole, step.code),
        blocks=tuple(blocks),
        columns=shown.columns,
        seen=digest_of(dict(shown.saved))[:16],
        told=told_digest(doubts),
        doubts=_placed(doubts, blocks),
        name=read_name(shown.whole) if step.code == "who" else None,
        lists=_lists(house, step),
        times=counted,
        more=any(section.repeats for section in step.sections) and counted < MOST_REPEATED,
    )


def stops(columns: Mapping[str, str], current: str) -> tuple[Stop, ...]:
    """The list of steps, the last page among them."""
    held = [Stop(step.code, step.title, any(map(step.owns, columns)), step.code == current) for step in STEPS]
    return (*held, Stop(CHECK, N_("Check and send"), False, current == CHECK))


def step_doubts(step: Step, columns: Mapping[str, str], *, everything: bool = False) -> dict[str, list[str]]:
    """Column → what is doubtful in it, in words; that the name is lacking only where ``everything`` is asked for."""
    found: dict[str, list[str]] = {}
    for column, text in all_doubts(columns, everything=everything):
        if step.owns(column):
            found.setdefault(column, []).append(text)
    return found


def all_doubts(columns: Mapping[str, str], *, everything: bool = True) -> list[tuple[str, str]]:
    """Every doubt of the whole form: the column and the words, in the order of the form."""
    found: list[tuple[str, str]] = []
    for problem in understand(columns).problems:
        if problem.reason == "no_name":
            found += [("name", gettext(NO_NAME))] if everything else []
        elif problem.reason != "unknown_value" or base(problem.field) not in _FREE:
            found.append((problem.field, problem.text(gettext(problem.message))))
    found += [(column, gettext(TOO_LONG, limit=limit)) for column, limit in too_long(columns).items()]
    order = {column: place for place, column in enumerate(_ORDER)}
    return sorted(dict.fromkeys(found), key=lambda doubt: order.get(base(doubt[0]), len(order)))


def told_digest(doubts: Mapping[str, Sequence[str]]) -> str:
    """Of the doubts of a step: sent back with the form, it says which of them were told."""
    return digest_of({column: list(texts) for column, texts in doubts.items()})[:16]


def choices(house: House, each: Field) -> tuple[tuple[str, str], ...]:
    """The codes of a choice and their words, the empty one first."""
    own = {"sex": SEXES, "confidence": CONFIDENCE}.get(each.vocabulary)
    if own:
        named = [(code, gettext(words)) for code, words in own.items()]
    else:
        named = [(code, house.label(each.vocabulary, code)) for code in house.codes(each.vocabulary)]
    return (("", gettext("not known")), *named)


def draft_of(columns: Mapping[str, str]) -> Draft:
    """What the columns say, read."""
    return understand(columns).draft


@dataclass(frozen=True, slots=True)
class _Entries:
    house: House
    shown: Shown
    doubts: Mapping[str, Sequence[str]]

    def entry(self, each: Field, at: int) -> Entry:
        name = numbered(each.column, at)
        text = self.shown.columns.get(name, "")
        saved = self.shown.saved.get(name, "")
        values = self._boxes(each, text)
        back = verso(text) if each.column == "folio" else (text, False)
        return Entry(
            field=each,
            name=name,
            values=(back[0],) if each.column == "folio" else values,
            reads=tuple(self.house.reader.read(name, value) for value in values),
            faults=tuple(self.doubts.get(name, ())),
            choices=choices(self.house, each) if each.kind is Kind.CHOICE else (),
            kin=tuple(Kin(*read_kin(value)) for value in values) if each.column == RELATIVES else (),
            verso=back[1],
            saved=saved if saved != text else None,
        )

    def _boxes(self, each: Field, text: str) -> tuple[str, ...]:
        """One value, or one a box with an empty box after the last."""
        if not each.several:
            return (text,)
        pieces = [piece for piece in text.split("|") if piece]
        return (*pieces, *("",) * max(1, LEAST_BOXES.get(each.column, 1) - len(pieces)))


def _placed(doubts: Mapping[str, Sequence[str]], blocks: Sequence[Block]) -> tuple[tuple[str, str, str], ...]:
    """The doubts in the order of the page: id of the input, label, words."""
    return tuple(
        (entry.name, gettext(entry.field.label), text)
        for block in blocks
        for entry in block.entries
        for text in doubts.get(entry.name, ())
    )


def _lists(house: House, step: Step) -> dict[str, tuple[Offer, ...]]:
    """What the fields of the page offer, by the kind of field."""
    kinds = {each.kind for each in step.fields if each.kind in SUGGESTED}
    return {kind.value: tuple(offered(house.session, kind, house.language)) for kind in SUGGESTED if kind in kinds}


_FREE = frozenset({"sentence", "sentenced_by"})  # words of the papers: that we know no code for them is no doubt
_ORDER = tuple(each.column for step in STEPS for each in step.fields)
