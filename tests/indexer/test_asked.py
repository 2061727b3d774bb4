"""What a search knows of the name asked for beside its letters."""

from __future__ import annotations

import pytest

from indexer import index
from indexer.asked import ask, sex_told
from indexer.entry import Entry
from indexer.names.parse import build, parse
from indexer.portion import portions


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> index.Index:
    """Twenty people called Ким and one called Цинтын."""
    directory = tmp_path_factory.mktemp("asked")
    names = [build(surname="Ким", given=given) for given in ("Ольга", "Андрей", "Вера", "Пётр") * 5]
    names.append(build(surname="Цинтын", given="Пётр", patronymic="Яковлевич"))
    index.rebuild(directory, portions(Entry(number, (name,)) for number, name in enumerate(names, 1)))
    return index.Index(directory)


def test_the_fewer_bear_a_part_the_rarer_it_is(many: index.Index) -> None:
    kim, olga = ask(many, parse("Ким Ольга")).rarity
    assert ask(many, parse("Цинтын Ольга")).rarity[0] > olga > kim > 0


def test_an_initial_is_as_common_as_can_be(many: index.Index) -> None:
    assert ask(many, parse("Цинтын П. Я.")).rarity[1:].tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Сизикова Нина Игнатьевна", "f"),
        ("Сизикова Физания", "f"),
        ("Сизикова", ""),
        ("Сизиков", ""),
        ("Anna Petrov", "f"),
        ("Kowalski Jan", "m"),
        ("Сизиков Физаний", ""),
        ("Саша Иванов", ""),
        ("", ""),
    ],
)
def test_a_surname_alone_does_not_tell_whose_name_it_is(name: str, sex: str) -> None:
    assert sex_told(parse(name)) == sex
