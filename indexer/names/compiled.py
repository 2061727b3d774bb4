"""Loops over thousands of candidates, compiled when they are first run, kept compiled on the disk where that may be.

Numba takes half a second to import, which no command that never searches should wait for; so a function marked here
imports it when it is first called. ``warm`` has all of them ready before somebody waits for an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Compiled(Generic[_P, _R]):
    """A function compiled for one signature: arguments of other types raise TypeError, nothing is compiled for them."""

    def __init__(self, function: Callable[_P, _R], signature: str) -> None:
        self._function, self._signature = function, signature
        self._made: Callable[..., _R] | None = None
        update_wrapper(self, function)

    def __call__(self, *args: _P.args, **named: _P.kwargs) -> _R:
        return (self._made or self.made())(*args, **named)

    def made(self) -> Callable[..., _R]:
        """The machine code: taken from the disk, or compiled, which takes a second or two. Other threads may run on."""
        from numba import njit  # noqa: PLC0415 (half a second)

        options: dict[str, Any] = {"nogil": True}
        try:
            self._made = njit(self._signature, cache=True, **options)(self._function)
        except RuntimeError:  # no folder to keep it in may be written to
            self._made = njit(self._signature, **options)(self._function)
        return self._made


def read(item: str, dimensions: int = 1) -> str:
    """The type of an array that is only read, as one mapped from a file; others are let in as well."""
    return f"Array({item}, {dimensions}, 'C', readonly=True)"


_all: list[Compiled[Any, Any]] = []


def compiled(signature: str) -> Callable[[Callable[_P, _R]], Compiled[_P, _R]]:
    """Mark a function whose loops are to be compiled, with its types in Numba's words (``read``: what is only read)."""

    def mark(function: Callable[_P, _R]) -> Compiled[_P, _R]:
        made = Compiled(function, signature)
        _all.append(made)
        return made

    return mark


def warm() -> None:
    """Have every function ready that was marked so far; from the disk 10 ms each."""
    for one in _all:
        one.made()
