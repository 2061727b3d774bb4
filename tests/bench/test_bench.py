"""The bench at a size that takes seconds: made people are realistic and the same again, each tool can be asked."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.bench import making, report
from tests.bench.collection import Told, names, write
from tests.bench.figures import Times
from tests.bench.kept import Kept
from tests.bench.peers import OURS
from tests.bench.people import PORTION, People
from tests.bench.place import Place
from tests.bench.questions import KINDS, NAMED, Question, questions
from tests.bench.rivals import Fuzzy, Rival, Scan, Spelt, Trigrams
from tests.bench.rows import COLUMNS, rows
from tests.bench.searching import Ours
from tests.bench.slips import latin, slip

COUNT = 400


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("bench")
    whole = Place(folder, COUNT, None)
    write(whole.csv, COUNT, None)
    making.make(whole)
    return whole


def test_a_portion_is_the_same_whoever_made_the_others() -> None:
    one, other = People(None, 2 * PORTION), People(None, 2 * PORTION)
    one.portion(0)
    assert one.portion(PORTION).people == other.portion(PORTION).people
    assert list(rows(one, PORTION)) == list(rows(other, PORTION))


def test_new_surnames_keep_coming() -> None:
    drawn = [[each.surname for each in people.people] for people in People(None, 4 * PORTION).portions()]
    half, whole = (len({surname for part in drawn[:parts] for surname in part}) for parts in (2, 4))
    assert whole > 1.2 * half


def test_a_row_fills_the_columns_of_the_contract() -> None:
    made = [dict(zip(COLUMNS, row, strict=True)) for row in rows(People(None, 1_000), 0)]
    assert {row["source_ref"] for row in made} == {f"made-{number}" for number in range(1, 1_001)}
    for column, least, most in (("birth_date", 0.9, 1.0), ("camps", 0.2, 0.5), ("fate", 0.6, 0.95)):
        assert least < sum(bool(row[column]) for row in made) / len(made) <= most


def test_every_kind_of_question_is_asked_and_means_somebody(place: Place) -> None:
    asked = questions(place.names, 3)
    assert {question.kind for question in asked} >= set(KINDS) - {"short word"}
    assert asked == questions(place.names, 3)
    by_name = [question for question in asked if question.kind in NAMED]
    assert all(any(question.answered(name) for name in place.names) for question in by_name)


def test_a_slip_alters_the_word_and_latin_letters_are_latin() -> None:
    chance = random.Random(1)  # noqa: S311
    slipped = {slip("Кузнецов", chance) for _ in range(50)}
    assert len(slipped) > 10
    assert all(word[0] == "К" for word in slipped)
    assert not any("\u0400" <= letter <= "\u04ff" for letter in latin("Кузнецов Иван", chance))


def test_ours_finds_nearly_all_that_is_meant(place: Place) -> None:
    ours, times = Ours(place), Times()
    for question in questions(place.names, 2):
        if question.kind in NAMED:
            times.judge(question, ours.named(times.ask(question, ours.ask)))
    assert times.as_json()["r10"] >= 0.9


@pytest.mark.parametrize("make", [lambda _folder: Scan(), Trigrams, Fuzzy])
def test_a_rival_finds_a_name_as_it_is_written(place: Place, tmp_path: Path, make: type[Rival]) -> None:
    rival = make(tmp_path)  # type: ignore[call-arg]
    rival.build(Spelt.of(place.names))
    told = place.names[7]
    assert any(told == place.names[number - 1] for number in rival.ask(told.written))
    rival.close()


def test_the_names_are_those_of_the_file(place: Place) -> None:
    first = People(None, COUNT).portion(0).people[0]
    assert names(place.csv)[0] == Told(first.surname, first.given, first.father)


def test_a_question_is_answered_by_the_name_that_was_meant_alone() -> None:
    question = Question("slip", "Кузнитсов Иван", Told("Кузнецов", "Иван", ""))
    assert question.answered(Told("Кузнецов", "Иван", "Петрович"))
    assert not question.answered(Told("Кузницов", "Иван", "Петрович"))


def test_figures_are_kept_part_by_part_and_drawn(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    tool = {"n": 2, "p50": 1.0, "p95": 2.0, "r1": 0.5, "r10": 1.0}
    for count in (31_000, 310_000):
        Kept(path, {"machine": "x"}).add(count, "peers", {"tools": {OURS: tool}, "build_s": {}, "size_mb": {}})
    Kept(path, {}).add(31_000, "import", {"import_s": 7.5, "records_per_s": 4_133})
    report.draw(path)
    assert set(json.loads(path.read_text(encoding="utf-8"))["sizes"]["31000"]) == {"peers", "import"}
    table, drawing = (path.with_suffix(suffix).read_text(encoding="utf-8") for suffix in (".md", ".svg"))
    assert "| Import, records a second | 4,133 | – |" in table
    assert "| Esimder | 1.0 / 2.0, 0.50, 1.00 | 1.0 / 2.0, 0.50, 1.00 |" in table
    assert "R@10 1.00" in drawing
