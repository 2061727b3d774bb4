"""Given names of Muslims that are made of two: Ахмет-жан, Нур-Мухамед, Абд-ур-Рахман, Гайн-ут-дин, Хабиб-улла."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from indexer.names.normalize import fold
from indexer.names.tables import rows, split

LANGUAGES = frozenset(
    ("kk", "ky", "tt", "ba", "az", "ar", "fa", "tr", "tg", "uz", "tk", "ce", "av", "crh", "ku", "os", "ad")
)
_LEAST, _LEAST_ALONE = 3, 4  # letters of a name that another is put to, and of one that may stand without the other
_LONGEST = 24  # letters; no name is made of more
_SHORTEST = 6
_LETTERS = str.maketrans("әіұүөқғһҳҷңҗўӯӣҝҹ", "аиууокгххжнжуоикж", "ӏ'ьъ- ")
_SERVANT = re.compile(r"г?[аэ]б[уыи]?д[уыиеэоа]?(?P<article>л?)(?P<lord>.*)")
_FAITH = re.compile(r"(?P<of>.{2,}?)[уыиеэоаюя]*(?P<double>[тд]?)дин")
_OF_GOD = re.compile(r"(?P<of>.{3,})[уо]лл?а[хг]?")
_SURNAME = re.compile(r"(?:[ое]в|[ое]ва|ский|ская|(?<!м)ин|ина|вич|вна)")  # Абдрахманов, Абдулин, but Абдулмумин
_VOWELS = re.compile(r"[аеиоуыэюя]")
_V_SOUND = re.compile(r"у(?=[аеиоыэюя])")
_CONSONANTS = str.maketrans("хжбвф", "кзппп")
_FINALS = str.maketrans("дбгз", "тпкс")


@dataclass(frozen=True, slots=True)
class Compound:
    """What a name is made of: ``whole`` names it by both members, ``members`` are those that may stand alone."""

    whole: frozenset[str]
    members: frozenset[str]

    @property
    def sex(self) -> str:
        """«f» where an element tells a woman (-гуль, -бике), else «m»."""
        return "f" if any(_FEMININE.intersection(whole.split("+")) for whole in self.whole) else "m"


@dataclass(slots=True)
class _Members:
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # that may stand alone
    first: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    last: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    faith: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # that stand before -din


def _plain(form: str) -> str:
    """The form in Russian letters without signs, no letter doubled."""
    plain = fold(form).translate(_LETTERS).replace("й", "и")
    return re.sub(r"(.)\1", r"\1", plain)


def _members() -> _Members:
    found = _Members()
    for row in rows("given"):
        if row["language"] in LANGUAGES and row["sure"] == "yes" and row["kind"] == "full":
            for form in split(row["forms"]):
                if len(plain := _plain(form)) >= _LEAST:
                    found.names[plain].add(row["concept"])
    places = {"first": found.first, "last": found.last, "name": found.names, "faith": found.faith}
    for row in rows("name_elements"):
        for form in split(row["forms"]):
            places[row["place"]][_plain(form)].add(row["element"])
    for members in places.values():  # дж of other alphabets is ж of the Kazakh one
        for form in [form for form in members if "дж" in form]:
            members[form.replace("дж", "ж")] |= members[form]
    return found


_MEMBERS = _members()
_FEMININE = frozenset(row["element"] for row in rows("name_elements") if row["sex"] == "f")


@lru_cache(maxsize=131072)
def compound(form: str) -> Compound | None:
    """What the form in Cyrillic letters is made of, None where it is no such name."""
    word = fold(form).translate(_LETTERS)
    if not _SHORTEST <= len(word) <= _LONGEST or _SURNAME.search(word, len(word) - 4):
        return _faithful(word) if word.endswith("дин") else None
    plain = _plain(form)
    pairs = tuple(pair for cut in {plain, plain.replace("дж", "ж")} for pair in _pairs(cut))
    whole = {f"{left}+{right}" for left, right, _ in pairs} | set(_by_root(word))
    members = {member for *_, alone in pairs for member in alone} | _alone(word)
    return Compound(frozenset(whole), frozenset(members)) if whole else None


def _pairs(word: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """The two members of the word, and the names among them that may stand alone, for each way it can be cut."""
    names = _MEMBERS.names
    for place in range(2, len(word) - 1):
        left, right = word[:place], word[place:]
        if right.startswith("а") and left + "а" in names:
            left += "а"  # Мирза and Ахмед make Мирзахмед
        long = sum(len(part) >= _LEAST_ALONE for part in (left, right) if part in names)
        brief = left in names or right in names
        if not brief or not (long or len(left) >= _LEAST <= len(right)):
            continue
        alone = frozenset(name for part in (left, right) if len(part) >= _LEAST_ALONE for name in names.get(part, ()))
        for pair in product(_ids(left, _MEMBERS.first), _ids(right, _MEMBERS.last)):
            yield *pair, alone


def _ids(part: str, elements: dict[str, set[str]]) -> list[str]:
    return sorted(_MEMBERS.names.get(part, set()) | elements.get(part, set()))


def _by_root(word: str) -> Iterator[str]:
    """Names with «servant of», «of the faith», «of God»: what stands beside it is told by its consonants."""
    if servant := _SERVANT.fullmatch(word):
        yield from (f"abd+{root}" for lord in _lords(servant) for root in _roots(lord))
    of_god = _OF_GOD.fullmatch(word)
    if of_god and ("улл" in word[-5:] or _plain(of_god["of"]) in _MEMBERS.names):
        yield from (f"{root}+alla" for root in _roots(of_god["of"]))


def _lords(servant: re.Match[str]) -> tuple[str, ...]:
    """What follows «servant of»; an «l» before a vowel may be of the article or of the name: Абдулазиз, Абдулатиф."""
    lord = servant["lord"]
    return (lord, "л" + lord) if servant["article"] and _VOWELS.match(lord) else (lord,)


def _faithful(word: str) -> Compound | None:
    """A name in -din; with one «d» only after what is known to stand there, for surnames end so as well: Бородин."""
    faith = _FAITH.fullmatch(word)
    if not faith or len(word) > _LONGEST:
        return None
    known = faith["double"] or _plain(faith["of"]) in _MEMBERS.faith
    roots = _roots(faith["of"]) if known else []
    return Compound(frozenset(f"{root}+din" for root in roots), frozenset()) if roots else None


def _alone(word: str) -> set[str]:
    """The names that may stand for the whole one: Хабиб for Хабибулла, Рахман for Абдрахман."""
    found = _SERVANT.fullmatch(word) or _OF_GOD.fullmatch(word)
    rests = () if not found else _lords(found) if "lord" in found.groupdict() else (found["of"],)
    return {name for rest in map(_plain, rests) if len(rest) >= _LEAST_ALONE for name in _MEMBERS.names.get(rest, ())}


def _roots(name: str) -> list[str]:
    """The consonants of a name, as spellings of one Arabic name share them; ``г`` stands for two sounds or for none."""
    sounds = _V_SOUND.sub("в", name).replace("дж", "ж").replace("й", "")
    bare = _VOWELS.sub("", sounds.replace("ғ", "г"))
    bare = bare[:-1] + bare[-1:].translate(_FINALS)
    bare = re.sub(r"(.)\1+", r"\1", bare.translate(_CONSONANTS))
    if bare.startswith("г"):
        return [root for root in (bare[1:], "к" + bare[1:]) if len(root) > 1]
    if len(bare) == 1 and _VOWELS.match(sounds):
        return ["к" + bare]
    return [bare] if len(bare) > 1 else []
