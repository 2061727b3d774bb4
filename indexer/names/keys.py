"""Blocking keys: short codes that a record and a search for it share, whatever script and slip lie between them.

``n:`` a part by sound (``*`` and ``-``: with a slip) · ``c:`` a given name by meaning · ``f:`` the father · ``x:`` a
given name with surname or with father · ``y:`` a syllable of a Chinese or Korean name · ``z:`` two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations, islice, product

from indexer.names import lexicon, morphology
from indexer.names.name import Name, NamePart, PartKind
from indexer.names.normalize import fold
from indexer.names.skeleton import skeletons, slips
from indexer.names.syllable import bare
from indexer.names.units import is_plain, is_syllabic, units

OF_RECORD = 12  # keys of one name of a record, at most
OF_QUERY = 24  # keys of a search, at most
PARTS_KEPT = 1 << 19  # parts whose sounds are kept: of three million names there are 600,000, most of them once
_READINGS = 4  # of a part of a search that are looked for
_SURNAMES = (PartKind.SURNAME, PartKind.MAIDEN, PartKind.UNKNOWN)
_TRIED = 3  # readings of a surname that are looked for together with the given name
_SHORT = 2  # consonants of a part of a name that may be East Asian though it is not spelt so (Leen Van)
_MOST = 10  # keys for that case
_FIRST = 2  # consonants of a surname that are looked for together with the given name


@dataclass(frozen=True, slots=True)
class _Sounds:
    """A part by sound, the likeliest reading first, and the given names that it may be.

    ``named``: the part as a given name, by meaning where that is known, else by sound. ``alone`` and ``slipped``: the
    keys that it has by itself, and those with a slip.
    """

    codes: tuple[str, ...]
    meant: tuple[str, ...]
    named: str
    alone: tuple[str, ...]
    slipped: tuple[str, ...]

    @classmethod
    def of(cls, codes: tuple[str, ...], meant: tuple[str, ...]) -> _Sounds:
        alone = (*(f"n:{code}" for code in codes[:1]), *(f"c:{concept}" for concept in meant[:2]))
        slipped = tuple(f"n:{slip}" for code in codes[:1] for slip in slips(code))
        return cls(codes, meant, (*meant[:1], *codes[:1], "")[0], alone, slipped)


def keys(name: Name) -> frozenset[str]:
    """The keys of a record's name, at most OF_RECORD."""
    if is_plain(name):
        surnames, given, fathers = _sorted(name.parts, 1)
    elif is_syllabic(name):
        return frozenset(islice(dict.fromkeys(_syllables(name, 1)), OF_RECORD))
    else:
        surnames, given, fathers = _sorted(_compared(name), 1)
    found = [key for part in (*surnames, *given) for key in part.alone]
    found += [f"f:{father.named}" for father in fathers[:1]]
    found += _together(surnames[:1], given, fathers)
    found += [key for part in surnames for key in part.slipped]
    found += _together(surnames[1:2], given, ())
    return frozenset(islice(dict.fromkeys(found), OF_RECORD))


def own_key(part: NamePart) -> str:
    """The key that a record has for that part by itself, by which its frequency is told; '' where it has none."""
    father = part.kind is PartKind.PATRONYMIC
    for sounds in _sounds([_father(part) if father else part], 1):
        if father:
            return f"f:{sounds.named}"
        return f"c:{sounds.meant[0]}" if sounds.meant else f"n:{sounds.codes[0]}"
    return ""


def query_keys(name: Name) -> frozenset[str]:
    """The keys of a search, at most OF_QUERY: as of a record, then for other readings, and parts in other places."""
    surnames, given, fathers = _sorted(_compared(name), _READINGS)
    standing = _sounds([_standing(part) for part in name.of(PartKind.PATRONYMIC)], _READINGS)
    found = chain(
        _syllables(name, 2) if is_syllabic(name) else (),
        _alone((*surnames, *given), 1),
        islice(dict.fromkeys(_short(name)), _MOST),
        (f"f:{father.named}" for father in fathers),
        _alone(standing, 1),
        _together(surnames, given, fathers),
        (f"n:{slip}" for part in surnames or standing for slip in slips(part.codes[0], asked=True)),
        _alone((*surnames, *given), _READINGS),
        _together(given, surnames, ()) if len(given) == 1 else (),
        (f"n:{slip}" for part in (*given, *standing) for slip in slips(part.codes[0], asked=True)),
        (f"n:{slip}" for part in surnames for code in part.codes for slip in slips(code, asked=True)),
    )
    return frozenset(islice(dict.fromkeys(found), OF_QUERY))


def _compared(name: Name) -> list[NamePart]:
    """The parts of a name that are compared, without initials."""
    return [unit.part for unit in units(name) if not unit.part.form.endswith(".")]


def _sorted(
    parts: Sequence[NamePart], most: int
) -> tuple[tuple[_Sounds, ...], tuple[_Sounds, ...], tuple[_Sounds, ...]]:
    """The surnames, given names and fathers among the parts."""
    surnames = [part for part in parts if part.kind in _SURNAMES]
    given = [part for part in parts if part.kind is PartKind.GIVEN]
    fathers = [_father(part) for part in parts if part.kind is PartKind.PATRONYMIC]
    return _sounds(surnames, most), _sounds(given, most), _sounds(fathers, most)


def _sounds(parts: Iterable[NamePart], most: int) -> tuple[_Sounds, ...]:
    heard = [_heard(part.form, part.kind in _SURNAMES[:2], most) for part in parts]
    return tuple([sounds for sounds in heard if sounds.codes])


@lru_cache(maxsize=PARTS_KEPT)
def _heard(form: str, surname: bool, most: int) -> _Sounds:
    """The sounds of one part; no codes where it has none."""
    codes = skeletons(morphology.stem(form) if surname else form, most)
    return _Sounds.of(codes, tuple(sorted(lexicon.concepts(form))) if codes else ())


def _father(part: NamePart) -> NamePart:
    """The father in a patronymic, as a given name."""
    return _father_in(part.form)


@lru_cache(maxsize=PARTS_KEPT)
def _father_in(patronymic: str) -> NamePart:
    fathers = sorted(morphology.father(patronymic), key=lambda form: (len(form), form))
    return NamePart(fathers[0] if fathers else patronymic, PartKind.GIVEN)


def _standing(part: NamePart) -> NamePart:
    """A father's name as the surname that a record may bear in its place: Байтұрсынұлы, Байтурсынов."""
    return NamePart(part.form, PartKind.SURNAME)


def _alone(parts: Iterable[_Sounds], most: int) -> Iterator[str]:
    for part in parts:
        yield from (f"n:{code}" for code in part.codes[:most])
        yield from (f"c:{concept}" for concept in part.meant[:2])


def _together(surnames: Iterable[_Sounds], given: tuple[_Sounds, ...], fathers: tuple[_Sounds, ...]) -> Iterator[str]:
    """The given name with the father, and with both ends of the surname, or a short one whole and by each consonant."""
    for own in given[:1]:
        yield from (f"x:{own.named}+{father.named}" for father in fathers[:1])
        for code in (code for part in surnames for code in part.codes[:_TRIED]):
            if len(code) <= _FIRST:
                yield f"x:={code}+{own.named}"
            yield f"x:{code[:_FIRST] if len(code) > _FIRST else code[:1]}-{own.named}"
            yield f"x:-{code[-_FIRST:] if len(code) > _FIRST else code[-1:]}{own.named}"


def _short(name: Name) -> Iterator[str]:
    """Keys of syllables for a name of two or three short parts, as families abroad spell Chinese and Korean ones."""
    parts = [unit.part for unit in units(name) if not unit.part.form.endswith(".")]
    if len(parts) not in (2, 3):
        return
    heard = [list(_brief(part)) for part in parts]
    for ours, theirs in combinations(heard, 2):
        for one, other in sorted(product(enumerate(ours), enumerate(theirs)), key=lambda pair: pair[0][0] + pair[1][0]):
            yield f"z:{'+'.join(sorted((one[1], other[1])))}"


def _brief(part: NamePart) -> Iterator[str]:
    """The part as one syllable, if so few consonants may be one: as it sounds, or less a letter that is not heard."""
    codes = [code.replace("Z", "S") for code in skeletons(part.form, _READINGS)]
    yield from (code for code in codes if len(code) <= _SHORT)
    for code in codes:
        if 1 < len(code) <= _SHORT + 1:
            yield from (f"{code[:place]}{code[place + 1 :]}" for place in range(len(code)))


def _syllables(name: Name, most: int) -> Iterator[str]:
    """Keys of a name of single syllables, where sounds that other ears keep apart are one."""
    pieces = [bare(piece) for unit in units(name) for piece in fold(unit.part.form).split("-")]
    codes = [code.replace("Z", "S") for piece in pieces for code in skeletons(piece, most)[:most]]
    yield from (f"z:{'+'.join(sorted(pair))}" for pair in combinations(codes, 2))
    yield from (f"y:{code}" for code in codes)
    yield from (f"n:{code}" for piece in pieces[:1] for code in skeletons(piece, most))
