"""Two names laid on each other: scores that mean what they say, and evidence that is complete."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.names.compare import compare
from indexer.names.name import NameComparison, Relation
from indexer.names.parse import build, parse

BUKEIKHANOV = "Букейханов Алихан Нурмухаметович"
SYLLABLES = st.sampled_from(
    ["Иван", "Мария", "Петров", "Петрова", "Иванович", "Ким", "Сен", "Schmidt", "Johann", "А.", "фон", "Цой"]
)
names = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)


def relations(comparison: NameComparison) -> list[Relation]:
    return [alignment.relation for alignment in comparison.alignments]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Schmidt Johann", "Шмидт Иван Иванович"),
        ("Бөкейханов Әлихан", BUKEIKHANOV),
        ("Alikhan Bukeikhanov", BUKEIKHANOV),
        ("Букейханов А. Н.", BUKEIKHANOV),
        ("Ivan Petrov", "Петров Иван"),
        ("Петрова Анна", "Петров Анна"),
        ("Kowalski Jan", "Ковальский Ян"),
        ("Цой Виктор", "Viktor Tsoi"),
        ("Сулейменов Ахмет", "Сүлейменов Ахмет"),
    ],
)
def test_same_name_by_a_known_treatment_scores_high(left: str, right: str) -> None:
    assert compare(left, right).score >= 0.85


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Иванов", "Иванцов"),
        ("Марина", "Мария"),
        ("Ковалев", "Коваленко"),
        ("Ким", "Кан"),
        ("Иванов Петр Иванович", "Иванов Петр Петрович"),
        ("Иннокентий", "Тимофей"),
        ("Павлов", "Павловский"),
        ("Иванов Иннокентий", "Иванов Тимофей"),
        ("Герман Иван", "Иванов Герман"),
    ],
)
def test_look_alikes_score_below_half(left: str, right: str) -> None:
    assert compare(left, right).score < 0.5


@pytest.mark.parametrize(("left", "right"), [("Schmidt", "Schmitz"), ("Пономарев Иван", "Понамарев Иван")])
def test_a_slip_is_never_the_same_for_sure(left: str, right: str) -> None:
    assert compare(left, right).score < 0.85


def test_scores_fall_from_the_same_spelling_to_another_name() -> None:
    ladder = ["Букейханов Алихан", "Bukeikhanov Alikhan", "Букеханов Алихан", "Букейханов Тимофей", "Громов Тимофей"]
    scores = [compare("Букейханов Алихан", name).score for name in ladder]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_absent_costs_nothing_but_coverage() -> None:
    brief, full = compare("Букейханов", BUKEIKHANOV), compare(BUKEIKHANOV, BUKEIKHANOV)
    assert brief.score == full.score == 1.0
    assert brief.coverage == pytest.approx(0.5)
    assert full.coverage == 1.0
    assert relations(brief).count(Relation.ABSENT) == 2


def test_other_patronymic_contradicts_where_a_missing_one_does_not() -> None:
    other = compare("Иванов Петр Семенович", "Иванов Петр Ильич")
    assert Relation.CONTRADICTS in relations(other)
    assert other.score < 0.5 < compare("Иванов Петр", "Иванов Петр Ильич").score


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("Петров", "Петров", Relation.IDENTICAL),
        ("Petrov", "Петров", Relation.TRANSLITERATION),
        ("Бөкейханов", "Букейханов", Relation.TRANSLITERATION),
        ("Петрова", "Петров", Relation.GENDERED_ENDING),
        ("Ваня", "Иван", Relation.SHORT_FORM),
        ("Johann", "Иван", Relation.TRANSLATION),
        ("Пономарев", "Понамарев", Relation.NEAR_SPELLING),
        ("Иннокентий", "Тимофей", Relation.CONTRADICTS),
    ],
)
def test_relation_is_named(left: str, right: str, relation: Relation) -> None:
    assert relations(compare(left, right)) == [relation]


def test_initial_is_named() -> None:
    assert relations(compare("Букейханов А.", "Букейханов Алихан")) == [Relation.IDENTICAL, Relation.INITIAL]


def test_letters_are_shown_where_the_spelling_decides() -> None:
    (alignment,) = compare("Schmidt", "Шмидт").alignments
    assert ("sch", "ш") in alignment.letters


def test_single_vowels_are_names_in_east_asia_and_initials_elsewhere() -> None:
    assert compare("У Шу", "У Шу").score == 1.0
    assert compare(build(surname="Букейханов", given="А"), BUKEIKHANOV).score > 0.85


def test_maiden_name_finds_and_the_father_may_stand_as_surname() -> None:
    assert compare("Белова Нина", build(surname="Крылова", given="Нина", maiden="Белова")).score >= 0.85
    assert compare("Ахмет Байтұрсынұлы", "Байтурсынов Ахмет").score >= 0.5


@settings(deadline=None)
@given(names, names)
def test_compare_is_symmetric(left: str, right: str) -> None:
    there, back = compare(left, right), compare(right, left)
    assert there.score == pytest.approx(back.score, abs=1e-9)
    assert there.coverage == pytest.approx(back.coverage)


@settings(deadline=None)
@given(names)
def test_a_name_beside_itself_scores_one(name: str) -> None:
    assert compare(parse(name), parse(name)).score == pytest.approx(1.0)


@settings(deadline=None)
@given(names, names)
def test_every_part_appears_in_exactly_one_alignment(left: str, right: str) -> None:
    ours, theirs = parse(left), parse(right)
    found = compare(ours, theirs).alignments
    assert Counter(one.left for one in found if one.left) == Counter(ours.parts)
    assert Counter(one.right for one in found if one.right) == Counter(theirs.parts)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Шмидт Анна-Мария", "Шмидт Анна Мария"),
        ("Шмидт Анна Мария", "Шмидт Анна-Мария"),
        ("Шмидт Мария-Анна", "Schmidt Anna-Maria"),
        ("Рахимов Жан-Поль", "Рахимов Поль Жан"),
    ],
)
def test_a_double_given_name_appears_in_exactly_one_alignment(left: str, right: str) -> None:
    ours, theirs = parse(left), parse(right)
    found = compare(ours, theirs).alignments
    assert Counter(one.left for one in found if one.left) == Counter(ours.parts)
    assert Counter(one.right for one in found if one.right) == Counter(theirs.parts)


@settings(max_examples=30, deadline=None)
@given(names)
def test_order_of_words_does_not_matter_when_kinds_are_known(name: str) -> None:
    known = build(surname="Петров", given="Иван", patronymic="Ильич")
    scores = {round(compare(" ".join(words), known).score, 6) for words in permutations(["Петров", "Иван", "Ильич"])}
    assert scores == {1.0}
    assert 0.0 <= compare(name, known).score <= 1.0


@pytest.mark.parametrize(
    "junk",
    ["", " ", "a" * 10_000, "ы" * 10_000, "🙂🙂", "З̸̡̛а̵̧л̷̨г̶о̴", "1937", "'; DROP TABLE", "<script>", "\x00\x01", "\u202eןב"],
)
def test_junk_is_compared_in_bounded_time(junk: str) -> None:
    began = process_time()
    found = compare(junk, BUKEIKHANOV)
    assert 0.0 <= found.score <= 1.0
    assert process_time() - began < 1.0


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_compared(text: str) -> None:
    assert 0.0 <= compare(text, "Иванов Иван").score <= 1.0
