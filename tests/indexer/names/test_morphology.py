"""Endings: what is one surname, who is the father, what sex a name tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.names.morphology import father, sex, stem
from indexer.names.parse import parse


@pytest.mark.parametrize(
    "forms",
    [
        "Иванов Иванова Ивановы",
        "Ковальский Ковальская",
        "Троцкий Троцкая",
        "Толстой Толстая",
        "Зарицький Зарицька",
        "Kowalski Kowalska",
        "Tukhachevsky Tukhachevskaya",
        "Barkow Barkowa",
        "Kazlauskas Kazlauskienė Kazlauskaitė",
        "Козлаускас Козлаускене Козлаускайте",
        "Petraitis Petraitienė Petraitytė",
        "Bērziņš Bērziņa",
        "Eglītis Eglīte",
        "Novák Nováková",
        "Němeček Němečková",
        "Havlíček Havlíčková",
        "Kovács Kovácsné",
        "Παπαδόπουλος Παπαδοπούλου",
        "Абрамян Абрамянц",
        "Байтұрсынов Байтұрсынұлы",
        "Байтурсынов Байтурсынулы",
        "Baitursynov Baitursynuly",
        "Бөкеев Бөкейұлы",
        "Базоркнаькъан Базорков",
    ],
)
def test_one_surname_has_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Иванов", "Иванцов"),
        ("Ковалев", "Коваленко"),
        ("Павлов", "Павловский"),
        ("Данилов", "Даниленко"),
        ("Ким", "Кан"),
        ("Мартынов", "Мартынюк"),
        ("Новак", "Новиков"),
        ("Петров", "Петренко"),
        ("Kowalski", "Kowalczyk"),
        ("Петраускас", "Петрайтис"),
    ],
)
def test_look_alikes_keep_their_own_stem(left: str, right: str) -> None:
    assert stem(left) != stem(right)


@pytest.mark.parametrize("form", ["Цой", "Ли", "Пак", "Борис", "Хегай", "Мессерер"])
def test_what_has_no_ending_stays_whole(form: str) -> None:
    assert stem(form) == form.lower()


@pytest.mark.parametrize(
    ("patronymic", "name"),
    [
        ("Иванович", "иван"),
        ("Ивановна", "иван"),
        ("Николаевич", "николай"),
        ("Васильевна", "василий"),
        ("Игоревич", "игорь"),
        ("Ильич", "илья"),
        ("Ильинична", "илья"),
        ("Кузьмич", "кузьма"),
        ("Никитична", "никита"),
        ("Яковлевич", "яков"),
        ("Павлович", "павел"),
        ("Львовна", "лев"),
        ("Михайлович", "михаил"),
        ("Мовшевич", "мовша"),
        ("Шмулевич", "шмуль"),
        ("Ivanovich", "иван"),
        ("Nikolajewitsch", "николай"),
        ("Іванівна", "іван"),
        ("Миколайович", "миколай"),
        ("Байтұрсынұлы", "байтұрсын"),
        ("Маратқызы", "марат"),
        ("Мамедоглы", "мамед"),
        ("Jono", "jonas"),
        ("Kuzʹmič", "кузьма"),
        ("Kuz’mitch", "кузьма"),
        ("Kusmitsch", "кузьма"),
        ("Ilʹič", "илья"),
        ("Il’inichna", "илья"),
        ("Vasil'evich", "василий"),
        ("Алексеич", "алексей"),
        ("Сергеич", "сергей"),
        ("Михалыч", "михал"),
        ("Палыч", "павел"),
        ("Григорьич", "григорий"),
        ("Алексевна", "алексей"),
        ("Николавна", "николай"),
        ("Фоминишна", "фома"),
        ("Ілліч", "ілля"),
        ("Illich", "илья"),
        ("Якаўлевіч", "якаў"),
        ("Сулейман", "сулейман"),
    ],
)
def test_the_father_in_a_patronymic(patronymic: str, name: str) -> None:
    assert name in father(patronymic)


@pytest.mark.parametrize("text", ["", "И", "И.", "-", "12"])
def test_an_initial_tells_no_father(text: str) -> None:
    assert father(text) == frozenset()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Иванов Иван Петрович", "m"),
        ("Иванова Мария Петровна", "f"),
        ("Kazlauskienė Ona", "f"),
        ("Ахундзаде Шукрия Сулейман кызы", "f"),
        ("Алиев Гасан Мамед оглы", "m"),
        ("Ковальская", "f"),
        ("Ким Сен Чер", ""),
        ("Шевченко А. И.", ""),
    ],
)
def test_sex_that_a_name_tells(name: str, expected: str) -> None:
    assert sex(parse(name)) == expected


@given(st.text(max_size=60))
def test_any_text_has_a_stem_and_fathers(text: str) -> None:
    assert isinstance(stem(text), str)
    assert isinstance(father(text), frozenset)
