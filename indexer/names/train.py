"""Learn the correspondence tables from attested pairs: ``python -m indexer.names.train PAIRS.csv``.

PAIRS.csv has the columns latin, cyrillic, count, plausible (steveash/NETransliteration-COLING2018, names of Wikidata,
CC0, parted into words). The same pairs give the same tables. ``--measure N`` learns nothing and ranks, for N Latin
words that are kept from learning, all Cyrillic words of the list.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from indexer.names import estimate, pairs, tables
from indexer.names.alphabet import alphabet
from indexer.names.lattice import Table
from indexer.names.lookalikes import contest
from indexer.names.multigram import Groups, Pair, Shape
from indexer.names.normalize import fold
from indexer.names.pairs import Attested
from indexer.names.ranks import ranks
from indexer.names.reweigh import sharpened
from indexer.names.tabulate import HUNDREDTHS, price, tabulate

CROSS: tuple[Shape, ...] = ((1, 0), (2, 0), (1, 1), (2, 1), (3, 1), (4, 1), (1, 2), (1, 3))
WITHIN: tuple[Shape, ...] = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (3, 1), (1, 3))
JOINED: tuple[Shape, ...] = ((0, 1), (2, 2), (3, 2))
LEAST, MOST = 3.0, 9.0  # uses and nats of pairs of groups that are kept
PRICES = (6.0, 8.0, 9.0, 5.5)  # nats of what is not listed, before sharpening: see ``tabulate.price``
_NEVER = 60.0  # nats of what no chain should use

Learned = Mapping[Pair, tuple[float, float]]  # cost in nats, uses


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when tables were written or the measure taken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, help="table of attested pairs")
    parser.add_argument(
        "--familiar", type=Path, help="tab-separated table whose column ru holds names like those sought"
    )
    parser.add_argument("--home", type=Path, default=tables.HOME, help="where the tables are written")
    parser.add_argument("--measure", type=int, default=0, metavar="N", help="measure N words instead of learning")
    chosen = parser.parse_args(arguments)
    attested = pairs.read(chosen.pairs)
    if chosen.measure:
        first, tenth = ranks(attested, chosen.measure)
        sys.stdout.write(f"R@1 {first:.3f}, R@10 {tenth:.3f} of {chosen.measure} words kept from learning\n")
        return 0
    learning = pairs.for_learning(attested)
    costs, prices = cross(learning, _familiar(chosen.familiar))
    _write(chosen.home / "correspondence_latin_cyrillic.csv", costs)
    _write(chosen.home / "correspondence_latin.csv", within(learning))
    named = ", ".join(f"{nats:.2f}" for nats in prices)
    sys.stdout.write(f"{len(costs)} pairs of groups; correspondence_unlisted.csv, latin and cyrillic: {named}\n")
    return 0


def cross(learning: Sequence[Attested], familiar: frozenset[str]) -> tuple[Learned, Sequence[float]]:
    """Latin groups beside Cyrillic ones, sharpened against look-alikes, and the prices of what is not listed."""
    weights = np.array([pair.weight for pair in learning])
    found = estimate.chains([(pair.latin, pair.cyrillic) for pair in learning], weights, CROSS)
    learned = estimate.costs(*estimate.counted(found, weights), LEAST, MOST)
    listed = sorted(learned)
    groups = _numbered(listed, learning)
    before = _table({pair: learned[pair][0] for pair in listed})
    start = np.array([*(learned[pair][0] for pair in listed), *PRICES, _NEVER])
    after = sharpened(start, contest(learning, familiar, before, groups, (*CROSS, *JOINED)))
    sharp = {pair: (float(after[number]), learned[pair][1]) for number, pair in enumerate(listed)}
    return sharp, after[len(listed) : -1].tolist()


def within(learning: Sequence[Attested]) -> Learned:
    """Latin groups beside Latin ones that stand for the same Cyrillic, each pair once."""
    spelt = pairs.within_latin(learning)
    weights = np.ones(len(spelt))
    learned = estimate.costs(*estimate.counted(estimate.chains(spelt, weights, WITHIN), weights), LEAST, MOST)
    return {pair: found for pair, found in learned.items() if pair[0] < pair[1]}


def _numbered(listed: Sequence[Pair], learning: Sequence[Attested]) -> Groups:
    """The listed pairs by place, then one number for each price of what is not listed."""
    numbers = {pair: number for number, pair in enumerate(listed)}
    lefts = sorted({"", *(letter for pair in learning for letter in pair.latin)})
    rights = sorted({"", *(letter for pair in learning for letter in pair.cyrillic)})
    for left in lefts:
        for right in rights:
            if left or right:
                numbers.setdefault((left, right), len(listed) + price(left, right))
    groups = Groups()
    groups.know(numbers)
    return groups


def _table(costs: Mapping[Pair, float]) -> Table:
    lefts, rights = (alphabet({pair[side] for pair in costs} - {""}) for side in (0, 1))
    whole = {pair: round(nats * HUNDREDTHS) for pair, nats in costs.items()}
    return tabulate(lefts, rights, whole, [round(nats * HUNDREDTHS) for nats in PRICES])


def _familiar(path: Path | None) -> frozenset[str]:
    if path is None:
        return frozenset()
    with path.open(encoding="utf-8-sig", newline="") as table:
        return frozenset(fold(row["ru"]) for row in csv.DictReader(table, delimiter="\t"))


def _write(path: Path, learned: Learned) -> None:
    with path.open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["left", "right", "cost", "seen"])
        rows.writerows([*pair, f"{cost:.2f}", round(uses)] for pair, (cost, uses) in sorted(learned.items()))


if __name__ == "__main__":
    raise SystemExit(main())
