"""A plot of cost against size, both by powers of ten, as a drawing in SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 480, 70, 290, 40, 50
_COLOURS = ("#0b6e4f", "#c8553d", "#2b59c3", "#8f6c0c", "#7b2d8b", "#4a4e57", "#0a7c91")
_BETWEEN = 17  # pixels between two labels


@dataclass(frozen=True, slots=True)
class Line:
    """What one tool costs: (records, milliseconds) by size; ``note`` stands behind its name; ours is drawn heavier."""

    name: str
    points: tuple[tuple[float, float], ...]
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a number to a pixel, by powers of ten."""

    least: float
    most: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        span = math.log10(self.most) - math.log10(self.least)
        return self.begin + (math.log10(value) - math.log10(self.least)) / span * (self.end - self.begin)

    def tens(self) -> list[float]:
        first, last = math.floor(math.log10(self.least)), math.ceil(math.log10(self.most))
        return [10.0**power for power in range(first, last + 1) if self.least <= 10.0**power <= self.most]


def plot(lines: Sequence[Line], title: str = "p95 of a search by name, milliseconds, against records") -> str:
    """The drawing; an empty one without lines."""
    sizes = [size for line in lines for size, _ in line.points] or [1_000, 10_000]
    costs = [cost for line in lines for _, cost in line.points] or [1, 10]
    across = _Scale(min(sizes) * 0.8, max(sizes) * 1.25, _LEFT, _WIDTH - _RIGHT)
    up = _Scale(10 ** math.floor(math.log10(min(costs))), 10 ** math.ceil(math.log10(max(costs) * 1.01)),
                _HEIGHT - _BOTTOM, _TOP)  # fmt: skip
    body = [*_axes(across, up, sorted(set(sizes))), *_drawn(lines, across, up)]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="13" role="img" aria-label="{escape(title)}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="15">{escape(title)}</text>',
        *body, "</svg>", "",
    ])  # fmt: skip


def _axes(across: _Scale, up: _Scale, sizes: Sequence[float]) -> Iterator[str]:
    for ten in up.tens():
        y = up.at(ten)
        yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{ten:g}</text>'
    for size in sizes:
        x = across.at(size)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_HEIGHT - _BOTTOM}" stroke="#eee"/>'
        yield f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{size:,.0f}</text>'


def _drawn(lines: Sequence[Line], across: _Scale, up: _Scale) -> Iterator[str]:
    taken: list[float] = []
    for number, line in sorted(enumerate(lines), key=lambda each: up.at(each[1].points[-1][1])):
        colour, width = _COLOURS[number % len(_COLOURS)], 3.5 if line.ours else 1.8
        places = [(across.at(size), up.at(cost)) for size, cost in line.points]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{width + 1}" fill="{colour}"/>' for x, y in places)
        x, y = places[-1]
        label = max(y, taken[-1] + _BETWEEN) if taken else y
        taken.append(label)
        said = f"{line.name}: {line.points[-1][1]:g} ms, {line.note}"
        weight = ' font-weight="bold"' if line.ours else ""
        left = _WIDTH - _RIGHT + 8
        if x < _WIDTH - _RIGHT - 40 or abs(label - y) > 2:
            yield (
                f'<line x1="{x + 4:.1f}" y1="{y:.1f}" x2="{left - 2}" y2="{label:.1f}" stroke="{colour}" '
                'stroke-width="0.6" stroke-dasharray="2 3"/>'
            )
        yield f'<text x="{left}" y="{label + 4:.1f}" fill="{colour}"{weight}>{escape(said)}</text>'
