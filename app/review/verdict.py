"""A verdict as the form sends it, and what hinders it from being given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.judging.judge import LONGEST_NOTE
from app.review.words import RELATIONS, VERDICTS

FAR_TOO_LONG = 50_000  # letters of a note that are given back to be shortened


@dataclass(frozen=True, slots=True)
class Typed:
    """What the archivist chose and wrote. ``seen``: digest of the evidence on the page; ``supersedes``: the verdict in
    force that the page showed, which this one replaces.
    """

    verdict: str = ""
    relation: str = ""
    note: str = ""
    token: str = ""
    seen: str = ""
    supersedes: int | None = None


NOTHING = Typed()


@dataclass(frozen=True, slots=True)
class Wrong:
    """What hinders it: the field that the words lead to, '' for none; ``path`` the names on the way round of a loop."""

    part: str
    words: str
    path: tuple[str, ...] = ()


def read_typed(form: Mapping[str, str]) -> Typed:
    """As the form was sent."""
    return Typed(
        verdict=form.get("verdict", "").strip(),
        relation=form.get("relation", "").strip(),
        note=read_note(form),
        token=form.get("token", "")[:64],
        seen=form.get("seen", "")[:64],
        supersedes=int(told) if (told := form.get("supersedes", "")[:11]).isascii() and told.isdecimal() else None,
    )


def read_note(form: Mapping[str, str]) -> str:
    """What is written as a note; a line ends as it does in the browser, which counts the letters."""
    return form.get("note", "").replace("\r\n", "\n").strip()[:FAR_TOO_LONG]


def lacking(typed: Typed) -> str:
    """The code of what the form lacks (`words.FAULTS`), '' where it can be judged so."""
    if typed.verdict not in VERDICTS["same"]:
        return "verdict"
    if len(typed.note) > LONGEST_NOTE:
        return "note"
    return "relation" if typed.verdict == "kin" and typed.relation not in RELATIONS else ""
