"""What no judgement may bring about: a person of too many records, and somebody who is their own ancestor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from app.judging.refusals import Loop, TooLarge
from app.judging.scene import Scene, forebears, spread
from indexer.matching.clusters import Tie, chain, loop

LARGEST = 50  # records of one person: beyond that, a common name has drawn several people together


def check(session: Session, scene: Scene, records: Iterable[int]) -> None:
    """Raise TooLarge or Loop where these records, as they are settled now, make one."""
    of = {node: cluster for cluster in scene.clusters for node in cluster}
    for record in records:
        size = len(of[record] & scene.here)
        if size > LARGEST:
            raise TooLarge(size, LARGEST)
    if scene.kin:
        both = (one for tie in scene.kin for one in (tie, tie.turned))
        spread(session, scene, {one.right for one in both if one.left in scene.nodes and forebears(one)}, forebears)
        _no_loop(scene, records)


def _no_loop(scene: Scene, records: Iterable[int]) -> None:
    names = {node: min(cluster) for cluster in scene.clusters for node in cluster}
    between = [
        replace(tie, left=names[tie.left], right=names[tie.right])
        for tie in scene.kin
        if tie.left in names and tie.right in names and names[tie.left] != names[tie.right]
    ]
    for start in sorted({names[record] for record in records}):
        found = loop(between, start)
        if found:
            raise Loop(_over_records(scene, names, found))


def _over_records(scene: Scene, names: dict[int, int], way: tuple[Tie, ...]) -> list[Tie]:
    """The way over persons as one over records: where a step ends on another record of the person, SAMEs lead on."""
    steps = []
    for step in way:
        told = scene.ties[step.judgement]
        steps.append(told if (names[told.left], names[told.right]) == (step.left, step.right) else told.turned)
    path: list[Tie] = []
    for step, following in zip(steps, (*steps[1:], steps[0]), strict=True):
        path += [step, *chain(scene.ties.values(), step.right, following.left)]
    return path
