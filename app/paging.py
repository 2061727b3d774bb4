"""Leafing through a long list: which pages there are and where the reader stands."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST = 9_999_999  # no list is longer, and data bases refuse to look so far
NEAR = 2  # pages shown on either side of the one being read


def read_offset(typed: str) -> int:
    """Where a page begins, as its address says it; 0 where that is no number, and no more than LARGEST."""
    return min(int(typed), LARGEST) if typed.isascii() and typed.isdecimal() and len(typed) < 20 else 0


@dataclass(frozen=True, slots=True)
class Pages:
    """A list of ``total`` things read from ``offset`` on, ``size`` a page."""

    offset: int
    size: int
    total: int

    @property
    def current(self) -> int:
        """The number of this page, from 1."""
        return self.offset // self.size + 1

    @property
    def last(self) -> int:
        """The number of the last page; 1 where the list is empty."""
        return max(1, -(-self.total // self.size))

    @property
    def beyond(self) -> bool:
        """Whether this page lies behind the end of the list."""
        return self.offset > 0 and self.offset >= self.total

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """First, last and the neighbours of this page; None stands for pages left out."""
        at = min(self.current, self.last)
        shown = sorted({1, self.last, *range(max(1, at - NEAR), min(self.last, at + NEAR) + 1)})
        found: list[int | None] = []
        for number in shown:
            if found and number - (found[-1] or 0) > 1:
                found.append(None)
            found.append(number)
        return tuple(found)

    def offset_of(self, number: int) -> int:
        """Where the page with that number begins."""
        return (number - 1) * self.size
