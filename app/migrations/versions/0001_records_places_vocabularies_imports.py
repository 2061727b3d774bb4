"""records, places, vocabularies, imports"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "archive",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("own_name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("covers_nations", sa.JSON(), nullable=False),
        sa.Column("covers_places", sa.JSON(), nullable=False),
        sa.Column("covers_kinds", sa.JSON(), nullable=False),
        sa.Column("holdings", sa.String(), nullable=False),
        sa.Column("how_to_ask", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(length=20), nullable=False),
        sa.Column("as_of", sa.String(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive")),
    )
    op.create_table(
        "glossary_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("written_forms", sa.String(), nullable=False),
        sa.Column("expansion", sa.String(), nullable=False),
        sa.Column("meanings", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("occurrences", sa.Integer(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_entry")),
    )
    with op.batch_alter_table("glossary_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_glossary_entry_term"), ["term"], unique=False)

    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
        sa.UniqueConstraint("digest", name=op.f("uq_import_run_digest")),
    )
    op.create_table(
        "loaded_file",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_loaded_file")),
    )
    op.create_table(
        "nation",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_sources", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nation")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "place",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.String(length=60), nullable=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("opened", sa.String(), nullable=False),
        sa.Column("closed", sa.String(), nullable=False),
        sa.Column("headquarters", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("peak_prisoners", sa.String(), nullable=False),
        sa.Column("see_also", sa.JSON(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["place.id"], name=op.f("fk_place_parent_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "renamed_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("from_year", sa.String(length=10), nullable=False),
        sa.Column("to_year", sa.String(length=10), nullable=False),
        sa.Column("present", sa.JSON(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("occurrences", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.String(length=20), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renamed_place")),
    )
    with op.batch_alter_table("renamed_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_renamed_place_written"), ["written"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("citation", sa.String(), nullable=False),
        sa.Column("repository", sa.String(), nullable=False),
        sa.Column("fonds", sa.String(), nullable=False),
        sa.Column("inventory", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("folio", sa.String(), nullable=False),
        sa.Column("urls", sa.JSON(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("independent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("digest", name=op.f("uq_source_digest")),
    )
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vocabulary", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("written_forms", sa.String(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("occurrences", sa.Integer(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("vocabulary", "code", name=op.f("uq_term_vocabulary")),
    )
    with op.batch_alter_table("term", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_term_vocabulary"), ["vocabulary"], unique=False)

    op.create_table(
        "timeline_event",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("date", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("numbers", sa.String(), nullable=False),
        sa.Column("number_sources", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline_event")),
    )
    with op.batch_alter_table("timeline_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timeline_event_date"), ["date"], unique=False)

    op.create_table(
        "memorial",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("year", sa.String(), nullable=False),
        sa.Column("nation_id", sa.String(length=40), nullable=True),
        sa.Column("dedicated_to", sa.String(), nullable=False),
        sa.Column("see_also", sa.JSON(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["nation_id"], ["nation.id"], name=op.f("fk_memorial_nation_id_nation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memorial")),
    )
    with op.batch_alter_table("memorial", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memorial_nation_id"), ["nation_id"], unique=False)

    op.create_table(
        "place_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.String(length=60), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_place_alias_place_id_place"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_alias")),
    )
    with op.batch_alter_table("place_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_alias_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_alias_place_id"), ["place_id"], unique=False)

    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_ref", sa.String(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("nation_id", sa.String(length=40), nullable=True),
        sa.Column("nation_written", sa.String(), nullable=False),
        sa.Column("nation_inferred", sa.Boolean(), nullable=False),
        sa.Column("citizenship", sa.String(), nullable=False),
        sa.Column("birth_edtf", sa.String(length=64), server_default="", nullable=False),
        sa.Column("birth_earliest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("birth_latest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("birth_calendar", sa.String(length=9), server_default="gregorian", nullable=False),
        sa.Column("birth_written", sa.String(), server_default="", nullable=False),
        sa.Column("birth_place", sa.String(), nullable=False),
        sa.Column("residence", sa.String(), nullable=False),
        sa.Column("occupation", sa.String(), nullable=False),
        sa.Column("education", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("fate", sa.String(length=40), nullable=False),
        sa.Column("fate_written", sa.String(), nullable=False),
        sa.Column("death_edtf", sa.String(length=64), server_default="", nullable=False),
        sa.Column("death_earliest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("death_latest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("death_calendar", sa.String(length=9), server_default="gregorian", nullable=False),
        sa.Column("death_written", sa.String(), server_default="", nullable=False),
        sa.Column("death_place", sa.String(), nullable=False),
        sa.Column("burial_place", sa.String(), nullable=False),
        sa.Column("burial_place_id", sa.String(length=60), nullable=True),
        sa.Column("rehabilitation", sa.String(length=40), nullable=False),
        sa.Column("rehabilitation_written", sa.String(), nullable=False),
        sa.Column("rehabilitated_edtf", sa.String(length=64), server_default="", nullable=False),
        sa.Column("rehabilitated_earliest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("rehabilitated_latest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("rehabilitated_calendar", sa.String(length=9), server_default="gregorian", nullable=False),
        sa.Column("rehabilitated_written", sa.String(), server_default="", nullable=False),
        sa.Column("rehabilitation_body", sa.String(), nullable=False),
        sa.Column("rehabilitation_ground", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(length=20), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["burial_place_id"], ["place.id"], name=op.f("fk_record_burial_place_id_place")),
        sa.ForeignKeyConstraint(["nation_id"], ["nation.id"], name=op.f("fk_record_nation_id_nation")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_record_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("source_ref", name=op.f("uq_record_source_ref")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_burial_place_id"), ["burial_place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_fate"), ["fate"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_nation_id"), ["nation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_source_id"), ["source_id"], unique=False)

    op.create_table(
        "episode",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("arrested_edtf", sa.String(length=64), server_default="", nullable=False),
        sa.Column("arrested_earliest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("arrested_latest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("arrested_calendar", sa.String(length=9), server_default="gregorian", nullable=False),
        sa.Column("arrested_written", sa.String(), server_default="", nullable=False),
        sa.Column("arrested_by", sa.String(), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=False),
        sa.Column("body_written", sa.String(), nullable=False),
        sa.Column("decided_edtf", sa.String(length=64), server_default="", nullable=False),
        sa.Column("decided_earliest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("decided_latest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("decided_calendar", sa.String(length=9), server_default="gregorian", nullable=False),
        sa.Column("decided_written", sa.String(), server_default="", nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("charge", sa.String(), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("measure_written", sa.String(), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("term", sa.String(length=20), nullable=False),
        sa.Column("term_written", sa.String(), nullable=False),
        sa.Column("commutation", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_episode_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
    )
    with op.batch_alter_table("episode", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_episode_record_id"), ["record_id"], unique=False)

    op.create_table(
        "named_relative",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["other_id"], ["record.id"], name=op.f("fk_named_relative_other_id_record"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_named_relative_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_relative")),
    )
    with op.batch_alter_table("named_relative", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_named_relative_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_named_relative_record_id"), ["record_id"], unique=False)

    op.create_table(
        "source_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("row", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_source_row_record_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_source_row_run_id_import_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_row")),
    )
    with op.batch_alter_table("source_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_row_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_row_run_id"), ["run_id"], unique=False)

    op.create_table(
        "written_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("surname", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("patronymic", sa.String(), nullable=False),
        sa.Column("maiden_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_written_name_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_name")),
    )
    with op.batch_alter_table("written_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_written_name_record_id"), ["record_id"], unique=False)

    op.create_table(
        "stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.String(length=60), nullable=True),
        sa.Column("place_written", sa.String(), nullable=False),
        sa.Column("arrival_edtf", sa.String(length=64), server_default="", nullable=False),
        sa.Column("arrival_earliest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("arrival_latest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("arrival_calendar", sa.String(length=9), server_default="gregorian", nullable=False),
        sa.Column("arrival_written", sa.String(), server_default="", nullable=False),
        sa.Column("departure_edtf", sa.String(length=64), server_default="", nullable=False),
        sa.Column("departure_earliest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("departure_latest", sa.String(length=10), server_default="", nullable=False),
        sa.Column("departure_calendar", sa.String(length=9), server_default="gregorian", nullable=False),
        sa.Column("departure_written", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode.id"], name=op.f("fk_stay_episode_id_episode"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_stay_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stay")),
    )
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stay_episode_id"), ["episode_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stay_place_id"), ["place_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stay_place_id"))
        batch_op.drop_index(batch_op.f("ix_stay_episode_id"))

    op.drop_table("stay")
    with op.batch_alter_table("written_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_written_name_record_id"))

    op.drop_table("written_name")
    with op.batch_alter_table("source_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_row_run_id"))
        batch_op.drop_index(batch_op.f("ix_source_row_record_id"))

    op.drop_table("source_row")
    with op.batch_alter_table("named_relative", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_named_relative_record_id"))
        batch_op.drop_index(batch_op.f("ix_named_relative_other_id"))

    op.drop_table("named_relative")
    with op.batch_alter_table("episode", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_episode_record_id"))

    op.drop_table("episode")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_source_id"))
        batch_op.drop_index(batch_op.f("ix_record_nation_id"))
        batch_op.drop_index(batch_op.f("ix_record_fate"))
        batch_op.drop_index(batch_op.f("ix_record_burial_place_id"))

    op.drop_table("record")
    with op.batch_alter_table("place_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_alias_place_id"))
        batch_op.drop_index(batch_op.f("ix_place_alias_folded"))

    op.drop_table("place_alias")
    with op.batch_alter_table("memorial", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_memorial_nation_id"))

    op.drop_table("memorial")
    with op.batch_alter_table("timeline_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timeline_event_date"))

    op.drop_table("timeline_event")
    with op.batch_alter_table("term", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_term_vocabulary"))

    op.drop_table("term")
    op.drop_table("source")
    with op.batch_alter_table("renamed_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_renamed_place_written"))

    op.drop_table("renamed_place")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_parent_id"))

    op.drop_table("place")
    op.drop_table("outbox")
    op.drop_table("nation")
    op.drop_table("loaded_file")
    op.drop_table("import_run")
    with op.batch_alter_table("glossary_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_glossary_entry_term"))

    op.drop_table("glossary_entry")
    op.drop_table("archive")
