from __future__ import annotations

import pytest

from app.intake.draft import Relative
from app.intake.drafting import understand
from app.intake.kin import read_kin, record_number, write_kin


@pytest.mark.parametrize(
    ("piece", "read"),
    [
        ("wife:Шолпан Ахметовна", ("wife", "Шолпан Ахметовна", None)),
        ("Шолпан", ("", "Шолпан", None)),
        ("son:Иван https://esimder.example/ru/records/12", ("son", "Иван", 12)),
        ("son:Иван /records/12/", ("son", "Иван", 12)),
        (":Прежде: Шмидт", ("", "Прежде: Шмидт", None)),
    ],
)
def test_a_relative_in_a_cell(piece: str, read: tuple[str, str, int | None]) -> None:
    assert read_kin(piece) == read
    assert read_kin(write_kin(*read)) == read


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), ("№ 12", 12), ("https://esimder.example/kk/records/12", 12), ("дед", None), ("12 и 13", None)],
)
def test_a_record_is_named_by_number_or_address(typed: str, number: int | None) -> None:
    assert record_number(typed) == number


def test_a_linked_relative_comes_out_of_the_columns() -> None:
    draft = understand({"name": "Шмидт Иван", "relatives": "дочь:Анна /records/7|:Пётр"}).draft
    assert draft.relatives == (Relative("daughter", "Анна", 7), Relative("", "Пётр"))
