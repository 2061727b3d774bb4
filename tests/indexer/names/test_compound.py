"""Names of Muslims made of two: what they are made of, and that surnames in -дин, -ула, -хан are none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.names.compound import compound
from indexer.names.lexicon import concepts, is_given, sex, sure_concepts
from indexer.names.tables import rows, split


@pytest.mark.parametrize(
    "forms",
    [
        "Абдурахман Абдрахман Абдирахман Абдуррахман Ғабдірахман Əbdürrəhman Abdurrahman",
        "Абдулхамид Абдулхамит Абдулгамид Габделхәмит",
        "Абдулазиз Абдулгазиз Абдельазиз",
        "Абдулатип Абдуллатиф Абдулятиф",
        "Гайнутдин Гайнетдин Гайнуддин Айнутдин Ğaynetdin",
        "Сайфутдин Сайфуддин Сейфеддин",
        "Шамсутдин Шамсуддин Шамсиддин",
        "Хабибулла Хабибула Хәбибулла",
        "Рахматулла Рәхмәтулла Рахметулла",
        "Ахметжан Ахмеджан Ахметзян Әхмәтҗан Akhmetzhan",
        "Мухамеджан Мұхамеджан Мухаметзян Мухаметжан",
        "Нурмухамед Нурмағамбет Нурмагомед",
        "Мир-Якуб Миржакып Міржақып Мирякуб",
        "Жусупбек Джусупбек Юсупбек Жүсіпбек",
        "Сейтахмет Сейдахмед Сеит-Ахмет",
        "Мирзахмет Мирзаахмед Мырзахмет",
    ],
)
def test_spellings_of_one_compound_are_one_name(forms: str) -> None:
    shared = frozenset.intersection(*(sure_concepts(form) for form in forms.split()))
    assert shared, {form: concepts(form) for form in forms.split()}


@pytest.mark.parametrize(
    ("left", "right"),
    [("Ахметжан", "Ахмет"), ("Султанбек", "Султан"), ("Хабибулла", "Хабиб"), ("Абдулхамид", "Хамит")],
)
def test_a_member_may_stand_for_the_whole_and_is_not_it_beyond_doubt(left: str, right: str) -> None:
    assert concepts(left) & concepts(right)
    assert not sure_concepts(left) & sure_concepts(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Ахметжан", "Мухаметжан"), ("Абдурахман", "Абдурахим"), ("Хабибулла", "Хамидулла"), ("Сайфутдин", "Шамсутдин")],
)
def test_look_alikes_are_two_names(left: str, right: str) -> None:
    assert not concepts(left) & concepts(right)


@pytest.mark.parametrize(
    "form",
    ["Бородин", "Володин", "Гнедин", "Абдулин", "Абдрахманов", "Вакула", "Притула", "Урсула", "Великан", "Мурат"],
)
def test_surnames_and_simple_names_are_no_compounds(form: str) -> None:
    assert compound(form) is None


def test_a_compound_is_a_given_name_and_tells_the_sex() -> None:
    assert is_given("Касымхан")
    assert sex("Касымхан") == "m"
    assert sex("Нургуль") == ""  # of two elements, neither a name by itself
    assert sex("Зейнабгуль") == "f"


def test_the_table_is_well_formed() -> None:
    for row in rows("name_elements"):
        assert row["place"] in {"first", "last", "name", "faith"}, row
        assert row["sex"] in {"", "f"}, row
        assert split(row["forms"]), row
        assert row["source"] in {source["code"] for source in rows("sources")}, row


@given(st.text(alphabet=st.sampled_from("абдулхмнжтгиәқ- ДинЯ"), max_size=40))
def test_any_text_is_taken_apart_in_bounded_time(text: str) -> None:
    found = compound(text)
    assert found is None or found.whole
