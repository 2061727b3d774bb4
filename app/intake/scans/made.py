"""What making a file anew came to: passed from the process apart to the service as plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """The file as kept. ``frames``: pictures in the file as sent; ``small``: whether there is one for pages."""

    media_type: str
    pages: int = 1
    width: int = 0
    height: int = 0
    frames: int = 1
    small: bool = False


class Unfit(Exception):
    """The file is not to be kept: a code of `refused.REASONS` and what its words need."""

    def __init__(self, reason: str, **params: int) -> None:
        super().__init__(reason)
        self.reason, self.params = reason, params
