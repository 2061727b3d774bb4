from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from indexer.matching.clusters import Tie, chain, conflicts, connected, loop
from indexer.matching.verdict import Verdict

SAME, DIFFERENT, KIN = Verdict.SAME, Verdict.DIFFERENT, Verdict.KIN


def same(left: int, right: int) -> Tie:
    return Tie(left, right, SAME, judgement=left * 10 + right)


def kin(left: int, relation: str, right: int) -> Tie:
    """The right one is the left one's relation."""
    return Tie(left, right, KIN, relation, left * 10 + right)


def way(path: tuple[Tie, ...]) -> list[tuple[int, str, int]]:
    return [(tie.left, tie.relation, tie.right) for tie in path]


def test_records_come_together_over_others() -> None:
    ties = [same(1, 2), same(2, 3), Tie(3, 4, DIFFERENT), kin(4, "parent", 5)]
    assert connected(range(1, 7), ties) == (frozenset({1, 2, 3}), frozenset({4}), frozenset({5}), frozenset({6}))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), max_size=20))
def test_each_record_stands_in_exactly_one_cluster_and_a_chain_leads_through_it(pairs: list[tuple[int, int]]) -> None:
    ties = [same(*pair) for pair in pairs]
    clusters = connected(range(10), ties)
    assert sorted(node for cluster in clusters for node in cluster) == list(range(10))
    for cluster in clusters:
        for end in cluster - {min(cluster)}:
            path = chain(ties, min(cluster), end)
            assert (path[0].left, path[-1].right) == (min(cluster), end)
            assert all(one.right == following.left for one, following in pairwise(path))
    assert chain(ties, 0, 0) == ()


def test_the_chain_is_the_shortest() -> None:
    ties = [same(1, 2), same(2, 3), same(3, 4), same(1, 4)]
    assert way(chain(ties, 1, 3)) == [(1, "", 2), (2, "", 3)]
    assert chain(ties, 1, 9) == ()


def test_a_different_within_a_cluster_is_told_with_the_chain_that_denies_it() -> None:
    found = conflicts([same(1, 2), same(2, 3), Tie(1, 3, DIFFERENT), Tie(3, 4, DIFFERENT)])
    assert [(one.tie.left, one.tie.right, way(one.chain)) for one in found] == [(1, 3, [(1, "", 2), (2, "", 3)])]


def test_kin_within_a_cluster_is_a_conflict() -> None:
    found = conflicts([same(1, 2), same(2, 3), kin(1, "sibling", 3)])
    assert [one.tie.relation for one in found] == ["sibling"]


def test_a_tie_is_read_from_both_sides() -> None:
    tie = kin(1, "parent", 2)
    assert (tie.turned.left, tie.turned.relation, tie.turned.right) == (2, "child", 1)
    assert tie.turned.turned == tie
    assert kin(1, "spouse", 2).turned.relation == "spouse"


def test_his_own_grandfather() -> None:
    ties = [kin(1, "parent", 2), kin(2, "parent", 3), kin(1, "child", 3)]
    assert way(loop(ties, 1)) == [(1, "parent", 2), (2, "parent", 3), (3, "parent", 1)]
    assert loop(ties[:2], 1) == ()


def test_a_loop_is_found_from_each_person_on_it_and_from_no_other() -> None:
    ties = [kin(1, "parent", 2), kin(2, "parent", 1), kin(3, "parent", 1), kin(4, "child", 3)]
    assert [bool(loop(ties, person)) for person in (1, 2, 3, 4)] == [True, True, False, False]


def test_nobody_is_a_sibling_of_their_own_parent_or_grandparent() -> None:
    assert way(loop([kin(1, "parent", 2), kin(1, "sibling", 2)], 1)) == [(1, "parent", 2), (2, "sibling", 1)]
    further = [kin(1, "parent", 2), kin(2, "sibling", 3), kin(3, "parent", 4), kin(4, "sibling", 1)]
    assert len(loop(further, 1)) == 4


def test_nobody_is_married_to_their_own_ancestor() -> None:
    assert way(loop([kin(1, "parent", 2), kin(2, "parent", 3), kin(3, "spouse", 1)], 1))[-1] == (3, "spouse", 1)


def test_families_as_they_are_have_no_loop() -> None:
    """Two brothers who married two sisters, cousins who married, a second marriage, an uncle of the same age."""
    families = [
        kin(1, "parent", 10), kin(2, "parent", 10), kin(1, "sibling", 2), kin(3, "parent", 11), kin(4, "parent", 11),
        kin(3, "sibling", 4), kin(1, "spouse", 3), kin(2, "spouse", 4), kin(5, "parent", 1), kin(5, "parent", 3),
        kin(6, "parent", 2), kin(6, "parent", 4), kin(5, "spouse", 6), kin(7, "parent", 5), kin(7, "parent", 6),
        kin(1, "spouse", 8), kin(9, "parent", 8), kin(9, "sibling", 5), kin(7, "other", 10), kin(2, "other", 5),
    ]  # fmt: skip
    assert [loop(families, person) for person in range(1, 12)] == [()] * 11


def test_other_kin_make_no_loop() -> None:
    assert loop([kin(1, "parent", 2), kin(1, "other", 2)], 1) == ()
