from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.entry import Said, pack, unpack
from indexer.names.name import Name, NamePart, PartKind, Script
from indexer.names.parse import parse
from tests.builders import entry, people


def test_what_is_said_of_an_entry_survives_packing() -> None:
    full = replace(entry(7, "Жансүгіров", "Ілияс", "", 1894), heading="ЖАНСУГУРОВ  Илияс")
    assert unpack(pack(full)) == Said("ЖАНСУГУРОВ  Илияс", full.names)


def test_every_name_survives_packing() -> None:
    assert [unpack(pack(person)).names for person in people()] == [person.names for person in people()]


@pytest.mark.parametrize(
    "written",
    [
        "АБДРАХМАНОВ (АБДРАХМАНУЛЫ) Жұмабай", "Müller-Schmidt, Anna Maria", "Иванов И. И.", "김철수", "蔡元培",
        "фон Дитрих Анна урожд. Мюллер", "Сейфуллин\tСакен «Жалын»", "Ким", "Оглы Али Мамед оглы", "123", "",
    ],
)  # fmt: skip
def test_names_in_any_writing_survive_packing(written: str) -> None:
    name = parse(written)
    said = unpack(pack(replace(entry(1, "Ким"), names=(name, name), heading=written)))
    assert said == Said(written, (name, name))


def test_a_part_of_every_kind_survives_packing_sure_or_not() -> None:
    parts = tuple(NamePart(form, kind, sure) for kind in PartKind for sure in (True, False) for form in ("а б", "Ким"))
    name = Name("Ким Ким", parts, Script.CYRILLIC)
    assert unpack(pack(replace(entry(1, "Ким"), names=(name,)))).names == (name,)


def test_an_entry_may_have_no_name() -> None:
    assert unpack(pack(replace(entry(1, "Ким"), names=()))) == Said("Ким", ())
