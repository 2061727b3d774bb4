"""Second records of people in a list, as another list would have them.

Names are spelt otherwise, something is missing, something changed as clerks do, and three facts at least are left.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.evaluation.links.clerks import CLERKS, Written
from app.evaluation.links.spellings import Spellings
from app.evaluation.treatments import chosen
from app.models import Record
from app.named import read_name
from indexer.names.name import PartKind

FACTS = ("birth_date", "birth_place", "residence", "occupation", "death_date")  # independent of one another
LEFT = 3  # of them that stay as they were
_MAY_LACK = ("patronymic", "nation", *FACTS)
_MISSING = 2  # fields left out, at most
_TRIES = 40
_WITH_DEATH = ("fate", "burial_place")  # what is told with a date of death
COLUMNS = (
    "source_ref", "surname", "given_name", "patronymic", "nation", *FACTS, "burial_place", "fate", "citation",
)  # fmt: skip
CITATION = "Second list"
LATIN, CYRILLIC = "Latin letters", "Cyrillic letters"


@dataclass(frozen=True, slots=True)
class Second:
    """A made record: its row in the columns of an import, whom it is of, in which letters, and what was changed."""

    row: Written
    of: int
    letters: str
    changed: str

    @property
    def held_out(self) -> bool:
        """Whether it is kept from tuning."""
        return chosen("half", self.row["source_ref"]) % 2 == 1


def seconds(people: Iterable[tuple[int, Written]], spellings: Spellings, most: int) -> list[Second]:
    """Second records of so many of these people at most, the same in every run."""
    ordered = sorted(people, key=lambda person: chosen("second", person[1]["source_ref"]))
    found: list[Second] = []
    for number, written in ordered:
        made = _second(number, written, spellings)
        found.extend(made)
        if len(found) >= most:
            break
    return found[:most]


def people(session: Session) -> Iterator[tuple[int, Written]]:
    """The records that tell enough, by number, in the columns of an import."""
    known = (Record.birth_place != "") & (Record.occupation != "") & (Record.residence != "")
    wanted = select(Record).where(known).options(selectinload(Record.names), joinedload(Record.source))
    for record in session.scalars(wanted).unique():
        name = read_name(record.name)
        written = {
            "source_ref": record.source_ref,
            "surname": name.first(PartKind.SURNAME),
            "given_name": name.first(PartKind.GIVEN),
            "patronymic": name.first(PartKind.PATRONYMIC),
            "nation": record.nation_written,
            "birth_date": record.birth.edtf,
            "birth_place": record.birth_place,
            "residence": record.residence,
            "occupation": record.occupation,
            "death_date": record.death.edtf,
            "burial_place": record.burial_place,
            "fate": record.fate,
        }
        if all(written[field] for field in FACTS):
            yield record.id, written


def write(path: Path, made: Sequence[Second]) -> Path:
    """The rows as a file to import."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows(second.row for second in made)
    return path


def _second(number: int, written: Written, spellings: Spellings) -> list[Second]:
    ref = written["source_ref"]
    ways = [(LATIN, spellings.latin), (CYRILLIC, spellings.cyrillic)]
    for letters, forms in ways if chosen("letters", ref) % 2 else ways[::-1]:
        names = {field: _other(written[field], forms, ref) for field in ("surname", "given_name", "patronymic")}
        if names["surname"] and names["given_name"]:
            if letters == CYRILLIC and not names["patronymic"]:
                names["patronymic"] = written["patronymic"]  # written alike in both
            row = written | names | {"source_ref": f"second-{ref}", "citation": CITATION}
            changed = _spoilt(row, ref)
            return [Second(row, number, letters, changed)] if changed else []
    return []


def _other(form: str, forms: dict[str, tuple[str, ...]] | object, ref: str) -> str:
    """Another attested spelling of just that form, '' where there is none."""
    others = forms.get(form.casefold(), ()) if isinstance(forms, dict) else ()
    return others[chosen("spelling", ref, form) % len(others)].title() if others else ""


def _spoilt(row: Written, ref: str) -> str:
    """Leave out one or two fields and change one, in place; what was changed, '' where too little would be left."""
    whole = dict(row)
    for attempt in map(str, range(_TRIES)):
        lacking = [field for field in _MAY_LACK if not whole[field]]
        present = [field for field in _MAY_LACK if whole[field]]
        wanted = max(1 + chosen("missing", ref, attempt) % _MISSING - len(lacking), 0)
        present.sort(key=lambda field: chosen("lacks", ref, attempt, field))
        without = dict.fromkeys(present[:wanted], "")
        for clerk in sorted(CLERKS, key=lambda clerk: chosen("clerk", ref, attempt, clerk.name)):
            words = clerk.change(whole[clerk.field], chosen("change", ref)) if clerk.field not in without else ""
            left = [field for field in FACTS if field not in without and field != clerk.field]
            if words and len(left) >= LEFT:
                row.update(without | {clerk.field: words.strip()})
                if not row["death_date"]:
                    row.update(dict.fromkeys(_WITH_DEATH, ""))
                return clerk.name
    return ""
