"""Segments too heavy for an update's merge are written together at leisure, while others write."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from indexer.generations import NoIndex, current, locked
from indexer.index import writing
from indexer.leaf import Listed, dead, living, opened
from indexer.merging import heavy
from indexer.portion import joined
from indexer.segment import finished
from indexer.segments import Segments, Unreadable


def tidy(directory: Path) -> bool:
    """Write the heavy segments together, if they are many; returns whether it did.

    Must not be called by the holder of ``writing``, which is taken for the moment of the commit alone. What is deleted
    meanwhile stays deleted; where one of the segments went meanwhile, nothing is changed.
    """
    with (
        locked(directory, "tidy.lock", wait=False) as mine,
        suppress(FileNotFoundError, NoIndex, Unreadable),  # the generation went: another time
    ):
        return mine and _tidy(directory)
    return False


def _tidy(directory: Path) -> bool:
    segments = Segments(directory / current(directory))
    _, listed = segments.listed()
    chosen = [listed[at] for at in heavy([one.doc_count_all() for one in listed])]
    if not chosen:
        return False
    gone = [dead(one) for one in chosen]
    held = [opened(segments.path(one), one).arrays for one in chosen]
    whole = joined([living(arrays, dead_) for arrays, dead_ in zip(held, gone, strict=True)])
    aside = segments.aside(finished(whole))
    try:
        with writing(directory):
            return _commit(segments, chosen, aside, len(whole)) if _same(directory, segments) else False
    finally:
        aside.unlink(missing_ok=True)


def _same(directory: Path, segments: Segments) -> bool:
    return segments.folder.name == current(directory)


def _commit(segments: Segments, chosen: Sequence[Listed], aside: Path, count: int) -> bool:
    _, listed = segments.listed()
    now = {one.segment_id(): one for one in listed}
    if any(one.segment_id() not in now for one in chosen):
        return False
    made = segments.adopted(aside, count)
    for then in chosen:
        since = set(now.pop(then.segment_id()).deleted_docs()).difference(then.deleted_docs())
        ids = opened(segments.path(then), then).columns.record_ids[sorted(since)]
        for document in opened(segments.path(made), made).columns.documents_of(ids).tolist():
            made.delete_document(document)
    segments.commit([*now.values(), made])
    return True
