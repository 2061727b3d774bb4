"""Splink on the same pairs in the same run, so that our figures have something to stand beside."""

from __future__ import annotations

from typing import Any

from app.evaluation.links.base import Base
from app.evaluation.links.same import Scored

MISSING = "Splink is not installed (pip install --require-hashes -r requirements-bench.txt): it was not asked."


class NotInstalled(LookupError):
    """The library is not there."""


def peer(base: Base, found: Scored) -> dict[str, Any]:
    """The figures of Splink; raises NotInstalled."""
    raise NotInstalled
