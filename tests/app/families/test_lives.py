"""A person of several records: every spelling and every sentence once, with the records that say so."""

from __future__ import annotations

import pytest
from flask import Flask

from app.db import db
from app.families.belonging import Belonging, belongings, references
from app.families.lives import life, names
from app.families.shown import together
from tests.app.families.made import AGAIN, HUSBAND, WIFE, enter_family, same


@pytest.fixture
def archivist(app: Flask) -> int:
    return enter_family(app)


def test_the_preferred_name_comes_first_and_says_who_writes_it(app: Flask, archivist: int) -> None:
    same(app, HUSBAND, AGAIN, archivist)
    with app.app_context():
        held = together(db.session, HUSBAND)
        found = names(held, held[1].name)
        assert [(one.name.written, one.records) for one in found] == [
            ("Rostowzew-Bibikow Johann", (2,)), ("Ростовцев-Бибиков Иван Петрович", (1,)),
        ]  # fmt: skip


def test_what_two_records_say_alike_is_said_once(app: Flask, archivist: int) -> None:
    with app.test_request_context("/en/"):
        husband, wife = together(db.session, HUSBAND)[0], together(db.session, WIFE)[0]
        twice = life([husband, husband])
        assert {one.records for one in twice} == {(1, 2)}
        assert [one.clause for one in twice] == [one.clause for one in life([husband])]
        assert {(1,), (2,)} == {one.records for one in life([husband, wife])}


def test_records_tell_the_person_they_belong_to(app: Flask, archivist: int) -> None:
    _, reference = same(app, HUSBAND, AGAIN, archivist)
    with app.app_context():
        two = Belonging(reference, 2)
        assert belongings(db.session, [HUSBAND, AGAIN, WIFE]) == {HUSBAND: two, AGAIN: two}
        assert references(db.session, [WIFE]) == {}
        assert belongings(db.session, []) == {}
