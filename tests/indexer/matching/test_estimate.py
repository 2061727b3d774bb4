from __future__ import annotations

from indexer.matching.estimate import estimate
from indexer.matching.finding import Finding
from indexer.matching.levels import Level
from indexer.matching.weights import Weight, Weights
from indexer.names.name import Relation

BEGIN = Weights(
    {
        ("surname", "identical"): Weight(0.8, 0.001),
        ("surname", "transliteration"): Weight(0.8, 0.001),
        ("surname", "contradicts"): Weight(0.1, 0.99),
        ("birth", "same_day"): Weight(0.5, 0.0001),
        ("birth", "same_year"): Weight(0.5, 0.1),
        ("birth", "contradicts"): Weight(0.2, 0.6),
        ("death", "same_day"): Weight(0.8, 0.01),
        ("death", "same_year"): Weight(0.8, 0.3),
        ("death", "practice"): Weight(0.5, 0.5, expert=0.0),
    },
    -6.0,
)


def pair(surname: Relation, birth: Level) -> tuple[Finding, ...]:
    named = Finding("surname", surname, "Заремба", "Zaremba")
    return named, Finding("birth", birth, "1892", "1892"), Finding("death", Level.SAME_DAY, "1938", "1938")


ONE = [pair(Relation.IDENTICAL, Level.SAME_YEAR)] * 500 + [pair(Relation.TRANSLITERATION, Level.SAME_YEAR)] * 300
TWO = [pair(Relation.CONTRADICTS, Level.CONTRADICTS)] * 2_000
DRAWN = [pair(Relation.CONTRADICTS, Level.CONTRADICTS)] * 900 + [pair(Relation.CONTRADICTS, Level.SAME_YEAR)] * 100


def shares(side: str) -> dict[tuple[object, object], float]:
    found = estimate([*ONE, *TWO], DRAWN, BEGIN)
    return {(row["field"], row["level"]): float(str(row[side])) for row in found.rows}


def test_pairs_of_one_person_are_told_from_others() -> None:
    found = estimate([*ONE, *TWO], DRAWN, BEGIN)
    assert found.pairs == 2_800
    assert 700 < found.matched < 1_000


def test_what_one_person_agrees_in_is_learned() -> None:
    assert shares("m")["birth", "same_year"] > 0.8
    assert shares("u")["birth", "same_year"] < 0.15


def test_a_name_in_another_script_is_as_sure_as_letter_for_letter() -> None:
    assert shares("m")["surname", "transliteration"] == shares("m")["surname", "identical"] > 0.8


def test_what_no_pair_bears_out_is_left_as_it_was() -> None:
    assert ("death", "practice") not in shares("m")


def test_no_pairs_teach_nothing() -> None:
    found = estimate([], [], BEGIN)
    assert found.rows == () and found.matched == 0
