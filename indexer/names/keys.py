"""Blocking keys: short codes that a record and a search for it share, whatever script and slip lie between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product

from indexer.names import lexicon, morphology
from indexer.names.name import Name, NamePart, PartKind
from indexer.names.normalize import fold
from indexer.names.skeleton import skeletons

OF_RECORD = 12  # keys of one name of a record, at most
OF_QUERY = 24  # keys of a search, at most
_SHORT = 2  # consonants of a surname that is too common by itself
_LONG = 6  # consonants from which on halves serve better than leaving one out
_QUERY_READINGS = 3
_SURNAMES = (PartKind.SURNAME, PartKind.MAIDEN, PartKind.UNKNOWN)
_GIVEN = (PartKind.GIVEN, PartKind.UNKNOWN)


def keys(name: Name) -> frozenset[str]:
    """The keys of a record's name, at most OF_RECORD.

    A record and a search share keys when surname and given name sound alike but for one consonant. The kinds are
    ``s`` surname, ``g`` given name by sound, ``c`` by meaning, ``p`` father, ``x`` two parts together.
    """
    return frozenset(islice(dict.fromkeys(_keys(name, 1)), OF_RECORD))


def query_keys(name: Name) -> frozenset[str]:
    """The keys of a search, at most OF_QUERY: as of a record, for every reading, and every kind that a part may be."""
    found = list(dict.fromkeys(_keys(name, 1)))
    rounds = dict.fromkeys([*found, *_keys(_loosened(name), _QUERY_READINGS)])
    return frozenset(islice(rounds, OF_QUERY))


def _loosened(name: Name) -> Name:
    """The name with every part of unsure kind, and fathers' names, free to be another part."""
    free = (PartKind.SURNAME, PartKind.GIVEN, PartKind.MAIDEN)
    parts = [
        NamePart(part.form, PartKind.UNKNOWN, sure=False) if part.kind in free and not part.sure else part
        for part in name.parts
    ]
    return Name(name.written, tuple(parts), name.script)


def _keys(name: Name, most: int) -> Iterator[str]:
    """All keys of a name, those that find it best first."""
    surnames = _codes(name, _SURNAMES, most)
    given = _codes(name, _GIVEN, most)
    fathers = _fathers(name)
    meant = list(_concepts(name))
    yield from (f"s:{code}" for code in surnames)
    yield from (f"c:{concept}" for concept in meant[:2])
    yield from (f"g:{code}" for code in given[:most])
    yield from (f"p:{father}" for father in fathers[:1])
    yield from _together(surnames, given, fathers, meant)
    for code in surnames:
        yield from (f"s:{slip}" for slip in _slips(code))


def _together(surnames: list[str], given: list[str], fathers: list[str], meant: list[str]) -> Iterator[str]:
    """Keys of two parts: surname and given name with a slip in either, given name and father."""
    names = meant[:1] or given[:1]
    for father, own in product(fathers[:1], names):
        yield f"x:{own}+{father}"
    for code in surnames[:2]:
        if len(code) <= _SHORT:
            for other in given[:2]:
                yield f"x:{code}{other}"
                yield from (f"x:{slip}" for slip in _slips(code + other))
        else:
            for own in names:
                yield f"x:{code[:2]}+{own}"
                yield f"x:+{code[-2:]}+{own}"


def _slips(code: str) -> Iterator[str]:
    """The code with one consonant left out, or its halves when it is long; each slip leaves one of them whole."""
    if len(code) >= _LONG:
        half = (len(code) + 1) // 2
        yield f"{code[:half]}-"
        yield f"-{code[-half:]}"
    elif len(code) > _SHORT:
        yield from (f"{code[:place]}.{code[place + 1 :]}".replace(".", "") + "*" for place in range(len(code)))


def _codes(name: Name, kinds: Iterable[PartKind], most: int) -> list[str]:
    found: dict[str, None] = {}
    for part in name.of(*kinds):
        form = morphology.stem(part.form) if part.kind in (PartKind.SURNAME, PartKind.MAIDEN) else fold(part.form)
        found.update(dict.fromkeys(skeletons(form, most)))
    return list(found)


def _fathers(name: Name) -> list[str]:
    """The father in each patronymic: his name by meaning where it is known, else by sound."""
    found: list[str] = []
    for part in name.of(PartKind.PATRONYMIC):
        for father in sorted(morphology.father(part.form), key=lambda form: (len(form), form)) or [fold(part.form)]:
            found.extend(sorted(lexicon.concepts(father))[:1] or skeletons(father, 1))
    return found


def _concepts(name: Name) -> Iterator[str]:
    for part in name.of(*_GIVEN):
        yield from sorted(lexicon.concepts(part.form))
