from __future__ import annotations

import time
from dataclasses import replace
from math import log2

import pytest

from indexer.evidence import Band
from indexer.matching.chances import shipped_chances
from indexer.matching.facts import Act, Day, Facts, Relative, Time, Where
from indexer.matching.levels import Level
from indexer.matching.naming import best_names
from indexer.matching.scoring import Match, score, score_many, score_named
from indexer.matching.weights import shipped_weights
from indexer.names.name import NamePart, PartKind, Relation
from indexer.names.parse import parse
from tests.indexer.matching.made import day, person, place, year

WEIGHTS, CHANCES = shipped_weights(), shipped_chances()

SHOT = person(
    1, "Заремба Казимир Янович", sex="m", nation="polish", birth=year(1892), birth_place=place("Люблин", "lyubli"),
    occupation="счетовод лесного склада", fate="shot", death=day("1938-04-11"), source="Moscow",
)  # fmt: skip
AGAIN = replace(SHOT, record_id=2, source="Warsaw")


def match(left: Facts, right: Facts) -> Match:
    return score(left, right, WEIGHTS, CHANCES)


def relations(found: Match) -> dict[str, str]:
    return {evidence.field: evidence.relation.value for evidence in found.evidence}


def test_a_second_spelling_with_facts_is_likely_one_person() -> None:
    other = replace(AGAIN, names=(parse("Zaremba Kazimierz"),), occupation="")
    assert match(SHOT, other).score.band is Band.LIKELY


@pytest.mark.parametrize("name", ["Заремба Казимир Янович", "Веневитинов-Ржевусский Аполлинарий Каллистратович"])
def test_a_name_alone_is_never_likely(name: str) -> None:
    found = match(person(1, name, sex="m", nation="polish"), person(2, name, sex="m", nation="polish"))
    assert found.score.band is not Band.LIKELY
    assert "rule" not in relations(found) or relations(found)["rule"] == Level.NAME_ALONE.value


@pytest.mark.parametrize(
    "against",
    [
        {"birth": year(1930)},
        {"sex": "f"},
        {"names": (parse("Заремба Казимир Петрович"),)},
        {"names": (parse("Заремба Станислав Янович"),)},
        {"death": day("1929-01-05")},
    ],
)
def test_a_contradiction_is_never_outweighed(against: dict[str, object]) -> None:
    found = match(SHOT, replace(AGAIN, **against))  # type: ignore[arg-type]
    assert found.score.value <= 0.7001
    assert found.score.band is not Band.LIKELY


def test_the_evidence_and_the_prior_add_up_to_the_odds_of_the_value() -> None:
    for left, right in ((SHOT, AGAIN), (SHOT, replace(AGAIN, sex="f")), (SHOT, person(3, "Ким Вера", sex="f"))):
        found = match(left, right)
        odds = WEIGHTS.prior + sum(evidence.weight for evidence in found.evidence)
        assert odds == pytest.approx(log2(found.score.value / (1 - found.score.value)), abs=0.02) or abs(odds) > 40


def test_the_strongest_evidence_comes_first_and_the_score_is_symmetric() -> None:
    found, back = match(SHOT, AGAIN), match(AGAIN, SHOT)
    weights = [abs(evidence.weight) for evidence in found.evidence]
    assert weights == sorted(weights, reverse=True)
    assert found.score.value == pytest.approx(back.score.value)


@pytest.mark.parametrize(
    "against", [{"sex": "f"}, {"names": (parse("Заремба Станислав Янович"),), "birth": year(1889)}]
)
def test_kin_who_share_all_else_are_not_proposed_as_one_person(against: dict[str, object]) -> None:
    one_list = replace(AGAIN, source=SHOT.source)
    assert match(SHOT, replace(one_list, **against)).score.band is Band.UNLIKELY  # type: ignore[arg-type]


def test_a_given_name_misunderstood_in_another_list_is_left_to_archivists() -> None:
    other = replace(AGAIN, names=(parse("Заремба Станислав Янович"),))
    assert match(SHOT, other).score.band is Band.POSSIBLE
    assert match(SHOT, replace(other, birth=year(1889))).score.band is Band.UNLIKELY


def test_what_one_record_lacks_is_neither_for_nor_against() -> None:
    bare = replace(AGAIN, occupation="", birth_place=Where(), nation="")
    assert {"occupation", "birth_place", "nation"} & set(relations(match(SHOT, bare))) == set()


def test_a_rare_surname_in_common_says_more_than_ivanov() -> None:
    weights = [
        next(e.weight for e in match(person(1, name), person(2, name)).evidence if e.field == "surname")
        for name in ("Заремба Иван", "Иванов Иван")
    ]
    assert weights[0] > weights[1] + 2


def test_a_later_certificate_of_death_is_known_practice() -> None:
    found = match(SHOT, replace(AGAIN, fate="died_camp", death=day("1943-05-11")))
    assert relations(found)["death"] == relations(found)["fate"] == Level.PRACTICE.value
    assert [e.weight for e in found.evidence if e.relation is Level.PRACTICE] == [0.0, 0.0]
    assert found.score.band is Band.LIKELY


def test_who_was_arrested_after_the_execution_is_another_person() -> None:
    later = replace(AGAIN, fate="", death=None, acts=(Act("arrest_sentence", arrested=day("1949-02-01")),))
    assert relations(match(SHOT, later))["death"] == Level.CONTRADICTS.value


def test_two_records_of_one_list_need_more() -> None:
    one_list = match(SHOT, replace(AGAIN, source=SHOT.source))
    assert relations(one_list)["source"] == Level.ONE_LIST.value
    assert one_list.score.value < match(SHOT, AGAIN).score.value


def test_a_maiden_name_and_variants_are_compared_and_the_best_pair_speaks() -> None:
    wife = person(
        1, "Гофман (урожд. Шмидт) Эрна Карловна", birth=day("1905-03-04"), birth_place=place("Люблин", "lyubli")
    )
    girl = person(
        2, "Кузнецова Мария", "Шмидт Эрна Карловна", birth=day("1905-03-04"), birth_place=place("Люблин", "lyubli")
    )
    found = match(wife, girl)
    assert relations(found)["maiden"] in (Relation.IDENTICAL.value, Relation.GENDERED_ENDING.value)
    assert found.score.band is Band.LIKELY


def test_a_named_relative_is_not_the_person() -> None:
    husband = replace(SHOT, relatives=(Relative("spouse", parse("Заремба Анна"), 2),))
    assert relations(match(husband, AGAIN))["relatives"] == Level.KIN.value
    assert match(husband, AGAIN).score.band is not Band.LIKELY


def test_camps_arrests_and_relatives_in_common_speak_for() -> None:
    fields = {
        "acts": (Act("arrest_sentence", day("1937-10-01"), day("1937-12-02"), "oso", "58-10"),),
        "times": (Time(Where("АЛЖИР", ("alzhir",), "alzhir"), year(1938), year(1946)),),
        "relatives": (Relative("spouse", parse("Ковальский Ян")),),
        "rehabilitated": day("1957-01-10"),
    }
    found = match(person(1, "Ким Анна", **fields), person(2, "Ким Анна", **fields))
    expected = {
        "arrested": "same_day", "decided": "same_day", "body": "same", "article": "same", "stays": "overlap",
        "relatives": "same", "rehabilitated": "same_day",
    }  # fmt: skip
    assert expected.items() <= relations(found).items()
    assert all(e.weight > 0 for e in found.evidence if e.field in expected)


def test_brothers_with_names_that_look_alike_are_two_people() -> None:
    charles = replace(SHOT, names=(parse("Заремба Карл Янович"),))
    brother = replace(AGAIN, names=(parse("Заремба Карп Янович"),), birth=year(1896), death=None)
    assert match(charles, brother).score.band is not Band.LIKELY


def test_a_name_misread_is_likely_where_the_birth_agrees() -> None:
    charles = replace(SHOT, names=(parse("Заремба Карл Янович"),))
    assert match(charles, replace(AGAIN, names=(parse("Заремба Карп Янович"),))).score.band is Band.LIKELY


def test_endings_of_fathers_in_other_languages_do_not_contradict() -> None:
    foreign = parse("Zaremba Kasimir")
    foreign = replace(foreign, parts=(*foreign.parts, NamePart("Petrovic", PartKind.PATRONYMIC)))
    found = match(replace(SHOT, names=(parse("Заремба Казимир Петрович"),)), replace(AGAIN, names=(foreign,)))
    assert relations(found)["patronymic"] != Relation.CONTRADICTS.value


@pytest.mark.parametrize(
    "strange",
    [
        person(9),
        person(9, ""),
        person(9, "Ким", birth=Day(0, 0), death=Day(10**8, 10**8)),
        person(9, "Ким", birth=Day(5, 2), occupation="\x00…!", residence=Where("???", ())),
        person(9, *(f"Заремба{ending} Казимир" for ending in "абвгдежзиклмнопрстуфхцчшэюя")),
        person(9, *(f"Заремб{ending} Каз" for ending in range(40))),
    ],
)
def test_strange_records_are_compared(strange: Facts) -> None:
    for left, right in ((SHOT, strange), (strange, SHOT), (strange, strange)):
        assert 0 <= match(left, right).score.value <= 1


def test_one_record_beside_many_is_scored_as_beside_each() -> None:
    many = [AGAIN, person(3, "Ким Вера"), person(4)]
    assert score_many(SHOT, many, WEIGHTS, CHANCES) == [match(SHOT, other) for other in many]


def test_a_pair_whose_names_are_compared_takes_no_more_than_milliseconds() -> None:
    named = best_names(SHOT, [AGAIN])[0]
    score_named(SHOT, AGAIN, named, WEIGHTS, CHANCES)
    started = time.process_time()
    for _ in range(200):
        score_named(SHOT, AGAIN, named, WEIGHTS, CHANCES)
    assert (time.process_time() - started) / 200 < 0.003  # 0.15 ms on a quiet machine
