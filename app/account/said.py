"""Moments and spans of time as the pages of the account say them."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import format_datetime, format_timedelta


def moment(when: datetime) -> str:
    """A moment in UTC, as the reader's language writes it."""
    return str(format_datetime(when, "short", rebase=False))


def hours(number: float) -> str:
    """A number of hours in words; a part of one as minutes."""
    return span(timedelta(hours=number))


def span(time: timedelta) -> str:
    """A span of time in words, such as «15 minutes»."""
    return str(format_timedelta(time, threshold=1.5))
