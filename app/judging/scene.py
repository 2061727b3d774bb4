"""The part of the log that a change can reach: records, their ties, which of them are here, whose they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.judging.standing import Standing, standing
from app.models import Judgement, PersonRecord, Record
from indexer.matching.clusters import LEVEL, UP, WED, Tie, connected
from indexer.matching.verdict import Verdict

AT_ONCE = 400  # parameters of a question that every database takes
Pair = tuple[int, int, str]  # left record, right record, kind


@dataclass(slots=True)
class Scene:
    """``nodes``: records by number, those removed among them; ``here``: those that are not; ``owners``: their persons.

    ``ties`` by judgement number; those that lead out of the scene are among them.
    """

    nodes: set[int] = field(default_factory=set)
    ties: dict[int, Tie] = field(default_factory=dict)
    here: set[int] = field(default_factory=set)
    owners: dict[int, int] = field(default_factory=dict)

    @property
    def clusters(self) -> tuple[frozenset[int], ...]:
        """The records of the scene as SAMEs bring them together."""
        return connected(self.nodes, (tie for tie in self.ties.values() if tie.left in self.nodes))

    @property
    def kin(self) -> list[Tie]:
        """The ties of kin, the newest last."""
        return sorted((t for t in self.ties.values() if t.verdict is Verdict.KIN), key=lambda tie: tie.judgement)


def look(session: Session, seeds: Iterable[int]) -> Scene:
    """All that SAMEs in force, or a person of now, bring together with these records."""
    scene = Scene()
    spread(session, scene, seeds, lambda _tie: False)
    return scene


def spread(session: Session, scene: Scene, seeds: Iterable[int], onward: Callable[[Tie], bool]) -> None:
    """Grow the scene from these records: along SAMEs and persons, and along ties of kin for which ``onward`` holds."""
    waiting = set(seeds) - scene.nodes
    while waiting:
        scene.nodes |= waiting
        scene.here.update(_here(session, waiting))
        found = set(_housemates(session, scene, waiting))
        for tie in _ties(session, waiting):
            scene.ties[tie.judgement] = tie
            seen = (one for one in (tie, tie.turned) if one.left in waiting)
            found.update(one.right for one in seen if one.verdict is Verdict.SAME or onward(one))
        waiting = found - scene.nodes


def forebears(tie: Tie) -> bool:
    """Whether a loop of kin can lead on along that tie."""
    return tie.verdict is Verdict.KIN and tie.relation in (UP, LEVEL, WED)


def everything(session: Session) -> Scene:
    """The whole log."""
    scene = Scene()
    for one in standings_of(session.scalars(select(Judgement).order_by(Judgement.id)).all()).values():
        if one.tie:
            scene.ties[one.tie.judgement] = one.tie
    rows = session.execute(select(PersonRecord.record_id, PersonRecord.person_id))
    scene.owners = {row.record_id: row.person_id for row in rows}
    scene.nodes = {node for tie in scene.ties.values() for node in (tie.left, tie.right)} | set(scene.owners)
    scene.here = set(_here(session, scene.nodes))
    return scene


def log_of(session: Session, records: Iterable[int]) -> list[Judgement]:
    """Every judgement on a pair with one of these records, in the order they were given."""
    found: dict[int, Judgement] = {}
    for some in portions(records):
        touching = or_(Judgement.left_id.in_(some), Judgement.right_id.in_(some))
        found.update((one.id, one) for one in session.scalars(select(Judgement).where(touching)))
    return [found[number] for number in sorted(found)]


def standings_of(log: Iterable[Judgement]) -> dict[Pair, Standing]:
    """How each pair stands by these judgements, which hold all of a pair or none."""
    by_pair: dict[Pair, list[Judgement]] = defaultdict(list)
    for one in log:
        by_pair[one.left_id, one.right_id, one.kind].append(one)
    return {pair: standing(those) for pair, those in by_pair.items()}


def portions(numbers: Iterable[int]) -> Iterator[Sequence[int]]:
    """The numbers in order, as many at a time as one question takes."""
    ordered = sorted(numbers)
    yield from (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))


def _ties(session: Session, records: set[int]) -> Iterator[Tie]:
    yield from (one.tie for one in standings_of(log_of(session, records)).values() if one.tie)


def _here(session: Session, records: set[int]) -> Iterator[int]:
    for some in portions(records):
        yield from session.scalars(select(Record.id).where(Record.id.in_(some)))


def _housemates(session: Session, scene: Scene, records: set[int]) -> Iterator[int]:
    """The records of the persons that these belong to now."""
    for some in portions(records):
        persons = select(PersonRecord.person_id).where(PersonRecord.record_id.in_(some))
        rows = select(PersonRecord.record_id, PersonRecord.person_id).where(PersonRecord.person_id.in_(persons))
        for record, person in session.execute(rows):
            scene.owners[record] = person
            yield record
