"""Blocking keys: what a record and a search for it share."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.names.keys import OF_QUERY, OF_RECORD, keys, query_keys
from indexer.names.name import Name
from indexer.names.parse import build, parse

SHARED = Path(os.environ.get("ESIMDER_SHARED", Path(__file__).resolve().parents[4] / "shared"))
EVAL = SHARED / "data" / "eval"

BUKEIKHANOV = build(surname="Букейханов", given="Алихан", patronymic="Нурмухаметович")
BAITURSYNOV = build(surname="Байтурсынов", given="Ахмет")
HOFMAN = build(surname="Гофман", given="Эстер")


@pytest.mark.parametrize(
    ("query", "record"),
    [
        ("Bokeikhanov", BUKEIKHANOV),
        ("Бөкейханов Әлихан", BUKEIKHANOV),
        ("Букейханов А. Н.", BUKEIKHANOV),
        ("Алихан Нурмухаметович", BUKEIKHANOV),
        ("Букейханов Олихан", BUKEIKHANOV),
        ("Букейнов", BUKEIKHANOV),
        ("Байтұрсынұлы", BAITURSYNOV),
        ("Baitursynuly", BAITURSYNOV),
        ("Ахмет", BAITURSYNOV),
        ("Hofman", HOFMAN),
        ("Хофман Естер", HOFMAN),
        ("Esther Hoffmann", HOFMAN),
        ("Choi", build(surname="Цой", given="Виктор")),
        ("최 빅토르", build(surname="Цой", given="Виктор")),
        ("Сон Ко-Лин", build(surname="Сун", given="Го Лин")),
        ("Букейханцов", BUKEIKHANOV),
        ("Каценелбоген", build(surname="Каценеленбоген", given="Борис")),
        ("Johann Schmidt", build(surname="Шмидт", given="Иван", patronymic="Иванович")),
        ("Kazlauskienė Ona", build(surname="Козлаускас", given="Анна")),
    ],
)
def test_search_and_record_share_a_key(query: str, record: Name) -> None:
    assert query_keys(parse(query)) & keys(record)


@pytest.mark.parametrize("name", [BUKEIKHANOV, BAITURSYNOV, HOFMAN, build(surname="Ли", given="Ир Сен")])
def test_a_record_is_found_by_its_own_name(name: Name) -> None:
    assert len(query_keys(name) & keys(name)) >= 2


def test_different_surnames_with_another_given_name_share_nothing() -> None:
    assert not query_keys(parse("Шестаков Тимофей")) & keys(build(surname="Громыко", given="Олег"))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_keys_are_few_and_stable_whatever_is_written(text: str) -> None:
    name = parse(text)
    assert len(keys(name)) <= OF_RECORD
    assert len(query_keys(name)) <= OF_QUERY
    assert keys(name) == keys(parse(text))


@pytest.mark.skipif(not EVAL.exists(), reason="the evaluation sets are not at hand (ESIMDER_SHARED)")
def test_nearly_every_second_spelling_shares_a_key_with_its_record() -> None:
    with (EVAL / "records.csv").open(encoding="utf-8", newline="") as table:
        records = {row["source_ref"]: row for row in csv.DictReader(table)}
    with (EVAL / "archival_variants.csv").open(encoding="utf-8", newline="") as table:
        asked = [row for row in csv.DictReader(table) if row["east_asian"] == "0"]
    reached = sum(
        any(query_keys(parse(row["query"])) & keys(_recorded(records[ref])) for ref in row["relevant"].split("|"))
        for row in asked
    )
    assert reached / len(asked) >= 0.998


def _recorded(row: dict[str, str]) -> Name:
    return build(surname=row["surname"], given=row["given_name"], patronymic=row["patronymic"])
