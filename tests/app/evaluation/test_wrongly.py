from __future__ import annotations

from pathlib import Path

from app.config import ROOT
from app.evaluation.sets import read_folder
from app.evaluation.wrongly import LOOK_ALIKE, OTHER_FATHER, wrongly
from tests.app.evaluation.folders import folder

PAIRS = ROOT / "tests" / "golden" / "pairs.csv"


def test_a_name_with_another_father_is_not_the_same_name(tmp_path: Path) -> None:
    measured = wrongly(read_folder(folder(tmp_path)), PAIRS)[OTHER_FATHER]
    assert measured.n >= 3
    assert measured.likely == 0


def test_labelled_pairs_are_measured_where_they_are(tmp_path: Path) -> None:
    people = read_folder(folder(tmp_path))
    assert wrongly(people, PAIRS)[LOOK_ALIKE].n >= 320
    assert LOOK_ALIKE not in wrongly(people, tmp_path / "absent.csv")
    assert wrongly(read_folder(tmp_path / "empty"), tmp_path / "absent.csv") == {}


def test_only_pairs_labelled_different_count(tmp_path: Path) -> None:
    rows = "left,right,label\nИванов,Иванова,same\nКим,Шмидт,different\nДулатов,Дулатов,different\n"
    (tmp_path / "pairs.csv").write_text(rows, encoding="utf-8")
    measured = wrongly(read_folder(tmp_path / "empty"), tmp_path / "pairs.csv")[LOOK_ALIKE]
    assert measured.as_json() == {"n": 2, "possible": 0.5, "likely": 0.5}
