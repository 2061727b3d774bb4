"""Make persons, their records and their kinships what the judgements in force come to.

Who is who depends on the log and on which persons there ever were, on nothing else: a person goes with the record it
was made around (``anchor_id``), and of several in one cluster the oldest speaks. So an undoing brings back the same
persons under the same references, in whatever order things are undone, and no reference is ever given to others.
A person exists for two records or more, and for one whose kin is known; the others are retired and lead on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.judging.candidates import restate
from app.judging.scene import Scene, everything, look, portions, spread
from app.models import Judgement, Kinship, Person, PersonFormer, PersonRecord
from app.models.base import now
from app.references import reference
from indexer.matching.clusters import conflicts
from indexer.matching.verdict import Verdict

Cluster = frozenset[int]


@dataclass(slots=True)
class _Plan:
    """What is to be written: ``core`` is settled whole; ``known`` are the records whose persons may have to be made."""

    scene: Scene
    core: set[int]
    known: set[int]
    clusters: tuple[Cluster, ...]
    persons: dict[Cluster, Person]
    touched: set[int]  # numbers of all persons that may change


def settle(session: Session, record_ids: Iterable[int]) -> Scene:
    """Settle all that hangs together with these records, in the transaction under way; returns what was looked at."""
    session.flush()
    scene = look(session, record_ids)
    core = set(scene.nodes)
    spread(session, scene, _ends(scene), lambda _tie: False)
    known = set(scene.nodes)
    spread(session, scene, _ends(scene), lambda _tie: False)  # only to see whether they are here
    _settle(session, scene, core, known)
    return scene


def settle_all(session: Session) -> None:
    """Settle the whole log: after a migration, or to mend."""
    session.flush()
    scene = everything(session)
    _settle(session, scene, scene.nodes, scene.nodes)


def settle_first(session: Session) -> bool:
    """Settle the whole log where nobody has; whether there was anything to do."""
    judged = session.scalar(select(Judgement.id).limit(1))
    if judged is None or session.scalar(select(Person.id).limit(1)) is not None:
        return False
    settle_all(session)
    return True


def _settle(session: Session, scene: Scene, core: set[int], known: set[int]) -> None:
    clusters = tuple(cluster for cluster in scene.clusters if cluster & known)
    plan = _Plan(scene, core, known, clusters, {}, {scene.owners[node] for node in known if node in scene.owners})
    _assign(session, plan)
    _own(session, plan)
    _relate(session, plan)
    session.flush()
    restate(session, core)
    session.flush()


def _assign(session: Session, plan: _Plan) -> None:
    """Give every cluster that needs one its person: the oldest that is anchored in it, or a new one."""
    anchored = _anchored(session, plan.known)
    plan.touched |= {person.id for person in anchored.values()}
    for cluster in _needing(plan):
        standing = [anchored[node] for node in cluster if node in anchored]
        plan.persons[cluster] = min(standing, key=lambda one: one.id) if standing else _made(session, plan, cluster)
    session.flush()
    denied = _denied(plan)
    for cluster, person in plan.persons.items():
        person.retired_at = None
        person.conflict = cluster in denied
        plan.touched.add(person.id)


def _needing(plan: _Plan) -> list[Cluster]:
    """The clusters of two records that are here, or one with kin who are here, too."""
    scene = plan.scene
    of = {node: cluster for cluster in scene.clusters for node in cluster}
    present = {cluster: len(cluster & scene.here) for cluster in set(of.values())}
    related: set[Cluster] = set()
    for tie in scene.kin:
        left, right = of.get(tie.left), of.get(tie.right)
        if left and right and left is not right and present[left] and present[right]:
            related |= {left, right}
    return [one for one in plan.clusters if present[one] > 1 or (present[one] and one in related)]


def _made(session: Session, plan: _Plan, cluster: Cluster) -> Person:
    person = Person(reference=reference("P"), anchor_id=min(cluster & plan.scene.here))
    session.add(person)
    return person


def _denied(plan: _Plan) -> set[Cluster]:
    """The clusters that a judgement contradicts, of two records that are here."""
    here = plan.scene.here
    found = (one.tie for one in conflicts(tuple(plan.scene.ties.values())))
    denied = {tie.left for tie in found if {tie.left, tie.right} <= here}
    return {cluster for cluster in plan.clusters if cluster & denied}


def _own(session: Session, plan: _Plan) -> None:
    """Write which record belongs to whom, remember it, and retire the persons whom nothing is left of."""
    wanted = {
        node: person.id for cluster, person in plan.persons.items() for node in cluster if node in plan.scene.here
    }
    changed = _write_members(session, plan, wanted)
    kept = {person.id for person in plan.persons.values()}
    for person in _persons(session, plan.touched).values():
        if person.id not in kept and person.retired_at is None:
            person.retired_at, person.conflict = now(), False
        if person.id in changed:
            person.changed_at = now()
    _remember(session, wanted)
    session.flush()
    for person in _persons(session, plan.touched).values():
        session.expire(person, ["records"])


def _write_members(session: Session, plan: _Plan, wanted: Mapping[int, int]) -> set[int]:
    """The numbers of the persons whose records changed."""
    held = {row.record_id: row for some in portions(plan.known) for row in _members(session, some)}
    changed: set[int] = set()
    for node, row in held.items():
        person = wanted.get(node)
        if person is None:
            session.delete(row)
        elif row.person_id != person:
            changed.add(row.person_id)
            row.person_id = person
        else:
            continue
        changed.update({person or row.person_id})
    session.add_all(PersonRecord(record_id=node, person_id=wanted[node]) for node in sorted(set(wanted) - set(held)))
    return changed | {wanted[node] for node in set(wanted) - set(held)}


def _remember(session: Session, wanted: Mapping[int, int]) -> None:
    """Whoever held a record has held it for good: the permalink leads to where it is."""
    known: set[tuple[int, int]] = set()
    for some in portions(set(wanted.values())):
        rows = select(PersonFormer.person_id, PersonFormer.record_id).where(PersonFormer.person_id.in_(some))
        known.update((row[0], row[1]) for row in session.execute(rows))
    new = sorted({(person, node) for node, person in wanted.items()} - known)
    session.add_all(PersonFormer(person_id=person, record_id=node) for person, node in new)


def _relate(session: Session, plan: _Plan) -> None:
    """Write the kinships of the persons of the core; of several judgements the newest names the relation."""
    owner = {node: person.id for cluster, person in plan.persons.items() for node in cluster}
    wanted: dict[tuple[int, int], tuple[str, int]] = {}
    for tie in plan.scene.kin:
        left, right = owner.get(tie.left), owner.get(tie.right)
        if left is None or right is None or left == right or not {tie.left, tie.right} & plan.core:
            continue
        seen = tie if left < right else tie.turned
        wanted[min(left, right), max(left, right)] = (seen.relation, tie.judgement)
    core = {plan.scene.owners[node] for node in plan.core if node in plan.scene.owners}
    core |= {person.id for cluster, person in plan.persons.items() if cluster & plan.core}
    held = {(row.left_id, row.right_id): row for row in _kinships(session, core | _retired(session, plan))}
    for pair, row in held.items():
        if pair not in wanted:
            session.delete(row)
        else:
            row.relation, row.judgement_id = wanted[pair]
    session.flush()
    for (left, right), (relation, judgement) in wanted.items():
        if (left, right) not in held:
            session.add(Kinship(left_id=left, right_id=right, relation=relation, judgement_id=judgement))


def _retired(session: Session, plan: _Plan) -> set[int]:
    return {person.id for person in _persons(session, plan.touched).values() if person.retired_at is not None}


def _ends(scene: Scene) -> set[int]:
    return {node for tie in scene.ties.values() if tie.verdict is Verdict.KIN for node in (tie.left, tie.right)}


def _anchored(session: Session, records: Iterable[int]) -> dict[int, Person]:
    """The persons made around these records, by the record."""
    found: dict[int, Person] = {}
    for some in portions(records):
        asked = select(Person).where(Person.anchor_id.in_(some))
        found.update((person.anchor_id, person) for person in session.scalars(asked))
    return found


def _persons(session: Session, ids: Iterable[int]) -> dict[int, Person]:
    found: dict[int, Person] = {}
    for some in portions(ids):
        found.update((person.id, person) for person in session.scalars(select(Person).where(Person.id.in_(some))))
    return found


def _members(session: Session, records: Iterable[int]) -> list[PersonRecord]:
    return list(session.scalars(select(PersonRecord).where(PersonRecord.record_id.in_(list(records)))))


def _kinships(session: Session, persons: Iterable[int]) -> list[Kinship]:
    found: dict[int, Kinship] = {}
    for some in portions(persons):
        asked = select(Kinship).where(or_(Kinship.left_id.in_(some), Kinship.right_id.in_(some)))
        found.update((row.id, row) for row in session.scalars(asked))
    return list(found.values())
