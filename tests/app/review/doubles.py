"""Second records of some of the curated people, as another book would have them: for pairs that can be judged."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.config import DATA
from app.db import db
from app.models import Candidate, Record

BOOK = "Книга памяти, т. 2"
KEPT = (
    "sex", "nation", "birth_date", "birth_place", "occupation", "arrest_date", "sentence_date", "sentenced_by",
    "sentence", "fate", "death_date", "death_place", "rehabilitation_date",
)  # fmt: skip
SECOND = {  # the curated person → the name in the other book
    "baitursynov-akhmet": ("Байтурсунов", "Ахмед", ""),
    "bukeikhanov-alikhan": ("Букейханов", "Али-Хан", "Нурмухамедович"),
    "zhansugurov-ilyas": ("Жансугуров", "Ильяс", ""),
    "mailin-beimbet": ("Майлин", "Бимбет", ""),
    "asfendiarov-sanzhar": ("Асфендияров", "Санджар", "Джафарович"),
    "nurmakov-nygmet": ("Нурмаков", "Нигмет", ""),
    "zhurgenov-temirbek": ("Джургенов", "Темирбек", ""),
    "kemengerov-koshmukhambet": ("Кеменгеров", "Кошмухамбет", ""),
    "andronikashvili-kira": ("Андроникашвили", "Кира", "Георгиевна"),
    "pilnyak-boris": ("Вогау", "Борис", "Андреевич"),
    "bukowinski-wladyslaw": ("Буковинский", "Владислав", ""),
    "budka-nykyta": ("Будка", "Никита", ""),
    "zarytsky-oleksiy": ("Зарицкий", "Алексей", ""),
}


def write_doubles(path: Path, refs: Sequence[str] = tuple(SECOND)) -> Path:
    """A list to import: of each of these people a second record, under another spelling of the name."""
    with (DATA / "samples" / "persons.csv").open(encoding="utf-8") as file:
        known = {row["source_ref"]: row for row in csv.DictReader(file)}
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ("source_ref", "surname", "given_name", "patronymic", *KEPT, "citation"))
        out.writeheader()
        for ref in refs:
            name = dict(zip(("surname", "given_name", "patronymic"), SECOND[ref], strict=True))
            kept = {
                column: known[ref][column] for column in KEPT if column != "nation" or not known[ref]["nation_inferred"]
            }
            out.writerow({"source_ref": second(ref), **name, **kept, "citation": BOOK})
    return path


def second(ref: str) -> str:
    """The reference of the second record."""
    return f"{ref}-2"


def run(app: Flask, *command: str) -> str:
    """Give a command; what it printed."""
    with app.app_context():
        result = app.test_cli_runner().invoke(args=command)
    assert result.exit_code == 0, result.output
    return result.output


def number_of(app: Flask, ref: str) -> int:
    """The number of the record of that reference."""
    with app.app_context():
        return db.session.scalars(select(Record.id).where(Record.source_ref == ref)).one()


def pair_of(app: Flask, ref: str, kind: str = "same") -> int:
    """The number of the proposed pair of a curated person and their second record."""
    left, right = sorted((number_of(app, ref), number_of(app, second(ref))))
    with app.app_context():
        wanted = select(Candidate.id).where(
            Candidate.left_id == left, Candidate.right_id == right, Candidate.kind == kind
        )
        return db.session.scalars(wanted).one()
