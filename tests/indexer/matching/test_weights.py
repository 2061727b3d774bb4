from __future__ import annotations

from indexer.matching.levels import ALIKE, FAR, INITIAL_APART, LEVELS, NAMES, ONE_SHARE
from indexer.matching.weights import estimated, shipped_rows, shipped_weights, weights_of


def test_every_level_has_its_weight() -> None:
    table = shipped_weights().table
    wanted = {(field, level.value) for field, levels in LEVELS.items() for level in levels if field != "rule"}
    wanted |= {(field, row) for field in NAMES for row in (FAR, ALIKE, INITIAL_APART)}
    assert wanted <= set(table)
    assert set(table) <= wanted


def test_every_expert_says_why() -> None:
    assert not [row for row in shipped_rows() if row["expert"] and not row["reason"]]


def test_every_weight_says_where_it_comes_from() -> None:
    assert {row["by"] for row in shipped_rows()} == {"estimated", "judged", "expert"}
    assert not [row for row in shipped_rows() if row["by"] == "estimated" and not row["pairs"]]


def test_a_better_level_never_weighs_less_than_a_contradiction() -> None:
    table = shipped_weights().table
    for field in ("surname", "given", "patronymic", "birth", "death", "birth_place"):
        levels = LEVELS[field]
        assert table[field, levels[0].value].bits() > 0 > table[field, levels[-1].value].bits()


def test_an_estimate_gives_shares_and_experts_stay_in_force() -> None:
    rows = [
        {"field": "birth", "level": "same_year", "m": 0.5, "u": 0.25},
        {"field": "death", "level": "practice", "m": 0.001, "u": 0.9},
        {"field": "prior", "level": "", "expert": -20},
    ]
    weights = estimated(rows)
    assert weights.of("birth", "same_year").m == 0.5
    assert weights.of("death", "practice").bits() == 0
    assert weights.prior == -20
    assert weights.of("birth", "same_day") == shipped_weights().of("birth", "same_day")


def test_a_rare_value_weighs_more_and_never_more_than_the_most() -> None:
    weights = weights_of([{"field": "nation", "level": "same", "m": 0.9, "u": 0.3, "most": 3}])
    weight = weights.of("nation", "same")
    assert weight.bits(0.5) < weight.bits(0.2) < weight.bits(0.00001) == 3


def test_levels_that_are_one_share_are_levels() -> None:
    levels = {(field, level.value) for field, found in LEVELS.items() for level in found}
    assert set(ONE_SHARE) <= levels
    assert {(field, level) for (field, _), level in ONE_SHARE.items()} <= levels
