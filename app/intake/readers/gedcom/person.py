"""One person of a family tree as a row in the columns of the contract; what they do not hold stands under its tag."""

from __future__ import annotations

from collections.abc import Iterator

from app.intake.faults import Faults
from app.intake.readers.gedcom.cited import citation_columns
from app.intake.readers.gedcom.dates import day_of
from app.intake.readers.gedcom.events import TAGS, Fates, kind_of, label_of
from app.intake.readers.gedcom.names import READ, name_columns, written
from app.intake.readers.gedcom.shelf import Shelf
from app.intake.readers.gedcom.tree import Node
from app.intake.vocabulary import main_code

SEXES = {"M": "m", "F": "f"}
SINGLE = {"OCCU": "occupation", "EDUC": "education", "NATI": "nation"}
PLACED = {"BIRT": ("birth_date", "birth_place"), "BURI": ("", "burial_place"), "DEAT": ("death_date", "death_place")}
SECRET = frozenset({"CONFIDENTIAL", "PRIVACY"})
OF_THE_PROGRAM = frozenset({
    "CHAN", "CREA", "RIN", "SUBM", "ANCI", "DESI", "ALIA", "RESN", "SEX", "FAMC", "FAMS", "SOUR", "UID", "_UID",
    "BAPL", "CONL", "ENDL", "INIL", "SLGC",
})  # fmt: skip
_DEEPEST = 6
Columns = dict[str, str]


def person_columns(person: Node, shelf: Shelf, faults: Faults) -> Columns:
    """All that the tree says of the person; what points nowhere or is confidential is noted among the faults."""
    if {word.strip().upper() for word in person.text("RESN").split(",")} & SECRET:
        faults.add("", "", "confidential")
        return {}
    cited, unknown = citation_columns(person, shelf)
    missing = list(unknown)
    relatives = _relatives(person, shelf, missing)
    for pointer in dict.fromkeys(missing):
        faults.add("", pointer, "gedcom_pointer")
    columns, extra = _events(person)
    told = _reference(person) | name_columns(person) | {"sex": SEXES.get(person.text("SEX").upper(), "")}
    told |= _single(person) | columns | {"relatives": relatives, "notes": _notes(person, shelf)} | cited
    return {column: said for column, said in (told | extra | _extra(person, told | extra)).items() if said}


def _reference(person: Node) -> Columns:
    """The number that a program gives to be unique in the world; «I1» of one file is another person in the next."""
    uid = person.text("UID", "_UID")
    return {"source_ref": f"gedcom-{uid}"} if uid else {}


def _single(person: Node) -> Columns:
    columns = {column: "; ".join(_values(person, tag)) for tag, column in SINGLE.items()}
    homes = [home.text("PLAC") or home.text("ADDR") or home.value for home in person.all("RESI")]
    return columns | {"residence": "; ".join(dict.fromkeys(_line(home) for home in homes if home.strip()))}


def _values(person: Node, tag: str) -> list[str]:
    return list(dict.fromkeys(said for node in person.all(tag) if (said := _line(node.value))))


def _events(person: Node) -> tuple[Columns, Columns]:
    """The columns and extra columns of birth, death, burial and of all that befell the person."""
    fates = Fates()
    for node in person.children:
        if node.tag in TAGS or node.tag.startswith("_"):
            kind = kind_of(node)
            if kind:
                fates.take(node, kind)
    columns, extra = fates.columns(), dict(fates.extra)
    for tag, (date_column, place_column) in PLACED.items():
        event = person.first(tag)
        if event is None:
            continue
        day, spare = day_of(event)
        columns |= {c: s for c, s in ((date_column, day), (place_column, _line(event.text("PLAC")))) if c and s}
        extra |= {f"{tag} DATE": said for said in (spare, "" if date_column else day) if said}
        if cause := _line(event.text("CAUS")):
            known = main_code("fates", cause) and "fate" not in columns
            (columns if known else extra)["fate" if known else f"{tag} CAUS"] = cause
    return columns, extra


def _relatives(person: Node, shelf: Shelf, missing: list[str]) -> str:
    """«father:…|mother:…|wife:…|son:…», as the column of relatives has it."""
    told = dict.fromkeys((*_parents(person, shelf, missing), *_own_family(person, shelf, missing)))
    return "|".join(f"{relation}:{name}" for relation, name in told if name)


def _parents(person: Node, shelf: Shelf, missing: list[str]) -> Iterator[tuple[str, str]]:
    for family in _families(person, "FAMC", shelf, missing):
        for tag, relation in (("HUSB", "father"), ("WIFE", "mother")):
            yield from ((relation, name) for name, _ in _members(family, tag, shelf, missing))


def _own_family(person: Node, shelf: Shelf, missing: list[str]) -> Iterator[tuple[str, str]]:
    own = person.xref
    for family in _families(person, "FAMS", shelf, missing):
        for tag, relation in (("HUSB", "husband"), ("WIFE", "wife")):
            if not any(member.pointer == own for member in family.all(tag)):
                yield from ((relation, name) for name, _ in _members(family, tag, shelf, missing))
        for name, sex in _members(family, "CHIL", shelf, missing):
            yield {"M": "son", "F": "daughter"}.get(sex, "child"), name


def _families(person: Node, tag: str, shelf: Shelf, missing: list[str]) -> Iterator[Node]:
    for link in person.all(tag):
        family = shelf.node(link.pointer) if link.pointer else None
        if family:
            yield family
        elif link.pointer:
            missing.append(link.pointer)


def _members(family: Node, tag: str, shelf: Shelf, missing: list[str]) -> Iterator[tuple[str, str]]:
    for member in family.all(tag):
        found = shelf.person(member.pointer) if member.pointer else None
        if found:
            yield written(found[0]).replace("|", "/"), found[1]
        elif member.pointer:
            missing.append(member.pointer)


def _notes(person: Node, shelf: Shelf) -> str:
    said = []
    for node in person.all("NOTE", "SNOTE"):
        kept = shelf.node(node.pointer) if node.pointer else None
        text = kept.value if kept else "" if node.pointer else node.value
        said.append(text.strip())
    return "\n\n".join(filter(None, dict.fromkeys(said)))


def _extra(person: Node, taken: Columns) -> Columns:
    """Everything that no column has taken, under its tag, as the file has it."""
    extra: Columns = {}
    done = {*SINGLE, *PLACED, *READ, *OF_THE_PROGRAM, "RESI", "NOTE", "SNOTE"}
    for node in person.children:
        ours = node.tag in TAGS or node.tag.startswith("_")
        if node.tag in done or (ours and kind_of(node)):
            continue
        name = label_of(node)
        said = "; ".join(_flat(node, 0))
        extra[name] = "; ".join(filter(None, (extra.get(name, ""), said)))
    return {name: said for name, said in extra.items() if said and name not in taken}


def _flat(node: Node, level: int) -> Iterator[str]:
    if node.value.strip():
        yield _line(node.value) if level == 0 else f"{node.tag} {_line(node.value)}"
    if level < _DEEPEST:
        for child in node.children:
            if child.tag not in ("TYPE", "SOUR"):
                yield from _flat(child, level + 1)


def _line(text: str) -> str:
    return " ".join(text.split())
