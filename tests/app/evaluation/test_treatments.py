from __future__ import annotations

from pathlib import Path

import pytest

from app.evaluation.sets import Folder, Question, read_folder
from app.evaluation.treatments import TREATMENTS, parts_of, treatments
from tests.app.evaluation.folders import folder


@pytest.fixture
def people(tmp_path: Path) -> Folder:
    return read_folder(folder(tmp_path))


def asked(people: Folder, label: str, ref: str) -> str:
    """What the treatment makes of that record's name."""
    return TREATMENTS[label].change(people.entries[people.refs.index(ref)], 0)


@pytest.mark.parametrize(
    ("label", "ref", "typed"),
    [
        ("as Germans write Russian", "c", "Schmidt Iwan Iwanowitsch"),
        ("initials only", "b", "Майлин Б. Ж."),
        ("initials only", "a", ""),
        ("father's name left out", "c", "Шмидт Иван"),
        ("father's name left out", "a", ""),
        ("given name first", "a", "Миржакып Дулатов"),
        ("surname with the ending of the other sex", "f", "Иванов Мария Петровна"),
        ("surname with the ending of the other sex", "b", "Майлина Беимбет Жармагамбетович"),
        ("Kazakh letters in a Turkic name", "h", "Сейдалин Ғайса Қасымович"),
        ("Kazakh letters in a Turkic name", "c", ""),
        ("a letter left out", "a", "Длатов Миржакып"),
    ],
)
def test_names_are_changed_as_families_and_clerks_change_them(people: Folder, label: str, ref: str, typed: str) -> None:
    assert asked(people, label, ref) == typed


def test_given_names_take_another_form_only_where_the_table_knows_one(people: Folder) -> None:
    assert asked(people, "given name in its short form", "c").split()[1] not in ("", "Иван")
    assert asked(people, "given name in its short form", "h") == ""


def test_whoever_bears_what_is_still_told_is_right(people: Folder) -> None:
    without = treatments(people)["father's name left out"]
    schmidt = [question for question in without if question.text == "Шмидт Иван"]
    assert {question.relevant for question in schmidt} == {frozenset({"c", "d"})}


def test_every_run_asks_the_same(people: Folder) -> None:
    first: dict[str, tuple[Question, ...]] = treatments(people)
    assert treatments(people) == first
    assert set(first) == set(TREATMENTS)


def test_no_question_is_the_name_as_it_stands(people: Folder) -> None:
    written = {" ".join(filter(None, parts_of(entry))).casefold() for entry in people.entries}
    assert not [q.text for asked in treatments(people).values() for q in asked if q.text.casefold() in written]
