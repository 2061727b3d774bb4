"""Which row of which list a record was brought in with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dates import HistoricalDate
from app.models import ImportRun, SourceRow


@dataclass(frozen=True, slots=True)
class Origin:
    """A row of a file that an import brought in; ``digest`` is of the row as it stood there (SHA-256)."""

    file: str
    line: int
    digest: str
    begun_at: datetime

    @property
    def on(self) -> HistoricalDate:
        """The day of the import as dates are said here."""
        return HistoricalDate(*[self.begun_at.date().isoformat()] * 3)


def origins(session: Session, record_id: int) -> list[Origin]:
    """All rows that the record was made of or renewed by, in the order in which they came."""
    rows = (
        select(ImportRun.filename, SourceRow.line, SourceRow.digest, ImportRun.started_at)
        .join(SourceRow, SourceRow.run_id == ImportRun.id)
        .where(SourceRow.record_id == record_id)
        .order_by(SourceRow.id)
    )
    return [Origin(file, line, digest, begun) for file, line, digest, begun in session.execute(rows)]
