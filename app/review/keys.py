"""The keys of the page of a pair, in the order of its buttons."""

from __future__ import annotations

from flask_babel import gettext

from app.messages import N_
from app.review.words import KEYS, VERDICTS

REST = (
    ("n", N_("write a note")),
    ("→", N_("skip, to the next one")),
    ("←", N_("the one before")),
    ("z", N_("take back my last verdict")),
    ("q", N_("back to the queue")),
)


def of(kind: str) -> list[tuple[str, str]]:
    """Keys and their words for a pair of that kind."""
    verdicts = [
        (f"{number} {KEYS[verdict]}", gettext(words))
        for number, (verdict, words) in enumerate(VERDICTS[kind].items(), 1)
    ]
    return [*verdicts, *((key, gettext(words)) for key, words in REST)]
