"""Choose the 300 printed texts that are labelled in `wordings/`: by hash, stratified by wording, never by eye.

`python -m tests.golden.choose_wordings ../shared/data/lists` prints key, stratum, half and part of each.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

BODIES = 240
SHORTEST_SHARE = 10
MOSCOW = (("moscow", 40), ("moscow-long", 20))
WORDS = (
    ("variants", r"варианты"),
    ("kin", r"\b(отец|отца|мать|муж|сын|дочь|брат|сестра|жена|дети)\b"),
    ("dekulak", r"раскулач"),
    ("army", r"труд\w*арм|мобилизован|рабоч\w* колонн"),
    ("people", r"по нац|депорт|выселен"),
    ("settle", r"спецпоселен|спецпосел|ссылк|высылк|выслан"),
    ("camp", r"ЛО\b|Карлаг|АЛЖИР|прибы"),
    ("commuted", r"замен|снижен|сокращ|сняты"),
    ("shot", r"расстрел|ВМН"),
    ("closed", r"прекращ"),
    ("itl", r"ИТЛ|лагер"),
    ("verdict", r"Приговор"),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A text of a list under its key; ``name`` stands beside it in moscow.csv only."""

    key: str
    stratum: str
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A text to be labelled: of which set it is (open, opened, sealed), and which part labels it (a to g)."""

    printed: Printed
    half: str
    part: str


def chosen(lists: Path) -> tuple[Chosen, ...]:
    """The 300 texts in the order of the hash of their keys: open and opened in turn, pairs to each part in turn."""
    texts = [*_of_bodies(lists / "memorial_bodies.txt"), *_of_moscow(lists / "moscow.csv")]
    texts.sort(key=lambda text: hashed(text.key))
    return tuple(Chosen(text, ("open", "opened")[i % 2], "ab"[i // 2 % 2]) for i, text in enumerate(texts))


def hashed(text: str) -> str:
    """The SHA-256 of a text, the order in which texts are taken."""
    return hashlib.sha256(text.encode()).hexdigest()


def distinct_bodies(path: Path) -> set[str]:
    """The texts of memorial_bodies.txt, each once, without the blanks around them."""
    return {body.strip() for body in re.split(r"(?m)^---\s*$", path.read_text(encoding="utf-8"))} - {""}


def _of_bodies(path: Path) -> Iterator[Printed]:
    strata: dict[str, list[str]] = defaultdict(list)
    for body in sorted(distinct_bodies(path)):
        strata[_stratum(body)].append(body)
    for stratum, share in _shares({name: len(members) for name, members in strata.items()}).items():
        for body in sorted(strata[stratum], key=hashed)[:share]:
            yield Printed(f"body-{hashed(body)[:16]}", stratum, body)


def _stratum(body: str) -> str:
    if len(body) > 900:
        return "long"
    if len(body) < 60:
        return "short"
    return next((name for name, word in WORDS if re.search(word, body, re.IGNORECASE)), "rest")


def _shares(sizes: dict[str, int]) -> dict[str, int]:
    """How many texts each stratum gives: by the square root of its size, at least ten.

    What is over or missing the largest share bears, of equals the stratum that was met first.
    """
    roots = {name: math.sqrt(size) for name, size in sizes.items()}
    whole = sum(roots.values())
    shares = {name: max(SHORTEST_SHARE, round(BODIES * root / whole)) for name, root in roots.items()}
    while (over := sum(shares.values()) - BODIES) != 0:
        shares[max(shares, key=shares.__getitem__)] -= over // abs(over)
    return shares


def _of_moscow(path: Path) -> Iterator[Printed]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        rows = sorted(csv.DictReader(opened), key=lambda row: hashed(row["source_ref"]))
    for stratum, share in MOSCOW:
        long = stratum == "moscow-long"
        fitting = [row for row in rows if (len(row["text"]) >= 320) is long]
        for row in fitting[:share]:
            yield Printed(row["source_ref"], stratum, row["text"], row["name"])


def _lines(texts: Iterable[Chosen]) -> Iterator[str]:
    for text in texts:
        yield "\t".join((text.printed.key, text.printed.stratum, text.half, text.part))


if __name__ == "__main__":
    print("\n".join(_lines(chosen(Path(sys.argv[1])))))
