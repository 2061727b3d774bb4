"""What tells compiled code that is kept from code made of something else."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from indexer.names.compiled import Compiled


class Inner(NamedTuple):
    """A tuple in another."""

    first: int
    second: int


class Pair(NamedTuple):
    """A tuple that loops are given and make."""

    left: int
    right: Inner


class InnerTurned(NamedTuple):
    """The same fields the other way round."""

    second: int
    first: int


class PairOfTurned(NamedTuple):
    """The same with the tuple in it the other way round."""

    left: int
    right: InnerTurned


class PairTurned(NamedTuple):
    """The same the other way round."""

    right: Inner
    left: int


def given(pair: Pair) -> int:
    return pair.left - pair.right.second


def made(left: int) -> int:
    return Pair(left, Inner(left, 2)).left


@pytest.mark.parametrize("function", [given, made])
@pytest.mark.parametrize("other", [PairTurned, PairOfTurned])
def test_tuples_of_other_fields_make_other_code(monkeypatch: pytest.MonkeyPatch, function: object, other: type) -> None:
    assert callable(function)
    before = Compiled(function).stamp()
    assert Compiled(function).stamp() == before
    monkeypatch.setitem(globals(), "Pair", other)
    assert Compiled(function).stamp() != before
