"""Moments and spans of time as the pages of the account say them."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import format_timedelta


def moment(when: datetime) -> str:
    """A moment in UTC, alike in all languages: who looks for a foreign sign-in compares hours."""
    return f"{when:%Y-%m-%d %H:%M}"


def hours(number: float) -> str:
    """A number of hours in words; a part of one as minutes."""
    return span(timedelta(hours=number))


def span(time: timedelta) -> str:
    """A span of time in words, such as «15 minutes»."""
    return str(format_timedelta(time, threshold=1.5))
