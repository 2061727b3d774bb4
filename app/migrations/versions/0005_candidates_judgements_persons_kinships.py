"""candidates, judgements, persons, kinships"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = (
    "person_record",
    "person_former",
    "kinship",
    "person",
    "proposed",
    "candidate",
    "judgement",
    "estimate",
    "due_proposal",
)
# Further sources that archivists accepted as speaking of the same person were judgements already, by another name.
ADDITIONS = """
INSERT INTO judgement (left_id, right_id, kind, verdict, relation, note, judge_id, at, seen, batch, round, needs)
SELECT CASE WHEN about_id < record_id THEN about_id ELSE record_id END,
       CASE WHEN about_id < record_id THEN record_id ELSE about_id END,
       'same', 'same', '', '', NULL, changed_at, '{}', '', 1, 1
FROM submission
WHERE kind = 'addition' AND state = 'accepted' AND about_id IS NOT NULL AND record_id IS NOT NULL
      AND about_id <> record_id
ORDER BY id
"""


def upgrade() -> None:
    op.create_table(
        "due_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_proposal")),
    )
    op.create_index(op.f("ix_due_proposal_record_id"), "due_proposal", ["record_id"])

    op.create_table(
        "estimate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("collection", sa.String(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("pairs", sa.Integer(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimate")),
    )
    op.create_index(op.f("ix_estimate_kind"), "estimate", ["kind"])

    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=True),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["judge_id"], ["user.id"], name=op.f("fk_judgement_judge_id_user")),
        sa.ForeignKeyConstraint(["undoes_id"], ["judgement.id"], name=op.f("fk_judgement_undoes_id_judgement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.UniqueConstraint("token", name=op.f("uq_judgement_token")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_judgement_batch"), "judgement", ["batch"])
    op.create_index(op.f("ix_judgement_judge_id"), "judgement", ["judge_id"])
    op.create_index("ix_judgement_pair", "judgement", ["left_id", "right_id", "kind"])
    op.create_index(op.f("ix_judgement_right_id"), "judgement", ["right_id"])
    op.create_index(op.f("ix_judgement_undoes_id"), "judgement", ["undoes_id"])

    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("band", sa.String(length=10), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("news", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("surname", sa.String(), nullable=False),
        sa.Column("left_source", sa.String(length=80), nullable=False),
        sa.Column("right_source", sa.String(length=80), nullable=False),
        sa.Column("first_by_id", sa.Integer(), nullable=True),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["first_by_id"], ["user.id"], name=op.f("fk_candidate_first_by_id_user")),
        sa.ForeignKeyConstraint(["second_by_id"], ["user.id"], name=op.f("fk_candidate_second_by_id_user")),
        sa.ForeignKeyConstraint(
            ["left_id"], ["record.id"], name=op.f("fk_candidate_left_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["right_id"], ["record.id"], name=op.f("fk_candidate_right_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("left_id", "right_id", "kind", name=op.f("uq_candidate_left_id")),
    )
    op.create_index(op.f("ix_candidate_left_source"), "candidate", ["left_source"])
    op.create_index(
        "ix_candidate_queue", "candidate",
        ["state", "value", "id", "kind", "band", "surname", "left_source", "right_source", "left_id", "right_id",
         "first_by_id", "second_by_id"],
    )  # fmt: skip
    op.create_index(op.f("ix_candidate_right_id"), "candidate", ["right_id"])
    op.create_index(op.f("ix_candidate_right_source"), "candidate", ["right_source"])
    op.create_index(op.f("ix_candidate_surname"), "candidate", ["surname"])

    op.create_table(
        "proposed",
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_proposed_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_proposed")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("anchor_id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=True),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["name_id"], ["written_name.id"], name=op.f("fk_person_name_id_written_name"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("anchor_id", name=op.f("uq_person_anchor_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_person_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_person_conflict"), "person", ["conflict"])
    op.create_index(op.f("ix_person_retired_at"), "person", ["retired_at"])

    op.create_table(
        "kinship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("judgement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["judgement_id"], ["judgement.id"], name=op.f("fk_kinship_judgement_id_judgement")),
        sa.ForeignKeyConstraint(["left_id"], ["person.id"], name=op.f("fk_kinship_left_id_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["right_id"], ["person.id"], name=op.f("fk_kinship_right_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kinship")),
        sa.UniqueConstraint("left_id", "right_id", name=op.f("uq_kinship_left_id")),
    )
    op.create_index(op.f("ix_kinship_right_id"), "kinship", ["right_id"])

    op.create_table(
        "person_former",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_former_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "record_id", name=op.f("pk_person_former")),
    )
    op.create_table(
        "person_record",
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_record_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_person_record_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_person_record")),
    )
    op.create_index(op.f("ix_person_record_person_id"), "person_record", ["person_id"])
    op.execute(ADDITIONS)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
