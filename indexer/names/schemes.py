"""Named schemes of transliteration, both ways."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from indexer.names.normalize import clean
from indexer.names.rules import Rule, Rules, rule
from indexer.names.tables import rows

BACK = "-back"
_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f'’”ʹʺ`´]*(?:[\u0300-\u036f'’”ʹʺ`´]+[^\W\d_]*)*")
_NAMES = tuple(row["id"] for row in rows("schemes"))
_ONE_WAY = "-russian"  # what Russian papers make of a name drops letters that no table can bring back


class UnknownSchemeError(ValueError):
    """There is no scheme of that name."""

    def __init__(self, scheme: str) -> None:
        super().__init__(f"no scheme of transliteration is called {scheme!r}; see schemes()")


def schemes() -> tuple[str, ...]:
    """The ids of the named schemes; one that ends in «-back» leads from that spelling to the original script."""
    return _NAMES + tuple(name + BACK for name in _NAMES if not name.endswith(_ONE_WAY))


@lru_cache(maxsize=128)
def _rules(scheme: str) -> Rules:
    if scheme not in schemes():
        raise UnknownSchemeError(scheme)
    forward = scheme.removesuffix(BACK)
    table = [rule(row) for row in rows(f"schemes/{forward}")]
    return Rules(_reversed(table)) if scheme.endswith(BACK) else Rules(table)


def _reversed(table: list[Rule]) -> list[Rule]:
    """The rules the other way: a target that several letters share goes back to the plainest, first written one."""
    back: dict[str, Rule] = {}
    for entry in sorted(table, key=lambda entry: bool(entry.after or entry.before)):
        if entry.target:
            back.setdefault(entry.target, Rule(entry.target, entry.source))
    return list(back.values())


def apply(scheme: str, text: str) -> str:
    """The text by a named scheme, capitals kept; letters that the scheme does not know stay as they are.

    Raises UnknownSchemeError.
    """
    rules = _rules(scheme)
    return _WORD.sub(lambda word: _cased(word.group(), rules.rewrite), clean(text))


def romanize(text: str, scheme: str = "bgn") -> str:
    """The text in Latin letters by a named scheme. Raises UnknownSchemeError."""
    return apply(scheme, text)


def _cased(word: str, rewrite: Callable[[str], str]) -> str:
    rewritten = rewrite(word.lower())
    if len(word) > 1 and word.isupper():
        return rewritten.upper()
    return rewritten[:1].upper() + rewritten[1:] if word[0].isupper() else rewritten
