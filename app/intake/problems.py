"""What is wrong with a row: the field, its value and the reason, in a form that pages and commands translate."""

from __future__ import annotations

from dataclasses import dataclass


def N_(message: str) -> str:  # noqa: N802 - the name that Babel looks for
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


REASONS = {
    "no_name": N_("The row has neither a surname nor a given name."),
    "impossible_date": N_("%(value)s is no day of the calendar; the wording is kept, the date is left open."),
    "unknown_date": N_("The date «%(value)s» is in no form we know; the wording is kept, the date is left open."),
    "death_before_birth": N_("The death (%(death)s) lies before the birth (%(birth)s)."),
    "very_long_life": N_("From the birth (%(birth)s) to the death (%(death)s) there are more than 120 years."),
    "case_beside_life": N_("The day of the case (%(case)s) does not fit the birth (%(birth)s)."),
    "unknown_term": N_("The term «%(value)s» was not understood; the wording is kept."),
    "unknown_value": N_("«%(value)s» is not in our vocabulary; the wording is kept."),
    "several_persons": N_("The text tells of a second person from «%(value)s» on; that part was not read."),
    "quote_never_closed": N_("A quotation mark is opened and never closed; reading went on with the next line."),
    "quotes_mended": N_("Quotation marks inside a field are not doubled; please check how the row was read."),
    "too_long": N_("The row is longer than %(limit)s characters."),
    "too_many_fields": N_("The row has %(found)s fields, the header %(expected)s; the rest is kept as extra columns."),
    "too_few_fields": N_("The row has %(found)s fields, the header %(expected)s."),
    "repeated_ref": N_("This source_ref already stands on line %(line)s of the file with another text."),
    "repeated_row": N_(
        "Line %(line)s says the very same; the two are kept as one. If they are two persons, give each a source_ref."
    ),
    "changed_row": N_(
        "A record with this source_ref is here with another text; give --update to replace what it says."
    ),
    "removed_on": N_("The record with this source_ref was removed on %(day)s and is not taken in again. %(why)s"),
    "corrected_here": N_(
        "The record with this source_ref was submitted or corrected here by hand; a list does not replace that."
    ),
    "undecodable": N_("The field holds bytes that the encoding %(encoding)s does not have."),
    "undecodable_name": N_("The name holds bytes that the encoding %(encoding)s does not have; name the encoding."),
    "header_again": N_("The header stands here once more; the row was passed over."),
    "formula_error": N_("The cell holds an error of a formula, %(value)s, in place of a value."),
    "cell_cut": N_("The cell is as long as Excel allows, %(limit)s characters; its end may be cut off."),
    "no_results": N_("Formulas were saved without their results, and their cells are empty: save it anew in Excel."),
    "one_sheet": N_("Only the sheet «%(sheet)s» is read; other sheets of the workbook: %(count)s."),
    "gedcom_line": N_("Line %(at)s is not in the form of GEDCOM; it was read as part of the text before it."),
    "gedcom_level": N_("Line %(at)s skips a level; it was read as belonging to the line before it."),
    "gedcom_record": N_("This person could not be read: %(detail)s."),
    "gedcom_encoding": N_("The file says that it is written in %(said)s, but is written in %(found)s; it was read so."),
    "gedcom_unnamed_encoding": N_("The file does not say how it is encoded; it was read as %(found)s."),
    "gedcom_pointer": N_("The file points to %(value)s, which is not in it."),
    "ancestor_loop": N_("By the families of the file this person is an ancestor of themselves; please check them."),
    "tree_people": N_("People in the tree: %(people)s; it tells of %(told)s that they were repressed."),
    "confidential": N_("The file marks this person as confidential; nothing of them was taken."),
    "record_here": N_("A record with this source_ref is here already; to correct it, use the form on its page."),
}
REJECTING = frozenset({
    "no_name", "undecodable_name", "quote_never_closed", "too_long", "repeated_ref", "changed_row", "header_again",
    "gedcom_record", "confidential", "removed_on", "corrected_here",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one row; ``reason`` is a key of REASONS."""

    line: int
    field: str
    value: str
    reason: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def rejects(self) -> bool:
        """Whether the row cannot be accepted because of it."""
        return self.reason in REJECTING

    @property
    def message(self) -> str:
        """The English message id, with ``%(name)s`` placeholders."""
        return REASONS[self.reason]

    def text(self, translated: str = "") -> str:
        """The message filled in; ``translated`` is the message id in the reader's language."""
        return (translated or self.message) % {"value": self.value, "field": self.field, **dict(self.params)}
