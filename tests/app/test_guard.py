"""Tasks of forms without account: good once, for one kind of form, for a while; without script a person gets in."""

from __future__ import annotations

from itertools import count

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.db import writing
from app.guard import GOOD_FOR, PATIENCE, REASONS, Task, Unproved, again, challenge, proved, solves, spend
from app.models import Counter

KEY, NOW = "a secret of tests", 1_800_000_000.0


def solution(task: Task) -> str:
    return str(next(number for number in count() if solves(task, str(number))))


def refusal(form: dict[str, str], purpose: str = "takedown", now: float = NOW + 60, key: str = KEY) -> str:
    with pytest.raises(Unproved) as unproved:
        proved(key, purpose, form, now)
    return unproved.value.reason


@pytest.fixture(scope="module")
def task() -> Task:
    return challenge(KEY, "takedown", NOW)


@pytest.fixture(scope="module")
def solved(task: Task) -> dict[str, str]:
    return {"task": task.text, "solution": solution(task)}


def test_a_solved_task_is_taken_at_once(task: Task, solved: dict[str, str]) -> None:
    assert proved(KEY, "takedown", solved, NOW) == task


def test_a_person_without_script_adds_and_is_patient(task: Task) -> None:
    form = {"task": task.text, "sum": f" {task.left + task.right} "}
    assert refusal(form, now=NOW + 1) == "hasty"
    assert proved(KEY, "takedown", form, NOW + PATIENCE) == task


def test_a_false_solution_falls_back_to_the_sum(task: Task, solved: dict[str, str]) -> None:
    false = next(str(number) for number in count() if not solves(task, str(number)))
    assert refusal({"task": task.text, "solution": false}) == "sum"
    assert refusal({"task": task.text, "solution": "9" * 100_000}) == "sum"
    assert refusal({"task": task.text, "sum": str(task.left + task.right + 1)}) == "sum"


def test_what_no_one_sees_stays_empty(solved: dict[str, str]) -> None:
    assert refusal({**solved, "website": "https://buy.example"}) == "trap"


@pytest.mark.parametrize("now", [NOW - 1, NOW + GOOD_FOR, NOW + 1e9])
def test_a_task_is_good_for_a_while(solved: dict[str, str], now: float) -> None:
    assert refusal(solved, now=now) == "over"


def test_a_task_is_good_for_one_kind_of_form_and_of_one_house(solved: dict[str, str]) -> None:
    assert refusal(solved, purpose="register") == "over"
    assert refusal(solved, key="another secret") == "over"


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "a.1.b", "٣.٣.٣", "\ud800.1.x", "a" * 100_000, "..", "a.²."])
def test_a_made_up_task_is_none(text: str) -> None:
    assert refusal({"task": text, "solution": "1"}) == "over"


def test_easier_tasks_cannot_be_made(task: Task) -> None:
    number, issued, seal = task.text.split(".")
    assert refusal({"task": f"{number}.{int(issued) + 1}.{seal}", "solution": "1"}) == "over"
    assert refusal({"task": f"{'0' * 32}.{issued}.{seal}", "solution": "1"}) == "over"


def test_a_task_is_spent_once(engine: Engine, task: Task) -> None:
    with writing(engine) as session:
        spend(session, task)
    with pytest.raises(Unproved) as unproved, writing(engine) as session:
        spend(session, task)
    assert unproved.value.reason == "used"
    with Session(engine) as session:
        assert session.query(Counter).one().expires_at == task.lapses


def test_a_task_is_not_spent_where_the_form_was_not_kept(engine: Engine, task: Task) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine) as session:
        spend(session, task)
        raise ZeroDivisionError
    with writing(engine) as session:
        spend(session, task)


def test_a_form_shown_again_keeps_its_task() -> None:
    fresh = challenge(KEY, "takedown")
    assert again(KEY, "takedown", {"task": fresh.text}) == fresh
    assert again(KEY, "takedown", {"task": "made up"}) != fresh


def test_every_reason_has_words(app: Flask) -> None:
    with app.test_request_context("/de/"):
        assert all("%(" not in Unproved(reason, seconds=8).words() for reason in REASONS)
