"""The names of a person in a family tree, in the columns of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.intake.readers.gedcom.tree import Node
from app.intake.vocabulary import says_nothing
from indexer.names.name import PartKind
from indexer.names.parse import build

_PATRONYMIC = ("_PATR", "_PATRN", "_PATRONYM", "_PATRONYMIC", "PATR", "_MIDN", "_MIDL")  # programs' own tags
_MARRIED = ("_MARNM", "_MARN", "_MARNAME", "_MARRNM")
_BORN = ("maiden", "birth name")
READ = frozenset({"NAME", *_PATRONYMIC, *_MARRIED, "NICK"})


@dataclass(frozen=True, slots=True)
class TreeName:
    """One NAME of a person: its parts, and what kind of name it says to be (in small letters)."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    rest: str = ""
    kind: str = ""

    @property
    def whole(self) -> str:
        """All of it, the surname first, as a list writes it."""
        return " ".join(filter(None, (self.surname, self.given, self.patronymic, self.rest)))


def name_columns(person: Node) -> dict[str, str]:
    """surname, given_name, patronymic, maiden_name and name_variants, as far as the tree tells them."""
    names = [read_name(node, person) for node in person.all("NAME")]
    main = names[0] if names else TreeName()
    maiden = next((name.surname for name in names[1:] if name.kind in _BORN and name.surname != main.surname), "")
    others = [name.whole for name in names[1:] if name.kind not in _BORN or name.given != main.given]
    variants = dict.fromkeys(_listed(part) for part in (*others, *_more(person, main)) if part and part != main.whole)
    columns = {
        "surname": main.surname,
        "given_name": main.given,
        "patronymic": main.patronymic,
        "maiden_name": maiden,
        "name_variants": "|".join(variants),
    }
    return {column: said for column, said in columns.items() if said}


def read_name(node: Node, person: Node | None = None) -> TreeName:
    """«Иван Петрович /Шестаков/ мл.»; the pieces under the name win where they stand alone."""
    given, surname, rest = split(node.value)
    given = given or _one_line(node.text("GIVN"))
    surname = surname or " ".join(filter(None, (_one_line(node.text("SPFX")), _one_line(node.text("SURN")))))
    told = _one_line(node.text(*_PATRONYMIC) or (person.text(*_PATRONYMIC) if person else ""))
    given, patronymic = (given.removesuffix(told).strip(), told) if told else _patronymic(surname, given)
    return TreeName(surname, given, patronymic, rest, node.text("TYPE").casefold())


def split(value: str) -> tuple[str, str, str]:
    """Given names, surname and what follows: the surname stands between slashes. «?» and «неизвестно» are no names."""
    before, slash, after = _one_line(value).partition("/")
    surname, _, rest = after.partition("/")
    if not slash:
        return _known(before), "", ""
    return _known(before), _known(surname), rest.strip()


def written(value: str) -> str:
    """A name as the file has it, the surname first: «Шестаков Иван Петрович»."""
    given, surname, rest = split(value)
    return " ".join(filter(None, (surname, given, rest)))


def _more(person: Node, main: TreeName) -> Iterator[str]:
    """Names that stand under a name or beside it: translations, married names, nicknames."""
    for node in person.all("NAME"):
        for other in node.all("TRAN", "ROMN", "FONE"):
            language = other.text("LANG")
            name = read_name(other).whole
            yield f"{language}:{name}" if language and name else name
        yield from (_one_line(nick.value) for nick in node.all("NICK"))
        yield from _married(node.all(*_MARRIED), main)
    yield from _married(person.all(*_MARRIED), main)
    yield from (_one_line(nick.value) for nick in person.all("NICK"))


def _married(nodes: Iterable[Node], main: TreeName) -> Iterator[str]:
    """A married name may be whole, or the surname alone."""
    for node in nodes:
        given, surname, _ = split(node.value)
        surname = surname or given
        yield " ".join(filter(None, (surname, main.given, main.patronymic))) if surname else ""


def _patronymic(surname: str, given: str) -> tuple[str, str]:
    """«Иван Петрович» → Иван, Петрович, by the endings that the index knows."""
    parts = build(surname=surname, given=given).parts if " " in given else ()
    last = given.rsplit(maxsplit=1)[-1] if parts and parts[-1].kind is PartKind.PATRONYMIC else ""
    return (given.removesuffix(last).strip(), last) if last else (given, "")


def _known(name: str) -> str:
    said = name.strip(" ,")
    return "" if not said.strip("?.-_… ") or says_nothing(said) else said


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _listed(name: str) -> str:
    """«|» parts the names of a list."""
    return name.replace("|", "/")
