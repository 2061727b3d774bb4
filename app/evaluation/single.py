"""Single words of names: how well the letters alone find the Cyrillic form of a Latin word among all of a list."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.names import pairs
from indexer.names.ranks import ranks

WORDS = 300  # that are asked, of those kept from learning: each is laid on every form of the list
PAIRS = Path("names") / "pairs_ru.csv"


@dataclass(frozen=True, slots=True)
class Single:
    """Of n Latin words the shares whose right form is first and among ten, of so many Cyrillic forms."""

    n: int
    r1: float
    r10: float
    forms: int

    def as_json(self) -> dict[str, float | int]:
        """Rounded for people."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def list_of(directory: Path) -> Path | None:
    """The list of attested pairs: in the folder, or in the folder ``names`` beside it; None where there is none."""
    found = (directory / PAIRS.name, directory.resolve().parent / PAIRS)
    return next((path for path in found if path.is_file()), None)


def single(path: Path) -> Single:
    """Measure the words of that list which were kept from learning."""
    attested = pairs.read(path)
    asked = len({pair.latin for pair in attested if pair.plausible and pair.held_out})
    first, tenth = ranks(attested, WORDS)
    return Single(min(WORDS, asked), first, tenth, len({pair.cyrillic for pair in attested}))
