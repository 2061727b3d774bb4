from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.evaluation import bench
from app.evaluation.card import Card, Order, card, sets_of
from app.evaluation.peers import PEERS
from app.evaluation.printed import printed
from app.evaluation.sets import read_folder
from app.evaluation.shapes import card_shape, contract
from tests.app.evaluation.folders import folder

FIGURES = {"n", "r1", "r10", "mrr", "candidate_recall", "p95_ms"}


def untold(_total: int) -> Callable[[int], None]:
    return lambda _done: None


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Order:
    directory = folder(tmp_path_factory.mktemp("folder"))
    return Order(directory, directory / "pairs.csv", sample=2, workers=1)


@pytest.fixture(scope="module")
def measured(order: Order) -> Card:
    return card(order, untold)


def test_every_set_is_measured_beside_the_plain_tools(measured: Card) -> None:
    assert [line.name for line in measured.sets] == ["spellings", "spellings_hard"]
    first = measured.sets[0]
    assert (first.ours.n, first.ours.r1) == (3, 1.0)
    assert first.sample is not None
    assert first.sample.n == 2
    assert first.peers is not None
    assert list(first.peers) == list(PEERS)
    assert {figures.n for figures in first.peers.values()} == {2}


def test_the_contract_of_the_command_is_kept(order: Order) -> None:
    told = contract(sets_of(replace(order, sample=0), untold))
    assert set(told) == {"spellings", "spellings_hard"}
    assert all(set(figures) == FIGURES for figures in told.values())


def test_a_nation_with_few_questions_is_not_told_by_itself(order: Order, tmp_path: Path) -> None:
    (tmp_path / "records.csv").write_text((order.directory / "records.csv").read_text(encoding="utf-8"), "utf-8")
    rows = "".join(f"Dulatov {'M' * (n + 1)},a\n" for n in range(20)) + "Schmidt Johann,c|d\n"
    (tmp_path / "spellings.csv").write_text(f"query,relevant\n{rows}", encoding="utf-8")
    found = card(replace(order, directory=tmp_path), untold)
    assert [(line.name, line.ours.n) for line in found.nations] == [("kazakh", 20)]


def test_the_file_holds_figures_and_no_name(measured: Card) -> None:
    shape = card_shape(measured, datetime(2026, 11, 22, 12, tzinfo=UTC))
    text = json.dumps(shape, ensure_ascii=False)
    assert shape["measured"].startswith("2026-11-22")
    assert shape["on"] == {"files": ["records.csv", "spellings.csv"], "records": 9, "questions": 3}
    assert not [name for name in ("Дулатов", "Dulatov", "Шмидт", "Schmidt") if name in text]
    assert {"median", "p95", "most"} == set(shape["candidates"]) == set(shape["took_ms"])


def test_the_tables_name_every_set_and_treatment(measured: Card) -> None:
    tables = [part for part in printed(measured) if not isinstance(part, str)]
    said = {cell for table in tables for cell in table.columns[0].cells}
    assert {line.name for line in (*measured.sets, *measured.treatments)} <= said


def test_several_processes_answer_as_one_does(order: Order, tmp_path: Path) -> None:
    laid = read_folder(order.directory)
    bench.lay_out(laid, tmp_path)
    questions = [replace(q, text=f"{q.text}{' ' * n}") for q in laid.sets["spellings"] for n in range(30)]
    counted: list[int] = []
    both = bench.answers(tmp_path, questions, questions[:1], 2, counted.append)
    alone = bench.answers(tmp_path, questions, questions[:1], 1, counted.append)
    assert {q: (a.rank, a.peers) for q, a in both.items()} == {q: (a.rank, a.peers) for q, a in alone.items()}
    assert sum(counted) == 2 * len(questions)
