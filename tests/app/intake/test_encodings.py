"""Encodings told apart by how natural the letters look."""

from __future__ import annotations

import pytest

from app.intake.encodings import detect

RUSSIAN = (
    "source_ref,surname,given_name,notes\n1,Шестаков,Иван,«арестован 5 мая 1937 г.»\n2,Ёлкина,Анна,умерла в Карлаге\n"
)
KAZAKH = "тегі;аты;ескерту\nБөкейханов;Әлихан;Қарқаралы уезі, Тоқырауын болысы\nҚасымов;Ғалымжан;үкім\n"
UKRAINIAN = "прізвище,ім'я,примітки\nКовальчук,Євген,їхав із Києва, Ґонта\n"
LITHUANIAN = "surname,given_name\nŽemaitis,Jonas\nKazlauskienė,Ona\nŠimkutė,Elžbieta\n"
POLISH = "surname,given_name\nWiśniewski,Stanisław\nŁukaszewicz,Zofia\nDąbrowska,Małgorzata\n"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"])
@pytest.mark.parametrize("text", [RUSSIAN.replace("«", '"').replace("»", '"'), RUSSIAN.upper()])
def test_russian_in_the_encodings_of_its_time(text: str, encoding: str) -> None:
    written = text.replace("«", '"').replace("»", '"').encode(encoding)
    assert written.decode(detect(written)) == written.decode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(KAZAKH, "kz1048"), (UKRAINIAN, "cp1251"), (LITHUANIAN, "cp1257"), (POLISH, "cp1250")],
)
def test_neighbours_are_told_from_russian(text: str, encoding: str) -> None:
    written = text.encode(encoding)
    assert written.decode(detect(written)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH, LITHUANIAN, "surname,given_name\nSchmidt,Johann\n"])
def test_unicode_with_and_without_a_mark(text: str, encoding: str) -> None:
    written = text.encode(encoding)
    assert written.decode(detect(written)).removeprefix("\ufeff") == text


def test_a_sample_may_end_within_a_letter() -> None:
    assert detect(RUSSIAN.encode()[:-2]) == "utf-8-sig"


def test_a_row_in_another_encoding_does_not_make_the_others_unreadable() -> None:
    assert detect(RUSSIAN.encode() * 5 + "3,Орлов,Пётр,\n".encode("cp1251")) == "utf-8-sig"
    assert detect(LITHUANIAN.encode() + b"Kazlausk\xe8,Ona\n") == "utf-8-sig"
