"""How likely two records speak of one person: the evidence weighed and added up, with the rules that cap it.

Fellegi and Sunter (1969): each field adds the log2 of how much more often its level is met in two records of one person
than in two of two people. The sum with the prior is the log2 odds of the value, so a waterfall of the evidence adds up;
where a rule holds the value back, what it takes is a line of its own.

Fields are not independent, so only a share of each weight counts (the column ``scale``: 0.75 of names, 0.7 of others),
and the prior says that one record of ten has a second in another list. Shares and prior were fitted by logistic
regression on second records made of 1,241 people in a list, with none to three facts left, beside all candidates among
28,889 records, pairs of two people counted ten times: of those called 0.39 in the mean (0.3–0.5) 0.43 were one person,
of 0.60 0.49, of 0.77 0.68, of 0.91 0.88, of 0.98 0.94, of 0.999 0.996.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2

from indexer.evidence import Band, Evidence, band
from indexer.matching.chances import Chances
from indexer.matching.comparison import compared
from indexer.matching.facts import Facts
from indexer.matching.finding import Finding
from indexer.matching.levels import ALIKE, INITIAL_APART, LIVED, NAMES, Level
from indexer.matching.naming import best_names
from indexer.matching.weights import Weights
from indexer.names.name import NameComparison, Relation

CAPPED = 0.7  # the most that a pair is given which a rule keeps from being LIKELY
APART = 0.3  # the most where the contradiction is such as there is between brothers and sisters, husband and wife
_CORROBORATES = 2.0  # bits that facts beside the name must give together, else the name stands alone
_TOLD_BY_NAME = (*NAMES, "sex", "nation", "fate", "source")  # fields that are no facts of their own beside a name
_EXCLUDE = (*NAMES, *LIVED, "sex")  # a contradiction in one of these is never outweighed
_DOUBTFUL = (ALIKE, INITIAL_APART)
_ONE_BIRTH = (Level.SAME_DAY, Level.CALENDAR, Level.SWAPPED, Level.SAME_YEAR)
_OF_KIN = ("given", "sex", "name")  # in these, kin who share all else differ
_MOST_ODDS = 60.0  # bits beyond which a probability is 0 or 1


@dataclass(frozen=True, slots=True)
class MatchScore:
    """``value``: the calibrated probability that both records speak of one person."""

    value: float
    band: Band


@dataclass(frozen=True, slots=True)
class Match:
    """The score, and what it rests on, the strongest first; weights in bits. They and the prior add up to the odds."""

    score: MatchScore
    evidence: tuple[Evidence, ...]


def score(left: Facts, right: Facts, weights: Weights, chances: Chances) -> Match:
    """How likely the two records speak of one person, and why."""
    return score_many(left, [right], weights, chances)[0]


def score_many(left: Facts, rights: Sequence[Facts], weights: Weights, chances: Chances) -> list[Match]:
    """The same of one record beside each of many, whose names are compared all at once."""
    named = best_names(left, rights)
    return [weighed(compared(left, right, name, chances), weights) for right, name in zip(rights, named, strict=True)]


def score_named(left: Facts, right: Facts, named: NameComparison | None, weights: Weights, chances: Chances) -> Match:
    """The same where it is known already how their names lie on each other."""
    return weighed(compared(left, right, named, chances), weights)


def weighed(findings: Iterable[Finding], weights: Weights) -> Match:
    """The findings with their weights, and the value that they come to."""
    found = tuple(findings)
    evidence = [_evidence(each, weights) for each in found]
    odds = weights.prior + sum(each.weight for each in evidence)
    rule = _rule(found, evidence)
    if rule and odds > _odds(rule[1]):
        evidence.append(Evidence("rule", rule[0], "", "", round(_odds(rule[1]) - odds, 3)))
        odds = _odds(rule[1])
    value = probability(odds)
    return Match(MatchScore(value, band(value)), tuple(sorted(evidence, key=lambda each: -abs(each.weight))))


def probability(odds: float) -> float:
    """The probability of which these are the log2 odds."""
    return float(1.0 / (1.0 + 2.0 ** -max(min(odds, _MOST_ODDS), -_MOST_ODDS)))


def _odds(value: float) -> float:
    return log2(value / (1.0 - value))


def _evidence(found: Finding, weights: Weights) -> Evidence:
    bits = weights.of(found.field, found.weighed_as).bits(found.chance)
    return Evidence(found.field, found.level, found.left, found.right, round(bits, 3), found.letters)


def _rule(findings: Sequence[Finding], evidence: Sequence[Evidence]) -> tuple[Level, float] | None:
    """The rule that keeps the pair from being LIKELY, and the most it leaves: something contradicts, or nothing but the
    name agrees.
    """
    against = tuple(_against(findings))
    if against:
        return Level.CONTRADICTED, APART if _kin_like(findings, against) else CAPPED
    facts = sum(each.weight for each in evidence if each.field not in _TOLD_BY_NAME and each.weight > 0)
    return (Level.NAME_ALONE, CAPPED) if facts < _CORROBORATES else None


def _against(findings: Sequence[Finding]) -> Iterator[Finding]:
    """What contradicts.

    Names that look alike («Карл», «Карп») contradict only where the birth does not agree: so are brothers called; of
    surnames the day of death will do.
    """
    born = _born(findings)
    died = any(found.field == "death" and found.level is Level.SAME_DAY for found in findings)
    for found in findings:
        if found.level is Level.KIN:
            yield found
        elif found.field in _EXCLUDE and found.level == Relation.CONTRADICTS.value:
            excused = found.row in _DOUBTFUL and (born or (died and found.field == "surname"))
            if not excused:
                yield found


def _kin_like(findings: Sequence[Finding], against: Sequence[Finding]) -> bool:
    """Whether two people are meant who share the rest because they are kin: another given name or sex, another birth.

    Within one list any contradiction tells two people apart, and so do several.
    """
    one_list = any(found.level is Level.ONE_LIST for found in findings)
    told = any(found.field in _OF_KIN for found in against) and not _born(findings)
    return one_list or told or len(against) > 1 or any(found.level is Level.KIN for found in against)


def _born(findings: Sequence[Finding]) -> bool:
    return any(found.field == "birth" and found.level in _ONE_BIRTH for found in findings)
