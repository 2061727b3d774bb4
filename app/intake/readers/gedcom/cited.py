"""Where a family tree says it knows of a person from: the SOUR citations, in the columns of the contract."""

from __future__ import annotations

from collections.abc import Iterator

from app.intake.readers.gedcom.shelf import Shelf
from app.intake.readers.gedcom.tree import Node

_MOST = 20  # citations of one person
_DEEPEST = 3  # levels under the person that are looked at
_ADDRESSES = ("http://", "https://")
_PLACES = ("WWW", "_URL", "_LINK", "URL")


def citation_columns(person: Node, shelf: Shelf) -> tuple[dict[str, str], tuple[str, ...]]:
    """citation, repository and source_url; and the pointers to sources that are not in the file."""
    titles: dict[str, None] = {}
    addresses: dict[str, None] = {}
    archives: dict[str, None] = {}
    missing: list[str] = []
    for node in list(_citations(person, 0))[:_MOST]:
        source = shelf.node(node.pointer) if node.pointer else None
        if node.pointer and source is None:
            missing.append(node.pointer)
        titles[_title(node, source)] = None
        addresses |= dict.fromkeys(_addresses(node, source))
        archives[_archive(source, shelf)] = None
    repository = "".join(archives) if len(archives) == 1 else ""
    beside = [] if repository else filter(None, archives)
    columns = {
        "citation": "; ".join(filter(None, (*titles, *beside))),
        "repository": repository,
        "source_url": "|".join(addresses),
    }
    return {column: said for column, said in columns.items() if said}, tuple(missing)


def _citations(node: Node, level: int) -> Iterator[Node]:
    yield from node.all("SOUR")
    if level < _DEEPEST:
        for child in node.children:
            if child.tag != "SOUR":
                yield from _citations(child, level + 1)


def _title(node: Node, source: Node | None) -> str:
    """«Author. Title. Publication, page»; a citation without a source record bears its text itself."""
    holder = source or node
    own = "" if node.pointer else " ".join(node.value.split())
    title = ". ".join(
        said.rstrip(".")
        for tags in (("AUTH",), ("TITL", "ABBR"), ("PUBL",))
        if (said := " ".join(holder.text(*tags).split())) and not said.startswith(_ADDRESSES)
    )
    page = " ".join(node.text("PAGE").split())
    return ", ".join(filter(None, (own or title, "" if page.startswith(_ADDRESSES) else page)))


def _addresses(node: Node, source: Node | None) -> Iterator[str]:
    for holder in filter(None, (node, source)):
        for child in holder.all(*_PLACES, "PAGE", "PUBL"):
            yield from (word for word in child.value.split() if word.startswith(_ADDRESSES))


def _archive(source: Node | None, shelf: Shelf) -> str:
    held = source.first("REPO") if source else None
    if held is None:
        return ""
    repository = shelf.node(held.pointer) if held.pointer else held
    name = repository.text("NAME") if repository else ""
    return " ".join(filter(None, (name or ("" if held.pointer else held.value), held.text("CALN"))))
