from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from indexer.matching import blocking
from indexer.matching.blocking import Told, candidate_pairs
from indexer.matching.facts import Act, Day, Facts, Relative, Where
from indexer.matching.sketch import Sketches, joined, sketch, sketches
from indexer.names.parse import build, parse

CROWD = (
    ("Букейханов", "Алихан", "Нурмухаметович", 1866), ("Дулатов", "Миржакып", "", 1885),
    ("Тынышпаев", "Мухамеджан", "", 1879), ("Майлин", "Беимбет", "", 1894), ("Шмидт", "Иван", "Иванович", 1900),
    ("Ким", "Афанасий", "Арсеньевич", 1900), ("Ковальский", "Казимир", "Янович", 1899),
    ("Петров", "Павел", "Кузьмич", 1911), ("Лебедева", "Анна", "Никитична", 1908), ("Гофман", "Эрна", "Карловна", 1915),
)  # fmt: skip


def year(number: int) -> Day:
    return Day(date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal())


def day(text: str) -> Day:
    return Day(date.fromisoformat(text).toordinal(), date.fromisoformat(text).toordinal())


def facts(number: int, name: str, born: int = 0, **fields: object) -> Facts:
    return Facts(number, (parse(name),), birth=year(born) if born else None, **fields)  # type: ignore[arg-type]


def crowd() -> list[Facts]:
    """Two hundred people with as many different surnames, numbered from 1000: what is rare is rare among many."""
    return [
        Facts(1000 + number, (build(surname=f"{surname[:-1]}{ending}", given=given, patronymic=father),), "", "",
              year(born + number % 7))
        for number, (ending, (surname, given, father, born)) in enumerate(
            (ending, person)
            for person in CROWD
            for ending in ("бин", "гаров", "дых", "зинский", "калов", "лемер", "монов", "нкевич", "панов", "рдин",
                           "стых", "тулин", "фаров", "хват", "цаев", "чман", "шкин", "ятов", "вилов", "ранг")
        )
    ]  # fmt: skip


def held(people: Iterable[Facts]) -> Sketches:
    return sketches(map(sketch, people))


def found(people: Iterable[Facts], kind: str) -> set[tuple[int, int]]:
    """The pairs of record ids among these people and the crowd, lower id first."""
    all_of_them = held([*people, *crowd()])
    pairs = candidate_pairs(all_of_them, kind)
    ids = all_of_them.record_ids
    return {tuple(sorted((int(ids[a]), int(ids[b])))) for a, b in zip(pairs.left, pairs.right, strict=True)}  # type: ignore[misc]


SECONDS = [
    (("Шмидт Иван Иванович", 1900), ("Schmidt Johann", 1900)),
    (("Шестаков Андрей Васильевич", 1877), ("Shestakov Andrei", 1878)),
    (("Джансугуров Ильяс", 1894), ("Жансүгіров Ілияс", 1894)),
    (("Гедройц Станислав Казимирович", 1890), ("Giedroyć Stanisław", 1891)),
    (("Адеменков Павел Игнатьевич", 1901), ("Адаменко Павел Игнатьевич", 1901)),
    (("Белоносов Иван Власович", 1899), ("Белоносов Роман Власович", 1899)),
    (("Захарченко Мария Петровна", 1908), ("Захарченкова Мария Петровна", 1909)),
]


@pytest.mark.parametrize(("left", "right"), SECONDS, ids=lambda side: side[0])
def test_two_records_of_one_person_share_a_block(left: tuple[str, int], right: tuple[str, int]) -> None:
    assert (1, 2) in found([facts(1, *left), facts(2, *right)], "same")


def test_the_day_of_an_arrest_brings_together_what_the_surname_does_not() -> None:
    arrest = Act("arrest", arrested=day("1937-11-02"))
    pair = [facts(1, "Зозуля Мирон", acts=(arrest,)), facts(2, "Wolczak Myron", acts=(arrest,))]
    assert (1, 2) in found(pair, "same")
    assert (1, 2) not in found([replace(each, acts=()) for each in pair], "same")


def test_other_people_are_not_compared() -> None:
    others = [facts(1, "Сейфуллин Сакен", 1894), facts(2, "Асфендиаров Санжар Джафарович", 1889)]
    assert (1, 2) not in found(others, "same") | found(others, "kin")


KIN = {
    "siblings by patronymic": (facts(1, "Захарченко Мария Петровна", 1908), facts(2, "Захарченко Пётр Петрович", 1912)),
    "father and son": (facts(1, "Шестаков Кузьма Лукич", 1870), facts(2, "Шестаков Иван Кузьмич", 1900)),
    "husband and wife from one village": (
        facts(1, "Зубатов Егор Ильич", 1890, birth_place=Where("с. Ключи", ("kluchi",))),
        facts(2, "Зубатова Анна Фомична", 1893, birth_place=Where("Ключи", ("kluchi",))),
    ),
    "one address, two surnames": (
        facts(1, "Зубатов Егор Ильич", 1890, residence=Where("ул. Мира, д. 4, кв. 2", ("mira",))),
        facts(2, "Штерн Анна Фомична", 1893, residence=Where("Мира, 4-2", ("mira",))),
    ),
    "arrested in one week": (
        facts(1, "Зубатов Егор Ильич", acts=(Act("arrest", arrested=day("1937-11-02")),)),
        facts(2, "Зубатова Анна Фомична", acts=(Act("arrest", arrested=day("1937-11-05")),)),
    ),
    "a relative named": (
        facts(1, "Штерн Анна Фомична", relatives=(Relative("spouse", parse("Зубатов Егор Ильич")),)),
        facts(2, "Зубатов Егор Ильич", 1890),
    ),
}


@pytest.mark.parametrize("pair", KIN.values(), ids=KIN)
def test_kin_share_a_block(pair: tuple[Facts, Facts]) -> None:
    assert (1, 2) in found(pair, "kin")


def test_a_father_is_older_than_his_son() -> None:
    def father_and_son(born: int) -> list[Facts]:
        father = facts(1, "Шестаков Кузьма Лукич", born, sex="m")
        return [father, facts(2, "Шестаков Иван Кузьмич", 1899, sex="m")]

    assert (1, 2) in found(father_and_son(1870), "kin")
    assert (1, 2) not in found(father_and_son(1900), "kin")


def test_of_every_pair_one_is_fresh_and_none_of_those_is_lost() -> None:
    everybody = held([facts(1, "Шмидт Иван", 1900), facts(2, "Schmidt Johann", 1900), *crowd()])
    fresh = everybody.record_ids == 2
    some, every = candidate_pairs(everybody, "same", fresh), candidate_pairs(everybody, "same")
    assert set(zip(some.left, some.right, strict=True)) == {
        pair for pair in zip(every.left, every.right, strict=True) if fresh[pair[0]] or fresh[pair[1]]
    }
    assert len(some)


def test_a_block_too_large_is_cut_by_a_finer_key_and_what_cannot_be_cut_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(blocking, "MOST", 20)
    ivans = [facts(number, "Иванов Иван", 1880 + number // 3) for number in range(1, 61)]
    silent = [facts(number, "Иванов Иван") for number in range(100, 140)]
    told = Told()
    everybody = held([*ivans, *silent])
    pairs = candidate_pairs(everybody, "same", None, told)
    ids = everybody.record_ids
    assert any({int(ids[a]), int(ids[b])} == {1, 2} for a, b in zip(pairs.left, pairs.right, strict=True))
    assert told.largest <= 20
    assert sum(blocks for blocks, _ in told.cut.values()) > 0
    assert told.looked_at < 100 * 99 / 2 * 4


def test_the_work_grows_as_the_records_do() -> None:
    def looked_at(count: int) -> int:
        told = Told()
        candidate_pairs(held([facts(n, "Иванов Иван Иванович", 1900) for n in range(count)]), "same", None, told)
        return told.looked_at

    assert looked_at(2000) <= 4 * looked_at(500)


def test_pairs_stand_in_order_and_each_once() -> None:
    pairs = candidate_pairs(held([facts(n, "Шмидт Иван Иванович", 1900) for n in range(9)]), "same")
    numbers = pairs.left * 9 + pairs.right
    assert (pairs.left < pairs.right).all()
    assert (np.diff(numbers) > 0).all()


def test_nobody_and_somebody_of_whom_nothing_is_known() -> None:
    assert len(candidate_pairs(joined([]), "same")) == 0
    nameless = [Facts(1, ()), Facts(2, ()), facts(3, "И. И.")]
    assert len(candidate_pairs(held(nameless), "same")) == len(candidate_pairs(held(nameless), "kin")) == 0


def test_portions_joined_are_the_whole() -> None:
    people = crowd()
    whole, parts = held(people), joined([held(people[:50]), held(people[50:])])
    assert (whole.codes["together"] == parts.codes["together"]).all()
    assert (whole.outlines == parts.outlines).all()
