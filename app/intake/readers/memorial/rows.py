"""Put a name line and a body together into a Draft, and cut a plain text into names and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.intake.draft import Draft, DraftName
from app.intake.faults import Faults
from app.intake.files import MAX_LINE, Line
from app.intake.readers.cells import Cells
from app.intake.readers.memorial.body import read_body
from app.intake.readers.memorial.clauses import clauses
from app.intake.readers.memorial.relatives import variants_of
from app.intake.readers.tabular import read_row

MAX_BLOCK = 1_000  # lines of one person; more is no body of a list
_EMPTY = Draft()
_OF_TEXT = frozenset({"names", "wording", "unread"})
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|={3,}|_{3,})?\s*")
_ONE_LINE = re.compile(r"[А-ЯЁӘІҢҒҮҰҚӨҺA-Z][^,;:\d]{2,100},\s+(?=род\.|р\.\s?\d{4}|родил|\d{4}\s?г\.\s?р)")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one person in a plain text: where they begin, the name, the body; ``reason`` if it is cut short."""

    line: int
    name: str
    body: str
    reason: str = ""


def read_person(name: str, body: str, faults: Faults) -> Draft:
    """The Draft of a name line and the body under it."""
    draft = read_body(body, faults)
    return replace(draft, names=tuple(filter(None, (DraftName(name.strip()), *variants_of(name), *draft.names))))


def read_memorial_row(cells: Cells, extra: dict[str, str], faults: Faults) -> Draft:
    """The Draft of a row with a name and a text; columns that the row fills by itself win over the text."""
    given = read_row(cells, extra, faults)
    told = read_body(cells.get(("text", 0), ""), faults)
    values = {
        field: value
        for field in Draft.__dataclass_fields__
        if field not in _OF_TEXT and (value := getattr(given, field)) != getattr(_EMPTY, field)
    }
    variants = variants_of(given.name.written)
    return replace(told, names=(*given.names, *variants, *told.names), **values)


def blocks(lines: Iterable[Line]) -> Iterator[Block]:
    """The persons of a plain text: parted by blank lines or rules, or each on a line of its own."""
    held: list[Line] = []
    for line in lines:
        ends = _RULE.fullmatch(line.text[:200]) is not None
        if held and (ends or _ONE_LINE.match(line.text[:200]) or len(held) >= MAX_BLOCK):
            yield _block(held)
            held = []
        if not ends:
            held.append(line)
    if held:
        yield _block(held)


def _block(held: list[Line]) -> Block:
    text = "\n".join(line.text for line in held)
    if any(line.too_long for line in held) or len(text) > MAX_LINE:
        return Block(held[0].number, "", text[:200], "too_long")
    before = clauses(held[0].text)[0]
    name = " ".join(before.more).strip(" ,;:")
    rest = held[0].text[held[0].text.find(name) + len(name) :].strip(" ,;:") if name else held[0].text
    return Block(held[0].number, name, "\n".join(filter(None, (rest, *(line.text for line in held[1:])))))
