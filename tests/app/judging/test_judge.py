from __future__ import annotations

from itertools import pairwise

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.judging.judge import Decision, judge
from app.judging.refusals import BadDecision, Gone, Loop, Overtaken
from app.judging.undo import undo
from app.models import Judgement, Kinship, Person, PersonRecord
from indexer.matching.verdict import Verdict
from tests.app.judging.people import different, enter, judges, kin, same


def members(session: Session) -> dict[str, list[int]]:
    """The records of each living person, by its reference."""
    found: dict[str, list[int]] = {}
    rows = select(Person.reference, PersonRecord.record_id).join(PersonRecord, PersonRecord.person_id == Person.id)
    for reference, record in session.execute(rows.order_by(PersonRecord.record_id)):
        found.setdefault(reference, []).append(record)
    return found


def test_two_records_of_one_person_come_together_under_one_reference(session: Session) -> None:
    one, two, three, *_ = enter(session)
    made = same(session, two, one)
    assert (made.left_id, made.right_id) == (one, two)
    assert list(members(session).values()) == [[one, two]]
    same(session, two, three)
    assert list(members(session).values()) == [[one, two, three]]


def test_an_undo_brings_back_the_same_persons(session: Session) -> None:
    one, two, three, four, *_ = enter(session)
    same(session, one, two)
    same(session, three, four)
    before = members(session)
    joined = same(session, two, three)
    assert len(members(session)) == 1
    undone = undo(session, joined.id, None)
    assert members(session) == before
    undo(session, undone.id, None)
    assert len(members(session)) == 1


def test_kin_makes_persons_of_single_records(session: Session) -> None:
    one, two, *_ = enter(session)
    made = kin(session, two, one, "parent")
    row = session.scalars(select(Kinship)).one()
    assert (row.left.records[0].record_id, row.relation, row.right.records[0].record_id) == (one, "child", two)
    undo(session, made.id, None)
    assert session.scalar(select(func.count()).select_from(Kinship)) == 0
    assert session.scalar(select(func.count()).select_from(Person).where(Person.retired_at.is_not(None))) == 2


def test_a_conflict_is_shown_and_the_person_stays_linked(session: Session) -> None:
    one, two, three, *_ = enter(session)
    same(session, one, two)
    same(session, two, three)
    last = different(session, one, three)
    person = session.scalars(select(Person)).one()
    assert person.conflict
    assert len(person.records) == 3
    undo(session, last.id, None)
    assert not person.conflict


def test_nobody_is_their_own_grandfather(session: Session) -> None:
    one, two, three, *_ = enter(session)
    kin(session, one, two, "parent")
    kin(session, two, three, "parent")
    with pytest.raises(Loop) as refused:
        kin(session, three, one, "parent")
    assert [(tie.left, tie.relation, tie.right) for tie in refused.value.path] == [
        (one, "parent", two), (two, "parent", three), (three, "parent", one),
    ]  # fmt: skip
    assert session.scalar(select(func.count()).select_from(Judgement)) == 2
    with pytest.raises(Loop):
        same(session, one, three)


def test_a_loop_is_found_however_long_and_over_several_records_of_one_person(session: Session) -> None:
    records = enter(session, 24)
    for left, right in pairwise(records[::2]):
        kin(session, left, right + 1, "parent")  # each generation is told of in two records
        same(session, right, right + 1)
    with pytest.raises(Loop) as refused:
        kin(session, records[-2], records[0], "parent")
    steps = [tie.relation or tie.verdict.value for tie in refused.value.path]
    assert (steps.count("parent"), steps.count("same")) == (12, 11)
    assert all(one.right == following.left for one, following in pairwise(refused.value.path))


def test_what_makes_no_sense_is_refused(session: Session) -> None:
    one, two, *_ = enter(session)
    for wrong in (
        Decision(one, one, "same", Verdict.SAME),
        Decision(one, two, "kin", Verdict.KIN),
        Decision(one, two, "same", Verdict.SAME, "parent"),
        Decision(one, two, "same", Verdict.UNDONE),
        Decision(one, two, "", Verdict.SAME),
        Decision(one, two, "same", Verdict.SAME, note="x" * 2001),
    ):
        with pytest.raises(BadDecision):
            judge(session, wrong, None)
    with pytest.raises(Gone) as gone:
        same(session, one, 99)
    assert gone.value.number == 99


def test_two_judges_at_once_the_second_is_told(session: Session) -> None:
    one, two, *_ = enter(session)
    first, second, _ = judges(session)
    made = same(session, one, two, first)
    with pytest.raises(Overtaken) as overtaken:
        different(session, one, two, second)
    assert overtaken.value.judgement is made
