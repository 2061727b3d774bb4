"""One record of a GEDCOM file as a tree: lines read by ged4py (5.5.1) or gedcom7 (7), both in one form."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import gedcom7
from ged4py.parser import GedcomReader, IntegrityError, ParserError
from gedcom7.exceptions import GedcomParseError
from gedcom7.types import GedcomStructure

_HEAD = "0 HEAD\n"
_TRAILER = "0 TRLR\n"
NOTHING = "@VOID@"  # the pointer of GEDCOM 7 that points nowhere


@dataclass(slots=True)
class Node:
    """A line and all under it. ``value`` is its text, over several lines where it goes on, or a pointer «@…@»."""

    tag: str
    value: str = ""
    children: list[Node] = field(default_factory=list)
    xref: str = ""  # of a record

    def all(self, *tags: str) -> Iterator[Node]:
        """The lines right under it that bear one of these tags."""
        return (child for child in self.children if child.tag in tags)

    def first(self, *tags: str) -> Node | None:
        """The first of them."""
        return next(self.all(*tags), None)

    def text(self, *tags: str) -> str:
        """The text of the first of them that says anything."""
        return next((said for child in self.all(*tags) if (said := child.value.strip())), "")

    @property
    def pointer(self) -> str:
        """The reference it points to, or ''."""
        value = self.value.strip()
        pointing = len(value) > 2 and value[0] == value[-1] == "@" and "@" not in value[1:-1]
        return value if pointing and value != NOTHING else ""


class BrokenRecord(ValueError):
    """The library cannot read the record."""


def tree(text: str, seven: bool) -> Node:
    """The record, whose first line bears level 0. Raises BrokenRecord."""
    try:
        return _by_gedcom7(text) if seven else _by_ged4py(text)
    except GedcomParseError:
        return tree(text, seven=False)  # what is wrong by the strict standard may still be read by the older one
    except (ParserError, IntegrityError, ValueError, OSError) as error:
        raise BrokenRecord(str(error)[:200]) from error


def _by_gedcom7(text: str) -> Node:
    return _node(gedcom7.loads(_HEAD + text + _TRAILER)[1])


def _node(structure: GedcomStructure) -> Node:
    node = Node(structure.tag, structure.pointer or structure.text, [_node(child) for child in structure.children])
    _join(node)
    return node


def _join(node: Node) -> None:
    """CONC is no tag of GEDCOM 7, but stands in files that say they are."""
    for child in node.all("CONC"):
        node.value += child.value
    node.children = [child for child in node.children if child.tag != "CONC"]


def _by_ged4py(text: str) -> Node:
    with GedcomReader(io.BytesIO((_HEAD + text).encode()), encoding="utf-8", errors="replace") as reader:
        open_nodes: list[Node] = []
        for line in reader.GedcomLines(len(_HEAD)):
            value = (line.value or b"").decode("utf-8", "replace").replace("@@", "@")
            if line.tag in ("CONC", "CONT") and open_nodes:
                holder = open_nodes[line.level - 1]
                holder.value += value if line.tag == "CONC" else f"\n{value}"
                continue
            node = Node(line.tag, value)
            del open_nodes[line.level :]
            if open_nodes:
                open_nodes[-1].children.append(node)
            open_nodes.append(node)
    return open_nodes[0]
