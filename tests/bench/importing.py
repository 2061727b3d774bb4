"""From the CSV file to the database by `flask import`, and from the database to the index by `flask reindex --full`."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time

from app.cli import INTERRUPTED
from tests.bench import collection
from tests.bench.figures import Json, load, size_of, timed
from tests.bench.place import Place, ended

WAITED_FOR = 500_000  # records from which on the index is built by `reindex --full` only, not at the end of the import
_READ = re.compile(r"(\d+) rows read: (\d+) accepted.* (\d+) rejected")


class NotAllTaken(RuntimeError):
    """Rows of the made file were not accepted: the figures would be of another collection."""


def prepare(place: Place) -> Json:
    """Make the CSV file unless it is there."""
    place.folder.mkdir(parents=True, exist_ok=True)
    told: Json = {}
    if not place.csv.is_file():
        with timed(told, "make_s"):
            collection.write(place.csv, place.count, place.records)
    return told | {"csv_mb": size_of(place.csv)}


def import_(place: Place) -> Json:
    """Import the file into an empty database. ``index_included_s`` where the command was left to build the index."""
    shutil.rmtree(place.data, ignore_errors=True)
    ended(place.flask("init"))
    told: Json = {"load": load()}
    began = time.perf_counter()
    process = place.flask("import", str(place.csv), "--source", "bench")
    line = _tally(process)
    told["import_s"] = round(time.perf_counter() - began, 1)
    if place.count > WAITED_FOR:
        process.send_signal(signal.SIGINT)
    ended(process, (0, 1, INTERRUPTED))
    if place.count <= WAITED_FOR:
        told["index_included_s"] = round(time.perf_counter() - began, 1)
    _checked(line, place.count)
    told["records_per_s"] = round(place.count / told["import_s"])
    return told | {"database_mb": place.database_mb}


def index(place: Place) -> Json:
    """Build the whole index from the database."""
    told: Json = {"load": load()}
    worked = os.times()
    with timed(told, "index_s"):
        ended(place.flask("reindex", "--full"))
    spent = os.times()
    told["cpu_s"] = round(sum(spent[2:4]) - sum(worked[2:4]), 1)
    told["records_per_s"] = round(place.count / told["index_s"])
    told["index_mb"] = size_of(place.index)
    told["database_mb"] = place.database_mb
    return told


def _tally(process: subprocess.Popen[str]) -> str:
    """The line that tells what was read; what comes after it is indexing."""
    assert process.stdout is not None
    for line in process.stdout:
        if _READ.search(line):
            return line
    raise subprocess.CalledProcessError(process.wait(), process.args)


def _checked(line: str, count: int) -> None:
    found = _READ.search(line)
    if found is None or int(found[2]) != count:
        raise NotAllTaken(line.strip())
