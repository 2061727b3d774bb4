"""Who may be kin: hypotheses parent, child, sibling, spouse and other kin, with what speaks for and against each.

Each sign (a surname, a patronymic, ages, an address …) is weighed against chance: the log2 of how often such relatives
have it so over how often strangers of the collection do (Fellegi & Sunter 1969, with the frequency of each value after
Newcombe 1959). The prior is how many such relatives of a person a list holds, over its size. So the weights of the
evidence and the log2 of the prior odds add up to the log2 odds of ``value``. A common surname says next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from math import log2

from indexer.evidence import Band, Evidence
from indexer.matching import kin_signs
from indexer.matching.chances import Chances
from indexer.matching.facts import Facts
from indexer.matching.kin_levels import Field, Kinship, Tie
from indexer.matching.kin_names import name_ties
from indexer.matching.kin_relatives import relatives
from indexer.matching.kin_shares import Shares
from indexer.matching.kin_signs import Pair, Sign
from indexer.matching.kin_tables import expected

LIKELY, POSSIBLE = 0.85, 0.3  # probabilities from which on a hypothesis is called so
_WORTH_TELLING = 0.05  # bits: less is no ground
_LEAST_SIZE = 500  # people: a smaller collection tells too little of chance
_MOST_ODDS = 60.0  # bits beyond which a probability is 0 or 1
_FIELDS = {field: field.value for field in Field}
_RELATIONS = {kinship: kinship.value for kinship in Kinship}
_SIGNS: tuple[Callable[[Pair], Iterator[Sign]], ...] = (
    kin_signs.surname, kin_signs.father, kin_signs.named_after, kin_signs.lineage, kin_signs.given, kin_signs.sex,
    kin_signs.age, kin_signs.nation, kin_signs.birth_place, kin_signs.residence, kin_signs.days,
    kin_signs.family_member, kin_signs.stay, kin_signs.source, relatives,
)  # fmt: skip
_TYING = frozenset({Field.SURNAME, Field.MAIDEN, Field.LINEAGE, Field.RELATIVE, Field.SHARED_RELATIVE})
_FATHERS = frozenset({Field.FATHER, Field.NAMED_AFTER})  # a rare father's name ties, too: a married sister
_RARE = 6.0  # bits
_OF_ONE_HOME, _UNTIED = 0.84, 0.29  # the most that is said of people whom one flat, or nothing, ties together
_SURNAMES = frozenset({Field.SURNAME, Field.SOURCE, Field.NATION, Field.SEX})  # alone they tell of no kinship


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """``relation``: what the right person may be to the left one; ``value`` the probability; evidence strongest first.

    Weights are in bits (log2), below 0 against; together with ``prior(relation)`` they give the log2 odds of ``value``.
    Where no name and no source ties the two, a rule holds the value back: its weight comes last.
    """

    relation: str
    value: float
    band: Band
    evidence: tuple[Evidence, ...]


def hypotheses(left: Facts, right: Facts, chances: Chances) -> tuple[Hypothesis, ...]:
    """What the right person may be to the left one, the likeliest first; () where nothing but a surname is shared."""
    found = hypotheses_of_many(left, [right], chances)[0]
    return tuple(hypothesis for hypothesis in found if any(map(_tells, hypothesis.evidence)))


def hypotheses_of_many(left: Facts, rights: Sequence[Facts], chances: Chances) -> list[tuple[Hypothesis, ...]]:
    """All five hypotheses for each of many right persons, the likeliest first, also where only a surname is shared."""
    ties, shares = name_ties(left, rights), Shares(chances)
    return [_ranked(Pair(left, right, tie, shares)) for right, tie in zip(rights, ties, strict=True)]


def prior(relation: str, chances: Chances) -> float:
    """The log2 odds that two random people of the collection are such relatives."""
    share = expected()[Kinship(relation)] / max(Shares(chances).size, _LEAST_SIZE)
    return log2(share / (1 - share))


def band(value: float) -> Band:
    """The step that a probability of kinship stands on."""
    return Band.LIKELY if value >= LIKELY else Band.POSSIBLE if value >= POSSIBLE else Band.UNLIKELY


def likeliest_of_many(
    left: Facts, rights: Sequence[Facts], chances: Chances, among: Collection[str] = tuple(Kinship)
) -> list[Hypothesis]:
    """The likeliest of these kinships alone, for each of many right persons; a third of the work."""
    ties, shares = name_ties(left, rights), Shares(chances)
    priors, wanted = _priors(shares), [kinship for kinship in Kinship if kinship in among]
    found = []
    for right, tie in zip(rights, ties, strict=True):
        signs = _signs(Pair(left, right, tie, shares))
        weighed = [(sum(sign.weight(kinship) for sign in signs) + priors[kinship], kinship) for kinship in wanted]
        odds, kinship = max(weighed, key=lambda two: two[0])
        found.append(_hypothesis(kinship, odds, signs))
    return found


def _ranked(pair: Pair) -> tuple[Hypothesis, ...]:
    signs, priors = _signs(pair), _priors(pair.shares)
    found = [
        _hypothesis(kinship, sum(sign.weight(kinship) for sign in signs) + priors[kinship], signs)
        for kinship in Kinship
    ]
    return tuple(sorted(found, key=lambda hypothesis: -hypothesis.value))


def _signs(pair: Pair) -> list[Sign]:
    return [sign for signs_of in _SIGNS for sign in signs_of(pair)]


def _priors(shares: Shares) -> dict[Kinship, float]:
    return {kinship: prior(kinship, shares.chances) for kinship in Kinship}


def _hypothesis(kinship: Kinship, odds: float, signs: Sequence[Sign]) -> Hypothesis:
    """``odds``: log2."""
    weighed = [(sign, sign.weight(kinship)) for sign in signs]
    most = _most(weighed)
    value = 1 / (1 + 2 ** -min(max(min(odds, most), -_MOST_ODDS), _MOST_ODDS))
    evidence = [
        Evidence(_FIELDS[sign.field], sign.tie, sign.left, sign.right, round(weight, 3))
        for sign, weight in weighed
        if abs(weight) >= _WORTH_TELLING
    ]
    evidence.sort(key=lambda ground: -ground.weight)
    if most < min(odds, _MOST_ODDS):
        evidence.append(Evidence(_FIELDS[Field.RULE], Tie.UNTIED, "", "", round(most - odds, 3)))
    return Hypothesis(_RELATIONS[kinship], value, band(value), tuple(evidence))


def _most(weighed: Sequence[tuple[Sign, float]]) -> float:
    """The log2 odds kinship may have: many strangers share a nation, a list and a region, and these go together."""
    speaking = [(sign, weight) for sign, weight in weighed if weight > 0]
    if any(sign.field in _TYING or (sign.field in _FATHERS and weight >= _RARE) for sign, weight in speaking):
        return _MOST_ODDS
    most = _OF_ONE_HOME if any(sign.tie is Tie.SAME_FLAT for sign, _ in speaking) else _UNTIED
    return log2(most / (1 - most))


def _tells(evidence: Evidence) -> bool:
    """Whether the ground speaks of kinship by more than a surname, and the list, nation and sex that go with it."""
    return evidence.weight > 0 and evidence.field not in _SURNAMES
