"""Probabilities and weights as people say them: «1 in 40,000», «97 %», «18 times»."""

from __future__ import annotations

from math import floor, log10

from babel import Locale
from flask_babel import format_decimal, format_percent, get_locale, gettext

SELDOM = 0.01  # a probability below this is said as «1 in so many»
SURE = 0.999  # and one above as more than this
LEAST = 1e-6  # below this all are alike


def chance(value: float) -> str:
    """A probability; no more precise than it is."""
    if value < SELDOM:
        rare: str = gettext("1 in %(number)s", number=format_decimal(_two_figures(1 / max(value, LEAST))))
        less: str = gettext("under %(share)s", share=rare)
        return less if value < LEAST else rare
    if value > SURE:
        more: str = gettext("over %(share)s", share=share(SURE))
        return more
    return share(value) if value > 0.99 else str(format_percent(value))


def share(value: float) -> str:
    """A share of a hundred, to the tenth where it is no whole number."""
    pattern = (get_locale() or Locale("en")).percent_formats[None].pattern
    return str(format_percent(value, format=pattern.replace("##0", "##0.#")))


def times(factor: float) -> str:
    """How many times likelier or less likely: two figures."""
    return str(format_decimal(_two_figures(factor) if factor >= 10 else round(factor, 1)))


def two(number: float) -> str:
    """A number with two decimals."""
    return str(format_decimal(round(number, 2), format="0.00"))


def _two_figures(number: float) -> int:
    unit = 10 ** max(floor(log10(number)) - 1, 0)
    return int(round(number / unit) * unit)
