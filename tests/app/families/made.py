"""A family in the records, with a real index: a couple, the husband in two lists, a brother, a stranger of the name."""

from __future__ import annotations

from flask import Flask

from app.config import DATA
from app.dates import read_date
from app.db import db, writing
from app.indexing import rebuild
from app.intake.accept import Lookup, enter, fill
from app.intake.draft import Coded, Draft, DraftEpisode, DraftName, DraftSource, Relative
from app.judging.judge import Decision, judge
from app.judging.undo import undo
from app.models import Person, Record, User
from app.reference import load
from indexer.matching.verdict import Verdict

HUSBAND, AGAIN, WIFE, BROTHER, STRANGER, LIVING = range(1, 7)
HOME = "Москва, Плющиха, д. 7, кв. 12"
PEOPLE = (
    Draft(names=(DraftName(surname="Ростовцев-Бибиков", given_name="Иван", patronymic="Петрович"),), sex="m",
          birth_date=read_date("1890"), birth_place="Саратов", residence=HOME, fate=Coded("shot"),
          death_date=read_date("12.03.1938"), episodes=(DraftEpisode(arrest_date=read_date("01.02.1938")),),
          relatives=(Relative("wife", "Анна (жена)", WIFE), Relative("brother", "Семён Ростовцев, 1880–1919")),
          source=DraftSource(citation="Книга скорби"), source_ref="husband"),
    Draft(names=(DraftName(surname="Rostowzew-Bibikow", given_name="Johann"),), sex="m", birth_date=read_date("1892"),
          birth_place="Тамбов", fate=Coded("shot"), death_date=read_date("15.05.1943"),
          source=DraftSource(citation="Gedenkbuch"), source_ref="again"),
    Draft(names=(DraftName(surname="Ростовцева-Бибикова", given_name="Анна", patronymic="Ильинична"),), sex="f",
          birth_date=read_date("1895"), residence=HOME, death_date=read_date("1950"),
          episodes=(DraftEpisode(arrest_date=read_date("03.02.1938"), charge="ЧСИР"),),
          source=DraftSource(citation="Узницы АЛЖИРа"), source_ref="wife"),
    Draft(names=(DraftName(surname="Ростовцев-Бибиков", given_name="Пётр", patronymic="Петрович"),), sex="m",
          birth_date=read_date("1885"), residence=HOME, fate=Coded("shot"), death_date=read_date("12.03.1938"),
          episodes=(DraftEpisode(arrest_date=read_date("01.02.1938")),), source=DraftSource(citation="Книга скорби"),
          source_ref="brother"),
    Draft(names=(DraftName(surname="Шмидт", given_name="Иван", patronymic="Иванович"),), sex="m",
          birth_date=read_date("1900"), source=DraftSource(citation="Книга скорби"), source_ref="stranger"),
    Draft(names=(DraftName(surname="Ростовцев-Бибиков", given_name="Глеб", patronymic="Иванович"),), sex="m",
          birth_date=read_date("1930"), residence=HOME, source=DraftSource(citation="Книга скорби"),
          source_ref="living"),
)  # fmt: skip


def enter_family(app: Flask) -> int:
    """Bring them in and index them; the number of an archivist."""
    with app.app_context():
        with writing(db.engine) as session:
            load(session, DATA)
            made = [Record() for _ in PEOPLE]
            order = sorted(range(len(PEOPLE)), key=lambda place: bool(PEOPLE[place].relatives))
            lookup = Lookup.read(session)
            for number, record in enumerate(made, start=1):
                record.id = number
            for place in order:  # who names a relative by number comes after that relative
                fill(session, made[place], PEOPLE[place], lookup)
                enter(session, [made[place]])
            session.add(archivist := User(email="a@example.org", fs_uniquifier="a"))
            session.flush()
            number = archivist.id
        rebuild(db.engine, app.config["ESIMDER"].index_dir)
    return number


def same(app: Flask, left: int, right: int, by: int) -> tuple[int, str]:
    """Judge these two to be one person; the judgement and the reference of the person."""
    with app.app_context(), writing(db.engine) as session:
        made = judge(session, Decision(left, right, "same", Verdict.SAME), by)
        session.flush()
        persons = session.query(Person).filter(Person.retired_at.is_(None)).order_by(Person.id.desc())
        return made.id, next(one.reference for one in persons if any(row.record_id == left for row in one.records))


def kin(app: Flask, left: int, right: int, relation: str, by: int) -> None:
    """Judge that the right one is the left one's relation."""
    with app.app_context(), writing(db.engine) as session:
        judge(session, Decision(left, right, "kin", Verdict.KIN, relation), by)


def take_back(app: Flask, judgement: int, by: int) -> None:
    """Undo that judgement."""
    with app.app_context(), writing(db.engine) as session:
        undo(session, judgement, by)
