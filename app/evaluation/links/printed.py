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
    if "kin" in figures:
        yield from _kin(figures["kin"])
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


def _kin(told: Figures) -> Iterator[Table | str]:
    families, relations = told["families"], told["relations"]
    table = Table("kin", "people", "share", "95 %")
    for row, shares in (
        ("another of the family", families),
        ("the same by surname alone", families["surname_alone"]),
        ("a relative, another fact shared", relations["with_facts"]),
        ("a relative, no other fact shared", relations["rest"]),
    ):
        for within in (name for name in shares if name.startswith("first_")):
            table.add_row(f"{row}: in the {within.replace('_', ' ')}", *_share(shares[within]))
    yield table
    counted = ", ".join(f"{field} {count}" for field, count in relations["facts"].items())
    yield f"{relations['pairs']} pairs of relatives; facts they share: {counted or 'none'}."
    took = families["took_ms"]
    yield f"Possible relatives took {took['median']} ms (median), {took['p95']} ms (95 %)."


def _share(share: Figures) -> list[str]:
    return [str(share["n"]), f"{share['share']:.4f}", f"{share['low']:.3f}–{share['high']:.3f}"]
