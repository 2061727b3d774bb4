"""A draft as columns and back: what a correction is written over says nothing else than the record."""

from __future__ import annotations

import csv

import pytest

from app.config import DATA
from app.intake.drafting import understand
from app.intake.told import told

with (DATA / "samples" / "persons.csv").open(encoding="utf-8", newline="") as _file:
    PERSONS = [{column: text for column, text in row.items() if text} for row in csv.DictReader(_file)]
ALIKE = (
    "names", "sex", "nation", "citizenship", "birth_date", "birth_place", "residence", "occupation", "episodes", "fate",
    "death_date", "death_place", "burial_place", "rehabilitation", "relatives", "notes", "confidence",
)  # fmt: skip


@pytest.mark.parametrize("field", ALIKE)
def test_columns_of_a_draft_are_read_as_that_draft(field: str) -> None:
    for said in PERSONS:
        draft = understand(said).draft
        assert getattr(understand(told(draft)).draft, field) == getattr(draft, field), said["source_ref"]


def test_the_words_of_the_source_stand_in_the_columns() -> None:
    said = {
        "name": "Шмидт Иван", "name_variants": "de:Johann Schmidt|Hans", "birth_date": "около 1905", "nation": "немец",
        "sentence": "10 лет ИТЛ", "camps": "Карлаг (1938–1946)", "sentence.2": "ВМН",
        "relatives": "wife:Анна /records/7", "folio": "12 об.",
    }  # fmt: skip
    columns = told(understand(said).draft)
    assert {column: columns[column] for column in said} == said
