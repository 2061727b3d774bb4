"""Lists hold what they hold: no column of a database is too narrow for a cell, on either of the two."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.intake.batch import Order
from app.intake.importing import bring_in
from app.intake.readers import read
from app.intake.report import Report
from app.models import NamedRelative, Record, SourceRow

WORDS = "со слов соседей по бараку " * 40
COLUMNS = (
    "given_name", "patronymic", "maiden_name", "sex", "nation", "citizenship", "birth_place", "residence",
    "occupation", "education", "party", "arrested_by", "sentenced_by", "article", "charge", "sentence", "term", "camps",
    "fate", "death_place", "burial_place", "rehabilitation_body", "rehabilitation_ground", "notes", "source_url",
    "repository", "fonds", "inventory", "file", "folio", "citation", "confidence",
)  # fmt: skip
YEARS = f"[{','.join(map(str, range(1900, 1930)))}]"


@pytest.fixture
def brought(engine: Engine, tmp_path: Path) -> Engine:
    """A row for each column, with more words in it than anybody would write."""
    rows = [{"surname": "Непохожев", column: WORDS} for column in COLUMNS]
    rows += [{"surname": "Непохожев", column: YEARS} for column in ("birth_date", "sentence_date", "death_date")]
    rows += [
        {"surname": "Непохожев", "relatives": f"{WORDS}:Анна"},
        {"surname": "Непохожев", "camps": f"alzhir {YEARS}"},
    ]
    rows += [{"surname": WORDS}, {"surname": "Непохожев", "name_variants": f"{'x' * 300}:Nepokhozhev|kk:{WORDS}"}]
    with (tmp_path / "list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["source_ref", *sorted({column for row in rows for column in row})])
        writer.writeheader()
        writer.writerows({"source_ref": f"r-{at}", **row} for at, row in enumerate(rows))
    with read(tmp_path / "list.csv") as reading:
        told = io.StringIO()
        (tally,) = [each for _, each in bring_in(engine, reading, tmp_path / "list.csv", Order(), Report(told))]
    assert (tally.accepted, tally.rejected) == (len(rows), 0), told.getvalue()
    return engine


def test_no_cell_is_too_long(brought: Engine) -> None:
    with Session(brought) as session:
        rows = [str(row) for row in session.scalars(select(SourceRow.row))]
        assert sum(WORDS.strip() in row for row in rows) == len(COLUMNS) + 3
        assert {one.confidence.strip() for one in session.scalars(select(Record))} == {"", WORDS.strip()}
        assert session.scalars(select(NamedRelative)).one().relation.strip() == WORDS.strip()
        assert YEARS in {record.birth.edtf for record in session.scalars(select(Record))}
