"""The golden tables: well formed, and what the name matcher must answer to them (tests/golden/README.md).

Labels come before tuning and are never changed because a program answers otherwise.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parent / "golden"
PERSONS = GOLDEN.parent.parent / "data" / "samples" / "persons.csv"

Row = dict[str, str]

COLUMNS = {
    "pairs": ("left", "right", "label", "treatment", "source", "note"),
    "spellings": ("language", "left", "right", "kind", "source"),
    "parse": ("text", "surname", "given", "patronymic", "maiden", "variants", "sure", "note"),
}
PARTS = ("surname", "given", "patronymic", "maiden")
SOURCE = re.compile(r"(curated|encyclopedic|reference|scheme|practice): \S.*|common names|constructed [a-z -]+")
LABELS = {"same": 450, "maybe": 100, "different": 320}
LOOK_ALIKES = ("lookalike_", "contradicted_", "other_sex", "swapped_father")
# Words that tie parts of a name together: a reading may keep them apart as particles or leave them with their part.
TIES = frozenset(("фон", "von", "оглы", "кызы", "улы", "қызы", "ұлы", "oğlu", "qızı", "ogly", "kyzy", "ძე", "s", "c"))


@lru_cache
def table(name: str) -> tuple[Row, ...]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return tuple(csv.DictReader(opened, strict=True))


@lru_cache
def texts() -> dict[str, list[Row]]:
    """The texts of parse.csv, each with its right readings."""
    readings: dict[str, list[Row]] = {}
    for row in table("parse"):
        readings.setdefault(row["text"], []).append(row)
    return readings


def listed(what: str) -> str:
    """The list of that name in the README, without its full stop."""
    found = re.search(
        rf"^{what}: (.+?)\.$", (GOLDEN / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found is not None, f"the README lists no {what}"
    return found[1].replace("\n", " ")


# The tables are well formed


@pytest.mark.parametrize("name", COLUMNS)
def test_table_has_its_columns_and_clean_cells(name: str) -> None:
    for line, row in enumerate(table(name), start=2):
        assert tuple(row) == COLUMNS[name], f"{name}.csv:{line}"
        for column, cell in row.items():
            assert isinstance(cell, str), f"{name}.csv:{line}: {column} is missing"
            assert unicodedata.is_normalized("NFC", cell), f"{name}.csv:{line}: {column} is not in NFC: {cell}"
            assert cell == cell.strip(), f"{name}.csv:{line}: {column} has spaces about it: {cell!r}"


@pytest.mark.parametrize("name", COLUMNS)
def test_no_row_stands_twice(name: str) -> None:
    keys = Counter(tuple(sorted(row.items())) for row in table(name))
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_pair_stands_twice_in_either_order_nor_beside_itself() -> None:
    pairs = Counter(frozenset((row["left"], row["right"])) for row in table("pairs"))
    assert [set(pair) for pair, count in pairs.items() if count > 1 or len(pair) == 1] == []


@pytest.mark.parametrize("name", ["pairs", "spellings"])
def test_every_row_has_two_names_and_a_source(name: str) -> None:
    for row in table(name):
        assert row["left"] and row["right"], row
        assert SOURCE.fullmatch(row["source"]), row


def test_curated_sources_exist() -> None:
    with PERSONS.open(encoding="utf-8", newline="") as opened:
        known = {row["source_ref"] for row in csv.DictReader(opened)}
    cited = {row["source"].removeprefix("curated: ") for name in ("pairs", "spellings") for row in table(name)
             if row["source"].startswith("curated: ")}  # fmt: skip
    assert cited
    assert cited - known == set()


def test_pairs_are_many_enough_of_every_label() -> None:
    labels = Counter(row["label"] for row in table("pairs"))
    assert set(labels) == set(LABELS)
    assert labels.total() >= 850
    assert {label: count for label, count in labels.items() if count < LABELS[label]} == {}


def test_half_of_the_different_pairs_are_look_alikes() -> None:
    different = [row["treatment"] for row in table("pairs") if row["label"] == "different"]
    assert sum(treatment.startswith(LOOK_ALIKES) for treatment in different) >= len(different) / 2


def test_treatments_are_those_of_the_readme() -> None:
    assert {row["treatment"] for row in table("pairs")} == set(listed("Treatments").strip("`").split(", "))


def test_every_language_of_the_readme_has_fifteen_spellings() -> None:
    counts = Counter(row["language"] for row in table("spellings"))
    assert set(counts) == set(listed("Languages").split(", "))
    assert {language: count for language, count in counts.items() if count < 15} == {}


def test_spellings_are_of_one_part() -> None:
    for row in table("spellings"):
        assert row["kind"] in {"surname", "given", "patronymic"}, row
        assert re.search("[А-яЁё]", row["right"]), row


def test_parse_rows_are_many_and_say_whether_they_are_sure() -> None:
    assert len(texts()) >= 120
    assert {row["sure"] for row in table("parse")} == {"yes", "no", ""}
    assert [text for text, rows in texts().items() if len({row["sure"] for row in rows}) > 1] == []


# The matcher against the tables


@dataclass(frozen=True, slots=True)
class Case:
    """One row judged: what it asks, what the matcher answered, whether that is right."""

    asked: str
    answered: str
    right: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """A share of right answers that must not fall below ``floor``; the name is what a failure is called by."""

    name: str
    floor: float
    cases: Callable[[], Iterator[Case]]


def _score(left: str, right: str) -> float:
    from indexer.names.compare import compare  # noqa: PLC0415 (absent until the matcher is there)

    return compare(left, right).score


@lru_cache
def _scores(name: str) -> tuple[tuple[Row, float], ...]:
    return tuple((row, _score(row["left"], row["right"])) for row in table(name))


def _case(row: Row, score: float, right: bool) -> Case:
    said = row.get("label") or row.get("language")
    return Case(
        f"{row['left']} ~ {row['right']} ({said}, {row.get('treatment') or row['kind']})", f"{score:.3f}", right
    )


def _called_same() -> Iterator[Case]:
    return (_case(row, score, row["label"] == "same") for row, score in _scores("pairs") if score >= 0.85)


def _labelled_same() -> Iterator[Case]:
    return (_case(row, score, score >= 0.5) for row, score in _scores("pairs") if row["label"] == "same")


def _labelled_different() -> Iterator[Case]:
    return (_case(row, score, score < 0.5) for row, score in _scores("pairs") if row["label"] == "different")


def _spellings(language: str = "") -> Iterator[Case]:
    return (_case(row, score, score >= 0.5) for row, score in _scores("spellings") if language in ("", row["language"]))


def _words(forms: str) -> str:
    """A part for comparison: no case, full stops, quotation marks, ties, nor spaces about hyphens."""
    bare = re.sub(r"[.,«»\"]", " ", forms.casefold().replace("’", "'").replace("ʼ", "'"))
    return " ".join(word for word in re.sub(r"\s*-\s*", "-", bare).split() if word not in TIES)


def _reading(text: str) -> dict[str, str]:
    from indexer.names.name import PartKind  # noqa: PLC0415
    from indexer.names.parse import parse  # noqa: PLC0415

    name = parse(text)
    return {kind: _words(" ".join(part.form for part in name.of(PartKind(kind)))) for kind in PARTS}


def _read_right() -> Iterator[Case]:
    for text, rows in texts().items():
        reading = _reading(text)
        wanted = [{kind: _words(row[kind]) for kind in PARTS} for row in rows]
        yield Case(f"{text} → {wanted}", str(reading), reading in wanted)


def _variants_found() -> Iterator[Case]:
    """Each variant of a text is one of its further readings, whatever the order of its parts."""
    from indexer.names.parse import variants  # noqa: PLC0415

    for text, rows in texts().items():
        wanted = [{frozenset(_words(name).split()) for name in row["variants"].split("|") if name} for row in rows]
        if any(wanted):
            further = [" ".join(part.form for part in name.parts) for name in variants(text)[1:]]
            found = {frozenset(_words(name).split()) for name in further}
            yield Case(f"{text} → {rows[0]['variants']}", str(further), any(names <= found for names in wanted))


def _sureness() -> Iterator[Case]:
    from indexer.names.parse import parse  # noqa: PLC0415

    for text, rows in texts().items():
        if rows[0]["sure"]:
            sure = all(part.sure for part in parse(text).parts)
            yield Case(f"{text} → sure: {rows[0]['sure']}", f"sure: {sure}", sure == (rows[0]["sure"] == "yes"))


MEASURES = (
    Measure("pairs at 0.85 or more are the same name", 0.98, _called_same),
    Measure("same names score 0.5 or more", 0.97, _labelled_same),
    Measure("different names score below 0.5", 0.90, _labelled_different),
    Measure("spellings score 0.5 or more", 0.97, _spellings),
    *(
        Measure(f"spellings in {language} score 0.5 or more", 0.85, partial(_spellings, language))
        for language in listed("Languages").split(", ")
    ),
    Measure("names are read right", 0.95, _read_right),
    Measure("further names in the writing are found", 0.95, _variants_found),
    Measure("unsure readings are marked unsure, others not", 0.90, _sureness),
)


@pytest.mark.skipif(find_spec("indexer.names.compare") is None, reason="the matcher is not there yet")
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_matcher_reaches_the_floor_of(measure: Measure) -> None:
    cases = list(measure.cases())
    assert cases, "nothing was measured"
    share = sum(case.right for case in cases) / len(cases)
    wrong = [f"{case.answered:>6}  {case.asked}" for case in cases if not case.right]
    print(f"{measure.name}: {share:.4f} of {len(cases)}, at least {measure.floor}", *wrong, sep="\n")
    assert share >= measure.floor, f"{share:.4f} of {len(cases)} cases, {len(wrong)} wrong (printed below)"


CHECKED = {  # table → its verdicts, and those that bear out what was called likely
    "links/kin_checked": (("right", "probable", "doubtful"), ("right", "probable"), 60),
    "links/same_checked": (
        ("one person", "one person, probably", "cannot be told", "two people, probably"), ("one person",), 100,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHECKED)
def test_pairs_called_likely_were_right_when_checked_by_hand(name: str) -> None:
    verdicts, right, rows = CHECKED[name]
    checked = table(name)
    assert len({(row["left_ref"], row["right_ref"]) for row in checked}) == rows
    assert {row["verdict"] for row in checked} <= set(verdicts)
    assert all(row["reason"] for row in checked)
    likely = [row for row in checked if row.get("band", "likely") == "likely"]
    assert sum(row["verdict"] in right for row in likely) >= 0.8 * len(likely)
