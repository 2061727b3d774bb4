"""Who may be kin is reached within a budget: the very surname always, surnames alike the rarest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import kin_search
from indexer.index import Index, rebuild
from indexer.kin_counts import kin_counts
from indexer.kin_search import near_kin
from indexer.matching.chances import NATION, Chances
from indexer.matching.facts import Facts
from indexer.matching.kin_shares import Shares
from indexer.names.parse import build
from indexer.portion import portions
from tests.builders import entry, people


def shares(index: Index) -> Shares:
    counts, known = kin_counts(index)
    return Shares(Chances(counts | {NATION: {}}, known))


def near(index: Index, most: int) -> list[int]:
    asked = Facts(0, (build(surname="Байтурсынов", given="Ахмет"),))
    return [one.record_id for one in near_kin(index, asked, shares(index), most)]


@pytest.mark.parametrize("most", [2, 50])
def test_whoever_bears_the_very_surname_is_reached_whatever_the_budget(
    tmp_path: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kin = [entry(number, "Байтурсынов", given) for number, given in ((101, "Алихан"), (102, "Санжар"))]
    rebuild(tmp_path, portions([*people()[2:], *kin]))
    monkeypatch.setattr(kin_search, "READ", 0)
    assert near(Index(tmp_path), most) == [101, 102]


def test_a_surname_alike_is_reached_too(tmp_path: Path) -> None:
    rebuild(
        tmp_path, portions([*people()[2:], entry(101, "Байтурсунов", "Алихан"), entry(102, "Байтурсынова", "Анар")])
    )
    assert {101, 102} <= set(near(Index(tmp_path), 50))
