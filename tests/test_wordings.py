"""The labelled wordings (tests/golden/wordings/README.md): well formed, chosen by hash, true to their texts.

What the reader of wordings must answer to them is measured elsewhere; here only the labels are held to their rules.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from app.dates import DateError, read_date
from tests.app.intake.lists import printed_list
from tests.golden.choose_scarce import scarce
from tests.golden.choose_wordings import Chosen, chosen
from tests.wordings import SETS

Row = tuple[str, str, str]

WORDINGS = Path(__file__).resolve().parent / "golden" / "wordings"
DATA = Path(__file__).resolve().parent.parent / "data"
PARTS = {"open_a": 75, "open_b": 75, "opened_a": 75, "opened_b": 75, **{f"sealed_{part}": 50 for part in "cdefg"}}
FILES = tuple(name for name in PARTS if (WORDINGS / f"{name}.csv").is_file())
KEY = re.compile(r"mos-[0-9a-f]{10}|body-[0-9a-f]{16}")
TERM = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+D)?")
EPISODE = re.compile(r"episode\.([1-9])\.(\w+)")
RELATIVE = re.compile(r"(father|mother|husband|wife|son|daughter|brother|sister|other):\S.*")
CODED = {
    "nation": "atlas/nations",
    "fate": "vocab/fates",
    "rehabilitation_status": "vocab/rehabilitation",
    "episode.N.kind": "vocab/episodes",
    "episode.N.body": "vocab/bodies",
    "episode.N.measure": "vocab/measures",
}
DATES = ("birth_date", "death_date", "rehabilitation_date", "episode.N.arrest_date", "episode.N.decision_date")
AS_WRITTEN = (
    *("surname", "given_name", "patronymic", "maiden_name", "variant", "birth_place", "residence", "citizenship"),
    *("occupation", "education", "party", "death_place", "burial_place", "rehabilitation_body", "source"),
    *("archive_file", "episode.N.arrested_by", "episode.N.article", "episode.N.charge", "episode.N.commutation"),
)
REPEATED = ("variant", "relative", "rehabilitation_ground", "source", "episode.N.measure", "episode.N.stay")
OTHERS = ("texts", "relative", "rehabilitation_ground", "episode.N.term", "episode.N.stay")
FIELDS = frozenset((*CODED, *DATES, *AS_WRITTEN, *OTHERS))
NO_CODE = ("nation", "episode.N.body")  # a value may be «?word» there


@cache
def rows(name: str) -> tuple[Row, ...]:
    with (WORDINGS / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        head, *body = csv.reader(opened, strict=True)
    assert head == ["key", "field", "value"], name
    assert all(len(row) == 3 for row in body), name
    return tuple((key, field, value) for key, field, value in body)


@cache
def codes(table: str) -> frozenset[str]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return frozenset(next(iter(row.values())) for row in csv.DictReader(opened))


@cache
def texts() -> dict[str, Chosen]:
    printed_list("moscow.csv")  # both lists, or the test skips
    lists = printed_list("memorial_bodies.txt").parent
    return {text.printed.key: text for text in (*chosen(lists), *scarce(lists))}


def kind(field: str) -> str:
    """The field without the number of its episode: `episode.N.kind`."""
    return EPISODE.sub(r"episode.N.\2", field)


def readings(value: str) -> list[str]:
    """The right readings of a cell, without the marks that it may be left out or cannot be decided."""
    return [reading for reading in value.split(" || ") if reading not in ("-", "?")]


def plain(text: str) -> str:
    """The letters of a text as the README compares them: one blank, no case, no ё, no outside punctuation."""
    return re.sub(r'[\s"«».,:;()]+', " ", text.casefold().replace("ё", "е")).strip()


def keys(name: str) -> list[str]:
    return [key for key, field, _ in rows(name) if field == "texts"]


def is_date(text: str) -> bool:
    try:
        return read_date(text).edtf == text
    except DateError:
        return False


def is_stay(text: str) -> bool:
    place, *dates = text.split("|")
    return bool(place.strip()) and len(dates) in (0, 2) and all(is_date(date) for date in dates if date)


def is_ground(text: str) -> bool:
    return text in codes("vocab/rehabilitation") or " " in text


def is_written(text: str) -> bool:
    return text == text.strip() != "" and "\n" not in text


def rule(field: str) -> Callable[[str], object]:
    """What a value of that field must be."""
    rules: dict[str, Callable[[str], object]] = {
        "texts": "1".__eq__,
        "relative": RELATIVE.fullmatch,
        "rehabilitation_ground": is_ground,
        "episode.N.term": TERM.fullmatch,
        "episode.N.stay": is_stay,
    }
    if field in CODED:
        return lambda text: text in codes(CODED[field]) or (field in NO_CODE and re.fullmatch(r"\?\w.*", text))
    return rules.get(field, is_date if field in DATES else is_written)


@pytest.mark.parametrize("name", FILES)
def test_fields_and_keys_are_known(name: str) -> None:
    assert [row for row in rows(name) if not KEY.fullmatch(row[0]) or kind(row[1]) not in FIELDS] == []


@pytest.mark.parametrize("name", FILES)
def test_every_value_has_the_form_of_its_field(name: str) -> None:
    wrong = [row for row in rows(name) if not all(rule(kind(row[1]))(reading) for reading in readings(row[2]))]
    assert wrong == []
    assert [row for row in rows(name) if not row[2] or row[2] == "-"] == []


@pytest.mark.parametrize("name", FILES)
def test_no_row_is_there_twice(name: str) -> None:
    assert [row for row, times in Counter(rows(name)).items() if times > 1] == []
    once = Counter((key, field) for key, field, _ in rows(name) if kind(field) not in REPEATED)
    assert [cell for cell, times in once.items() if times > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_episodes_are_numbered_without_a_gap(name: str) -> None:
    numbers: dict[str, set[int]] = {}
    for key, field, _ in rows(name):
        if found := EPISODE.fullmatch(field):
            numbers.setdefault(key, set()).add(int(found[1]))
    assert {key: sorted(met) for key, met in numbers.items() if met != set(range(1, len(met) + 1))} == {}


def test_every_text_is_labelled_once_and_in_one_set() -> None:
    every = [key for name in FILES for key in keys(name)]
    assert [key for key, times in Counter(every).items() if times > 1] == []
    assert {name: len(keys(name)) for name in FILES} == {name: PARTS[name] for name in FILES}
    for name in FILES:
        assert {key for key, _, _ in rows(name)} == set(keys(name)), name


def test_the_readme_counts_the_filled_cells() -> None:
    counted = {name: Counter(kind(row[1]) for row in _of_set(name)) for name in SETS}
    readme = (WORDINGS / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| `([\w.]+)` \| (\d+) \| (\d+) \| (\d+) \|$", readme, re.M)
    told = {field: tuple(map(int, numbers)) for field, *numbers in lines}
    fields = set().union(*counted.values())
    assert told == {field: tuple(counted[name][field] for name in SETS) for field in fields}


def _of_set(name: str) -> Iterator[Row]:
    for part in SETS[name]:
        yield from rows(f"{name}_{part}") if f"{name}_{part}" in FILES else ()


def test_the_texts_are_those_that_the_hash_chose() -> None:
    for name in FILES:
        half, part = name.split("_")
        told = {key for key, text in texts().items() if (text.half, text.part) == (half, part)}
        assert set(keys(name)) == told, name


@pytest.mark.parametrize("name", FILES)
def test_what_is_labelled_as_written_stands_in_the_text(name: str) -> None:
    strange = []
    for key, field, value in rows(name):
        if kind(field) in AS_WRITTEN and readings(value):
            text = texts()[key].printed
            if not any(plain(reading) in plain(f"{text.name} {text.text}") for reading in readings(value)):
                strange.append((key, field, value))
    assert strange == []
