"""Field beside field: which rows there are, and how the two sides of each are said to lie on each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.about.samples import samples
from app.dates import read_date
from app.privacy import PublicRecord
from app.review.aligned import FIELDS, aligned, names_laid, parts_laid
from app.review.words import MARKS, PARTS
from indexer.evidence import Evidence
from indexer.matching.kin_levels import Tie
from indexer.matching.levels import LEVELS, NAMES, Level
from indexer.names.name import PartKind


@pytest.fixture(scope="module")
def record() -> PublicRecord:
    """A made-up person of whom everything is told."""
    made: PublicRecord = samples()["record"]
    return made


def marks(left: PublicRecord, right: PublicRecord, *grounds: Evidence) -> dict[str, str]:
    return {row.key: row.mark for row in aligned(left, right, grounds)}


def ground(field: str, level: Level | Tie, weight: float = 1.0) -> Evidence:
    return Evidence(field, level, "", "", weight)


def test_the_same_in_both_agrees_and_of_what_neither_tells_there_is_no_row(record: PublicRecord) -> None:
    found = marks(record, record)
    assert set(found.values()) == {"agrees"}
    assert "party" not in found
    assert "birth" in found


def test_what_one_record_tells_alone_is_said_so(record: PublicRecord) -> None:
    silent = replace(record, birth_place="", episodes=(), notes="")
    assert marks(record, silent)["birth_place"] == "left"
    assert marks(silent, record)["arrest"] == "right"


@pytest.mark.parametrize(
    ("level", "mark"),
    [
        (Level.SAME_YEAR, "near"),
        (Level.ABOUT, "near"),
        (Level.DECADE, "near"),
        (Level.CONTRADICTS, "differs"),
        (Level.PRACTICE, "beside"),
        (Tie.SAME_WEEK, "near"),
        (Tie.DIFFERS, "differs"),
    ],
)
def test_what_is_not_the_same_lies_as_its_evidence_says(record: PublicRecord, level: Level | Tie, mark: str) -> None:
    other = replace(record, death=read_date("1944"))
    assert marks(record, other, ground("death", level))["death"] == mark


def test_without_evidence_two_words_only_stand_beside_each_other(record: PublicRecord) -> None:
    assert marks(record, replace(record, occupation="врач"))["occupation"] in ("right", "beside")
    assert marks(replace(record, occupation="учитель"), replace(record, occupation="врач"))["occupation"] == "beside"


def test_every_field_that_is_weighed_has_its_row() -> None:
    shown = {name for field in FIELDS for name in field.grounds}
    assert set(LEVELS) - set(NAMES) - shown == {"source", "rule"}


def test_every_part_of_a_name_and_every_mark_has_words(record: PublicRecord) -> None:
    assert {kind.value for kind in PartKind} == set(PARTS)
    assert {mark for _, mark in parts_laid(names_laid(record, record))} <= set(MARKS)
