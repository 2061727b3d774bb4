"""What columns, encodings and separators are called, and problems put into words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from app.intake.bulk.mapping import base
from app.intake.encodings import CYRILLIC, LATIN
from app.intake.files import REASONS as UNREADABLE
from app.intake.problems import REASONS
from app.intake.submitting.fields import FIELDS
from app.messages import N_
from app.tables import rows

OTHERS = {  # columns that the form has no field for
    "source_ref": N_("Number of the row in your list, always the same (source_ref)"),
    "text": N_("Text in words about the person, to be read"),
    "licence": N_("Licence of the source"),
    "episode_kind": N_("What it was"),
    "relatives": N_("Relatives (father: …| wife: …)"),
    "confidence": N_("How sure it is"),
}
SEPARATORS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("vertical bar")}
FORMATS = {"csv": N_("table as text (CSV)"), "xlsx": N_("workbook (XLSX)"), "gedcom": N_("family tree (GEDCOM)")}
PARTS = {
    "told": N_("only people of whom the tree tells that they were repressed"),
    "all": N_("everybody in the tree"),
}
ENCODINGS = ("utf-8", "utf-16", *CYRILLIC, *LATIN)
WRONG = {
    "no_file": N_("Choose a file."),
    "broken_off": N_("The file did not arrive whole. Please send it again."),
    "no_room": N_("There is no room for the file at the moment. Nothing of it was kept; please try again later."),
    "no_name_column": N_("Say which column holds the name or the surname."),
    "column_twice": N_("Two headings are mapped to «%(column)s»: choose one of them."),
    "no_citation": N_("Tell where the list is from: it stands with every record."),
    "no_consent": N_("Your agreement is needed."),
    "own_fault": N_("Something went wrong on our side at line %(line)s. What was taken before it stays."),
}
KINDS = {  # reasons in a few words, to choose by
    "no_name": N_("no name"),
    "impossible_date": N_("no day of the calendar"),
    "unknown_date": N_("date in no form we know"),
    "death_before_birth": N_("death before birth"),
    "very_long_life": N_("more than 120 years of life"),
    "case_beside_life": N_("day of the case beside the life"),
    "unknown_term": N_("term not understood"),
    "unknown_value": N_("word not in our vocabulary"),
    "several_persons": N_("several persons in one text"),
    "quote_never_closed": N_("quotation mark never closed"),
    "quotes_mended": N_("quotation marks inside a field"),
    "too_long": N_("row too long"),
    "too_many_fields": N_("too many cells"),
    "too_few_fields": N_("too few cells"),
    "repeated_ref": N_("same number, other words"),
    "repeated_row": N_("same row twice"),
    "removed_on": N_("record removed on request"),
    "undecodable": N_("broken letters"),
    "undecodable_name": N_("broken letters in the name"),
    "header_again": N_("header once more"),
    "formula_error": N_("error of a formula"),
    "cell_cut": N_("cell perhaps cut off"),
    "gedcom_line": N_("line in no form of GEDCOM"),
    "gedcom_level": N_("line that skips a level"),
    "gedcom_record": N_("person that cannot be read"),
    "gedcom_pointer": N_("pointer to nobody"),
    "ancestor_loop": N_("ancestor of themselves"),
    "confidential": N_("marked as confidential"),
    "record_here": N_("record is here already"),
}
LATER = (2, 3)


def label(column: str) -> str:
    """What a column is called: «Sentence or measure (2)» for a later episode; a heading of the file as it stands."""
    name, number = base(column), column.partition(".")[2]
    words = OTHERS.get(name) or (FIELDS[name].label if name in FIELDS else "")
    if not words:
        return column
    return f"{gettext(words)} ({number})" if number else str(gettext(words))


def choices(chosen: Mapping[str, str]) -> list[tuple[str, str]]:
    """The columns that can be chosen, with their names; later episodes as far as somebody needs them."""
    table = rows("vocab/columns")
    later = [f"{row['column']}.{number}" for number in LATER for row in table if row["part"] == "episode"]
    codes = dict.fromkeys((*(row["column"] for row in table), *later, *filter(None, chosen.values())))
    return [(code, label(code)) for code in codes if code != "-" and label(code) != code]


def problem_words(reason: str, value: str, params: Mapping[str, str]) -> str:
    """A problem of a row or a remark on the file."""
    return str(gettext(REASONS[reason]) % {"value": value, "field": "", **params}) if reason in REASONS else reason


def reason_name(reason: str) -> str:
    """A reason in a few words."""
    return str(gettext(KINDS[reason])) if reason in KINDS else reason


def unreadable_words(reason: str, params: Mapping[str, str]) -> str:
    """Why a file cannot be read."""
    if reason in WRONG:
        return str(gettext(WRONG[reason]) % params)
    return str(gettext(UNREADABLE[reason]) % params) if reason in UNREADABLE else reason
