"""Rewrite a word letter group by letter group, by a table of rules: the loop behind every scheme and reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

EDGE = "^"  # in a rule's neighbours: the edge of the word
VOWELS = "V"  # in a rule's neighbours: any vowel
_VOWEL_LETTERS = frozenset("аеёиоуыэюяєіїөүұәaeiouyäöüõąęėįųūāēīōáéíóúàèâêîôûåæøőűăıə")


@dataclass(frozen=True, slots=True, eq=False)  # a rule is itself: two tables may hold equal ones
class Rule:
    """``source`` becomes ``target`` where ``after`` holds the letter before and ``before`` the next (empty: anywhere).

    ``others`` are further things that the source may stand for, likeliest first.
    """

    source: str
    target: str
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()

    def fits(self, before: str, after: str) -> bool:
        """Whether the rule holds between these two letters (EDGE at the end of the word)."""
        return (not self.after or before in self.after) and (not self.before or after in self.before)


class Rules:
    """The rules of one table, the more particular first: longer source, then more neighbours named."""

    __slots__ = ("_by_source", "_lengths")

    def __init__(self, table: Iterable[Rule]) -> None:
        by_source: defaultdict[str, list[Rule]] = defaultdict(list)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for rule in table:
            by_source[rule.source].append(rule)
            lengths[rule.source[0]].add(len(rule.source))
        self._by_source = {
            source: tuple(sorted(rules, key=lambda rule: -bool(rule.after) - bool(rule.before)))
            for source, rules in by_source.items()
        }
        self._lengths = {letter: tuple(sorted(found, reverse=True)) for letter, found in lengths.items()}

    def steps(self, word: str) -> list[Rule]:
        """The rules that rewrite the word from left to right; a letter without a rule stands for itself."""
        steps: list[Rule] = []
        edged = f"{EDGE}{word}{EDGE}"
        start = 1
        while start <= len(word):
            rule = self._at(edged, start)
            steps.append(rule)
            start += len(rule.source)
        return steps

    def _at(self, edged: str, start: int) -> Rule:
        for length in self._lengths.get(edged[start], ()):
            for rule in self._by_source.get(edged[start : start + length], ()):
                if rule.fits(edged[start - 1], edged[start + length]):
                    return rule
        return Rule(edged[start], edged[start])

    def rewrite(self, word: str) -> str:
        """The word by the first target of each rule."""
        return "".join(rule.target for rule in self.steps(word))

    def variants(self, word: str, most: int = 4) -> tuple[str, ...]:
        """The rewritten word, then the same with one letter group read otherwise throughout: at most ``most``."""
        steps = self.steps(word)
        found = ["".join(rule.target for rule in steps)]
        for rule in dict.fromkeys(steps):
            for other in rule.others:
                if len(found) < most:
                    found.append("".join(other if step is rule else step.target for step in steps))
        return tuple(dict.fromkeys(found))


def neighbours(cell: str) -> frozenset[str]:
    """The letters that a table's cell names: ``^`` is the edge of the word, ``V`` any vowel, others are themselves."""
    letters = frozenset(cell)
    return (letters - {VOWELS}) | _VOWEL_LETTERS if VOWELS in letters else letters


def rule(row: dict[str, str]) -> Rule:
    """The rule of a table's row (columns letters, target, after, before; several targets parted by «|»)."""
    target, *others = row["target"].split("|")
    return Rule(row["letters"], target, neighbours(row["after"]), neighbours(row["before"]), tuple(others))
