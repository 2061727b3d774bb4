"""The pages ask the database no more for many pairs than for few."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event, insert

from app.db import db, writing
from app.models import Candidate
from tests.app.review.conftest import Desk
from tests.databases import only_sqlite

MANY = 3_000


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are given in the meantime."""
    given: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        given.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield given
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def many(desk: Desk) -> Iterator[Desk]:
    """Thousands of pairs more, of two records each that are there."""
    with desk.service.app_context(), writing(db.engine) as session:
        known = session.get_one(Candidate, desk.pair("mailin-beimbet"))
        row = {name: getattr(known, name) for name in ("relation", "band", "evidence", "digest", "left_source")}
        taken = {(each.left_id, each.right_id) for each in session.query(Candidate).filter_by(kind="same")}
        pairs = [(left, right) for left in range(1, 100) for right in range(left + 1, 100)]
        rows = [
            row | {"left_id": left, "right_id": right, "kind": "same", "value": number / MANY, "surname": f"Ф{number}"}
            for number, (left, right) in enumerate([each for each in pairs if each not in taken][:MANY])
        ]
        session.execute(insert(Candidate), rows)
    yield desk
    with desk.service.app_context(), writing(db.engine) as session:
        session.query(Candidate).filter(Candidate.surname.startswith("Ф")).delete()


@pytest.mark.parametrize("path", ["/en/review", "/en/review?kind=same", "/en/review/batch", "/en/review/{pair}"])
def test_a_page_asks_as_often_however_many_pairs_there_are(many: Desk, path: str) -> None:
    address = path.format(pair=many.pair("mailin-beimbet"))
    many.page(address)
    with counted() as given:
        many.page(address)
    assert 5 < len(given) < 45, "\n".join(given)


@only_sqlite  # the plan is asked for in its words
def test_the_queue_is_answered_by_its_index(many: Desk) -> None:
    with counted() as given:
        many.page("/en/review?kind=same")
    asked = [statement for statement in given if "GROUP BY" in statement and "FROM candidate" in statement]
    assert len(asked) == 3
    with many.service.app_context(), db.engine.connect() as connection:
        for statement in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (1,) * statement.count("?")).all()
            assert any("COVERING INDEX ix_candidate_queue" in str(step) for step in plan), plan
