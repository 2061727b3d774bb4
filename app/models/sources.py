"""Where a record comes from: archive, fonds, inventory, file, folio, or a book or page."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Source(Base):
    """The provenance of records, as an archivist cites it.

    ``digest`` is a hash of all other columns: one provenance is one row. ``independent`` is false for what was compiled
    from other people's pages: such a source never counts as evidence of its own.
    """

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    citation: Mapped[str] = mapped_column(default="")
    repository: Mapped[str] = mapped_column(default="")
    fonds: Mapped[str] = mapped_column(default="")
    inventory: Mapped[str] = mapped_column(default="")
    file: Mapped[str] = mapped_column(default="")
    folio: Mapped[str] = mapped_column(default="")
    urls: Mapped[list[str]] = mapped_column(default=list)
    licence: Mapped[str] = mapped_column(default="")
    independent: Mapped[bool] = mapped_column(default=True)
