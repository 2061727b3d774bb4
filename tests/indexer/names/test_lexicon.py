"""Given names across languages: what is one name, what may be, what is not."""

from collections import defaultdict

import pytest

from indexer.names.lexicon import concepts, is_given, relation, sex, sure_concepts
from indexer.names.name import Relation
from indexer.names.tables import rows, split


@pytest.mark.parametrize(
    "forms",
    [
        "Иван Ivan Іван Jan Ян Jonas Йонас Jānis Jaan Johann Иоганн Hans János Ιωάννης Giovanni Ваня",
        "Иосиф Осип Józef Юзеф Juozas Josef József יוסף Yosif",
        "Александр Саша Шура Oleksandr Aleksander Sándor Alejandro Аляксандр",
        "Георгий Егор Georg Jerzy Jurgis György ჯიორჯი Գևորգ Γεώργιος".replace("ჯიორჯი", "გიორგი"),
        "Моисей Мойше Мовша משה Moses",
        "Израиль Сруль Israel",
        "Мария Маня Маша Marija María Marie",
        "Мухаммед Мұхамед Магомед Mehmet محمد",
        "Ахмет Ахмед Әхмәт Ahmad أحمد",
        "Анна Нюра Она Ona Hanna Ганна",
        "Genrich Генрих Heinrich Henryk Гейнрих".replace("Genrich ", ""),
        "Садвокас Сакен Сәкен",
        "Шарлотта Charlotte Lotte Лотте",
        "Kreszentia Кресценция Zenzl Ценцль",
        "Jukums Юкум",
        "Перец פרץ פּרץ Peretz",
        "Двойра Двося Dwojra Дебора",
        "Этля Этель Ettel",
        "Харлампий Хараламбос Бабис Χαράλαμπος",
        "Georg Jörg Jerg Егор",
        "Katharina Kath Trina Käthe Екатерина",
        "Мкртич Мкртыч Mgrdich Mkrtich",
        "Ованес Оганес Ohannes Hovhannes",
        "Дарья Одарка",
        "Афанасий Панас Опанас",
        "Евстафий Остап Євстафій",
        "Jonas Jonukas Иван",
        "Амвросий Абросим Ambroży",
        "Флор Фрол",
        "Соломея Саломея Соломонида სალომე",
        "Сусанна Zsuzsanna Шушаник Зузанна",
        "Марлен Марлэн",
    ],
)
def test_one_name_across_languages(forms: str) -> None:
    shared = frozenset.intersection(*(sure_concepts(form) for form in forms.split()))
    assert shared, {form: concepts(form) for form in forms.split()}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Слава", "Вячеслав"),
        ("Борис", "Борух"),
        ("Friedrich", "Фёдор"),
        ("Юрий", "Георгий"),
        ("Мотя", "Матвей"),
        ("Wacław", "Вячеслав"),
        ("Нина", "Антонина"),
        ("Herz", "Гирш"),
        ("Kurt", "Конрад"),
        ("Сеит", "Сағит"),
    ],
)
def test_forms_that_only_may_be_one_name(left: str, right: str) -> None:
    assert concepts(left) & concepts(right)
    assert not sure_concepts(left) & sure_concepts(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Марина", "Мария"), ("Иннокентий", "Тимофей"), ("Михаил", "Михей"), ("Юлия", "Юлиан"), ("Лев", "Левон Х")],
)
def test_look_alikes_are_two_names(left: str, right: str) -> None:
    assert not concepts(left) & concepts(right)
    assert relation(left, right) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Иван", "ИВАН", Relation.IDENTICAL),
        ("Иван", "Ivan", Relation.TRANSLITERATION),
        ("Ваня", "Иван", Relation.SHORT_FORM),
        ("Johann", "Иван", Relation.TRANSLATION),
        ("Осип", "Juozas", Relation.TRANSLATION),
    ],
)
def test_relation_names_the_treatment(left: str, right: str, expected: Relation) -> None:
    assert relation(left, right) is expected
    assert relation(right, left) is expected


def test_sex_of_a_given_name() -> None:
    assert sex("Мария") == "f"
    assert sex("Johann") == "m"
    assert sex("Саша") == ""
    assert sex("Вогау") == ""


def test_surnames_and_junk_are_no_given_names() -> None:
    assert not is_given("Шестаков")
    assert not is_given("")
    assert not is_given("12")


def test_the_table_is_well_formed() -> None:
    """Each row has a source that is named, no form twice in a row, one sex a concept; there are enough of them."""
    sources = {row["code"] for row in rows("sources")}
    sexes = defaultdict(set)
    for row in rows("given"):
        forms = split(row["forms"])
        assert forms, row
        assert len(set(forms)) == len(forms), row
        assert row["source"] in sources, row
        assert row["kind"] in {"full", "short"}, row
        assert row["sure"] in {"yes", "no"}, row
        sexes[row["concept"]].add(row["sex"])
    assert all(len(told) == 1 for told in sexes.values())
    assert len(sexes) >= 1500
