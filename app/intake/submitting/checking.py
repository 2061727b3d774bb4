"""The last page: everything as it was read, what is lacking, who may be the same person, and the way to send it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask_babel import gettext

from app import records
from app.intake.alike import Alike, alike
from app.intake.kin import read_kin
from app.intake.living import may_be_living, needs_decision
from app.intake.submitting.drafts import all_of, columns_of, of_record
from app.intake.submitting.fields import (
    CHECK,
    CONFIDENCE,
    FIELDS,
    KIN,
    RELATIVES,
    SEXES,
    STEPS,
    Kind,
    Step,
    base,
    number,
    numbered,
)
from app.intake.submitting.page import House, Stop, all_doubts, draft_of, stops
from app.intake.submitting.reading import NameRead, Read, read_name
from app.intake.submitting.sending import lacking
from app.intake.submitting.taking import times
from app.messages import N_
from app.models import Step as Happened
from app.models import Submission
from app.privacy import PublicRecord
from indexer.evidence import Band, band
from indexer.names.compare import compare

LACKS = {  # what must be there → where, and in words
    "name": ("who", N_("The name of the person is needed.")),
    "source": ("known", N_("Tell how you know it: at least one source is needed.")),
    "record": (CHECK, N_("The record that it is about is here no longer.")),
    "change": ("who", N_("Nothing is changed yet: alter what the record has wrong.")),
    "consent": (CHECK, N_("Your agreement is needed.")),
}
MOST_OWN = 300  # of one's own submissions that are compared


@dataclass(frozen=True, slots=True)
class Row:
    """A field with what was typed; ``before``: what the record says there, of a correction."""

    column: str
    label: str
    pieces: tuple[tuple[str, Read | None], ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one step, those of each repetition together."""

    step: Step
    groups: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything the template needs. ``doubts``: code of the step, id of the input, label, words."""

    submission: Submission
    stops: tuple[Stop, ...]
    parts: tuple[Part, ...]
    doubts: tuple[tuple[str, str, str, str], ...]
    lacks: tuple[tuple[str, str], ...]
    name: NameRead | None
    living: bool
    undecided: bool
    alike: tuple[Alike, ...]
    own: tuple[tuple[Submission, str], ...]
    about: PublicRecord | None
    question: Happened | None

    @property
    def ready(self) -> bool:
        """Whether only the consent is lacking."""
        return not self.lacks


def check_page(house: House, submission: Submission) -> CheckPage:
    """The page for a submission that can still be written to."""
    record = of_record(house.session, submission)
    columns = columns_of(submission, record)
    draft = draft_of(columns)
    today = datetime.now(UTC).date()
    looked_for = submission.kind == "new"
    return CheckPage(
        submission=submission,
        stops=stops(columns, CHECK),
        parts=parts(house, columns if submission.kind != "correction" else submission.said, record),
        doubts=tuple(_doubt(column, text) for column, text in all_doubts(columns)),
        lacks=tuple(_lack(code) for code in lacking(submission) if code != "consent"),
        name=read_name(columns),
        living=may_be_living(draft, today),
        undecided=needs_decision(draft),
        alike=alike(house.session, house.finder, draft) if looked_for else (),
        own=tuple(_own(house, submission)) if looked_for else (),
        about=records.by_id(house.session, submission.about_id) if submission.about_id else None,
        question=question(submission),
    )


def question(submission: Submission) -> Happened | None:
    """What the archivist asked, where the submission was sent back."""
    asked = [step for step in submission.steps if step.kind == "sent_back"]
    return asked[-1] if asked and submission.state == "sent_back" else None


def parts(house: House, columns: Mapping[str, str], record: Mapping[str, str]) -> tuple[Part, ...]:
    """What is said, step by step, in the order of the form, with our reading of it."""
    found = (Part(step, tuple(_groups(house, step, columns, record))) for step in STEPS)
    return tuple(part for part in found if part.groups)


def name_said(submission: Submission) -> str:
    """The name that a submission speaks of, as its submitter wrote it."""
    said = submission.said
    parts_said = " ".join(filter(None, (said.get(part, "") for part in ("surname", "given_name", "patronymic"))))
    return said.get("name", "") or parts_said


def label_of(column: str) -> str:
    """What a column is called in the form, with the number of its repetition; other columns by themselves."""
    field = FIELDS.get(base(column))
    label = gettext(field.label) if field else base(column)
    return label if number(column) == 1 else f"{label} ({number(column)})"


def words_of(house: House, column: str, text: str) -> str:
    """A value as people read it: codes of choices by their labels."""
    field = FIELDS.get(base(column))
    if field is None or field.kind is not Kind.CHOICE:
        return text
    own: Mapping[str, str] = {"sex": SEXES, "confidence": CONFIDENCE}.get(field.vocabulary, {})
    return gettext(own[text]) if text in own else house.label(field.vocabulary, text)


def _groups(
    house: House, step: Step, columns: Mapping[str, str], record: Mapping[str, str]
) -> Sequence[tuple[Row, ...]]:
    groups = []
    for section in step.sections:
        for at in range(1, (times(columns, step) if section.repeats else 1) + 1):
            names = [numbered(field.column, at) for field in section.fields]
            rows = tuple(_row(house, name, columns[name], record.get(name, "")) for name in names if columns.get(name))
            groups += [rows] if rows else []
    return groups


def _row(house: House, column: str, text: str, before: str) -> Row:
    field = FIELDS[base(column)]
    pieces = [piece for piece in text.split("|") if piece] if field.several else [text]
    read = tuple((_piece(house, column, piece), house.reader.read(column, piece)) for piece in pieces)
    return Row(column, label_of(column), read, words_of(house, column, before).replace("|", " · ") if before else "")


def _piece(house: House, column: str, piece: str) -> str:
    if column != RELATIVES:
        return words_of(house, column, piece)
    relation, name, record_id = read_kin(piece)
    named = gettext(KIN[relation]) if relation in KIN else relation
    return (f"{named}: " if named else "") + name + (f" (№ {record_id})" if record_id is not None else "")


def _doubt(column: str, text: str) -> tuple[str, str, str, str]:
    code = next((step.code for step in STEPS if step.owns(column)), STEPS[0].code)
    return code, column, label_of(column), text


def _lack(code: str) -> tuple[str, str]:
    if code in LACKS:
        return LACKS[code][0], gettext(LACKS[code][1])
    step = next((step.code for step in STEPS if step.owns(code)), STEPS[0].code)
    return step, gettext("“%(field)s” is too long.", field=label_of(code))


def _own(house: House, submission: Submission) -> list[tuple[Submission, str]]:
    """One's own other submissions whose name agrees, the newest first."""
    name = name_said(submission)
    others = [one for one in all_of(house.session, submission.submitter_id)[:MOST_OWN] if one.id != submission.id]
    named = [(one, name_said(one)) for one in others if one.state not in ("withdrawn", "set_aside")]
    return [(one, other) for one, other in named if name and other and band(compare(name, other).score) is Band.LIKELY]
