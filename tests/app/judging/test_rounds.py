"""Two blind verdicts, a third person's where they differ, what comes back with new evidence, who may not judge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.config import BadSetting, Config, read_config
from app.db import db, writing
from app.judging.agreement import kappa
from app.judging.candidates import not_of
from app.judging.judge import Decision, hindrance, judge, judge_many
from app.judging.log import of_pair, stands
from app.judging.refusals import (
    EVIDENCE,
    VERDICT,
    AllRefused,
    Gone,
    NotYours,
    Overtaken,
    OwnSubmission,
    TakenBack,
    Twice,
)
from app.judging.undo import undo, undo_batch
from app.models import Candidate, Judgement, PersonRecord
from indexer.matching.verdict import Verdict
from tests.app.judging.people import different, enter, judges, kin, same, submitted


@pytest.fixture
def blind(config: Config, app: Flask) -> Iterator[Session]:
    """A session of a service that asks for two verdicts."""
    made = create_app(Config(config.data_dir, config.database_url, "test", verdicts=2))
    with made.app_context(), writing(db.engine) as session:
        yield session


def proposed(session: Session, left: int, right: int, kind: str = "same", digest: str = "d1") -> Candidate:
    made = Candidate(left_id=left, right_id=right, kind=kind, value=0.9, band="likely", evidence=[], digest=digest)
    session.add(made)
    session.flush()
    return made


def linked(session: Session) -> list[int]:
    return list(session.scalars(select(PersonRecord.record_id).order_by(PersonRecord.record_id)))


def test_two_who_agree_settle_it(blind: Session) -> None:
    one, two, *_ = enter(blind)
    first, second, _ = judges(blind)
    pair = proposed(blind, one, two)
    same(blind, one, two, first)
    assert (pair.state, pair.first_by_id, linked(blind)) == ("second", first, [])
    same(blind, one, two, second)
    assert (pair.state, pair.first_by_id, linked(blind)) == ("settled", None, [one, two])


def test_a_third_decides_where_two_differ(blind: Session) -> None:
    one, two, *_ = enter(blind)
    first, second, third = judges(blind)
    pair = proposed(blind, one, two)
    same(blind, one, two, first)
    different(blind, one, two, second)
    assert (pair.state, pair.first_by_id, pair.second_by_id) == ("disputed", first, second)
    for judge_id in (first, second):
        with pytest.raises(Twice):
            same(blind, one, two, judge_id)
        assert isinstance(hindrance(blind, Decision(one, two, "same", Verdict.SAME), judge_id), Twice)
    same(blind, one, two, third)
    assert (pair.state, linked(blind)) == ("settled", [one, two])


def test_the_same_verdict_with_another_relation_is_no_agreement(blind: Session) -> None:
    one, two, *_ = enter(blind)
    first, second, _ = judges(blind)
    kin(blind, one, two, "parent", first)
    kin(blind, one, two, "sibling", second)
    assert stands(blind, two, one, "kin").state == "disputed"


def test_the_second_judge_sees_nothing_of_the_first(blind: Session) -> None:
    one, two, *_ = enter(blind)
    first, second, _ = judges(blind)
    given = same(blind, one, two, first)
    assert of_pair(blind, one, two, second) == ()
    assert [entry.judgement for entry in of_pair(blind, one, two, first)] == [given]
    with pytest.raises(NotYours):
        undo(blind, given.id, second)
    different(blind, one, two, second)
    assert [entry.judgement.judge_id for entry in of_pair(blind, two, one, second)] == [second]


def test_who_takes_a_verdict_back_may_judge_again(blind: Session) -> None:
    one, two, *_ = enter(blind)
    first, second, _ = judges(blind)
    pair = proposed(blind, one, two)
    given = same(blind, one, two, first)
    undo(blind, given.id, first)
    assert (pair.state, pair.first_by_id) == ("open", None)
    different(blind, one, two, first)
    different(blind, one, two, second)
    assert pair.state == "settled"


def test_the_queue_leaves_out_own_submissions_and_what_was_judged(blind: Session) -> None:
    one, two, three, four, *_ = enter(blind)
    first, second, _ = judges(blind)
    mine, other = proposed(blind, one, two), proposed(blind, three, four)
    submitted(blind, two, first)
    same(blind, three, four, second)
    found = {user: list(blind.scalars(select(Candidate).where(*not_of(user)))) for user in (first, second)}
    assert found == {first: [other], second: [mine]}


def test_own_submissions_are_judged_by_others_and_not_undone_either(session: Session) -> None:
    one, two, *_ = enter(session)
    first, second, _ = judges(session)
    submitted(session, two, first)
    with pytest.raises(OwnSubmission) as own:
        same(session, one, two, first)
    assert own.value.record_id == two
    made = same(session, one, two, second)
    with pytest.raises(OwnSubmission):
        undo(session, made.id, first)


def test_new_evidence_overtakes_who_saw_the_old(session: Session) -> None:
    one, two, *_ = enter(session)
    first, *_ = judges(session)
    pair = proposed(session, one, two, digest="d2")
    with pytest.raises(Overtaken) as overtaken:
        judge(session, Decision(one, two, "same", Verdict.SAME, seen="d1"), first)
    assert (overtaken.value.by, overtaken.value.candidate) == (EVIDENCE, pair)
    made = judge(session, Decision(one, two, "same", Verdict.SAME, seen="d2"), first)
    assert (made.seen["digest"], made.seen["value"]) == ("d2", 0.9)


def test_a_settled_pair_is_judged_anew_only_by_who_saw_the_verdict(session: Session) -> None:
    one, two, *_ = enter(session)
    first, second, _ = judges(session)
    made = same(session, one, two, first)
    with pytest.raises(Overtaken) as overtaken:
        different(session, one, two, second)
    assert overtaken.value.by == VERDICT
    judge(session, Decision(one, two, "same", Verdict.DIFFERENT, supersedes=made.id), second)
    assert linked(session) == []
    assert stands(session, one, two, "same").round == 2


def test_in_a_new_round_the_old_verdict_holds_until_the_new_one_is_settled(blind: Session) -> None:
    one, two, *_ = enter(blind)
    first, second, third = judges(blind)
    same(blind, one, two, first)
    made = same(blind, one, two, second)
    judge(blind, Decision(one, two, "same", Verdict.DIFFERENT, supersedes=made.id), third)
    assert (stands(blind, one, two, "same").state, linked(blind)) == ("second", [one, two])
    different(blind, one, two, first)
    assert (stands(blind, one, two, "same").state, linked(blind)) == ("settled", [])


def test_unsure_settles_and_comes_back_with_new_evidence_which_it_tells(session: Session) -> None:
    one, two, *_ = enter(session)
    first, *_ = judges(session)
    pair = proposed(session, one, two)
    judge(session, Decision(one, two, "same", Verdict.UNSURE), first)
    assert (pair.state, linked(session)) == ("settled", [])
    pair.state, pair.news, pair.digest = "open", ["birth"], "d2"  # as `propose` does
    made = judge(session, Decision(one, two, "same", Verdict.SAME, seen="d2"), first)
    assert (made.round, made.seen["news"], pair.state, pair.news) == (2, ["birth"], "settled", [])
    undo(session, made.id, first)
    assert (pair.state, pair.news, linked(session)) == ("open", ["birth"], [])
    assert stands(session, one, two, "same").decision.verdict == "unsure"  # type: ignore[union-attr]


def test_a_pair_that_came_back_stays_so_when_an_older_verdict_is_taken_back_and_restored(session: Session) -> None:
    one, two, *_ = enter(session)
    pair = proposed(session, one, two)
    made = judge(session, Decision(one, two, "same", Verdict.UNSURE), None)
    pair.state, pair.news = "open", ["birth"]
    back = undo(session, made.id, None)
    assert pair.state == "open"
    undo(session, back.id, None)
    assert (pair.state, pair.news) == ("open", ["birth"])


def test_kin_answers_also_whether_they_are_one_person(session: Session) -> None:
    one, two, *_ = enter(session)
    pairs = [proposed(session, one, two, kind) for kind in ("same", "kin")]
    made = kin(session, one, two, "sibling")
    assert [pair.state for pair in pairs] == ["settled", "settled"]
    undo(session, made.id, None)
    assert [pair.state for pair in pairs] == ["open", "open"]


def test_not_kin_leaves_open_whether_they_are_one_person(session: Session) -> None:
    one, two, *_ = enter(session)
    pairs = [proposed(session, one, two, kind) for kind in ("same", "kin")]
    judge(session, Decision(one, two, "kin", Verdict.DIFFERENT), None)
    assert [pair.state for pair in pairs] == ["open", "settled"]
    same(session, one, two)
    assert linked(session) == [one, two]


def test_a_form_sent_twice_is_one_judgement(session: Session) -> None:
    one, two, *_ = enter(session)
    said = Decision(one, two, "same", Verdict.SAME, token="t")
    assert judge(session, said, None) is judge(session, said, None)


def test_what_is_taken_back_is_not_taken_back_twice(session: Session) -> None:
    one, two, *_ = enter(session)
    made = same(session, one, two)
    back = undo(session, made.id, None)
    with pytest.raises(TakenBack) as refused:
        undo(session, made.id, None)
    assert refused.value.judgement is back
    with pytest.raises(Gone):
        undo(session, 99, None)


def test_an_undone_verdict_does_not_come_back_over_a_newer_one(session: Session) -> None:
    one, two, *_ = enter(session)
    back = undo(session, same(session, one, two).id, None)
    different(session, one, two)
    with pytest.raises(Overtaken):
        undo(session, back.id, None)
    assert linked(session) == []


def test_pairs_judged_together_are_written_together_or_not_at_all(session: Session) -> None:
    one, two, three, four, five, *_ = enter(session)
    first, *_ = judges(session)
    submitted(session, five, first)
    pairs = [Decision(left, right, "same", Verdict.SAME) for left, right in ((one, two), (two, three), (four, five))]
    with pytest.raises(AllRefused) as refused:
        judge_many(session, [*pairs, Decision(one, 99, "same", Verdict.SAME)], first, "b1")
    assert {place: type(reason) for place, reason in refused.value.reasons.items()} == {2: OwnSubmission, 3: Gone}
    assert (linked(session), list(session.scalars(select(Judgement)))) == ([], [])
    made = judge_many(session, pairs[:2], first, "b1")
    assert linked(session) == [one, two, three]
    assert judge_many(session, pairs[:2], first, "b1") == made  # sent twice
    undo(session, made[0].id, first)
    assert linked(session) == [two, three]
    assert len(undo_batch(session, "b1", first)) == 1
    assert linked(session) == []


def test_agreement_by_hand(blind: Session) -> None:
    """Ten pairs: six agreed SAME, two agreed DIFFERENT, two disputed: p_o 0.8, p_e 0.58, κ 0.524."""
    first, second, _ = judges(blind)
    verdicts = [(same, same)] * 6 + [(different, different)] * 2 + [(same, different), (different, same)]
    assert kappa(blind).kappa is None
    for one, other in verdicts:
        left, right, *_ = enter(blind)
        one(blind, left, right, first)
        other(blind, left, right, second)
    left, right, *_ = enter(blind)
    same(blind, left, right, first)  # judged once does not count
    found = kappa(blind)
    assert (found.pairs, found.observed) == (10, 0.8)
    assert found.expected == pytest.approx(0.7 * 0.7 + 0.3 * 0.3)
    assert found.kappa == pytest.approx((0.8 - 0.58) / (1 - 0.58))
    assert list(found.by_kind) == ["same"]


def test_what_was_taken_back_counts_for_no_agreement(blind: Session) -> None:
    one, two, *_ = enter(blind)
    first, second, third = judges(blind)
    same(blind, one, two, first)
    slip = different(blind, one, two, second)
    undo(blind, slip.id, second)
    same(blind, one, two, third)
    assert (kappa(blind).pairs, kappa(blind).observed) == (1, 1.0)


def test_what_follows_from_other_verdicts_is_not_asked_until_they_are_undone(session: Session) -> None:
    one, two, three, four, *_ = enter(session)
    implied, also_kin = proposed(session, one, three), proposed(session, one, three, "kin")
    other, their_kin = proposed(session, three, four), proposed(session, two, four, "kin")
    same(session, one, two)
    last = same(session, two, three)
    assert (implied.state, also_kin.state, other.state) == ("settled", "settled", "open")
    made = different(session, one, four)
    assert (other.state, their_kin.state) == ("settled", "open")
    undo(session, made.id, None)
    kin(session, one, four, "sibling")
    assert (other.state, their_kin.state) == ("settled", "settled")
    undo(session, last.id, None)
    assert [pair.state for pair in (implied, also_kin, other, their_kin)] == ["open", "open", "open", "settled"]


def test_a_verdict_that_waits_for_a_second_waits_on(blind: Session) -> None:
    one, two, three, *_ = enter(blind)
    first, second, third = judges(blind)
    waits = proposed(blind, one, three)
    same(blind, one, three, first)
    for pair in ((one, two), (two, three)):
        same(blind, *pair, second)
        same(blind, *pair, third)
    assert (waits.state, waits.first_by_id) == ("second", first)


def test_a_new_round_of_an_unsettled_pair_is_open_though_an_older_verdict_is_in_force(session: Session) -> None:
    one, two, *_ = enter(session)
    pair = proposed(session, one, two)
    made = different(session, one, two)
    pair.state, pair.news = "open", ["birth"]
    again = same(session, one, two)
    assert (made.round, again.round, linked(session)) == (1, 2, [one, two])
    undo(session, again.id, None)
    assert (pair.state, pair.news, linked(session)) == ("open", ["birth"], [])


def test_one_verdict_settles_or_two() -> None:
    assert [read_config({"ESIMDER_VERDICTS": given}).verdicts for given in ("", "1", "2")] == [1, 1, 2]
    for wrong in ("0", "3", "two"):
        with pytest.raises(BadSetting, match="ESIMDER_VERDICTS"):
            read_config({"ESIMDER_VERDICTS": wrong})
