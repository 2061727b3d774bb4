"""Loops over thousands of candidates, compiled when they are first run, kept compiled on the disk where that may be.

Numba takes half a second to import, which no command that never searches should wait for; so a function marked here
imports it when it is first called. What it made is kept in ``__pycache__``, or in the cache folder of the user where
that cannot be written; where neither can, each process makes it anew. ``warm`` has all of them ready before somebody
waits for an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from hashlib import blake2b
from typing import Any, Generic, ParamSpec, TypeVar, get_type_hints

import numpy as np

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Compiled(Generic[_P, _R]):
    """A function compiled for its signatures: arguments of other types raise TypeError, nothing is compiled for them.

    Without one it is compiled for the types that it is called with. It may call others of its kind.
    """

    def __init__(self, function: Callable[_P, _R], *signatures: str) -> None:
        self._function, self._signatures = function, signatures
        self._made: Callable[..., _R] | None = None
        self._stamp = b""
        update_wrapper(self, function)

    @property
    def signed(self) -> bool:
        """Whether its types are known before it is called."""
        return bool(self._signatures)

    def __call__(self, *args: _P.args, **named: _P.kwargs) -> _R:
        return (self._made or self.made())(*args, **named)

    def made(self) -> Callable[..., _R]:
        """The machine code: taken from the disk, or compiled, which takes a second or two. Other threads may run on."""
        from numba import njit  # noqa: PLC0415 (half a second)

        if self._made is not None:
            return self._made
        stamp, names = self.stamp(), self._function.__globals__
        for name, value in self._uses().items():
            if isinstance(value, Compiled):
                names[name] = value.made()  # the compiler looks for those that are called where the function finds them
        made: Any
        try:
            made = njit(self._function, cache=True, nogil=True)
            made._cache._cache_file._source_stamp = stamp
        except RuntimeError:  # no folder to keep it in may be written to
            made = njit(self._function, nogil=True)
        made.stamp = stamp
        for signature in self._signatures:
            made.compile(signature)
        if self._signatures:
            made.disable_compile()
        found: Callable[..., _R] = made
        self._made = found
        return found

    def stamp(self) -> bytes:
        """What tells it, all that it calls and the numbers it takes from its module from others: kept code holds them.

        So it does the places of fields in the tuples that it makes or is given. (The compiler by itself looks only at
        the file of the function.)
        """
        if self._stamp:
            return self._stamp
        code = self._function.__code__
        told = blake2b(code.co_code + repr((code.co_consts, self._signatures)).encode(), digest_size=16)
        for name, value in sorted(self._uses().items()):
            told.update(name.encode() + _told(value))
        self._stamp = told.digest()
        return self._stamp

    def _uses(self) -> dict[str, Any]:
        known = self._function.__globals__
        given = map(str, self._function.__annotations__.values())
        return {name: known[name] for name in (*self._function.__code__.co_names, *given) if name in known}


def _told(value: Any) -> bytes:
    if isinstance(value, Compiled):
        return value.stamp()
    if isinstance(value, np.ndarray):
        return value.tobytes()
    if hasattr(value, "_fields") and isinstance(value, type):
        return b"".join(name.encode() + _told(kind) for name, kind in get_type_hints(value).items())
    made: bytes | None = getattr(value, "stamp", None)  # of one that was compiled before
    return made if isinstance(made, bytes) else repr(value).encode()


def read(item: str, dimensions: int = 1) -> str:
    """The type of an array that is only read, as one mapped from a file; others are let in as well."""
    return f"Array({item}, {dimensions}, 'C', readonly=True)"


_all: list[Compiled[Any, Any]] = []


def compiled(*signatures: str) -> Callable[[Callable[_P, _R]], Compiled[_P, _R]]:
    """Mark a function whose loops are to be compiled, with its types in Numba's words (``read``: what is only read).

    None is for functions that others call, and for those that are warmed by a first question.
    """

    def mark(function: Callable[_P, _R]) -> Compiled[_P, _R]:
        made = Compiled(function, *signatures)
        _all.append(made)
        return made

    return mark


def warm() -> None:
    """Have every function ready that was marked so far with its types; from the disk 10 ms each."""
    for one in _all:
        if one.signed:
            one.made()
