"""The date of an event in a family tree, in the words that our reader of dates takes."""

from __future__ import annotations

import re

from app.dates import DateError, read_date
from app.intake.readers.gedcom.tree import Node

_CALENDAR = re.compile(r"@#D(?P<old>[^@]+)@\s*|\b(?P<new>JULIAN|GREGORIAN)\s+(?=\d|[A-Z]{3}\b)")
_INTERPRETED = re.compile(r"INT(?:ERPRETED)?\s+(?P<date>[^(]+)\((?P<phrase>.*)\)\s*", re.DOTALL | re.IGNORECASE)


def day_of(event: Node) -> tuple[str, str]:
    """The wording of the event's date, and the words beside it that were not needed.

    Words in a PHRASE (7) or in brackets (5.5.1) come first where they can be read: they are the source's own.
    """
    node = event.first("DATE")
    if node is None:
        return "", ""
    phrase = " ".join(node.text("PHRASE").split())
    value = " ".join(node.value.split())
    if told := _INTERPRETED.fullmatch(value):
        value, phrase = told["date"].strip(), phrase or told["phrase"].strip()
    if value.startswith("(") and value.endswith(")"):
        value, phrase = "", phrase or value[1:-1].strip()
    said = _in_words(value)
    if phrase and (not said or _can_be_read(phrase)):
        return phrase, said
    return said, phrase


def _in_words(value: str) -> str:
    """«@#DJULIAN@ 5 JAN 1900» → «5 JAN 1900 JULIAN»: our reader looks for the calendar behind the day."""
    calendars = {(found["old"] or found["new"]).strip().upper() for found in _CALENDAR.finditer(value)}
    if not calendars or not calendars <= {"JULIAN", "GREGORIAN"}:
        return value  # other calendars keep their wording
    said = _CALENDAR.sub("", value).strip()
    return f"{said} JULIAN" if "JULIAN" in calendars else said


def _can_be_read(wording: str) -> bool:
    try:
        return bool(read_date(wording).edtf)
    except DateError:
        return False
