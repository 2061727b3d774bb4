from __future__ import annotations

from dataclasses import replace

import numpy as np

from indexer.columns import UNKNOWN_YEAR, Columns
from indexer.entry import Entry
from indexer.portion import portion
from indexer.segment import finished
from tests.builders import entry, people


def columns(entries: list[Entry]) -> Columns:
    return Columns.held(finished(portion(entries)))


def test_years_and_ids_stand_in_the_order_of_documents() -> None:
    held = columns(people())
    assert held.record_ids.tolist() == list(range(1, len(people()) + 1))
    assert held.born_from[0] == 1866


def test_a_missing_year_is_unknown() -> None:
    assert columns([entry(1, "Ким")]).born_from[0] == UNKNOWN_YEAR


def test_places_of_documents_in_any_order() -> None:
    held = columns(
        [
            replace(entry(1, "Ким"), places=("karlag", "alzhir")),
            entry(2, "Пак"),
            replace(entry(3, "Цой"), places=("karlag",)),
        ]
    )
    owners, places = held.places.of(np.array([2, 1, 0]))
    assert owners.tolist() == [0, 2, 2]
    assert [held.codes.texts[number] for number in places] == ["karlag", "karlag", "alzhir"]


def test_a_document_owns_as_many_name_rows_as_it_has_names() -> None:
    two = replace(entry(1, "Ким"), names=(entry(1, "Ким").names[0], entry(1, "Цой").names[0]))
    held = columns([two, entry(2, "Пак")])
    owners, rows = held.names.of(np.array([0, 1]))
    assert owners.tolist() == [0, 0, 1]
    assert sorted(rows.tolist()) == [0, 1, 2]


def test_no_entries_make_empty_columns() -> None:
    assert len(columns([]).record_ids) == 0
