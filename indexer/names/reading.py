"""Read the words of a name: the order of parts that most of the evidence speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from indexer.names import evidence, lexicon, morphology, order
from indexer.names.name import NamePart, PartKind, Script
from indexer.names.normalize import script
from indexer.names.particles import Use, use
from indexer.names.tokens import Word

S, G, P = PartKind.SURNAME, PartKind.GIVEN, PartKind.PATRONYMIC

SURE = 1.5  # points by which the reading of a word must lead the next best
_TELLING = 1.0  # points from which a single word is more than unknown
_FORCED = 8.0  # what a particle says of its neighbour
_CAPITALS, _PARTICLE_BEFORE = 4.0, 2.0
_BEFORE_COMMA, _ONLY_BEFORE_COMMA, _AFTER_COMMA = 1.0, 4.0, -2.0
_INITIAL = {S: -5.0, G: 1.5, P: 1.5}
_SECOND_INITIAL = {S: -5.0, G: 0.0, P: 3.0}
_SYLLABLE_GIVEN = 0.6
_SYLLABLES = 2  # of a name, up to which it is too short to tell which of them is the surname
_LEADS = 1.5  # points of the first syllable of a Chinese or Korean name
_LATIN_LAST, _MAN_OF_TWO, _LATIN_MAN_OF_TWO = 0.25, 1.5, 2.3
_GENITIVE = 3.5  # a father's name in the genitive beside a Lithuanian surname
_LONG_WORD = 4  # letters; beside such a word a single letter is an initial

_LITHUANIAN = ("aitis", "auskas", "inskas", "ičius", "ienė", "aitė", "ytė", "utė", "iūtė", "ėnas", "ūnas", "onis")

Points = dict[PartKind, float]


def read(words: Sequence[Word]) -> tuple[NamePart, ...]:
    """The parts of a name in the order written; every word is in exactly one part."""
    uses = [use(words, place) for place in range(len(words))]
    spoken = [place for place, told in enumerate(uses) if told is None]
    points = [_points(words, uses, place) for place in spoken[: order.MOST]]
    kinds = _kinds(points)
    parts: list[NamePart] = []
    for place, word in enumerate(words):
        if uses[place] is not None:
            parts.append(NamePart(word.form, PartKind.PARTICLE))
        else:
            number = spoken.index(place)
            kind, sure = kinds[number] if number < len(kinds) else (PartKind.UNKNOWN, False)
            parts.append(NamePart(word.form, kind, sure))
    return tuple(parts)


def initial(word: Word) -> bool:
    """Whether the word is an initial or a name cut short: «А.», «Дж.», «Мих.»."""
    return len(word.form) == 1 or (word.dotted and len(word.form) <= evidence.INITIAL_LONGEST)


def _points(words: Sequence[Word], uses: Sequence[Use | None], place: int) -> Points:
    """What speaks for each kind of the word at that place."""
    word = words[place]
    if _cut_short(words, place):
        second = place > 0 and _cut_short(words, place - 1)
        points = dict(_SECOND_INITIAL if second else _INITIAL)
    else:
        told = evidence.of_word(word.form)
        points = {S: told.surname, G: told.given, P: told.patronymic}
        _add_east_asian(points, words, place)
        if place and morphology.is_genitive(word.form) and any(_is_lithuanian(other.form) for other in words):
            points[P] = max(points[P], _GENITIVE)
    if len(word.form) > 1 and word.form.isupper() and not all(other.form.isupper() for other in words):
        points[S] += _CAPITALS
    _add_commas(points, words, word)
    if len(words) == 2:
        _add_of_two(points, words, place)
    before = uses[place - 1] if place else None
    after = uses[place + 1] if place + 1 < len(words) else None
    if before is Use.BEFORE:
        points[S] += _PARTICLE_BEFORE
    behind = after is Use.FATHER or (after is Use.OF and place + 2 == len(words))  # Andreja meita
    if before is Use.OF or behind:
        points[P] += _FORCED
    return points


def _cut_short(words: Sequence[Word], place: int) -> bool:
    """Whether the word there is an initial; «О» and «И» before Korean syllables are surnames, a last full stop ends."""
    word = words[place]
    if len(word.form) > 1 and place == len(words) - 1 and not any(initial(other) for other in words[:-1]):
        return False
    if not initial(word):
        return False
    if len(word.form) > 1 or word.dotted:
        return True
    if sum(len(other.form) == 1 for other in words) == len(words) - 1 > 1:
        return True  # «Ким А И»: a surname and two letters
    return any(len(other.form) > _LONG_WORD or not evidence.is_syllable(other.form) for other in words)


def _add_east_asian(points: Points, words: Sequence[Word], place: int) -> None:
    """Chinese and Korean names: the surname first, then syllables. In Latin letters both orders are written, in Russian
    ones the other order only where no surname stands first and one stands last: Дюн Сек Ким.
    """
    forms = [word.form for word in words]
    if len(words) == 1 or (len(words) == 2 and forms[0].isascii() and all(map(evidence.is_east_asian_surname, forms))):
        return
    latin = script(forms[0]) is Script.LATIN
    if latin and evidence.is_east_asian_surname(forms[-1]) and not evidence.is_east_asian_surname(forms[0]):
        return
    syllables = not latin and all(evidence.is_syllable(member) for form in forms for member in form.split("-"))
    led = evidence.is_east_asian_surname(forms[0]) and evidence.is_syllable(forms[1])
    if not led and not (syllables and not any(map(_is_only_given, forms))):
        return
    whole = sum(len(form.split("-")) for form in forms) > _SYLLABLES
    last = whole and syllables and not led and evidence.is_east_asian_surname(forms[-1])
    if place == (len(forms) - 1 if last else 0):
        points[S] = max(points[S], _TELLING) + _LEADS
        points[G] -= _LEADS
    elif all(map(evidence.is_syllable, forms[place].split("-"))):
        points[G] = max(points[G], 0.0) + _SYLLABLE_GIVEN
        points[S] -= _LEADS
    else:
        points[S] -= _LEADS / 3


def _is_only_given(form: str) -> bool:
    return lexicon.listed(form) and not evidence.is_east_asian_surname(form)


def _add_of_two(points: Points, words: Sequence[Word], place: int) -> None:
    """Of two words: a man's name in -ич may be his surname; in Latin letters the surname rather stands last."""
    latin = words[place].form.isascii() or script(words[place].form) is Script.LATIN
    if latin and place == 1 and words[place].segment == 0:
        points[S] += _LATIN_LAST
    if points[P] > _TELLING and morphology.patronymic_sex(words[place].form) == "m" and points[S] >= 0:
        points[S] += _MAN_OF_TWO
        points[P] -= _LATIN_MAN_OF_TWO if latin else 0.0


def _is_lithuanian(form: str) -> bool:
    return form.lower().endswith(_LITHUANIAN)


def _add_commas(points: Points, words: Sequence[Word], word: Word) -> None:
    """A comma stands after the surname, unless a whole name stands before it."""
    if words[-1].segment == 0:
        return
    alone = sum(other.segment == 0 for other in words if not initial(other)) == 1
    if word.segment == 0:
        points[S] += _ONLY_BEFORE_COMMA if alone else _BEFORE_COMMA
    else:
        points[S] += _AFTER_COMMA


def _kinds(points: Sequence[Points]) -> Sequence[tuple[PartKind, bool]]:
    """The kind of each word by the best order of all, and whether it leads."""
    if len(points) == 1:
        return [_single(points[0])]
    return _ordered(tuple([(point[S], point[G], point[P]) for point in points]))


@lru_cache(maxsize=65536)  # words weigh what their endings do, so the same points come again and again
def _ordered(points: tuple[tuple[float, float, float], ...]) -> tuple[tuple[PartKind, bool], ...]:
    """The same for several words, by their points for surname, given name and patronymic."""
    weighed = [dict(zip((S, G, P), point, strict=True)) for point in points]
    best: list[dict[PartKind, float]] = [{} for _ in points]
    winner: tuple[PartKind, ...] = ()
    lead = float("-inf")
    for kinds, weight in order.patterns(len(points)):
        total = weight + sum(point[kind] for point, kind in zip(weighed, kinds, strict=True))
        if total > lead:
            winner, lead = kinds, total
        for seen, kind in zip(best, kinds, strict=True):
            seen[kind] = max(seen.get(kind, total), total)
    return tuple(
        (kind, lead - max((total for other, total in seen.items() if other is not kind), default=lead) >= SURE)
        for kind, seen in zip(winner, best, strict=True)
    )


def _single(points: Points) -> tuple[PartKind, bool]:
    """The kind of a name's only word: UNKNOWN unless its ending or the lexicon tells. A patronymic may be a surname."""
    ranked = sorted(points, key=lambda kind: -points[kind])
    kind, next_best = ranked[0], ranked[1]
    if points[kind] < _TELLING:
        return PartKind.UNKNOWN, False
    return kind, kind is not P and points[kind] - points[next_best] >= SURE
