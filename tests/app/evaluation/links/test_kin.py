"""How well kin are found is measured: on a tiny list, and on the relations of the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.evaluation.links.kin import Found, kin
from app.evaluation.links.printed import printed

RECORDS = """source_ref,surname,given_name,patronymic,nation,birth_date
k-1,Смерчко,Владимир,Петрович,поляк,1908
k-2,Смерчко,Роман,Петрович,поляк,1914
k-3,Рыков,Алексей,Иванович,русский,1881
k-4,Рыкова,Нина,Семеновна,русская,1884
k-5,Шмидт,Иван,Иванович,немец,1900
"""
FAMILIES = "members\nk-1|k-2\nk-3|k-4\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of five with two families."""
    made = tmp_path_factory.mktemp("lists")
    (made / "eval").mkdir()
    (made / "eval" / "records.csv").write_text(RECORDS, encoding="utf-8")
    (made / "eval" / "families.csv").write_text(FAMILIES, encoding="utf-8")
    return made


def test_families_and_relations_are_measured(folder: Path) -> None:
    told = kin(folder, lambda *_: lambda _: None)
    families, relations = told["families"], told["relations"]
    assert (families["records"], families["families"]) == (5, 2)
    assert families["first_5"]["n"] == 4
    assert families["first_5"]["share"] >= 0.75  # one was born less than 110 years ago in some year to come
    assert families["surname_alone"]["first_5"]["share"] == 1
    assert relations["pairs"] >= 57
    assert relations["with_facts"]["first_10"]["share"] >= 0.9
    assert relations["facts"]["surname"] >= 30
    assert "another of the family: in the first 5" in _words(told)


def test_a_folder_without_families_has_no_figures(tmp_path: Path) -> None:
    assert kin(tmp_path, lambda *_: lambda _: None) == {}


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(92, 92, 0.9599, 1.0), (91, 92, 0.941, 0.9981), (0, 10, 0.0, 0.2775), (0, 0, 0.0, 1.0)],
)
def test_bounds_of_a_share(hits: int, n: int, low: float, high: float) -> None:
    """By Wilson's formula, as statistical tables have them."""
    found = Found.of([True] * hits + [False] * (n - hits))
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0005)


def _words(told: dict[str, object]) -> str:
    """All that is printed of them."""
    cells: list[str] = []
    for part in printed({"kin": told, "seconds": 1}):
        cells += [part] if isinstance(part, str) else [str(cell) for column in part.columns for cell in column.cells]
    return "\n".join(cells)
