"""Choose the 250 further texts of `wordings/`, for the fields that few of the first 300 fill: by hash, all sealed.

`python -m tests.golden.choose_scarce ../shared/data/lists` prints key, stratum and part of each. A text of the first
choice is never chosen again; each stratum gives the share named beside it, by the smallest SHA-256 of the text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.golden.choose_wordings import Chosen, Printed, chosen, distinct_bodies, hashed

PARTS = "cdefg"
STRATA = (
    ("foreign", r"подданств|гражданств", 24),
    ("died", r"[Уу]мер(?:ла)? (?:в|на) ", 24),
    ("arrested", r"Арестован\w*[^\n]*\d{4}\s*г?\.?[ ,]+[А-Яа-я]", 44),
    ("commuted", r"замен|сниж|смягч|сокращ", 40),
    ("kin", r"\b(?:отец|отца|мать|муж|мужа|сын|дочь|брат|брата|сестра|жена|дети)\b", 40),
    ("variants", r"варианты", 24),
    ("camp", r"ЛО\b|лаг\b|АЛЖИР|прибы|убы", 30),
    ("ground", r"отсутстви|недоказан|Указ|Закон", 24),
)


def scarce(lists: Path) -> tuple[Chosen, ...]:
    """The 250 texts in the order of the hash of their keys, each to a part in turn; all are of the sealed half."""
    texts = sorted(_of_strata(lists), key=lambda text: hashed(text.key))
    return tuple(Chosen(text, "sealed", PARTS[i % len(PARTS)]) for i, text in enumerate(texts))


def _of_strata(lists: Path) -> Iterator[Printed]:
    taken = {text.printed.text for text in chosen(lists)}
    bodies = sorted(distinct_bodies(lists / "memorial_bodies.txt"), key=hashed)
    for stratum, words, share in STRATA:
        fitting = [body for body in bodies if body not in taken and re.search(words, body)][:share]
        taken.update(fitting)
        yield from (Printed(f"body-{hashed(body)[:16]}", stratum, body) for body in fitting)


if __name__ == "__main__":
    for text in scarce(Path(sys.argv[1])):
        print(text.printed.key, text.printed.stratum, text.part, sep="\t")
