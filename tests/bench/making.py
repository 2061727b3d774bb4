"""An index of made people without a database: for looking at search alone, in a fraction of the time of an import."""

from __future__ import annotations

import os
from functools import partial
from itertools import chain
from pathlib import Path

from app.workers import Workers
from indexer.index import rebuild, writing
from indexer.portion import Portion, portion
from tests.bench.collection import people
from tests.bench.figures import Json, load, size_of, timed
from tests.bench.people import PORTION
from tests.bench.place import Place
from tests.bench.rows import entries

AT_ONCE = 4 * PORTION  # people of one portion of the index


def make(place: Place) -> Json:
    """Build the index from the people themselves; it is asked where there is no service at that place."""
    told: Json = {"load": load()}
    starts = range(0, place.count, AT_ONCE)
    work = partial(_portion, place.records, place.count)
    with timed(told, "made_s"), writing(place.made), Workers(min(os.cpu_count() or 1, len(starts))) as workers:
        rebuild(place.made, (found for _, found in workers.each(work, starts)))
    told["records_per_s"] = round(place.count / told["made_s"])
    return told | {"index_mb": size_of(place.made)}


def _portion(records: Path | None, count: int, start: int) -> Portion:
    of = people(records, count)
    starts = range(start, min(start + AT_ONCE, count), PORTION)
    return portion(chain.from_iterable(entries(of, each) for each in starts))
