"""Headers: the contract's names, headings of lists, later episodes."""

from __future__ import annotations

from app.intake.columns import Column, read_header

CONTRACT = [
    "source_ref",
    "surname",
    "given_name",
    "patronymic",
    "maiden_name",
    "name_variants",
    "sex",
    "nation",
    "citizenship",
    "birth_date",
    "birth_place",
    "residence",
    "occupation",
    "education",
    "party",
    "arrest_date",
    "arrested_by",
    "sentenced_by",
    "sentence_date",
    "article",
    "charge",
    "sentence",
    "term",
    "camps",
    "fate",
    "death_date",
    "death_place",
    "burial_place",
    "rehabilitation_date",
    "rehabilitation_body",
    "rehabilitation_ground",
    "relatives",
    "notes",
    "source_url",
    "repository",
    "fonds",
    "inventory",
    "file",
    "folio",
    "citation",
    "confidence",
]


def test_every_column_of_the_contract_is_known() -> None:
    assert [column.field for column in read_header(CONTRACT)] == CONTRACT


def test_headings_of_lists_are_known_in_several_languages() -> None:
    headings = ["Фамилия", " ИМЯ ", "Год рождения:", "Тегі", "Nachname", "Place_of_birth"]
    assert [column.field for column in read_header(headings[:3])] == ["surname", "given_name", "birth_date"]
    assert [read_header([each])[0].field for each in headings[3:]] == ["surname", "surname", "birth_place"]


def test_later_episodes_repeat_their_columns() -> None:
    assert read_header(["sentence", "sentence.2", "arrest_date.3"]) == (
        Column("sentence", "sentence", 1),
        Column("sentence.2", "sentence", 2),
        Column("arrest_date.3", "arrest_date", 3),
    )


def test_unknown_and_repeated_headings_are_kept_as_they_are() -> None:
    header = read_header(["surname", "surname", "shoe size", "surname.2", ""])
    assert [column.field for column in header] == ["surname", "", "", "", ""]
    assert [column.heading for column in header] == ["surname", "surname", "shoe size", "surname.2", ""]
