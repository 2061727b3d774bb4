"""The reader of wordings against the open labels, the letters it accounts for, and what it may take."""

from __future__ import annotations

import time

import pytest

from app.intake.draft import Draft
from app.intake.faults import Faults
from app.intake.readers.memorial.body import read_body
from app.intake.readers.memorial.charges import read_charge
from tests.app.intake.lists import printed_list
from tests.wordings import Count, Counts, measured, wilson

STRICT = (
    *("surname", "given_name", "patronymic", "birth_date", "birth_place", "nation", "episode.N.measure"),
    *("episode.N.term", "death_date", "rehabilitation_date"),
)
AT_LEAST = {True: 0.97, False: 0.92}


@pytest.fixture(scope="module")
def counts() -> Counts:
    printed_list("moscow.csv")
    return measured(printed_list("memorial_bodies.txt").parent, ("open", "opened"))


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    text = printed_list("memorial_bodies.txt").read_text(encoding="utf-8")
    return [read_body(body, Faults(at)) for at, body in enumerate(text.split("\n---\n"))]


def share(right: int, of: int) -> float:
    return right / of if of else 1.0


def test_the_open_texts_are_read_as_labelled(counts: Counts) -> None:
    low = {}
    for field, count in counts.items():
        least = AT_LEAST[field in STRICT]
        found = (share(*count.precision), share(*count.recall))
        if min(found) < least:
            low[field] = (found, count.wrong)
    assert low == {}
    assert len(counts) > 30


def test_the_letters_of_all_bodies_are_accounted_for(drafts: list[Draft]) -> None:
    letters = sum(sum(map(str.isalpha, draft.wording)) for draft in drafts)
    unread = sum(sum(map(str.isalpha, piece)) for draft in drafts for piece in draft.unread)
    assert unread / letters < 0.005


def test_hardly_a_verdict_is_without_measure_or_fate(drafts: list[Draft]) -> None:
    told = [
        (draft, case)
        for draft in drafts
        for case in draft.episodes
        if case.measure.wording and not case.measure.inferred
    ]
    silent = [case for draft, case in told if not case.measures and not draft.fate.code]
    assert len(told) > 19_000
    assert len(silent) / len(told) < 0.01


def test_the_longest_bodies_take_a_moment() -> None:
    text = printed_list("memorial_bodies.txt").read_text(encoding="utf-8")
    longest = sorted(text.split("\n---\n"), key=len)[-20:]
    start = time.process_time()
    for body in longest:
        read_body(body * 10, Faults(1))
    assert time.process_time() - start < 5


def test_an_interval_holds_its_share() -> None:
    low, high = wilson(9, 10)
    assert low == pytest.approx(0.596, abs=0.001)
    assert high == pytest.approx(0.982, abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_count_tells_precision_from_recall() -> None:
    count = Count(right=3, false=1, missed=2)
    assert (count.precision, count.recall) == ((3, 4), (3, 5))


@pytest.mark.parametrize(
    ("text", "article", "charge"),
    [
        ("по ст. ст. 58-10 и 58-11.", "58-10 и 58-11", ""),
        ("64, 74 УК БССР - член к/р орг-ции", "64, 74 УК БССР", "член к/р орг-ции"),
        ("58-10 # а/с агитация", "58-10", "а/с агитация"),
        ("ст. КРД", "", "КРД"),
        ("приказ НКВД СССР № 00761 от 23.06.40 г.", "", "приказ НКВД СССР № 00761 от 23.06.40 г"),
        ("осужден по ст. 58-10, 58-11.", "58-10, 58-11", ""),
        ("58/6, /10 УК РСФСР - шпионаж", "58/6, /10 УК РСФСР", "шпионаж"),
        ("выступил против закона о 25-летнем сроке", "", "выступил против закона о 25-летнем сроке"),
    ],
)
def test_articles_stand_apart_from_the_words(text: str, article: str, charge: str) -> None:
    assert read_charge(text) == (article, charge)
