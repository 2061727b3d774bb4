"""A historical date as five columns of a table: EDTF, earliest and latest day, calendar, wording of the source."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Composite, composite, mapped_column

from app.dates import HistoricalDate


def dated(prefix: str) -> Composite[HistoricalDate]:
    """Columns ``{prefix}_edtf, _earliest, _latest, _calendar, _written`` read and written as one HistoricalDate.

    Days are ISO strings, so that they sort as text in every database; an unknown date is the empty value, never NULL.
    """
    return composite(
        HistoricalDate,
        mapped_column(f"{prefix}_edtf", String(64).with_variant(String(), "postgresql"), default="", server_default=""),
        mapped_column(f"{prefix}_earliest", String(10), default="", server_default=""),
        mapped_column(f"{prefix}_latest", String(10), default="", server_default=""),
        mapped_column(f"{prefix}_calendar", String(9), default="gregorian", server_default="gregorian"),
        mapped_column(f"{prefix}_written", default="", server_default=""),
    )
