"""How a segment lies in files, told to Whoosh by its codec interface: one file of arrays, mapped, nothing decoded.

A segment is written whole, from a portion, and never by Whoosh's own writer, which takes postings one by one; its
readers, segments, deletions and commits work over it as over any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whoosh.codec.base import Codec as BaseCodec
from whoosh.codec.base import Segment, TermsReader
from whoosh.codec.whoosh3 import W3PerDocReader, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from indexer.arrays import Arrays, read
from indexer.schema import KEYS, WORDS
from indexer.terms import Documents, Terms

EXTENSION = ".arrays"
FIELDS = (KEYS, WORDS)


class Codec(BaseCodec):  # type: ignore[misc]  # the library has no types
    """Segments of arrays. Nothing is kept of a document beside what the arrays hold."""

    length_stats = False

    def per_document_reader(self, storage: FileStorage, segment: Segment) -> W3PerDocReader:
        """Which documents were deleted; neither stored fields nor lengths."""
        return W3PerDocReader(storage, segment)

    def terms_reader(self, storage: FileStorage, segment: Segment) -> ArrayTerms:
        """The terms of the segment, mapped."""
        return ArrayTerms(read(path(storage, segment)))

    def new_segment(self, storage: FileStorage, indexname: str) -> W3Segment:
        """A segment without documents, of a new name."""
        return W3Segment(self, indexname)


class ArrayTerms(TermsReader):  # type: ignore[misc]
    """Whoosh's view of the terms: a field is a name in FIELDS, a text is bytes."""

    def __init__(self, arrays: Arrays) -> None:
        self.fields = {field: Terms.held(arrays, field) for field in FIELDS}

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return field in self.fields and text.decode() in self.fields[field]

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every term, by field and then by bytes."""
        return ((field, text) for field in FIELDS for text, _ in self.fields[field].listed())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Those of the field from that one on, and those of the fields after it."""
        return ((field, text) for field, text in self.terms() if (field, text) >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with what is known of it."""
        for field in FIELDS:
            yield from (((field, text), _info(found)) for text, found in self.fields[field].listed())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """As ``terms_from``, with what is known of each."""
        return ((term, info) for term, info in self.items() if term >= (fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What is known of a term; raises KeyError where it is not."""
        if (fieldname, text) not in self:
            raise KeyError((fieldname, text))
        return _info(self.fields[fieldname].found(text.decode()))

    def frequency(self, fieldname: str, text: bytes) -> int:
        """How often the term stands: once in a document."""
        return self.doc_frequency(fieldname, text)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents hold the term."""
        return self.fields[fieldname].frequency(text.decode()) if fieldname in self.fields else 0

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: object = None) -> ListMatcher:
        """The documents of a term one by one: slow, for Whoosh's own queries. Search takes the array."""
        if (fieldname, text) not in self:
            raise TermNotFound((fieldname, text))
        info = self.term_info(fieldname, text)
        found = self.fields[fieldname].found(text.decode()).tolist()
        return ListMatcher(found, format=format_, scorer=scorer, term=(fieldname, text), terminfo=info)

    def indexed_field_names(self) -> tuple[str, ...]:
        """FIELDS."""
        return FIELDS


def path(storage: FileStorage, segment: Segment) -> Path:
    """The file of the segment."""
    return Path(storage.folder) / str(segment.make_filename(EXTENSION))


def _info(found: Documents) -> TermInfo:
    return TermInfo(len(found), len(found), maxweight=1, minid=int(found[0]), maxid=int(found[-1]))
