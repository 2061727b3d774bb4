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


def test_documents_stand_in_the_order_of_surnames_whatever_that_of_entries() -> None:
    held = columns(people())
    sorted_ = sorted(people(), key=lambda person: (person.order, person.record_id))
    assert held.record_ids.tolist() == [person.record_id for person in sorted_]
    assert [held.born(document) for document in range(len(sorted_))] == [person.born for person in sorted_]
    assert held.documents_of(np.array([sorted_[3].record_id])).tolist() == [3]


def test_codes_beyond_two_bytes_are_kept() -> None:
    many = [replace(entry(number, "Ким"), source=f"list {number}") for number in range(1, 33_000)]
    held = columns(many)
    assert [held.codes.texts[number] for number in held.coded("source")[-3:]] == [
        f"list {n}" for n in (32_997, 32_998, 32_999)
    ]


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
    owners, places = held.places.of(held.documents_of(np.array([3, 2, 1])))
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
