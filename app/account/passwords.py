"""What a password must be: long enough to resist guessing, not on the lists that guessers begin with.

OWASP ASVS 5.0, 6.2: at least 8 characters, any characters, none of the common ones, nothing of the account in it; no
rules about kinds of characters. More than LONGEST is refused before any work is spent on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from app.config import DATA

SHORTEST, LONGEST = 8, 200
SERVICE = ("esimder", "есімдер")
_KEYS = dict(zip("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.", strict=True))
_WORDS = re.compile(r"[\s@.]+")
_LATIN = str.maketrans(_KEYS)  # what a Russian keyboard writes with the same keys


def fault(password: str, own: Iterable[str] = ()) -> str:
    """What is wrong, as the name of a message, or ''; ``own`` are words of the account: e-mail, name."""
    if len(password) < SHORTEST:
        return "PASSWORD_INVALID_LENGTH"
    if len(password) > LONGEST:
        return "PASSWORD_TOO_LONG"
    return "PASSWORD_TOO_SIMPLE" if _is_easy(password.lower(), own) else ""


def _is_easy(password: str, own: Iterable[str]) -> bool:
    spelt = {password, password.translate(_LATIN)}
    if len(set(password)) < 4 or spelt & _common() or {word.rstrip("0123456789!?.*#@") for word in spelt} & _common():
        return True
    return len(_without(password, own)) < min(6, len(password))


def _without(password: str, own: Iterable[str]) -> str:
    """What is left of it when the words of the account and the name of this service are taken out."""
    words = {word for text in own for word in _WORDS.split(text.lower()) if len(word) > 2} | set(SERVICE)
    for word in sorted(words, key=len, reverse=True):
        password = password.replace(word, "")
    return password


@cache
def _common() -> frozenset[str]:
    return frozenset((DATA / "accounts" / "common_passwords.txt").read_text(encoding="utf-8").split())
