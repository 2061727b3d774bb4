"""The figures of a day in one file, put there part by part."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.figures import Json


class Kept:
    """The file of figures: {…, "sizes": {records: {part: figures}}}; a part that is measured again replaces itself."""

    def __init__(self, path: Path, about: Json) -> None:
        self._path, self._about = path, about

    def add(self, count: int, part: str, figures: Json) -> None:
        """Write the figures of a part down, with the time."""
        held = read(self._path) if self._path.is_file() else {"sizes": {}}
        held |= self._about
        parts = held["sizes"].setdefault(str(count), {})
        parts[part] = figures | {"measured": datetime.now(UTC).isoformat(timespec="minutes")}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_suffix(".part")
        aside.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        aside.replace(self._path)


def read(path: Path) -> Json:
    """What was written down."""
    found: Json = json.loads(path.read_text(encoding="utf-8"))
    return found
