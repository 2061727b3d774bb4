"""The figures of links as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table

Figures = Mapping[str, Any]


def printed(figures: Figures) -> Iterator[Table | str]:
    """The tables and lines in the order in which they are read."""
    if "same" in figures:
        yield from _same(figures["same"])
    yield f"Measured in {figures['seconds']} s."


def _same(told: Figures) -> Iterator[Table | str]:
    table = Table("one person", "second records", "recall", "precision", "wrong links")
    table.add_row("called likely, all", *_shares(told["likely"]))
    table.add_row("called likely, the half kept from tuning", *_shares(told["held_out"]))
    table.add_row(f"from {told['threshold']:.3f} on, which the other half set", *_shares(told["at_threshold"]))
    splink = told["splink"]
    if isinstance(splink, str):
        yield splink
    else:
        table.add_row("Splink, the same pairs, the half kept from tuning", *_shares(splink["at_threshold"]))
    yield table
    bands = told["bands"]
    yield (
        f"Among {told['records']} records, {told['pairs']} pairs compared. Of the second records {bands['likely']:.4f} "
        f"are likely beside their own, {bands['possible']:.4f} left unsure, {bands['unlikely']:.4f} unlikely, "
        f"{told['unreached']:.4f} in no pair."
    )
    for title in ("changes", "letters"):
        split = Table(title, "n", "recall", "precision", "wrong links")
        for name, share in told[title].items():
            split.add_row(name, *_shares(share))
        yield split
    yield f"Pairs within the lists: {told['lists']['likely']} likely, {told['lists']['possible']} possible."


def _shares(share: Figures) -> list[str]:
    return [str(share["n"]), f"{share['recall']:.4f}", f"{share['precision']:.4f}", str(share["wrong"])]
