"""The signs of kinship between two records: what lies how on each other, and how often that is so of strangers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log2, sqrt

from indexer.matching.chances import SEX
from indexer.matching.facts import Day, Facts
from indexer.matching.kin_addresses import dwelling
from indexer.matching.kin_levels import Field, Kinship, Tie
from indexer.matching.kin_names import NEAR, SAME, Likeness, NameTies
from indexer.matching.kin_shares import SOURCE, STAY, Shares, fathers
from indexer.matching.kin_tables import ages, rates
from indexer.names import morphology

MOST = 16.0  # bits that one sign says at most: beyond that a slip or a namesake is likelier
_LEAST = -9.0
_ONE_NATION = 0.85  # of strangers with one surname so many are of one nation
_RARE_NATION = 0.02  # people of a nation that is rare in a list often came together: no rarer than this
_NEAR_NAMES = 5  # for one who bears a name there are so many who bear one nearly the same
_VILLAGE = 0.6  # a surname is at home somewhere: of namesakes the birth places agree more often than of others
_SAME_DAY, _SAME_WEEK = 0.006, 0.03  # of arrests and sentences of strangers in one list
_DEATH_DAY, _DEATH_WEEK = 0.02, 0.08  # the shot of a list lie on some hundred days
_FLAT, _HOUSE = 0.0002, 0.002  # of strangers in one town
_ELSEWHERE = 0.95  # strangers whose places share no word
_GIVEN_NAME = 0.05  # however rare the name: of two who share it and all else, one person is meant
_NAMESAKES = 0.002  # of pairs that agree in the whole name, so few are kin for one that is one person
_FAMILY_MEMBERS = 0.1  # of women in such lists
_BROTHERS = frozenset({Kinship.SIBLING})  # a mother and a wife came of other families, a sister did not
_COUPLE = frozenset({Kinship.SPOUSE})  # mothers and sisters were sentenced so, too: of them it says nothing
_WEEK = 7
_SYLLABLE = 3  # letters: parts of Chinese and Korean names are no surnames
_FAMILY_FIRST, _FAMILY_LAST = 706_900, 709_000  # mid-1936 to 1942, as ordinals: sentences of family members


@dataclass(frozen=True, slots=True)
class Sign:
    """One field of two records. ``chance``: how often strangers have it so; ``only``: kinships of which it tells;
    ``known``: how often relatives have it so, where no table but their ages tell it."""

    field: Field
    tie: Tie
    left: str
    right: str
    chance: float
    only: frozenset[Kinship] | None = None
    known: Mapping[Kinship, float] | None = None

    def weight(self, kinship: Kinship) -> float:
        """What the sign says for that kinship against chance, in bits; 0 where it tells nothing."""
        if self.only is not None and kinship not in self.only:
            return 0.0
        rate = (self.known or {}).get(kinship) if self.known else rates().get((self.field, self.tie, kinship))
        return 0.0 if rate is None else min(max(log2(rate / self.chance), _LEAST), MOST)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, how their names lie on each other, and the shares of the collection."""

    left: Facts
    right: Facts
    ties: NameTies
    shares: Shares

    @property
    def one_surname(self) -> bool:
        """Whether the two bear one surname, or nearly."""
        return any(tie is not None and tie.value >= NEAR for tie in (self.ties.surname, self.ties.maiden))

    @property
    def one_line(self) -> bool:
        """Whether the surname of one may be made of the other's given name."""
        return any(tie is not None and tie.value >= SAME for tie in (self.ties.line_left, self.ties.line_right))

    @property
    def nation(self) -> str:
        """The nation of both, '' where they are of two or one is not known."""
        return self.left.nation if self.left.nation == self.right.nation else ""


def surname(pair: Pair) -> Iterator[Sign]:
    """Surnames, endings apart; where a maiden name answers, a married name that differs says nothing."""
    maiden, tie = pair.ties.maiden, pair.ties.surname
    if maiden is not None and maiden.value >= SAME:
        chance = pair.shares.surname(maiden.right)
        yield Sign(Field.MAIDEN, Tie.SHARED, maiden.left, maiden.right, chance)
        return  # one name of the other answers, once
    if maiden is not None and tie is not None and _level(tie) is Tie.SHARED:
        yield Sign(Field.MAIDEN, Tie.DIFFERS, maiden.left, maiden.right, 1.0, _BROTHERS)
    if tie is None:
        return
    level, share = _level(tie), pair.shares.surname(tie.left)
    if level is Tie.NEAR and pair.one_line:
        return  # the same letters are told of as a surname made of a given name
    member = _member(tie)
    if member:
        share = pair.shares.surname(member)
    elif level is not Tie.DIFFERS and morphology.stem(tie.left) != morphology.stem(tie.right):
        share = max(share, pair.shares.surname(tie.right))  # the same from either side
    yield Sign(Field.SURNAME, level, tie.left, tie.right, _chance(level, share))


def _level(tie: Likeness) -> Tie:
    """One name, nearly one, or two. A spelling that is near in one alphabet is that of another family, mostly."""
    if morphology.stem(tie.left) == morphology.stem(tie.right) or _member(tie):
        return Tie.SHARED
    if tie.value >= SAME:
        return Tie.SHARED if tie.left[:1].isascii() != tie.right[:1].isascii() else Tie.NEAR
    return Tie.NEAR if tie.value >= NEAR else Tie.DIFFERS


def _member(tie: Likeness) -> str:
    """The surname that a double one shares with the other: Тухачевская-Владимирова, Тухачевский; '' where none is."""
    if "-" not in tie.left and "-" not in tie.right:
        return ""
    ours, theirs = ({morphology.stem(each): each for each in form.split("-")} for form in (tie.left, tie.right))
    shared = sorted(stem for stem in ours.keys() & theirs.keys() if len(stem) > _SYLLABLE)
    return ours[shared[0]] if shared else ""


def _chance(level: Tie, share: float) -> float:
    near = min(share * _NEAR_NAMES, 0.3)
    return {Tie.SHARED: share, Tie.NEAR: near}.get(level, max(1 - share - near, 0.1))


def father(pair: Pair) -> Iterator[Sign]:
    """The fathers whom both patronymics name."""
    tie = pair.ties.father
    if tie is None:
        return
    share = max(pair.shares.father(_father(form), pair.nation) for form in (tie.left, tie.right))
    level = _named_level(tie)
    yield Sign(Field.FATHER, level, tie.left, tie.right, _chance(level, share))


def named_after(pair: Pair) -> Iterator[Sign]:
    """Who bears the other's given name in the patronymic, and says so of the father alone."""
    for tie, kinship, parent in (
        (pair.ties.after_left, Kinship.CHILD, pair.left),
        (pair.ties.after_right, Kinship.PARENT, pair.right),
    ):
        if tie is not None and parent.sex != "f":
            given, own = (tie.left, tie.right) if parent is pair.left else (tie.right, tie.left)
            level = _named_level(tie)
            chance = _chance(level, max(pair.shares.father(given, pair.nation), pair.shares.father(_father(own), "")))
            yield Sign(Field.NAMED_AFTER, level, tie.left, tie.right, chance, frozenset({kinship}))


def _father(patronymic: str) -> str:
    return next(iter(fathers(patronymic)), patronymic)


def _named_level(tie: Likeness) -> Tie:
    return Tie.SHARED if tie.value >= SAME else Tie.NEAR if tie.value >= NEAR else Tie.DIFFERS


def lineage(pair: Pair) -> Iterator[Sign]:
    """A surname made of the other's given name; silent where the two bear one surname."""
    if pair.ties.surname is not None and _level(pair.ties.surname) is Tie.SHARED:
        return
    for tie, kinship, parent in (
        (pair.ties.line_left, Kinship.CHILD, pair.left),
        (pair.ties.line_right, Kinship.PARENT, pair.right),
    ):
        if tie is not None and tie.value >= SAME and parent.sex != "f":
            given = tie.left if parent is pair.left else tie.right
            chance = pair.shares.given(given, pair.nation)
            yield Sign(Field.LINEAGE, Tie.SHARED, tie.left, tie.right, chance, frozenset({kinship}))


def given(pair: Pair) -> Iterator[Sign]:
    """One given name: brothers do not share it. With one father and surname it is all but sure to be one person."""
    tie, named = pair.ties.given, pair.ties.father
    if tie is None or tie.value < SAME:
        return
    chance = max(pair.shares.given(tie.left, pair.nation), _GIVEN_NAME)
    whole = pair.one_surname and named is not None and named.value >= SAME
    known = dict.fromkeys(Kinship, _NAMESAKES * chance) if whole else None
    yield Sign(Field.GIVEN, Tie.SHARED, tie.left, tie.right, chance, known=known)


def sex(pair: Pair) -> Iterator[Sign]:
    """The sexes of husband and wife differ."""
    ours, theirs = pair.left.sex, pair.right.sex
    if ours and theirs:
        mixed = 2 * pair.shares.of(SEX, "m") * pair.shares.of(SEX, "f")
        tie = Tie.SHARED if ours == theirs else Tie.DIFFERS
        yield Sign(Field.SEX, tie, ours, theirs, 1 - mixed if ours == theirs else mixed)


def age(pair: Pair) -> Iterator[Sign]:
    """The years between two births, as they are between such relatives and between strangers."""
    ours, theirs = pair.left.born, pair.right.born
    if ours is None or theirs is None or pair.left.birth is None or pair.right.birth is None:
        return
    loose = 2 * (pair.left.birth.about + pair.right.birth.about)
    first, last = theirs[0] - ours[1] - loose, theirs[1] - ours[0] + loose
    chance = sqrt(pair.shares.year(*ours) * pair.shares.year(*theirs))  # the same from either side
    told = tuple(kinship for kinship in Kinship if kinship is not Kinship.OTHER)  # cousins are of any age
    known = {kinship: ages()[kinship, _elder(pair, kinship)].density(first, last) for kinship in told}
    for kinship, density in known.items():
        bits = log2(density / chance)
        tie = Tie.IMPOSSIBLE if bits < -6 else Tie.UNUSUAL if bits < 0 else Tie.FITS
        left, right = pair.left.birth.written, pair.right.birth.written
        yield Sign(Field.AGE, tie, left, right, chance, frozenset({kinship}), {kinship: density})


def _elder(pair: Pair, kinship: Kinship) -> str:
    """The sex by which the table of ages goes: of the parent, of the left one of husband and wife."""
    husband_or_wife = pair.left.sex if pair.left.sex != pair.right.sex else ""
    told = {Kinship.PARENT: pair.right.sex, Kinship.CHILD: pair.left.sex, Kinship.SPOUSE: husband_or_wife}
    return told.get(kinship, "")


def nation(pair: Pair) -> Iterator[Sign]:
    """One nation says little of two people of one surname; two nations say more."""
    ours, theirs = pair.left.nation, pair.right.nation
    if not ours or not theirs:
        return
    source = pair.left.source if pair.left.source == pair.right.source else ""
    share = max(pair.shares.nation(each, source) for each in (ours, theirs))
    alike = max(share, _ONE_NATION if pair.one_surname else _RARE_NATION)
    tie = Tie.SHARED if ours == theirs else Tie.DIFFERS
    yield Sign(Field.NATION, tie, ours, theirs, alike if ours == theirs else max(1 - alike, 0.05))


def birth_place(pair: Pair) -> Iterator[Sign]:
    """The rarest word that both places of birth have under any of their names."""
    left, right = pair.left.birth_place, pair.right.birth_place
    if not left.words or not right.words:
        return
    shared = set(left.words) & set(right.words)
    if not shared:
        yield Sign(Field.BIRTH_PLACE, Tie.DIFFERS, left.written, right.written, _ELSEWHERE)
        return
    chance = min(map(pair.shares.word, shared))
    if pair.one_surname:
        chance **= _VILLAGE
    yield Sign(Field.BIRTH_PLACE, Tie.SHARED, left.written, right.written, chance)


def residence(pair: Pair) -> Iterator[Sign]:
    """The same flat, the same house, the same place."""
    left, right = pair.left.residence, pair.right.residence
    if not left.words or not right.words:
        return
    shared = set(left.words) & set(right.words)
    ours, theirs = dwelling(left.written), dwelling(right.written)
    if not shared:
        tie, chance = Tie.DIFFERS, _ELSEWHERE
    elif ours.flat and ours == theirs:
        tie, chance = Tie.SAME_FLAT, _FLAT
    elif ours.house and ours.house == theirs.house and not (ours.flat and theirs.flat):
        tie, chance = Tie.SAME_HOUSE, _HOUSE
    else:
        tie, chance = Tie.SHARED, min(map(pair.shares.word, shared))
    yield Sign(Field.RESIDENCE, tie, left.written, right.written, chance)


def days(pair: Pair) -> Iterator[Sign]:
    """Arrests, sentences and deaths on one day or within one week: families were taken and sentenced together."""
    arrests = _nearest_days([a.arrested for a in pair.left.acts], [a.arrested for a in pair.right.acts])
    decided = _nearest_days([a.decided for a in pair.left.acts], [a.decided for a in pair.right.acts])
    deaths = _nearest_days([pair.left.death], [pair.right.death])
    for field, days_, one, week in (
        (Field.ARREST, arrests, _SAME_DAY, _SAME_WEEK),
        (Field.DECISION, decided, _SAME_DAY, 0.0),
        (Field.DEATH, deaths, _DEATH_DAY, _DEATH_WEEK),
    ):
        if days_ is None:
            continue
        ours, theirs = days_
        if ours.first == theirs.first:
            yield Sign(field, Tie.SAME_DAY, ours.written, theirs.written, one)
        elif week and abs(ours.first - theirs.first) <= _WEEK:
            yield Sign(field, Tie.SAME_WEEK, ours.written, theirs.written, week)


def _nearest_days(lefts: list[Day | None], rights: list[Day | None]) -> tuple[Day, Day] | None:
    """The two days nearest to each other, of those that are known to the day."""
    ours, theirs = (
        [day for day in days_ if day and day.first == day.last and not day.about] for days_ in (lefts, rights)
    )
    return min(((a, b) for a in ours for b in theirs), key=lambda two: abs(two[0].first - two[1].first), default=None)


def family_member(pair: Pair) -> Iterator[Sign]:
    """A woman sentenced as a family member, and a man who was shot before."""
    for man, woman in ((pair.left, pair.right), (pair.right, pair.left)):
        if woman.sex == "f" and man.sex == "m" and _is_family_member(woman) and _shot(man) and _before(man, woman):
            told = _told(pair.left), _told(pair.right)
            yield Sign(Field.FAMILY_MEMBER, Tie.STATED, *told, _FAMILY_MEMBERS, _COUPLE)


def _is_family_member(facts: Facts) -> bool:
    words = " ".join(f"{act.charge} {act.article}" for act in facts.acts).casefold()
    return "чсир" in words or "член семьи" in words or any(time.where.place == "alzhir" for time in facts.times)


def _shot(facts: Facts) -> bool:
    in_time = facts.death is None or facts.death.last == 0 or _FAMILY_FIRST <= facts.death.last <= _FAMILY_LAST
    return facts.fate in ("shot", "sentenced_to_death_unconfirmed") and in_time


def _before(man: Facts, woman: Facts) -> bool:
    """Whether she may have been sentenced after he was arrested; unknown days do not speak against it."""
    taken = min((act.arrested.first for act in man.acts if act.arrested and act.arrested.first), default=0)
    sentenced = [act.decided.last for act in woman.acts if act.decided and act.decided.last]
    return not sentenced or max(sentenced) >= taken


def _told(facts: Facts) -> str:
    charges = (act.charge for act in facts.acts if act.charge)
    return facts.death.written if facts.sex == "m" and facts.death else next(charges, "")


def stay(pair: Pair) -> Iterator[Sign]:
    """The rarest place of repression where both were."""
    ours, theirs = ({time.where.place: time.where.written for time in f.times} for f in (pair.left, pair.right))
    shared = (ours.keys() & theirs.keys()) - {""}
    if shared:
        place = min(shared, key=lambda place: (pair.shares.of(STAY, place), place))
        yield Sign(Field.STAY, Tie.SHARED, ours[place], theirs[place], pair.shares.of(STAY, place))


def source(pair: Pair) -> Iterator[Sign]:
    """The list in which they stand: families lived where one list was made."""
    ours, theirs = pair.left.source, pair.right.source
    if ours and theirs:
        share = max(pair.shares.of(SOURCE, ours), pair.shares.of(SOURCE, theirs))
        tie = Tie.SHARED if ours == theirs else Tie.DIFFERS
        yield Sign(Field.SOURCE, tie, ours, theirs, share if ours == theirs else max(1 - share, 0.05))
