"""The accuracy card on disk: one file of figures, no rows of any list; the newer of two is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NAME = "accuracy.json"
LINKS = "links.json"  # how well records of one person, and kin, are told
FORMAT = 1  # a card of another form is not shown

Card = dict[str, Any]


def write(card: Card, directory: Path, name: str = NAME) -> Path:
    """Keep the card in that directory, whole or not at all; returns its path."""
    directory.mkdir(parents=True, exist_ok=True)
    path, aside = directory / name, directory / f"{name}.new"
    aside.write_text(json.dumps({"format": FORMAT} | card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return aside.replace(path)


def newest(*directories: Path, name: str = NAME) -> Card | None:
    """Of the cards in these directories that which was measured last, None where there is none."""
    cards = [card for directory in directories if (card := _read(directory / name))]
    return max(cards, key=lambda card: str(card["measured"]), default=None)


def _read(path: Path) -> Card | None:
    """The card in that file, None where there is none or where it is not of this form."""
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return card if isinstance(card, dict) and card.get("format") == FORMAT and "measured" in card else None
