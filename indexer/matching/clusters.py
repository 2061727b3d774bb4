"""Which records judgements in force bring together, where these contradict one another, where kin run in a loop."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.matching.verdict import Verdict

INVERSE = {"parent": "child", "child": "parent", "sibling": "sibling", "spouse": "spouse", "other": "other"}
UP, LEVEL, WED = "parent", "sibling", "spouse"


@dataclass(frozen=True, slots=True)
class Tie:
    """A decision in force on two records: SAME, DIFFERENT, or KIN, where the right one is the left one's ``relation``.

    ``judgement`` is its number.
    """

    left: int
    right: int
    verdict: Verdict
    relation: str = ""
    judgement: int = 0

    @property
    def turned(self) -> Tie:
        """The same seen from the right one."""
        return replace(self, left=self.right, right=self.left, relation=INVERSE.get(self.relation, self.relation))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records that are one person by a chain of SAMEs, and are not by a judgement on the two themselves."""

    tie: Tie
    chain: tuple[Tie, ...]


def connected(nodes: Iterable[int], ties: Iterable[Tie]) -> tuple[frozenset[int], ...]:
    """The records that SAMEs bring together, by their lowest number; each of ``nodes`` stands in exactly one."""
    near = _neighbours(ties)
    found, seen = [], set[int]()
    for start in sorted({*nodes, *near}):
        if start not in seen:
            cluster = _reached(start, near)
            seen |= cluster
            found.append(frozenset(cluster))
    return tuple(found)


def chain(ties: Iterable[Tie], start: int, end: int) -> tuple[Tie, ...]:
    """The shortest way of SAMEs that leads from one record to the other, () where none does (or none is needed)."""
    return _way(_neighbours(ties), start, end)


def conflicts(ties: Sequence[Tie]) -> tuple[Conflict, ...]:
    """Every DIFFERENT, and every KIN, of two records that SAMEs bring together, with the way that they do."""
    near = _neighbours(ties)
    of = {node: cluster for cluster in connected((), ties) for node in cluster}
    denied = (tie for tie in ties if tie.verdict in (Verdict.DIFFERENT, Verdict.KIN))
    within = (tie for tie in denied if tie.left in of and tie.right in of[tie.left])
    found = (Conflict(tie, _way(near, tie.left, tie.right)) for tie in within)
    return tuple(sorted(found, key=lambda one: (one.tie.left, one.tie.right)))


def loop(ties: Iterable[Tie], start: int) -> tuple[Tie, ...]:
    """The shortest way over kin by which this one is their own ancestor, () where there is none.

    Nodes are persons. The way goes up from child to parent at least once and comes back to where it began; on it
    siblings stand on one step, so that nobody is a sibling of their own parent; or one marriage leads back, so that
    nobody is married to their own ancestor.
    """
    steps = defaultdict(list)
    for tie in ties:
        for one in (tie, tie.turned):
            if one.verdict is Verdict.KIN and one.relation in (UP, LEVEL, WED):
                steps[one.left].append(one)
    return _round_trip(steps, start)


_State = tuple[int, bool, str]  # where, whether a step went up, what has been made use of: '', LEVEL or WED


def _round_trip(steps: Mapping[int, list[Tie]], start: int) -> tuple[Tie, ...]:
    began: _State = (start, False, "")
    came: dict[_State, tuple[_State, Tie] | None] = {began: None}
    waiting = deque([began])
    while waiting:
        here = waiting.popleft()
        for tie in steps.get(here[0], ()):
            state = _next(here, tie)
            if state is None or state in came:
                continue
            came[state] = (here, tie)
            if state[0] == start and state[1]:
                return _walked(came, state)
            waiting.append(state)
    return ()


def _next(here: _State, tie: Tie) -> _State | None:
    """Where the step leads; None where the way may not go on so: a marriage counts once, and not beside siblings."""
    _, up, used = here
    if tie.relation == UP:
        return tie.right, True, used
    if tie.relation == LEVEL:
        return (tie.right, up, LEVEL) if used != WED else None
    return (tie.right, up, WED) if not used else None


def _walked(came: Mapping[_State, tuple[_State, Tie] | None], state: _State) -> tuple[Tie, ...]:
    way = []
    step = came[state]
    while step is not None:
        way.append(step[1])
        step = came[step[0]]
    return tuple(reversed(way))


def _neighbours(ties: Iterable[Tie]) -> dict[int, list[Tie]]:
    near = defaultdict(list)
    for tie in sorted((t for t in ties if t.verdict is Verdict.SAME), key=lambda t: t.judgement):
        near[tie.left].append(tie)
        near[tie.right].append(tie.turned)
    return near


def _reached(start: int, near: Mapping[int, list[Tie]]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        for tie in near.get(waiting.pop(), ()):
            if tie.right not in found:
                found.add(tie.right)
                waiting.append(tie.right)
    return found


def _way(near: Mapping[int, list[Tie]], start: int, end: int) -> tuple[Tie, ...]:
    came: dict[int, Tie | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        for tie in near.get(waiting.popleft(), ()):
            if tie.right not in came:
                came[tie.right] = tie
                waiting.append(tie.right)
    return _way_back(came, end)


def _way_back(came: Mapping[int, Tie | None], end: int) -> tuple[Tie, ...]:
    way = []
    tie = came.get(end)
    while tie is not None:
        way.append(tie)
        tie = came[tie.left]
    return tuple(reversed(way))
