"""What the tests of scans share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.intake.scans.apart import made_apart
from app.intake.scans.kinds import kind_of
from app.intake.scans.limits import Limits
from app.intake.scans.made import Made

Remake = Callable[..., tuple[Made, bytes]]


@pytest.fixture
def remade(tmp_path: Path) -> Remake:
    """Make a file anew in its process apart: what it came to, and the bytes that are kept."""

    def remake(data: bytes, limits: Limits | None = None) -> tuple[Made, bytes]:
        source, target, small = (tmp_path / name for name in ("sent", "kept", "small"))
        source.write_bytes(data)
        made = made_apart(kind_of(data[:1024]), source, target, small, limits or Limits())
        assert small.exists() == made.small
        return made, target.read_bytes()

    return remake
