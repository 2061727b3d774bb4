from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from app.config import ROOT
from app.db import alembic_config, migrate
from app.models import Base
from tests.databases import ON_POSTGRESQL, drop, new_database, opened

REVISIONS = [s.revision for s in ScriptDirectory.from_config(alembic_config("sqlite://")).walk_revisions()][::-1]

Database = tuple[str, Engine]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """A database without tables: its address and the engine."""
    url = new_database(tmp_path)
    with opened(url) as engine:
        yield url, engine
    drop(url)


def test_the_head_schema_equals_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"render_as_batch": True, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    url = new_database(tmp_path / "deeper")
    migrate(url)
    migrate(url)
    with opened(url) as engine:
        assert inspect(engine).has_table("record")


def test_two_who_set_up_at_once_take_turns(tmp_path: Path) -> None:
    url = new_database(tmp_path)
    command_line = [sys.executable, "-c", f"from app.db import migrate; migrate({url!r})"]
    both = [subprocess.Popen(command_line, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(one.communicate()[1], one.returncode) for one in both] == [("", 0), ("", 0)]
    with opened(url) as engine:
        assert inspect(engine).has_table("record")


def test_0001_up_holds_a_person_and_down_leaves_nothing(empty: Database) -> None:
    url, engine = empty
    migrate(url, "0001")
    with engine.begin() as connection:
        connection.execute(text(SOURCE_0001))
        connection.execute(text(PERSON_0001))
        row = connection.execute(text("SELECT source_ref, birth_edtf, birth_written FROM record")).one()
    assert tuple(row) == ("bukeikhanov-alikhan", "1866", "род. 1866")
    command.downgrade(alembic_config(url), "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version", "sqlite_sequence"}


def test_0002_up_and_down_keep_the_runs(empty: Database) -> None:
    url, engine = empty
    migrate(url, "0001")
    with engine.begin() as connection:
        connection.execute(text(RUN_0001))
    migrate(url, "0002")
    with engine.connect() as connection:
        assert tuple(connection.execute(text("SELECT filename, line, how FROM import_run")).one()) == (
            "list.csv",
            501,
            "",
        )
    command.downgrade(alembic_config(url), "0001")
    with engine.connect() as connection:
        assert tuple(connection.execute(text("SELECT filename, line FROM import_run")).one()) == ("list.csv", 501)


def test_0003_up_holds_texts_and_down_leaves_the_rest(empty: Database) -> None:
    url, engine = empty
    migrate(url, "0002")
    with engine.begin() as connection:
        connection.execute(text(SOURCE_0001))
    migrate(url, "0003")
    with engine.begin() as connection:
        connection.execute(text(TEXT_0003))
        assert connection.execute(text('SELECT owner, "row" FROM translation')).one() == ("place", "karlag")
        with pytest.raises(IntegrityError):
            connection.execute(text(TEXT_0003))
    command.downgrade(alembic_config(url), "0002")
    assert not inspect(engine).has_table("translation")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT citation FROM source")).scalar() == "Книга скорби"


def test_0004_up_and_down_keep_the_person_and_what_belongs_to_them(empty: Database) -> None:
    url, engine = empty
    migrate(url, "0003")
    with engine.begin() as connection:
        for statement in (SOURCE_0001, PERSON_0001, NAME_0001):
            connection.execute(text(statement))
    migrate(url, "0004")
    with engine.begin() as connection:
        assert tuple(
            connection.execute(text("SELECT checked, living, CAST(corrected AS VARCHAR) FROM record")).one()
        ) == ("", "", "{}")
        connection.execute(text(USER_0004))
        connection.execute(text(SUBMISSION_0004))
    command.downgrade(alembic_config(url), "0003")
    assert not inspect(engine).has_table("submission")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT written FROM written_name")).scalar() == "Алихан Бокейхан"


def test_0005_up_makes_judgements_of_further_sources_and_down_keeps_the_submissions(empty: Database) -> None:
    url, engine = empty
    migrate(url, "0004")
    further = "UPDATE submission SET kind = 'addition', state = 'accepted', about_id = 2, record_id = 1"
    with engine.begin() as connection:
        for statement in (SOURCE_0001, PERSON_0001, NAME_0001, USER_0004, SUBMISSION_0004):
            connection.execute(text(statement))
        connection.execute(text(PERSON_0001.replace("bukeikhanov-alikhan", "bukeikhanov-2")))
        connection.execute(text(further))
    migrate(url, "0005")
    with engine.begin() as connection:
        judged = connection.execute(text("SELECT left_id, right_id, kind, verdict, judge_id FROM judgement")).all()
        assert [tuple(row) for row in judged] == [(1, 2, "same", "same", None)]
        connection.execute(text(PERSON_0005))
        connection.execute(text("INSERT INTO person_record (record_id, person_id) VALUES (1, 1), (2, 1)"))
    command.downgrade(alembic_config(url), "0004")
    assert not inspect(engine).has_table("judgement")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT kind, state, about_id FROM submission")).one() == (
            "addition",
            "accepted",
            2,
        )


def test_0006_up_takes_words_of_any_length_and_down_keeps_their_beginning(empty: Database) -> None:
    url, engine = empty
    migrate(url, "0005")
    with engine.begin() as connection:
        for statement in (SOURCE_0001, PERSON_0001):
            connection.execute(text(statement))
        connection.execute(text(RELATIVE_0005), {"relation": "son"})
    migrate(url, "0006")
    with engine.begin() as connection:
        connection.execute(text(RELATIVE_0005), {"relation": "троюродный брат " * 9})
        connection.execute(text("UPDATE record SET confidence = :said"), {"said": "по рассказам " * 9})
    command.downgrade(alembic_config(url), "0005")
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT relation, written FROM named_relative ORDER BY id")).all()
        assert [tuple(row) for row in kept] == [
            ("son", "Смахан Бокейханулы"),
            (("троюродный брат " * 9)[:40], "Смахан Бокейханулы"),
        ]
        assert len(inspect(connection).get_indexes("named_relative")) == 2
        confidence = connection.execute(text("SELECT confidence FROM record")).scalar()
    assert confidence == ("по рассказам " * 9)[: 20 if ON_POSTGRESQL else None]


SOURCE_0001 = """
INSERT INTO source (digest, citation, repository, fonds, inventory, file, folio, urls, licence, independent)
VALUES ('made-up', 'Книга скорби', '', '', '', '', '', '[]', '', true)
"""
PERSON_0001 = """
INSERT INTO record (source_ref, source_id, sex, nation_written, nation_inferred, citizenship, birth_edtf, birth_written,
    birth_place, residence, occupation, education, party, fate, fate_written, death_place, burial_place, rehabilitation,
    rehabilitation_written, rehabilitation_body, rehabilitation_ground, notes, confidence, wording, unread, extra,
    created_at, updated_at)
VALUES ('bukeikhanov-alikhan', 1, 'm', '', false, '', '1866', 'род. 1866',
    '', '', '', '', '', 'shot', '', '', '', '', '',
    '', '', '', '', '', '[]', '{}', '2026-01-01', '2026-01-01')
"""
NAME_0001 = """
INSERT INTO written_name (record_id, position, kind, language, written, surname, given_name, patronymic, maiden_name)
VALUES (1, 0, 'main', 'kk', 'Алихан Бокейхан', '', '', '', '')
"""
USER_0004 = """
INSERT INTO "user" (email, name, language, active, trusted, fs_uniquifier, created_at)
VALUES ('aigul@example.org', 'Айгуль', 'kk', true, false, 'made-up', '2026-01-01')
"""
SUBMISSION_0004 = """
INSERT INTO submission (reference, token, state, kind, said, digest, submitter_id, language, relation, about_id,
    created_at, changed_at)
VALUES ('S-7K3F', 'made-up', 'pending', 'addition', '{"surname": "Бокейхан"}', '', 1, 'kk', '', 1, '2026-01-01',
    '2026-01-01')
"""
PERSON_0005 = """
INSERT INTO person (reference, anchor_id, conflict, created_at, changed_at)
VALUES ('P-1', 1, false, '2026-01-01', '2026-01-01')
"""
RELATIVE_0005 = """
INSERT INTO named_relative (record_id, position, relation, written, pages)
VALUES (1, 0, :relation, 'Смахан Бокейханулы', '[]')
"""
RUN_0001 = """
INSERT INTO import_run (digest, filename, format, line, read, accepted, rejected, started_at)
VALUES ('made-up', 'list.csv', 'csv', 501, 500, 500, 0, '2026-01-01')
"""
TEXT_0003 = """
INSERT INTO translation (owner, "row", field, texts) VALUES ('place', 'karlag', 'description', '{"lt": "Karlagas"}')
"""
DATA_TESTS = {
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
}  # revisions with an upgrade and a downgrade test on data above


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_migration_has_a_data_test(revision: str) -> None:
    assert revision in DATA_TESTS
