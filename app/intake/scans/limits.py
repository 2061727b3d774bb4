"""How large a scan may be, in every measure that could be made to hurt."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """``size``: bytes of a file as sent and as kept; ``pixels`` of a picture as sent, also within a document.

    ``side``: pixels of the longer side as kept; ``small``: of the picture for pages. ``inflated``: bytes that one
    stream of a document may unfold to. ``memory`` bytes and ``seconds`` are what the making anew may take.
    """

    size: int = 20 * MEGABYTE
    pixels: int = 80_000_000  # A3 at 600 dots an inch has 70 million
    side: int = 6_000
    small: int = 480
    pages: int = 300
    inflated: int = 400 * MEGABYTE
    memory: int = 1_000 * MEGABYTE
    seconds: int = 40
