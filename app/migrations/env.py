"""Alembic's way in: one connection, one transaction that takes its turn: two who set up at once come one by one."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app.db import IN_TURN
from app.models import Base

url = context.config.get_main_option("sqlalchemy.url") or ""
engine = create_engine(url, poolclass=NullPool)
with engine.execution_options(**IN_TURN[engine.dialect.name]).begin() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
