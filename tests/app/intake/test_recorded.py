from __future__ import annotations

from dataclasses import astuple

from flask import Flask
from pytest import TempPathFactory, fixture
from sqlalchemy import Engine, create_engine, inspect, select
from sqlalchemy.orm import Session

from app.intake.accept import Lookup, fill
from app.intake.draft_json import as_json, from_json
from app.intake.recorded import drafted
from app.models import Record
from app.whole import WHOLE
from tests.sampled import sampled_service


@fixture
def people(tmp_path_factory: TempPathFactory) -> Engine:
    """The curated persons, in the database of the sample service."""
    service: Flask = sampled_service(tmp_path_factory)
    return create_engine(service.config["ESIMDER"].database_url)


def columns(thing: object) -> dict[str, object]:
    """Every column of a row but its own keys and times."""
    mapper = inspect(thing).mapper
    names = {attr.key for attr in mapper.column_attrs if not attr.key.startswith("_")}
    left_out = {"id", "record_id", "episode_id", "created_at", "updated_at", "other_id", "pages"}
    return {name: getattr(thing, name) for name in names - left_out}


def everything(record: Record) -> list[object]:
    parts = [record, *record.names, *record.episodes, *record.relatives, record.source]
    return [columns(part) for part in (*parts, *(stay for told in record.episodes for stay in told.stays))]


def test_filling_a_record_with_its_own_draft_leaves_every_column_as_it_is(people: Engine) -> None:
    with Session(people) as session:
        lookup = Lookup.read(session)
        records = session.scalars(select(Record).options(*WHOLE)).unique().all()
        assert len(records) > 200
        for record in records:
            before = everything(record)
            with session.no_autoflush:
                fill(session, record, drafted(record), lookup)
            assert everything(record) == before
        session.rollback()


def test_a_draft_as_data_comes_back_exactly(people: Engine) -> None:
    with Session(people) as session:
        for record in session.scalars(select(Record).options(*WHOLE)).unique():
            draft = drafted(record)
            assert astuple(from_json(as_json(draft))) == astuple(draft)
