"""What is compared of name parts and of spellings as rows of fixed width, so that it can be saved, mapped and compiled.

Texts that are only compared for equality are kept as stable hashes of 64 bits: two of a million distinct ones meet
once in thirty million collections, and rows made by different processes need no common numbering.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.names import suffix
from indexer.names.alphabet import LONGEST, Alphabet
from indexer.names.correspondence import Writing, alphabets, writing
from indexer.names.name import NamePart
from indexer.names.outline import sounds
from indexer.names.part import SPELLINGS, plain, traits
from indexer.names.weighing import KINDS, NUMBER

NONE = -1
PREFIXES = 4  # letters of a spelling that an initial may stand for, at most
WRITINGS = tuple(Writing)
RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя-'. ")
_MOST = 255  # units of a spelling that are kept

PART = np.dtype(
    [
        ("form", np.uint64),
        ("extra", np.uint32),  # where its echoes begin; its concepts follow them
        ("spellings", np.int32, (SPELLINGS,)),  # numbers of words; of an initial the first is the initial itself
        ("trust", np.float32, (SPELLINGS,)),
        ("roles", np.int8, (SPELLINGS,)),
        ("kind", np.int8),
        ("sure", np.uint8),
        ("brief", np.uint8),  # an initial
        ("spelt", np.uint8),  # how many spellings it has,
        ("echoes", np.uint8),  # echoes,
        ("concepts", np.uint8),  # and given names that it may be
    ]
)
WORD = np.dtype(  # 64 bytes, a line of a processor's cache
    [
        ("letters", np.uint8, (LONGEST,)),
        ("sounds", np.uint64, (2,)),
        ("plain", np.uint64),
        ("text", np.uint32),  # where it begins
        ("families", np.uint8, (suffix.LENGTHS,)),
        ("length", np.uint8),  # letters that are laid
        ("units", np.uint8),  # of its text
        ("writing", np.uint8),
        ("begins", np.uint8),  # the writings of its first letter, its first two, …, two bits each
        ("russian", np.uint8),
        ("filled", np.uint8, (2,)),
    ]
)


PARTS_WORKED, WORDS_WORKED = 1 << 17, 1 << 18  # kept by a process, 95 MB at most: portions share half of theirs
_CODES = {"u1": "B", "i1": "b", "u4": "I", "i4": "i", "u8": "Q", "f4": "f"}


def _packing(kind: np.dtype[Any]) -> struct.Struct:
    """How one row is packed, its numbers one after another."""
    fields = (kind[name].subdtype or (kind[name], (1,)) for name in kind.names or ())
    return struct.Struct("<" + "".join(f"{shape[0]}{_CODES[base.str[1:]]}" for base, shape in fields))


_PART, _WORD = _packing(PART), _packing(WORD)


class Packed(NamedTuple):
    """Rows of parts (``part``, shape (parts,)) and of the words they are spelt with (``word``), and what both point to.

    ``hashes`` are the echoes and given names of parts, ``trusts`` the trust in an echo, and 1 for a given name beyond
    doubt; ``texts`` the words in UTF-16.
    """

    part: NDArray[Any]
    word: NDArray[Any]
    hashes: NDArray[np.uint64]
    trusts: NDArray[np.float32]
    texts: NDArray[np.uint16]


def fixed(values: NDArray[Any]) -> NDArray[Any]:
    """The same values, not to be written: compiled loops are made once, for such."""
    view = values.view(np.ndarray)
    view.flags.writeable = False
    return view


def appended(held: NDArray[Any], new: Any) -> NDArray[Any]:
    """The values and these after them."""
    return fixed(np.concatenate([held, np.array(new, dtype=held.dtype)]))


NOTHING = Packed(*(fixed(np.zeros(0, kind)) for kind in (PART, WORD, np.uint64, np.float32, np.uint16)))


class Rows(NamedTuple):
    """The same for compiled loops: each row as numbers of the widths that it is made of; shape (rows, numbers)."""

    part8: NDArray[np.uint8]
    part32: NDArray[np.int32]
    parted: NDArray[np.float32]
    part64: NDArray[np.uint64]
    word8: NDArray[np.uint8]
    word32: NDArray[np.int32]
    word64: NDArray[np.uint64]
    hashes: NDArray[np.uint64]
    trusts: NDArray[np.float32]
    texts: NDArray[np.uint16]


def rows(packed: Packed) -> Rows:
    """Those rows for compiled loops."""
    part, word = packed.part, packed.word
    return Rows(
        part8=_numbers(part, np.uint8),
        part32=_numbers(part, np.int32),
        parted=_numbers(part, np.float32),
        part64=_numbers(part, np.uint64),
        word8=_numbers(word, np.uint8),
        word32=_numbers(word, np.int32),
        word64=_numbers(word, np.uint64),
        hashes=packed.hashes,
        trusts=packed.trusts,
        texts=packed.texts,
    )


def _numbers(held: NDArray[Any], kind: type[np.generic]) -> NDArray[Any]:
    return held.view(kind).reshape(len(held), held.dtype.itemsize // np.dtype(kind).itemsize)


def _at(of: np.dtype[Any], name: str) -> int:
    """The place of a column among numbers of its width."""
    kind, offset = of.fields[name][:2]  # type: ignore[index]  # it has some
    return int(offset) // kind.base.itemsize


FORM, EXTRA, SPELT_WITH, TRUST = (_at(PART, name) for name in ("form", "extra", "spellings", "trust"))
ROLES, KIND, SURE, BRIEF = (_at(PART, name) for name in ("roles", "kind", "sure", "brief"))
SPELT, ECHOED, NAMED = (_at(PART, name) for name in ("spelt", "echoes", "concepts"))
SOUNDS, PLAIN, TEXT, FAMILIES = (_at(WORD, name) for name in ("sounds", "plain", "text", "families"))
LENGTH, UNITS, WRITING, BEGINS = (_at(WORD, name) for name in ("length", "units", "writing", "begins"))
IS_RUSSIAN = _at(WORD, "russian")


@lru_cache(maxsize=262144)
def hashed(text: str) -> int:
    """The stable hash of a text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def identity(part: NamePart) -> int:
    """The stable hash of a part: the same form, kind and certainty."""
    return hashed(f"{part.form}\0{part.kind}\0{int(part.sure)}")


class Worked(NamedTuple):
    """The row of a part but for what it points to: the words that it is spelt with (of an initial: the initial), the
    hashes of its echoes and given names, and what these are trusted."""

    row: bytes
    words: tuple[str, ...]
    hashes: tuple[int, ...]
    trusts: tuple[float, ...]


@lru_cache(maxsize=PARTS_WORKED)
def part_row(whole: NamePart) -> Worked:
    """What is worked out of a part, wherever it comes again."""
    part = traits(whole)
    rest = [0] * (SPELLINGS - len(part.spellings))
    names = sorted(part.concepts)
    row = _PART.pack(
        hashed(part.form),
        0,
        *[NONE] * SPELLINGS,
        *[spelling.trust for spelling in part.spellings],
        *rest,
        *[spelling.roles for spelling in part.spellings],
        *rest,
        NUMBER[part.kind],
        part.sure,
        bool(part.initial),
        len(part.spellings),
        len(part.echoes),
        len(names),
    )
    words = (part.initial,) if part.initial else tuple([spelling.word for spelling in part.spellings])
    hashes = (*[hashed(echo.word) for echo in part.echoes], *map(hashed, names))
    trusts = (*[echo.trust for echo in part.echoes], *[float(name in part.sure_concepts) for name in names])
    return Worked(row, words, hashes, trusts)


@lru_cache(maxsize=WORDS_WORKED)
def word_row(word: str) -> bytes:
    """The row of a folded spelling but for where its text begins."""
    kind = writing(word)
    return _WORD.pack(
        *letters(word, alphabets()[kind]),
        *sounds(word),
        hashed(plain(word)),
        0,
        *suffix.families(word),
        min(len(word), LONGEST),
        len(utf16(word)),
        WRITINGS.index(kind),
        sum(
            WRITINGS.index(writing(word[:length])) << 2 * (length - 1)
            for length in range(1, min(len(word), PREFIXES) + 1)
        ),
        RUSSIAN.issuperset(word),
        0,
        0,
    )


def starts_of(lengths: Sequence[int] | NDArray[Any]) -> NDArray[np.int64]:
    """Where runs of these lengths begin, and at the end where the last one ends; shape (runs + 1,)."""
    found = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=found[1:])
    return found


def made_rows(worked: Sequence[bytes], kind: np.dtype[Any]) -> NDArray[Any]:
    """Rows that were packed one by one, to be written to."""
    return np.frombuffer(b"".join(worked), kind).copy()


def letters(word: str, of: Alphabet) -> list[int]:
    """The letters of a word by number, filled up."""
    numbers = of.encode(word)
    return numbers + [0] * (LONGEST - len(numbers))


def utf16(text: str) -> NDArray[np.uint16]:
    """A spelling as units of UTF-16, at most 255."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    return units[:_MOST].astype(np.uint16, copy=False)


@lru_cache(maxsize=1)
def made_by() -> int:
    """A number that is another one when the tables of letters and suffixes by which rows are made are others.

    Rows hold kinds and writings by number, so their order is told as well.
    """
    groups = [f"{kind}:{'|'.join(of.groups[: of.letters])}" for kind, of in sorted(alphabets().items())]
    return hashed("\n".join([*groups, *suffix.FAMILIES, str(PART), str(WORD), *KINDS, *WRITINGS]))
