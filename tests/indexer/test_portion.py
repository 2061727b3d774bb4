"""What a run of entries comes to is the same however it was cut into portions."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest

from indexer.columns import CAMP, CAMPS, CODED, PLAIN, Columns
from indexer.entry import Entry, Said, unpack
from indexer.names.parse import parse
from indexer.portion import FIELDS, SAID, Portion, chosen, joined, portion, portions
from indexer.runs import Blobs
from indexer.segment import finished
from indexer.terms import Documents, Terms
from tests.builders import entry, people


def many() -> list[Entry]:
    """The people, with facets, places, words, and one of two names."""
    found = [
        replace(
            person, nation=("kazakh", "russian", "")[at % 3], source=f"list {at % 4}", words=("alma", f"aul{at % 2}")
        )
        for at, person in enumerate(people())
    ]
    found[0] = replace(found[0], places=("karlag", "alzhir"), fate="shot", sex="m")
    found[5] = replace(found[5], places=("alzhir",), names=(found[5].names[0], parse("Дж. И.")))
    found[7] = replace(found[7], names=())
    return [*found, entry(1_000, "Müller-Łódź", "José"), entry(999, "Қасымов", "Әлихан")]


def told(held: Portion) -> list[object]:
    """All that the columns, entries and terms of its segment say, document by document, whatever their numbering."""
    arrays = finished(held)
    columns, said = Columns.held(arrays), Blobs(arrays[SAID], arrays[f"{SAID}.starts"])
    terms = {field: dict(Terms.held(arrays, field).listed()) for field in FIELDS}
    return [_of_document(document, columns, unpack(said[document]), terms) for document in range(len(held))]


def _of_document(document: int, held: Columns, said: Said, terms: dict[str, dict[bytes, Documents]]) -> object:
    where = np.array([document])
    rows = held.name_rows[held.names.of(where)[1]]
    names = [[held.parts.part(number) for number in row.tolist() if number >= 0] for row in rows]
    coded = [held.codes.texts[held.coded(name)[document]] for name in CODED]
    places = [held.codes.texts[number] for number in held.places.of(where)[1]]
    plain = [getattr(held, name)[document] for name in PLAIN]
    first = held.codes.texts[held.told[document, CAMP]]
    own = [(field, text) for field in FIELDS for text, found in terms[field].items() if document in found]
    return (plain, coded, held.born(document), places, names, own, said, first, int(held.told[document, CAMPS]))


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_portions_joined_say_what_one_portion_says(size: int) -> None:
    cut = list(portions(many(), size))
    assert len(cut) == -(-len(many()) // size)
    assert told(joined(cut)) == told(portion(many()))


def test_a_portion_less_some_documents_is_that_of_the_others() -> None:
    dead = np.arange(len(many())) % 3 == 0
    left = [person for person, gone in zip(many(), dead, strict=True) if not gone]
    assert told(chosen(portion(many()), np.flatnonzero(~dead).astype(np.int32))) == told(portion(left))


def test_nothing_is_a_portion_too() -> None:
    assert len(joined([])) == len(portion([])) == 0
    assert told(joined([portion([]), portion(many())])) == told(portion(many()))
    assert len(chosen(portion(many()), np.empty(0, np.int32))) == 0


def test_a_portion_can_be_sent_to_another_process() -> None:
    assert told(pickle.loads(pickle.dumps(portion(many())))) == told(portion(many()))  # noqa: S301 (our own)


def test_documents_stand_by_surname_then_by_record() -> None:
    alike = [entry(number, "Ким", "Вера") for number in (5, 3, 9)]
    held = Columns.held(finished(portion([*alike, entry(7, "Абай")])))
    assert held.record_ids.tolist() == [7, 3, 5, 9]


def test_records_are_found_by_their_number_in_whatever_order_they_came() -> None:
    held = Columns.held(finished(portion([entry(number, "Ким") for number in (50, 3, 99, 7)])))
    found = held.documents_of(np.array([3, 4, 99, 100, 1]))
    assert held.record_ids[found].tolist() == [3, 99]
