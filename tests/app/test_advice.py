"""Which archives are named first, and that the tables behind it agree with one another."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.advice import CASES, Wish, advice, case_of_fate
from app.config import DATA
from app.db import db
from app.nation_guess import suggested
from indexer.names.parse import parse
from tests.sampled import sampled_service


def rows(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return sampled_service(tmp_path_factory)


def first(service: Flask, wish: Wish, most: int = 4) -> list[str]:
    with service.app_context(), Session(db.engine) as session:
        return [one.archive.id for one in advice(session, wish)[:most]]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(), "ru-memorial-base"),
        (Wish(nation="lithuanian"), "lt-lietuviaisibire"),
        (Wish(guessed=frozenset({"latvian"})), "lv-aizvestie"),
        (Wish(place="alzhir"), "kz-psas-karaganda"),
        (Wish(place="pow-99-spassk", nation="japanese"), "jp-mhlw"),
        (Wish(place="kengir", nation="lithuanian"), "lt-lggrtc"),
        (Wish(place="dzhambul-exile", nation="greek"), "ru-greek-martirolog"),
        (Wish(case="rehabilitation"), "kz-prosecutor"),
        (Wish(case="captivity", nation="german"), "de-drk"),
        (Wish(nation="german", case="labour_army"), "ru-gedenkbuch"),
    ],
)  # fmt: skip
def test_the_likeliest_archive_is_among_the_first(service: Flask, wish: Wish, expected: str) -> None:
    assert expected in first(service, wish)


@pytest.mark.parametrize(
    ("wish", "before", "behind"),
    [
        (Wish(guessed=frozenset({"polish"})), "pl-indeks", "lt-lietuviaisibire"),
        (Wish(nation="polish"), "pl-indeks", "lt-lietuviaisibire"),
        (Wish(nation="lithuanian"), "lt-lietuviaisibire", "pl-indeks"),
        (Wish(nation="ukrainian"), "ua-gda-sbu", "cz-ustr"),
    ],
)
def test_of_equal_archives_that_of_the_nations_own_country_is_first(
    service: Flask, wish: Wish, before: str, behind: str
) -> None:
    order = first(service, wish, 100)
    assert order.index(before) < order.index(behind)


def test_every_archive_is_named_once(service: Flask) -> None:
    assert len(set(first(service, Wish(nation="korean"), 100))) == len(rows("atlas/archives.csv"))


def test_an_archive_of_one_nation_is_not_offered_to_anybody(service: Flask) -> None:
    general = {row["id"] for row in rows("atlas/archives.csv") if "all" in row["covers_nations"].split("|")}
    assert set(first(service, Wish(), 12)) <= general


def test_a_guess_is_marked_and_what_was_given_is_not(service: Flask) -> None:
    with service.app_context(), Session(db.engine) as session:
        guessed = advice(session, Wish(guessed=frozenset({"lithuanian"})))[0]
        given = advice(session, Wish(nation="lithuanian", guessed=frozenset({"latvian"})))
    assert (guessed.for_nation, guessed.guess) == ("lithuanian", True)
    assert {one.for_nation for one in given} == {"lithuanian", ""}
    assert not any(one.guess for one in given)


@pytest.mark.parametrize(
    ("written", "nations"),
    [
        ("Kazlauskienė Ona", {"lithuanian"}), ("Казлаускас Йонас", {"lithuanian"}), ("Wiśniewska Anna", {"polish"}),
        ("Шмидт Иван", {"german", "russian-german"}), ("Цой Виктор", {"korean"}), ("Bērziņš Jānis", {"latvian"}),
        ("Папандопуло Георгий", {"greek"}), ("Петренко", {"ukrainian"}), ("Иванов Иван", set()),
        ("Букейханов Алихан", set()),
    ],
)  # fmt: skip
def test_what_a_surname_suggests(written: str, nations: set[str]) -> None:
    assert suggested(parse(written)) == nations


def test_the_tables_name_only_what_there_is() -> None:
    nations = {row["id"] for row in rows("atlas/nations.csv")}
    kinds = {kind for row in rows("atlas/archives.csv") for kind in row["covers_kinds"].split("|")}
    places = {row["code"] for row in rows("vocab/place_kinds.csv")}
    fates = {row["code"] for row in rows("vocab/fates.csv")}
    assert {row["nation"] for row in rows("vocab/nation_marks.csv")} <= nations
    assert [row["id"] for row in rows("vocab/cases.csv")] == list(CASES)
    for row in rows("vocab/cases.csv"):
        for column, known in (("archive_kinds", kinds), ("place_kinds", places), ("fates", fates)):
            assert set(filter(None, row[column].split("|"))) <= known, (row["id"], column)


def test_a_fate_tells_the_kind_of_case() -> None:
    assert case_of_fate("shot") == "sentence"
    assert case_of_fate("died_labour_army") == "labour_army"
    assert case_of_fate("") == case_of_fate("no such fate") == ""


def test_what_the_tables_say_has_a_source() -> None:
    for path in ("vocab/nation_marks.csv", "vocab/cases.csv", "vocab/alphabets.csv"):
        assert all(row["source"] for row in rows(path)), path
        assert Path(DATA / path).exists()
