"""Cut a body into its clauses by the labels in data/vocab/memorial_labels.csv; no letter of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.tables import rows

# Where a label may stand, from the strictest: at the start of a line, of a sentence, after any comma.
OPENINGS = ("line", "sentence", "comma")
_FIRST = "РрПпАаМДОоУуСсИ"  # the letters that labels begin with: other openings are passed over at once
_START = re.compile(rf"(?:^\s*|[\n.;,!?][\s»\")]*)(?=[{_FIRST}]|\d{{4}})")
_ONCE = frozenset({"birth", "burial", "execution"})  # the second time it is part of the clause it stands in
_YEAR = re.compile(r"\bгг?$")
_EDGES = " \t\n;,"
_LATIN = re.compile(r"[A-Za-z]")
_MIXED = re.compile(r"[а-яё][A-Za-z]|[A-Za-z][а-яё]")
_LOOK_ALIKES = str.maketrans("ABCEHKMOPTXaceopxyu", "АВСЕНКМОРТХасеорхуи")


@dataclass(frozen=True, slots=True)
class Clause:
    """A labelled piece of a body: its kind ('' before the first label), the label, the text after it on its line, and
    the lines that follow without a label of their own. ``closed`` tells that the text ended with a semicolon."""

    kind: str
    label: str
    text: str
    more: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str
    label: str
    before: int  # where the clause before it ends
    after: int  # where its own text begins


def clauses(body: str) -> tuple[Clause, ...]:
    """The clauses of a body in order; the first has no label and holds what stands before all labels."""
    marks = tuple(_marks(body))
    ends = [mark.before for mark in marks] + [len(body)]
    return (
        _clause("", "", body[: ends[0]]),
        *(
            _clause(mark.kind, mark.label, body[mark.after : end], body[end : end + 1] == ";")
            for mark, end in zip(marks, ends[1:], strict=True)
        ),
    )


def _clause(kind: str, label: str, text: str, closed: bool = False) -> Clause:
    first, *more = text.split("\n") if kind else ("", *text.split("\n"))
    lines = tuple(line for each in more if (line := each.strip(_EDGES))) if more else ()
    return Clause(kind, label, first.strip(_EDGES), lines, (closed and not lines) or first.endswith(";"))


def _marks(body: str) -> Iterator[_Mark]:
    """The labels in their order; letters of another alphabet that look alike are taken for what they look like."""
    if _LATIN.search(body) and _MIXED.search(body):
        body = body.translate(_LOOK_ALIKES)
    seen: set[str] = set()
    last: _Mark | None = None
    at_line, at_sentence, at_comma = _labels("line").match, _labels("sentence").match, _labels("comma").match
    for start in _START.finditer(body):
        begins, opening = start.start(), start[0]
        if "\n" in opening or not begins:
            found = at_line(body, start.end())
        else:
            found = (at_comma if opening[0] in ",;" else at_sentence)(body, start.end())
        kind = found.lastgroup if found else None
        if not found or not kind or (kind in seen and kind in _ONCE) or _within(body, begins, found[0]):
            continue
        if last and last.kind == kind and "\n" not in body[last.after : start.end()]:
            continue
        seen.add(kind)
        last = _Mark(kind, found[0], begins + 1 if opening[:1] == "." else begins, found.end())
        yield last


def _within(body: str, at: int, label: str) -> bool:
    """«13 декабря 1922 г. приговорен»: the full stop ends an abbreviation, not a sentence."""
    return body[at : at + 1] == "." and label[:1].islower() and _YEAR.search(body, max(0, at - 6), at) is not None


@lru_cache(maxsize=8)
def _labels(opening: str) -> re.Pattern[str]:
    """The labels that may stand at an opening: those that ask for it or for a weaker one."""
    allowed = OPENINGS[OPENINGS.index(opening) :]
    forms: dict[str, list[str]] = {}
    for row in rows("vocab/memorial_labels"):
        if row["opens"] in allowed:
            forms.setdefault(row["clause"], []).append(row["form"])
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(each)})" for kind, each in forms.items()))
