"""Hypotheses of kinship between real people of the lists, and between people who only share a common name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import log2

import pytest

from indexer.evidence import Band
from indexer.matching.chances import Chances, chances_of
from indexer.matching.facts import Act, Day, Facts, Relative, Time, Where
from indexer.matching.kin import Hypothesis, hypotheses, hypotheses_of_many, likeliest_of_many, prior
from indexer.matching.kin_addresses import Dwelling, dwelling
from indexer.matching.kin_levels import INVERSE, Field, Kinship, Tie
from indexer.matching.kin_tables import ages, expected, rates
from indexer.names.name import Name
from indexer.names.parse import build, parse

NUMBERS = iter(range(1, 10**9))


def day(written: str) -> Day:
    """A date of this form: «1893», «1937-12-30»."""
    if len(written) == 4:
        return Day(date(int(written), 1, 1).toordinal(), date(int(written), 12, 31).toordinal(), written=written)
    return Day(date.fromisoformat(written).toordinal(), date.fromisoformat(written).toordinal(), written=written)


def person(name: str, born: str = "", sex: str = "m", nation: str = "russian", maiden: str = "") -> Facts:
    """Surname, given name, patronymic, as a list writes them; «-» for what is not told."""
    surname, given, patronymic = (*(part if part != "-" else "" for part in name.split()), "", "")[:3]
    named = build(surname=surname, given=given, patronymic=patronymic, maiden=maiden)
    return Facts(next(NUMBERS), (named,), sex, nation, day(born) if born else None)


def list_of(size: int = 6_000) -> Iterable[Facts]:
    """A list in which one in twenty is an Иванов and one in five of the Koreans a Ким."""
    given = ("Иван", "Петр", "Михаил", "Николай", "Моисей", "Карл", "Алексей", "Семен", "Федор", "Дмитрий")
    fathers = ("Иванович", "Петрович", "Михайлович", "Николаевич", "Моисеевич", "Карлович", "Алексеевич", "Федорович")
    surnames = ("Иванов", *(f"{root}{end}" for root in _ROOTS for end in ("ов", "ин", "енко", "ский", "ец")))
    for number in range(size):
        surname = "Иванов" if number % 20 == 0 else surnames[number % len(surnames)]
        if number % 30 == 1:
            korean = person(f"{'Ким' if number % 150 == 1 else 'Цой'} Чен", "1900", nation="korean")
            yield replace(korean, source="list")
            continue
        named = f"{surname} {given[number % 10]} {fathers[(number // 7) % 8]}"
        sex = "f" if number % 17 == 3 else "m"
        place = Where("Тула", ("tul",)) if number % 3 == 0 else Where("деревня Бор", (f"bor{number % 900}",))
        yield replace(person(named, str(1870 + number % 50), sex), birth_place=place, source="list")


_ROOTS = (
    "Сазан", "Кузьм", "Гриш", "Мелех", "Борозд", "Рыж", "Полян", "Лобан", "Черныш", "Волоч", "Дроб", "Шелест",
    "Тихон", "Зарец", "Колпак", "Медвед", "Осип", "Прохор", "Редьк", "Стрельц",
)  # fmt: skip


@pytest.fixture(scope="module")
def chances() -> Chances:
    """Of that list alone."""
    return replace(chances_of(list_of()), base=None)


def first(left: Facts, right: Facts, chances: Chances) -> Hypothesis:
    """The likeliest hypothesis."""
    return hypotheses(left, right, chances)[0]


def ground(hypothesis: Hypothesis, field: Field) -> float:
    """What that field weighs, 0 where it is no ground."""
    return sum(evidence.weight for evidence in hypothesis.evidence if evidence.field == field)


DROZDOVSKY = person("Дроздовский Мстислав Михайлович", "1887", nation="polish")
HIS_SON = person("Дроздовский Юлий Мстиславович", "1915", nation="polish")
SMERCHKO = person("Смерчко Владимир Петрович", "1908", nation="polish")
HIS_BROTHER = person("Смерчко Роман Петрович", "1914", nation="polish")
RYKOV = person("Рыков Алексей Иванович", "1881")
HIS_WIFE = person("Рыкова Нина Семеновна", "1884", "f")


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        (DROZDOVSKY, HIS_SON, "child"),
        (HIS_SON, DROZDOVSKY, "parent"),
        (SMERCHKO, HIS_BROTHER, "sibling"),
        (RYKOV, HIS_WIFE, "spouse"),
        (HIS_WIFE, RYKOV, "spouse"),
    ],
)
def test_the_likeliest_kinship_is_what_the_right_person_is_to_the_left(
    left: Facts, right: Facts, relation: str, chances: Chances
) -> None:
    assert first(left, right, chances).relation == relation


def test_from_the_other_side_it_is_the_inverse_and_as_likely(chances: Chances) -> None:
    for left, right in ((DROZDOVSKY, HIS_SON), (SMERCHKO, HIS_BROTHER), (RYKOV, HIS_WIFE)):
        there = {h.relation: h.value for h in hypotheses_of_many(left, [right], chances)[0]}
        back = {h.relation: h.value for h in hypotheses_of_many(right, [left], chances)[0]}
        assert {INVERSE[Kinship(relation)].value: value for relation, value in back.items()} == pytest.approx(there)


def test_the_weights_and_the_prior_add_up_to_the_odds(chances: Chances) -> None:
    for hypothesis in hypotheses(SMERCHKO, HIS_BROTHER, chances):
        odds = log2(hypothesis.value / (1 - hypothesis.value))
        told = prior(hypothesis.relation, chances) + sum(evidence.weight for evidence in hypothesis.evidence)
        assert told == pytest.approx(odds, abs=0.25)  # grounds of less than 0.05 bits are not told


def test_the_strongest_ground_comes_first_and_what_speaks_against_last(chances: Chances) -> None:
    weights = [evidence.weight for evidence in first(DROZDOVSKY, HIS_SON, chances).evidence]
    assert weights == sorted(weights, reverse=True)


def test_a_common_surname_alone_is_never_kin(chances: Chances) -> None:
    left, right = person("Иванов Петр Карлович"), person("Иванов Михаил Семенович")
    assert hypotheses(left, right, chances) == ()
    everything = hypotheses_of_many(left, [right], chances)[0]
    assert everything[0].value < 0.02
    assert everything[0].band is Band.UNLIKELY


def test_a_korean_surname_alone_tells_nothing(chances: Chances) -> None:
    left, right = person("Ким Чен", "1900", nation="korean"), person("Ким Афанасий", "1905", nation="korean")
    assert hypotheses_of_many(left, [right], chances)[0][0].value < 0.02


def test_a_rare_surname_says_more_than_a_common_one(chances: Chances) -> None:
    rare = first(SMERCHKO, HIS_BROTHER, chances)
    common = first(
        person("Иванов Владимир Петрович", "1908"), person("Иванов Роман Петрович", "1914"), chances
    )  # fmt: skip
    assert ground(rare, Field.SURNAME) > ground(common, Field.SURNAME) + 3
    assert rare.value > common.value


def test_a_rare_father_says_more_than_a_common_one(chances: Chances) -> None:
    rare = first(person("Бабулин Виктор Мстиславович"), person("Бабулин Анатолий Мстиславович"), chances)
    common = first(person("Бабулин Виктор Иванович"), person("Бабулин Анатолий Иванович"), chances)
    assert ground(rare, Field.FATHER) > ground(common, Field.FATHER) + 2


@pytest.mark.parametrize(
    ("father", "child"),
    [
        ("Шмидт Иоганн", "Шмидт Карл Иванович"),  # the father in another language
        ("Казлаускас Йонас", "Казлаускайте Она Ивановна"),
        ("Гумбатов Али", "Гумбатова Лейла Али-кызы"),
        ("Ким Чен Ир", "Ким Афанасий Ченирович"),  # a name of two syllables
        ("Құнанбай Өскенбайұлы", "Абай Құнанбайұлы"),
        ("Schmidt Johann", "Шмидт Карл Иванович"),  # in another script
    ],
)
def test_a_patronymic_names_the_father_in_any_language(father: str, child: str, chances: Chances) -> None:
    left, right = (replace(person("-", sex=""), names=(parse(name),)) for name in (father, child))
    told = next(h for h in hypotheses_of_many(left, [right], chances)[0] if h.relation == "child")
    assert ground(told, Field.NAMED_AFTER) > 1


def test_a_kazakh_surname_may_be_the_fathers_given_name(chances: Chances) -> None:
    father = person("Жылкайдаров Рыскул", nation="kazakh")
    son = person("Рыскулов Турар Рыскулович", nation="kazakh")
    told = next(h for h in hypotheses(father, son, chances) if h.relation == "child")
    assert ground(told, Field.LINEAGE) > 3
    of_one_name = hypotheses_of_many(
        person("Дулат", nation="kazakh"), [person("Дулатов Миржакып", nation="kazakh")], chances
    )
    told = next(h for h in of_one_name[0] if h.relation == "child")
    assert ground(told, Field.LINEAGE) > 3
    assert ground(told, Field.SURNAME) == 0  # the same letters count once
    russian = hypotheses_of_many(person("Петров Иван"), [person("Иванов Семен")], chances)[0]
    assert all(ground(hypothesis, Field.LINEAGE) == 0 for hypothesis in russian)


def test_a_mother_is_not_named_in_the_patronymic(chances: Chances) -> None:
    mother, child = person("Смерчко Александра Ивановна", "1885", "f"), person("Смерчко Петр Александрович", "1910")
    told = next(h for h in hypotheses_of_many(mother, [child], chances)[0] if h.relation == "child")
    assert ground(told, Field.NAMED_AFTER) == 0


def test_a_maiden_name_leads_to_brothers(chances: Chances) -> None:
    sister = person("Эйхмане Берта Карловна", "1900", "f", maiden="Смерчко")
    brother = person("Смерчко Роман Карлович", "1904")
    told = first(sister, brother, chances)
    assert told.relation == "sibling"
    assert ground(told, Field.MAIDEN) > 5
    assert ground(told, Field.SURNAME) == 0  # the married name, which differs, says nothing then


def test_a_double_surname_shares_its_half(chances: Chances) -> None:
    wife = person("Мессерер-Плисецкая Рахиль Михайловна", "1902", "f")
    assert ground(first(wife, person("Плисецкий Михаил Эммануилович", "1899"), chances), Field.SURNAME) > 5


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("1890", "1895", "parent"),  # a parent five years younger
        ("1890", "1898", "child"),
        ("1870", "1915", "sibling"),
    ],
)
def test_ages_that_cannot_be_speak_against(left: str, right: str, relation: str, chances: Chances) -> None:
    pair = (person("Смерчко Владимир Петрович", left), person("Смерчко Роман Петрович", right))
    told = next(h for h in hypotheses_of_many(pair[0], [pair[1]], chances)[0] if h.relation == relation)
    age = next(evidence for evidence in told.evidence if evidence.field == Field.AGE)
    assert age.relation is Tie.IMPOSSIBLE
    assert age.weight < -6


def test_two_men_are_not_husband_and_wife(chances: Chances) -> None:
    told = next(h for h in hypotheses(SMERCHKO, HIS_BROTHER, chances) if h.relation == "spouse")
    assert ground(told, Field.SEX) < -6


def test_brothers_do_not_share_a_given_name(chances: Chances) -> None:
    twice = person("Самойлов Сергей Николаевич", "1903")
    told = next(
        h for h in hypotheses_of_many(twice, [replace(twice, record_id=77)], chances)[0] if h.relation == "sibling"
    )
    assert ground(told, Field.GIVEN) < -2


def test_one_person_written_twice_is_no_brother(chances: Chances) -> None:
    left, right = person("Галах-Фурманович Иосиф Беркович"), person("Фурманович-Галах Иосиф Беркович")
    assert hypotheses_of_many(left, [right], chances)[0][0].band is not Band.LIKELY


def test_a_surname_that_is_maiden_name_and_half_of_a_double_one_counts_once(chances: Chances) -> None:
    wife = person("Чижевская-Энгельгардт Нина Вадимовна", "1903", "f", maiden="Энгельгардт")
    told = hypotheses_of_many(wife, [person("Энгельгардт Александр Александрович", "1896")], chances)[0]
    assert all(ground(each, Field.SURNAME) == 0 or ground(each, Field.MAIDEN) == 0 for each in told)


def test_one_flat_outweighs_two_nations(chances: Chances) -> None:
    flat = Where("ул. Кадашевская наб., д.6/1, кв. 2", ("kadash",))
    husband = replace(person("Гурман Борис Лазаревич", "1895", nation="jewish"), residence=flat)
    wife = replace(person("Гурман Екатерина Ивановна", "1895", "f"), residence=flat)
    told = first(husband, wife, chances)
    assert (told.relation, told.band) == ("spouse", Band.LIKELY)
    assert next(e.relation for e in told.evidence if e.field == Field.RESIDENCE) is Tie.SAME_FLAT


def test_the_wife_of_a_man_who_was_shot(chances: Chances) -> None:
    """Sentenced as a family member after his arrest, she is likelier his wife; before it, that says nothing."""
    husband = replace(person("Смерчко Иван Карлович", "1890"), fate="shot", death=day("1937-12-10"),
                      acts=(Act(arrested=day("1937-09-01")),))  # fmt: skip
    wife = replace(person("Смерчко Вера Львовна", "1895", "f"), times=(Time(Where("alzhir", ("alzhir",), "alzhir")),))
    after, before = (
        replace(wife, acts=(Act(charge="ЧСИР", decided=day(when)),)) for when in ("1938-02-01", "1935-01-01")
    )
    assert ground(first(husband, after, chances), Field.FAMILY_MEMBER) > 2
    assert ground(first(husband, before, chances), Field.FAMILY_MEMBER) == 0


def test_arrested_in_one_week(chances: Chances) -> None:
    brothers = [
        replace(person(name, "1900"), acts=(Act(arrested=day(when)),))
        for name, when in (("Иванов Петр Карлович", "1937-10-01"), ("Иванов Роман Карлович", "1937-10-05"))
    ]
    assert ground(first(brothers[0], brothers[1], chances), Field.ARREST) > 0.5


def test_a_source_that_names_the_relative(chances: Chances) -> None:
    wife = person("Габитова Фатима", "1901", "f", "kazakh")
    husband = person("Джансугуров Ильяс", "1894", nation="kazakh")
    named = replace(wife, relatives=(Relative("husband", parse("Ильяс Джансугуров"), None),))
    assert (first(named, husband, chances).relation, first(named, husband, chances).band) == ("spouse", Band.LIKELY)
    assert first(husband, named, chances).relation == "spouse"
    by_number = replace(wife, relatives=(Relative("spouse", parse("муж"), husband.record_id),))
    assert first(by_number, husband, chances).band is Band.LIKELY


def test_a_surname_is_not_enough_to_be_the_relative_who_is_named(chances: Chances) -> None:
    left = replace(
        person("Смерчко Анна Петровна", "1905", "f"), relatives=(Relative("brother", parse("Смерчко Роман")),)
    )
    other = next(h for h in hypotheses_of_many(left, [person("Смерчко Федор Карлович", "1880")], chances)[0])
    assert ground(other, Field.RELATIVE) <= 0


def test_a_third_person_whom_both_name_tells_how_they_are_kin(chances: Chances) -> None:
    son = parse("Казбеков Эрден")
    wife = replace(person("Казбекова Магрифа", sex="f"), relatives=(Relative("child", son),))
    husband = replace(person("Казбеков Исмаил"), relatives=(Relative("child", son),))
    told = first(wife, husband, chances)
    assert told.relation == "spouse"
    assert ground(told, Field.SHARED_RELATIVE) > 5


@pytest.mark.parametrize("name", ["-", "Сейфулла", "- Иван", "Иванов", "И."])
def test_names_of_one_part_and_none_make_no_trouble(name: str, chances: Chances) -> None:
    left = person(name) if name != "-" else Facts(5, (Name("", (), parse("Иванов").script),))
    for hypothesis in hypotheses_of_many(left, [SMERCHKO, left], chances)[0]:
        assert 0 <= hypothesis.value < 0.5


def test_a_record_without_anything(chances: Chances) -> None:
    assert hypotheses(Facts(1, ()), Facts(2, ()), chances) == ()


def test_the_likeliest_alone_is_the_first_of_all(chances: Chances) -> None:
    others = [HIS_BROTHER, HIS_SON, HIS_WIFE]
    every = hypotheses_of_many(SMERCHKO, others, chances)
    assert likeliest_of_many(SMERCHKO, others, chances) == [found[0] for found in every]


def test_shares_of_relatives_are_shares() -> None:
    """What relatives of one kind have, level by level, comes to at most all of them."""
    for field in set(Field) - {Field.RELATIVE}:  # of several brothers one may be named, and another meant
        for kinship in Kinship:
            told = [rate for (of, _, kin), rate in rates().items() if of is field and kin is kinship]
            assert sum(told) <= 1.0001, (field, kinship)
            assert all(0 < rate < 1 for rate in told)


def test_densities_of_ages_come_to_one() -> None:
    for known in ages().values():
        assert sum(known.density(gap, gap) for gap in range(-90, 91)) == pytest.approx(1, abs=0.05)


def test_every_kinship_has_a_prior_and_ages() -> None:
    assert set(expected()) == set(Kinship)
    assert {kinship for kinship, _ in ages()} == set(Kinship)


@pytest.mark.parametrize(
    ("written", "house", "flat"),
    [
        ("Авиамоторная ул., д.4, корп. 1, кв. 19", "4.1", "19"),
        ("ул. Серафимовича, д.2 (Дом правительства), кв. 50", "2", "50"),
        ("ул.Мархлевского, д.9а, кв.13", "9а", "13"),
        ("Кадашевская наб., д.6/1, кв. 2", "6/1", "2"),
        ("с. Ивановка", "", ""),
    ],
)
def test_house_and_flat_of_an_address(written: str, house: str, flat: str) -> None:
    assert dwelling(written) == Dwelling(house, flat)


def test_what_nation_list_and_region_share_ties_nobody(chances: Chances) -> None:
    """«Аул», one list and one nation once made strangers likely kin of a poet."""
    region = Where("Семиреченская область", ("semire", "kapal", "aksui"))
    poet, engineer = (
        replace(person(name, born, nation="kazakh"), birth_place=region, source="compiled")
        for name, born in (("Джансугуров Ильяс", "1894"), ("Тынышпаев Мухамеджан", "1879"))
    )
    for found in hypotheses_of_many(poet, [engineer], chances)[0]:
        assert found.band is Band.UNLIKELY


def test_a_brother_who_is_named_speaks_against_no_sister(chances: Chances) -> None:
    brother, sister = person("Герман Артур Фридрихович"), person("Герман Луиза Фридриховна", sex="f")
    named = replace(brother, relatives=(Relative("brother", parse("Герман Рудольф Фридрихович")),))
    before, after = (
        next(found.value for found in hypotheses(one, sister, chances) if found.relation == Kinship.SIBLING)
        for one in (brother, named)
    )
    assert after == pytest.approx(before)
