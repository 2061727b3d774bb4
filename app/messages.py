"""Marks a message for the catalogues where it stands; it is translated where it is shown."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 (the name that Babel looks for)
    """The message as it is, in English: its id in the catalogues."""
    return message
