from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import db, writing
from app.models import Judgement, Person
from tests.app.judging.people import enter


def test_init_settles_the_judgements_of_a_migration_once(app: Flask) -> None:
    with app.app_context(), writing(db.engine) as session:
        one, two, *_ = enter(session)
        session.add(Judgement(left_id=one, right_id=two, kind="same", verdict="same"))
    for _ in range(2):
        with app.app_context():
            assert app.test_cli_runner().invoke(args=["init"]).exit_code == 0
        with app.app_context(), Session(db.engine) as session:
            person = session.scalars(select(Person)).one()
            assert [row.record_id for row in person.records] == [one, two]
