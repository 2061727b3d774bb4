"""STAND-IN until the reference builder lands."""

from __future__ import annotations
from pathlib import Path
from sqlalchemy.orm import Session


def load(session: Session, data: Path) -> list[str]:
    return []


def link_relations(session: Session, data: Path) -> None:
    return None


def place_ids(session: Session) -> dict[str, str]:
    return {}


def nation_ids(session: Session) -> dict[str, str]:
    return {}


def fold_place(w: str) -> str:
    return w.casefold()
