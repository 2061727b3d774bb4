"""What the service can do on this machine at several sizes, beside other tools on the same names and questions.

    python -m tests.bench.run [--records 31000 310000 3100000] [--only prepare,import,index,search,http,peers]
                              [--keep DIR] [--list FILE] [--into FILE] [--from FILE]

Made people with the name frequencies of --list (../shared/data/eval/records.csv where it is there, else the shipped
names). Each part writes its figures into data/var/bench/<date>.json as it ends, so that parts can be run one by one,
and the table and the plot beside it are drawn anew; ``--from`` only draws. ``--keep``: where the collections lie, which
the parts share and the next run finds; without, they are made for this run only. ``prepare`` makes the file to import.
The part ``made``, done only where it is named, builds an index without a database, for ``search`` and ``peers``.
"""

from __future__ import annotations

import argparse
import platform
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import importing, making, peers, report, searching, serving
from tests.bench.collection import LIST
from tests.bench.figures import Json, load, timed
from tests.bench.kept import Kept
from tests.bench.place import ROOT, Place

SIZES = (31_000, 310_000, 3_100_000)
FOLDER = ROOT / "data" / "var" / "bench"
PARTS: dict[str, Callable[[Place], Json]] = {
    "prepare": importing.prepare,
    "import": importing.import_,
    "index": importing.index,
    "search": searching.measure,
    "http": serving.measure,
    "peers": peers.measure,
    "made": making.make,
}
USUAL = [part for part in PARTS if part != "made"]


def run(place: Place, parts: list[str], kept: Kept, into: Path) -> None:
    """Measure these parts at one size, each written down and drawn as it ends."""
    if "prepare" not in parts:
        importing.prepare(place)
    for part in parts:
        took: Json = {}
        with timed(took, "took_s"):
            found = PARTS[part](place)
        kept.add(place.count, part, found | took)
        report.draw(into)
        say(f"{place.count:,} {part}: {took['took_s']:.0f} s, load {load()}")


def say(line: str) -> None:
    """A line for whoever waits."""
    print(f"{datetime.now(UTC):%H:%M:%S} {line}", flush=True)


def main(arguments: list[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=SIZES)
    parser.add_argument("--only", type=lambda text: text.split(","), default=USUAL)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--list", type=Path, default=LIST)
    parser.add_argument("--into", type=Path, default=FOLDER / f"{datetime.now(UTC):%Y-%m-%d}.json")
    parser.add_argument("--from", type=Path, dest="drawn_from")
    options = parser.parse_args(arguments)
    if wrong := set(options.only) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(wrong))}; there are {', '.join(PARTS)}")
    if options.drawn_from:
        report.draw(options.drawn_from)
        return
    kept = Kept(
        options.into, {"machine": platform.processor() or platform.machine(), "python": platform.python_version()}
    )
    with tempfile.TemporaryDirectory(prefix="esimder-bench-") as aside:
        for count in options.records:
            folder = (options.keep or Path(aside)).resolve() / str(count)
            place = Place(folder, count, options.list.resolve() if options.list.is_file() else None)
            run(place, options.only, kept, options.into)
    say(f"written: {options.into}, {options.into.with_suffix('.md')}, {options.into.with_suffix('.svg')}")


if __name__ == "__main__":
    main()
