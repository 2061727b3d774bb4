"""A row of the contract's columns becomes a Draft, value by value."""

from __future__ import annotations

import pytest

from app.intake.checks import problems
from app.intake.columns import read_header
from app.intake.draft import Draft, DraftName, NameKind, Relative
from app.intake.faults import Faults
from app.intake.readers.tabular import read_cells, read_row


def read(**cells: str) -> tuple[Draft, list[str]]:
    """The draft of a row with these cells and the reasons of its problems; «sentence_2» stands for «sentence.2»."""
    headings = [heading.replace("_2", ".2") for heading in cells]
    known, extra = read_cells(read_header(headings), list(cells.values()))
    faults = Faults(2)
    draft = read_row(known, extra, faults)
    return draft, [problem.reason for problem in (*faults.problems, *problems(draft, 2))]


def test_names_and_their_variants_with_languages() -> None:
    draft, faults = read(
        surname="Байтурсынов", given_name="Ахмет", name_variants="kk:Ахмет Байтұрсынұлы|A. Baitursynov|kk-Latn: Ahmet"
    )
    assert faults == []
    assert draft.names == (
        DraftName(surname="Байтурсынов", given_name="Ахмет"),
        DraftName("Ахмет Байтұрсынұлы", NameKind.VARIANT, "kk"),
        DraftName("A. Baitursynov", NameKind.VARIANT),
        DraftName("Ahmet", NameKind.VARIANT, "kk-Latn"),
    )


def test_a_row_with_neither_name_is_rejected() -> None:
    draft, faults = read(patronymic="Иванович", birth_date="1897")
    assert faults == ["no_name"]
    assert not draft.name


def test_a_given_name_alone_is_enough() -> None:
    assert read(given_name="Канджо")[1] == []


@pytest.mark.parametrize(
    ("camps", "place", "arrival", "departure"),
    [
        ("alzhir 1938-05/1946", "alzhir", "1938-05", "1946"),
        ("alzhir", "alzhir", None, None),
        ("Карлаг (1938–1946)", "Карлаг", "1938", "1946"),
        ("Степлаг, 1949", "Степлаг", "1949", "1949"),
        ("peschanlag-39-dzhezkazgan", "peschanlag-39-dzhezkazgan", None, None),
        ("karlag 1938-05/..", "karlag", "1938-05", None),
        ("лагпункт 58", "лагпункт 58", None, None),
    ],
)
def test_stays_with_and_without_dates(camps: str, place: str, arrival: str | None, departure: str | None) -> None:
    draft, faults = read(surname="Ким", camps=camps)
    (stay,) = draft.episodes[0].stays
    assert faults == []
    assert stay.place == place
    assert (stay.arrival and stay.arrival.edtf, stay.departure and stay.departure.edtf) == (arrival, departure)
    assert stay.wording == camps


def test_several_stays_and_episodes() -> None:
    draft, faults = read(
        surname="Ким",
        camps="karlag 1938/1940|alzhir",
        sentence="10 лет ИТЛ",
        sentence_2="ссылка",
        sentence_date_2="1949",
    )
    first, second = draft.episodes
    assert faults == []
    assert [stay.place for stay in first.stays] == ["karlag", "alzhir"]
    assert (first.measure.code, second.measure.code, second.measure.wording) == ("camp", "exile", "ссылка")
    assert second.decision_date is not None
    assert second.decision_date.edtf == "1949"


def test_a_term_told_with_the_measure_is_read() -> None:
    draft, _ = read(surname="Ким", sentence="10 лет ИТЛ")
    assert (draft.episodes[0].term.code, draft.episodes[0].term.wording) == ("P10Y", "10 лет")


def test_relatives_with_their_relation() -> None:
    draft, _ = read(surname="Ким", relatives="жена:Ким Анна|father: Ким Чер|Пак")
    assert draft.relatives == (Relative("wife", "Ким Анна"), Relative("father", "Ким Чер"), Relative("", "Пак"))


def test_values_not_understood_keep_their_wording_and_are_noted() -> None:
    draft, faults = read(
        surname="Ким", nation="марсианин", fate="неясно что", term="долго", birth_date="31.02.1897", sex="x"
    )
    assert (draft.nation.code, draft.nation.wording) == ("", "марсианин")
    assert draft.fate.wording == "неясно что"
    assert draft.episodes[0].term.wording == "долго"
    assert draft.birth_date is not None
    assert (draft.birth_date.edtf, draft.birth_date.wording) == ("", "31.02.1897")
    assert faults.count("unknown_value") == 3
    assert {"unknown_term", "impossible_date"} <= set(faults)


def test_a_cell_that_says_nothing_is_known_is_no_fault() -> None:
    draft, faults = read(surname="Ким", nation="нет данных", birth_date="н/д", term="неизвестно")
    assert faults == []
    assert draft.nation.wording == "нет данных"


def test_death_before_birth_and_a_life_too_long_are_noted_not_refused() -> None:
    draft, faults = read(surname="Ким", birth_date="1937", death_date="1901")
    assert faults == ["death_before_birth"]
    assert draft.birth_date is not None
    assert read(surname="Ким", birth_date="1797", death_date="1937")[1] == ["very_long_life"]
    assert read(surname="Ким", birth_date="1937", death_date="1937")[1] == []


def test_a_case_outside_a_life_is_noted_but_not_that_of_a_family_before_a_birth() -> None:
    assert read(surname="Ким", birth_date="1950", arrest_date="08.03.1938")[1] == ["case_beside_life"]
    assert read(surname="Ким", birth_date="1900", sentence_date="08.03.9938", sentence="ВМН")[1] == ["case_beside_life"]
    assert read(surname="Ким", birth_date="1900", arrest_date="08.03.1938")[1] == []
    family = read(surname="Ким", birth_date="1950", sentence_date="08.03.1938", sentence="раскулачивание")
    assert "case_beside_life" not in family[1]
    assert read(surname="Ким", birth_date="1950", sentence_date="08.03.1938")[1] == []


def test_source_and_unknown_columns_are_kept() -> None:
    draft, _ = read(surname="Ким", fonds="Р-1", folio="л. 12 об.", source_url="http://a.kz http://b.kz", shoe="42")
    assert (draft.source.fonds, draft.source.folio) == ("Р-1", "л. 12 об.")
    assert draft.source.urls == ("http://a.kz", "http://b.kz")
    assert draft.extra == (("shoe", "42"),)


def test_rehabilitation() -> None:
    draft, _ = read(
        surname="Ким", rehabilitation_date="16.01.1989", rehabilitation_ground="за отсутствием состава преступления"
    )
    assert draft.rehabilitation.date is not None
    assert draft.rehabilitation.date.edtf == "1989-01-16"
    assert draft.rehabilitation.ground.code == "ground_no_crime"
