"""what a list calls a relative, how sure it is, and a choice of many days may be as long as they like"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UNBOUNDED = (
    ("record", "confidence", 20),
    ("record", "birth_edtf", 64),
    ("record", "death_edtf", 64),
    ("record", "rehabilitated_edtf", 64),
    ("episode", "arrested_edtf", 64),
    ("episode", "decided_edtf", 64),
    ("stay", "arrival_edtf", 64),
    ("stay", "departure_edtf", 64),
)


def upgrade() -> None:
    with op.batch_alter_table("named_relative") as relatives:
        relatives.alter_column(
            "relation", existing_type=sa.String(length=40), type_=sa.String(), existing_nullable=False
        )
    if _bounds_texts():
        for table, column, length in UNBOUNDED:
            op.alter_column(table, column, existing_type=sa.String(length=length), type_=sa.String())


def downgrade() -> None:
    if _bounds_texts():
        for table, column, length in UNBOUNDED:
            op.alter_column(
                table, column, existing_type=sa.String(), type_=sa.String(length=length),
                postgresql_using=f"substr({column}, 1, {length})",
            )  # fmt: skip
    op.execute("UPDATE named_relative SET relation = substr(relation, 1, 40) WHERE length(relation) > 40")
    with op.batch_alter_table("named_relative") as relatives:
        relatives.alter_column(
            "relation", existing_type=sa.String(), type_=sa.String(length=40), existing_nullable=False
        )


def _bounds_texts() -> bool:
    """SQLite never minds a length: a table of millions need not be written anew, and its numbers go on."""
    return op.get_bind().dialect.name == "postgresql"
