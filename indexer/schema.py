"""The shape of the Whoosh index: ready-made terms without positions, one column of packed entries, few segments."""

from __future__ import annotations

from itertools import accumulate

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

KEYS = "keys"  # blocking keys of all names of the entry
WORDS = "words"  # words of its places, for the place filter
RECORD = "record"  # the record id, by which an entry is replaced
ENTRY = "entry"  # the packed entry, by document number
SEGMENTS = 8  # more of them are merged: ten segments cost a search four times what one costs


class Codec(W3Codec):  # type: ignore[misc]  # the library has no types
    """How segments are written: nobody asks how long a field is, and looking for it costs a system call each time."""

    length_stats = False


def schema() -> Schema:
    """Terms come as lists and go in unanalysed; nothing is stored, since reading a column is thirty times faster."""
    terms = FieldType(Existence(), None)
    return Schema(**{RECORD: terms, KEYS: terms, WORDS: terms, ENTRY: COLUMN(VarBytesColumn())})


def merge(writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
    """Where segments are many, write the light ones together anew; returns those that stay as they are.

    Light is all up to the last that does not outweigh those before it, and at least half of them: so an entry is
    written again only as often as the index doubles, and an update of a few does not wait for a merge of all.
    """
    if len(segments) < SEGMENTS:
        return segments
    rising = sorted(segments, key=_weight)
    before = accumulate(map(_weight, rising), initial=0)
    light = [at for at, (segment, sum_) in enumerate(zip(rising, before, strict=False)) if _weight(segment) <= sum_]
    end = 1 + max(light, default=0)
    end = max(end, SEGMENTS // 2)
    for segment in rising[:end]:
        with SegmentReader(writer.storage, writer.schema, segment) as reader:
            writer.add_reader(reader)
    return rising[end:]


def _weight(segment: Segment) -> int:
    return int(segment.doc_count_all())
