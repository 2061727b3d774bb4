"""Where a collection of one size lies, and what of it is there already."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench import collection
from tests.bench.collection import Told

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """The folder of one size: the CSV file, the data directory of a service, an index made without a database."""

    folder: Path
    count: int
    records: Path | None

    @property
    def csv(self) -> Path:
        """The file to import."""
        return self.folder / "people.csv"

    @property
    def data(self) -> Path:
        """The data directory of the service that the file is imported into."""
        return self.folder / "data"

    @property
    def database(self) -> Path:
        """Its database."""
        return self.data / "esimder.db"

    @property
    def database_mb(self) -> float:
        """Its size, with what was not yet written back."""
        return round(sum(each.stat().st_size for each in self.data.glob("esimder.db*")) / 1e6, 1)

    @property
    def index(self) -> Path:
        """The index that is asked: that of the service, else the one made without a database."""
        return self.data / "index" if (self.data / "index" / "current").exists() else self.made

    @property
    def made(self) -> Path:
        """The index made without a database."""
        return self.folder / "made"

    @cached_property
    def names(self) -> list[Told]:
        """The name of every record, by the number of the person less one."""
        return collection.names(self.csv)

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """Record id → number of the person, -1 for none."""
        if self.index == self.made:
            return np.arange(self.count + 1)
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as database:
            (last,) = database.execute("SELECT max(id) FROM record").fetchone()
            found = np.full((last or 0) + 1, -1)
            for record_id, ref in database.execute("SELECT id, source_ref FROM record"):
                if ref.startswith("made-"):
                    found[record_id] = int(ref.removeprefix("made-"))
        return found

    def told(self, record_id: int) -> Told:
        """The name of that record; an empty one for a record that was not made."""
        number = int(self.numbers[record_id]) if record_id < len(self.numbers) else -1
        return self.names[number - 1] if number > 0 else Told("", "", "")

    def environment(self) -> Mapping[str, str]:
        """The settings of the service."""
        return os.environ | {
            "ESIMDER_DATA_DIR": str(self.data), "DATABASE_URL": "", "ESIMDER_SAMPLE": "0", "PYTHONUNBUFFERED": "1",
        }  # fmt: skip

    def flask(self, *command: str) -> subprocess.Popen[str]:
        """A command of the service, running."""
        return self.python("-m", "flask", "--app", "wsgi", *command)

    def python(self, *command: str) -> subprocess.Popen[str]:
        """Python with these arguments and the settings of the service; what it writes can be read line by line."""
        return subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=self.environment(), text=True, stdout=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip


def ended(process: subprocess.Popen[str], allowed: Sequence[int] = (0,)) -> str:
    """What the process wrote, once it has ended; raises CalledProcessError where it failed."""
    written, _ = process.communicate()
    if process.returncode not in allowed:
        raise subprocess.CalledProcessError(process.returncode, process.args, written)
    return written
