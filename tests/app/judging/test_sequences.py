"""Whatever is judged and undone, in whatever order: the tables are what the log comes to, and no permalink dies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.config import Config
from app.db import db, writing
from app.intake.history.erase import erase
from app.judging.judge import Decision, judge
from app.judging.persons import Moved, by_reference, person_of
from app.judging.refusals import Refused
from app.judging.scene import Pair, standings_of
from app.judging.settle import settle_all
from app.judging.standing import standing, void
from app.judging.undo import undo
from app.models import Candidate, Judgement, Kinship, Person, PersonRecord, Record
from indexer.matching.clusters import connected, loop
from indexer.matching.verdict import Verdict
from tests.app.judging.people import enter, judges

MANY = 7  # records
PAIRS = tuple((left, right) for right in range(MANY) for left in range(right))
Tables = tuple[
    Mapping[str, tuple[int, ...]], frozenset[tuple[str, str, str, int]], frozenset[str], tuple[tuple[object, ...], ...]
]


def tables(session: Session) -> Tables:
    """Who holds what, who is kin to whom, in whom something contradicts: all by reference; and how candidates stand."""
    held: dict[str, tuple[int, ...]] = {}
    rows = select(Person.reference, PersonRecord.record_id).join(PersonRecord, PersonRecord.person_id == Person.id)
    for reference, record in session.execute(rows.order_by(PersonRecord.record_id)):
        held[reference] = (*held.get(reference, ()), record)
    kin = frozenset(
        (row.left.reference, row.right.reference, row.relation, row.judgement_id)
        for row in session.scalars(select(Kinship))
    )
    told = (Candidate.id, Candidate.state, Candidate.news, Candidate.first_by_id, Candidate.second_by_id)
    queue = tuple(tuple(row) for row in session.execute(select(*told).order_by(Candidate.id)))
    return held, kin, frozenset(session.scalars(select(Person.reference).where(Person.conflict))), queue


class Judging(RuleBasedStateMachine):
    """Three judges, a few records, one verdict or two blind ones."""

    app: Flask  # set by the test

    @initialize(linked=st.lists(st.sampled_from(PAIRS), min_size=2, max_size=6, unique=True))
    def begin(self, linked: list[tuple[int, int]]) -> None:
        self.context = self.app.app_context()
        self.context.push()
        self.writing = writing(db.engine)
        self.session = self.writing.__enter__()
        self.records = enter(self.session, MANY)
        self.judges = judges(self.session)
        self.references: set[str] = set()
        self.session.add_all(
            Candidate(
                left_id=self.records[left], right_id=self.records[right], kind=kind, value=0.9, band="likely",
                evidence=[], digest="d",
            )
            for left, right in PAIRS for kind in ("same", "kin")
        )  # fmt: skip
        self.session.flush()
        for at, (left, right) in enumerate(linked):
            self._judge((self.records[left], self.records[right], "same"), at % 3, "same")

    @rule(
        pair=st.sampled_from(PAIRS), by=st.integers(0, 2), kind=st.sampled_from(("same", "kin")),
        said=st.sampled_from(("same", "same", "same", "different", "unsure", "parent", "child", "sibling", "spouse")),
    )  # fmt: skip
    def judge(self, pair: tuple[int, int], by: int, said: str, kind: str) -> None:
        """A verdict, also over one in force."""
        left, right = (self.records[each] for each in pair)
        self._judge((left, right, kind), by, said)

    def _judge(self, pair: Pair, by: int, said: str) -> None:
        log = [one for one in self.log() if (one.left_id, one.right_id, one.kind) == pair]
        stands = standings_of(log).get(pair)
        before = tables(self.session)
        verdict = Verdict(said) if said in list(Verdict) else Verdict.KIN
        decision = Decision(
            *pair, verdict, said if verdict is Verdict.KIN else "",
            supersedes=stands.decision.id if stands and stands.decision and stands.state == "settled" else None,
        )  # fmt: skip
        try:
            made = judge(self.session, decision, self.judges[by])
        except Refused:
            assert tables(self.session) == before
            return
        after = tables(self.session)
        undo(self.session, made.id, self.judges[by])
        assert tables(self.session) == before
        again = undo(self.session, self.log()[-1].id, self.judges[by])
        assert again.verdict == Verdict.UNDONE
        assert tables(self.session) == after

    @rule(pair=st.sampled_from(PAIRS), kind=st.sampled_from(("same", "kin")), field=st.sampled_from(("birth", "sex")))
    def news(self, pair: tuple[int, int], kind: str, field: str) -> None:
        """New evidence brings a judged pair back."""
        left, right = (self.records[each] for each in pair)
        of_pair = (Candidate.left_id == left, Candidate.right_id == right, Candidate.kind == kind)
        candidate = self.session.scalar(select(Candidate).where(*of_pair))
        log = [one for one in self.log() if (one.left_id, one.right_id, one.kind) == (left, right, kind)]
        if candidate and candidate.state == "settled" and standing(log).state == "settled":
            candidate.state, candidate.news = "open", [field]
            self.session.flush()

    @invariant()
    def what_is_settled_or_answered_is_not_asked(self) -> None:
        ours = {record: person for person, records in tables(self.session)[0].items() for record in records}
        for candidate in self.session.scalars(select(Candidate)):
            person = ours.get(candidate.left_id)
            if person and person == ours.get(candidate.right_id) and candidate.state == "open":
                assert candidate.news

    @precondition(lambda self: self.log())
    @rule(which=st.integers(0, 1_000_000), by=st.integers(0, 2))
    def undo(self, which: int, by: int) -> None:
        """Any judgement that is not taken back, an undoing among them."""
        log = self.log()
        gone = void(log)
        alive = [one for one in log if one.id not in gone]
        before = tables(self.session)
        try:
            made = undo(self.session, alive[which % len(alive)].id, self.judges[by])
        except Refused:
            assert tables(self.session) == before
            return
        try:
            undo(self.session, made.id, self.judges[by])
        except Refused:
            return
        assert tables(self.session) == before
        undo(self.session, self.log()[-1].id, self.judges[by])

    @precondition(lambda self: len(self.here()) > 5)
    @rule(which=st.integers(0, 1_000))
    def erase(self, which: int) -> None:
        """A record is removed for good."""
        here = sorted(self.here())
        erase(self.session, here[which % len(here)], "relatives_asked", None)

    @invariant()
    def the_tables_are_what_the_log_comes_to(self) -> None:
        held, kin, _, _ = tables(self.session)
        ties = [found.tie for found in standings_of(self.log()).values() if found.tie]
        clusters, here = connected(self.records, ties), self.here()
        of = {record: cluster & here for cluster in clusters for record in cluster}
        related = [
            (of[tie.left], of[tie.right])
            for tie in ties
            if tie.verdict is Verdict.KIN and of[tie.left] and of[tie.right] and of[tie.left] != of[tie.right]
        ]
        wanted = {cluster & here for cluster in clusters if len(cluster & here) > 1}
        wanted |= {side for pair in related for side in pair}
        assert {frozenset(records) for records in held.values()} == wanted
        pairs = {frozenset((frozenset(held[left]), frozenset(held[right]))) for left, right, _, _ in kin}
        assert pairs == {frozenset(pair) for pair in related}

    @invariant()
    def nobody_is_their_own_ancestor(self) -> None:
        ties = [found.tie for found in standings_of(self.log()).values() if found.tie]
        names = {record: min(cluster) for cluster in connected(self.records, ties) for record in cluster}
        between = [replace(tie, left=names[tie.left], right=names[tie.right]) for tie in ties]
        kin = [tie for tie in between if tie.verdict is Verdict.KIN and tie.left != tie.right]
        assert [loop(kin, name) for name in set(names.values())] == [()] * len(set(names.values()))

    @invariant()
    def settling_all_anew_changes_nothing(self) -> None:
        before = tables(self.session)
        settle_all(self.session)
        assert tables(self.session) == before

    @invariant()
    def no_permalink_dies(self) -> None:
        found = set(self.session.scalars(select(Person.reference)))
        assert self.references <= found
        self.references = found
        for reference in found:
            leads = by_reference(self.session, reference)
            assert leads is not None
            assert isinstance(leads, Person) == (reference in tables(self.session)[0])
            if isinstance(leads, Moved):
                assert all(person.retired_at is None and person.records for person in leads.persons)
                assert all(person_of(self.session, record) is None for record in leads.records)
            else:
                assert leads.records

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.rollback()
            self.session.close()
            self.context.pop()

    def log(self) -> list[Judgement]:
        return list(self.session.scalars(select(Judgement).order_by(Judgement.id)))

    def here(self) -> set[int]:
        return set(self.session.scalars(select(Record.id).where(Record.id.in_(self.records))))


@pytest.mark.parametrize("verdicts", [1, 2])
def test_whatever_is_judged_and_undone(config: Config, app: Flask, tmp_path: Path, verdicts: int) -> None:
    made = create_app(Config(config.data_dir, config.database_url, "test", verdicts=verdicts))
    machine = type("Judging", (Judging,), {"app": made})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
