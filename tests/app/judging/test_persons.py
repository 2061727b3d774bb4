from __future__ import annotations

from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import broken_at
from app.intake.corrected import correct, correction_of
from app.intake.history.erase import erase
from app.intake.versions import Change
from app.judging.check import LARGEST
from app.judging.persons import (
    ForeignName,
    Moved,
    by_reference,
    choose_name,
    conflicts,
    person_of,
    preferred_name,
    records_of,
)
from app.judging.refusals import TooLarge
from app.judging.settle import settle_all, settle_first
from app.judging.undo import undo
from app.models import AuditEvent, Judgement, Person, PersonFormer, PersonRecord, Record, WrittenName
from app.models.base import Base
from tests.app.judging.people import different, enter, judges, kin, same


def held(session: Session, record: int) -> Person:
    """The person whom the record must belong to."""
    person = person_of(session, record)
    assert person is not None
    return person


def test_the_oldest_person_keeps_the_reference_and_grows(session: Session) -> None:
    one, two, three, four, *_ = enter(session)
    same(session, three, four)
    oldest = held(session, three).reference
    same(session, one, two)
    younger = held(session, one).reference
    same(session, two, three)
    assert held(session, one).reference == oldest
    leads = by_reference(session, younger.lower())
    assert isinstance(leads, Moved)
    assert ([person.reference for person in leads.persons], leads.records) == ([oldest], ())


def test_a_permalink_of_what_was_parted_leads_to_all_parts(session: Session) -> None:
    one, two, three, four, five, *_ = enter(session)
    wrong = same(session, one, two)
    first = held(session, one).reference
    for left, right in ((two, three), (three, four), (four, five)):
        same(session, left, right)
    parted = same(session, one, five)
    undo(session, wrong.id, None)
    assert records_of(session, held(session, two)) == (one, two, three, four, five)
    undo(session, parted.id, None)
    rest = held(session, two)
    assert (rest.reference != first, person_of(session, one)) == (True, None)
    assert by_reference(session, first) == Moved((rest,), (one,))


def test_a_reference_that_never_was_leads_nowhere(session: Session) -> None:
    assert by_reference(session, "P-AAAA-AAAA") is None


def test_a_person_whose_records_were_all_removed_is_gone_and_not_unknown(session: Session) -> None:
    one, two, *_ = enter(session)
    same(session, one, two)
    reference = held(session, one).reference
    erase(session, one, "living", None)
    assert by_reference(session, reference) == Moved((), (two,))
    erase(session, two, "living", None)
    assert by_reference(session, reference) == Moved((), ())


def test_what_a_removed_record_connected_stays_connected(session: Session) -> None:
    one, two, three, *_ = enter(session)
    same(session, one, two)
    same(session, two, three)
    reference = held(session, one).reference
    erase(session, two, "living", None)
    assert (held(session, three).reference, records_of(session, held(session, one))) == (reference, (one, three))


def test_kin_of_a_removed_record_is_nobodys_kin(session: Session) -> None:
    one, two, *_ = enter(session)
    kin(session, one, two, "parent")
    erase(session, two, "living", None)
    assert (person_of(session, one), list(session.scalars(select(PersonRecord)))) == (None, [])


def test_a_person_of_fifty_records_takes_no_more(session: Session) -> None:
    records = enter(session, LARGEST + 2)
    for left, right in pairwise(records[:-2]):
        same(session, left, right)
    assert len(records_of(session, held(session, records[0]))) == LARGEST == 50
    made = same(session, records[-2], records[-1])
    with pytest.raises(TooLarge) as refused:
        same(session, records[0], records[-1])
    assert (refused.value.size, refused.value.most) == (52, 50)
    assert records_of(session, held(session, records[0])) == tuple(records[:-2])
    undo(session, made.id, None)
    with pytest.raises(TooLarge):
        same(session, records[0], records[-1])


def test_a_conflict_is_told_with_the_judgements_on_both_sides(session: Session) -> None:
    one, two, three, *_ = enter(session)
    chain = [same(session, one, two), same(session, two, three)]
    denied = different(session, one, three)
    (found,) = conflicts(session, held(session, two))
    assert (found.judgement, list(found.chain), found.way) == (denied, chain, (one, two, three))
    undo(session, chain[1].id, None)
    assert conflicts(session, held(session, two)) == ()
    assert not held(session, two).conflict


def test_kin_within_one_person_is_a_conflict_and_no_kinship(session: Session) -> None:
    one, two, *_ = enter(session)
    same(session, one, two)
    kin(session, one, two, "sibling")
    assert held(session, one).conflict
    assert [found.judgement.relation for found in conflicts(session, held(session, one))] == ["sibling"]


def named(session: Session, record: int, written: str, **told: object) -> WrittenName:
    name = WrittenName(record_id=record, position=9, written=written, **told)
    session.add(name)
    session.flush()
    session.expire(session.get_one(Record, record), ["names"])
    return name


def test_a_person_goes_by_the_fullest_main_name_then_by_the_one_most_agree_on(session: Session) -> None:
    records = enter(session)
    one, two, three, sakwas = records[0], records[1], records[2], records[6]
    same(session, one, two)
    named(session, one, "Жансугуров Ильяс Жансугурович", kind="variant", surname="Ж", given_name="И", patronymic="Ж")
    assert preferred_name(held(session, one)).written == "Жансугуров Ильяс"  # the earliest of equals, no variant
    same(session, two, three)
    named(session, three, "ДЖАНСУГУРОВ ИЛЬЯС", kind="variant", surname="Джансугуров", given_name="Ильяс")
    session.expire(held(session, one), ["records"])
    assert preferred_name(held(session, one)).written == "Джансугуров Ильяс"
    same(session, one, sakwas)
    assert preferred_name(held(session, one)).written == "Сейфуллин Садвакас Сейфуллинович"


def test_an_independent_source_names_before_a_compiled_one(session: Session) -> None:
    one, *_ = enter(session)
    two, *_ = enter(session)
    session.get_one(Record, one).source.independent = False
    session.flush()
    same(session, one, two)
    assert preferred_name(held(session, one)).record_id == two


def test_an_archivist_chooses_the_name_and_the_choice_survives_an_undo(session: Session) -> None:
    one, two, three, *_ = enter(session)
    (archivist, *_) = judges(session)
    made = same(session, one, two)
    person = held(session, one)
    chosen = session.get_one(Record, two).name
    choose_name(session, person, chosen.id, archivist)
    assert preferred_name(person) is chosen
    with pytest.raises(ForeignName):
        choose_name(session, person, session.get_one(Record, three).name.id, archivist)
    back = undo(session, made.id, archivist)
    undo(session, back.id, archivist)
    assert preferred_name(held(session, one)) is chosen
    choose_name(session, person, None, archivist)
    assert preferred_name(person).record_id == one
    events = session.scalars(select(AuditEvent).where(AuditEvent.action == "named")).all()
    assert [event.data for event in events] == [{"name": chosen.id}, {"name": None}]


def test_a_correction_of_something_else_keeps_the_chosen_name(session: Session) -> None:
    one, two, *_ = enter(session)
    (archivist, *_) = judges(session)
    same(session, one, two)
    record = session.get_one(Record, two)
    chosen = named(session, two, "Илияс Жансүгіров", kind="variant", language="kk")
    choose_name(session, held(session, one), chosen.id, archivist)
    said = {"occupation": "поэт", "name_variants": "ru:Жансугуров И."}
    correct(session, record, correction_of(said, record), Change(archivist, "corrected"))
    session.flush()
    assert [name.written for name in record.names] == ["Джансугуров Ильяс", "Илияс Жансүгіров", "Жансугуров И."]
    session.expire(held(session, one), ["name", "name_id"])
    assert preferred_name(held(session, one)).written == "Илияс Жансүгіров"


def test_records_never_change_by_linking(session: Session) -> None:
    records = enter(session)

    def told() -> str:
        tables = [table for table in Base.metadata.sorted_tables if table.name in ("record", "written_name", "source")]
        return str([session.execute(table.select()).all() for table in tables])

    before = told()
    made = [same(session, records[0], records[1]), kin(session, records[1], records[4], "spouse")]
    different(session, records[0], records[2])
    same(session, records[1], records[2])
    undo(session, made[0].id, None)
    assert told() == before


def test_everything_is_in_the_chain_of_events_and_no_word_of_anybody(session: Session) -> None:
    one, two, *_ = enter(session)
    made = same(session, one, two)
    back = undo(session, made.id, None, "ошиблась")
    events = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(event.action, event.subject, event.data) for event in events] == [
        ("judged", f"judgement:{made.id}", {"records": [one, two]}),
        ("undone", f"judgement:{made.id}", {"by": back.id, "records": [one, two]}),
    ]
    assert broken_at(session) is None


def test_a_migrated_log_is_settled_once(session: Session) -> None:
    one, two, *_ = enter(session)
    assert not settle_first(session)
    session.add(Judgement(left_id=one, right_id=two, kind="same", verdict="same"))
    assert settle_first(session)
    reference = held(session, one).reference
    assert not settle_first(session)
    settle_all(session)
    assert (held(session, two).reference, session.query(PersonFormer).count()) == (reference, 2)
