"""what a list calls a relative may be as long as it likes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("named_relative") as table:
        table.alter_column("relation", existing_type=sa.String(length=40), type_=sa.String(), existing_nullable=False)


def downgrade() -> None:
    op.execute("UPDATE named_relative SET relation = substr(relation, 1, 40) WHERE length(relation) > 40")
    with op.batch_alter_table("named_relative") as table:
        table.alter_column("relation", existing_type=sa.String(), type_=sa.String(length=40), existing_nullable=False)
