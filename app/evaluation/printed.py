"""The accuracy card as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Column, Table

from app.evaluation.card import Card, Line
from app.evaluation.measures import Measure, Spread
from app.evaluation.peers import FOLDING, PEERS

FIGURES = ("n", "R@1", "R@10", "MRR", "candidates", "p95 ms")


def printed(card: Card) -> Iterator[Table | str]:
    """The tables and lines in the order in which they are read."""
    yield _table("set", card.sets)
    yield _table("nation of the right record", card.nations)
    yield _table("treatment", card.treatments)
    yield _beside((*card.sets, *card.treatments))
    yield _wrongly(card)
    if card.words:
        found = card.words
        yield f"Single words: R@1 {found.r1:.3f}, R@10 {found.r10:.3f} of {found.n} words among {found.forms} forms."
    yield f"Records scored a question: {_spread(card.candidates)}."
    yield f"Milliseconds a search: {_spread(card.took_ms)}."
    yield f"{len(card.folder.entries)} records; measured in {card.seconds:.0f} s."


def _table(what: str, lines: Iterable[Line]) -> Table:
    table = Table(_first(what), *FIGURES)
    for line in lines:
        table.add_row(line.name, *_figures(line.ours))
    return table


def _beside(lines: Iterable[Line]) -> Table:
    """R@1 / R@10 of the same questions: ours and the plain tools'."""
    table = Table(
        _first("beside plain tools, R@1 / R@10"), "n", "Esimder", *(peer.removeprefix(FOLDING) for peer in PEERS)
    )
    for line in lines:
        if line.sample is not None and line.peers is not None:
            told = (line.sample, *(line.peers[peer] for peer in PEERS))
            table.add_row(line.name, str(line.sample.n), *(f"{one.r1:.3f}/{one.r10:.3f}" for one in told))
    return table


def _first(title: str) -> Column:
    """A first column whose names are folded, never cut."""
    return Column(title, overflow="fold", min_width=24)


def _wrongly(card: Card) -> Table:
    table = Table("two names taken for one", "n", "at 0.5 or more", "at 0.85 or more")
    for label, found in card.wrongly.items():
        table.add_row(label, str(found.n), f"{found.possible:.4f}", f"{found.likely:.4f}")
    return table


def _figures(measure: Measure) -> list[str]:
    extra = [f"{measure.candidate_recall:.4f}", f"{measure.p95_ms:.1f}"] if measure.p95_ms is not None else ["–", "–"]
    return [str(measure.n), f"{measure.r1:.3f}", f"{measure.r10:.3f}", f"{measure.mrr:.3f}", *extra]


def _spread(found: Spread) -> str:
    return f"median {found.median:.0f}, 95 of 100 up to {found.p95:.0f}, at most {found.most:.0f}"
