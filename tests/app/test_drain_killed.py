"""Killed at any step of bringing the outbox into the index, no record is lost, and none that was deleted comes back."""

from __future__ import annotations

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from app import indexing
from app.config import Config
from app.db import open_engine, writing
from app.models import OutboxEntry, Record
from indexer.index import Index
from tests.app.test_indexing import add, owed
from tests.killed import killed_at_each_step


def indexed(config: Config) -> list[int]:
    """The records in the index; each is found by its number, and the index says of it what it should."""
    index = Index(config.index_dir)
    held = [int(leaf.columns.record_ids[document]) for leaf in index.leaves for document in leaf.living.tolist()]
    for number in held:
        found = index.of_record(number)
        assert found
        assert found[0].said(found[1]).heading
    return sorted(held)


def test_no_record_is_lost_and_no_deleted_one_comes_back(engine: Engine, config: Config) -> None:
    newest = add(engine, "r-0", "Рыскулов", "Турар")
    indexing.drain(engine, config.index_dir)

    def ready() -> None:
        """Somebody is deleted, somebody comes."""
        nonlocal newest
        with writing(engine) as session:
            session.execute(delete(Record).where(Record.id == newest))
            session.add(OutboxEntry(record_id=newest))
        newest = add(engine, f"r-{newest}", "Ходжанов", "Султанбек")
        engine.dispose()

    def act() -> None:
        own = open_engine(config.database_url)
        indexing.drain(own, config.index_dir)
        own.dispose()

    for _ in killed_at_each_step(act, ready):
        assert len(indexed(config)) in (0, 1, 2)  # it can be opened
        indexing.drain(engine, config.index_dir)
        assert owed(engine) == 0
        with Session(engine) as session:
            assert indexed(config) == list(session.scalars(select(Record.id).order_by(Record.id))) == [newest]
