"""Rewrite a word letter group by letter group, by a table of rules: the loop behind every scheme and reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

EDGE = "^"  # in a rule's neighbours: the edge of the word
VOWELS = "V"  # in a rule's neighbours: any vowel
_VOWEL_LETTERS = frozenset("аеёиоуыэюяєіїөүұәaeiouyäöüõąęėįųūāēīōáéíóúàèâêîôûåæøőűăıə")


@dataclass(frozen=True, slots=True)
class Rule:
    """``source`` becomes ``target`` where ``after`` holds the letter before and ``before`` the next (empty: anywhere).

    ``others`` are further things that the source may stand for, likeliest first.
    """

    source: str
    target: str
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()

    def fits(self, word: str, start: int) -> bool:
        """Whether the rule holds for the letters of the word from ``start`` on."""
        if not word.startswith(self.source, start):
            return False
        end = start + len(self.source)
        if self.after and (word[start - 1] if start else EDGE) not in self.after:
            return False
        return not self.before or (word[end] if end < len(word) else EDGE) in self.before


class Rules:
    """The rules of one table, the more particular first: longer source, then more neighbours named."""

    __slots__ = ("_by_letter",)

    def __init__(self, table: Iterable[Rule]) -> None:
        by_letter: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in table:
            by_letter[rule.source[0]].append(rule)
        for rules in by_letter.values():
            rules.sort(key=lambda rule: (-len(rule.source), -bool(rule.after) - bool(rule.before)))
        self._by_letter: dict[str, tuple[Rule, ...]] = {letter: tuple(rules) for letter, rules in by_letter.items()}

    def steps(self, word: str) -> list[Rule]:
        """The rules that rewrite the word from left to right; a letter without a rule stands for itself."""
        steps: list[Rule] = []
        start = 0
        while start < len(word):
            rule = self._at(word, start)
            steps.append(rule)
            start += len(rule.source)
        return steps

    def _at(self, word: str, start: int) -> Rule:
        for rule in self._by_letter.get(word[start], ()):
            if rule.fits(word, start):
                return rule
        return Rule(word[start], word[start])

    def rewrite(self, word: str) -> str:
        """The word by the first target of each rule."""
        return "".join(rule.target for rule in self.steps(word))

    def variants(self, word: str, most: int = 4) -> tuple[str, ...]:
        """The rewritten word, then the same with one letter group read otherwise, at most ``most`` in all."""
        steps = self.steps(word)
        targets = [rule.target for rule in steps]
        found = ["".join(targets)]
        for place, rule in enumerate(steps):
            for other in rule.others:
                if len(found) < most:
                    found.append("".join([*targets[:place], other, *targets[place + 1 :]]))
        return tuple(dict.fromkeys(found))


def neighbours(cell: str) -> frozenset[str]:
    """The letters that a table's cell names: ``^`` is the edge of the word, ``V`` any vowel, others are themselves."""
    letters = frozenset(cell)
    return (letters - {VOWELS}) | _VOWEL_LETTERS if VOWELS in letters else letters


def rule(row: dict[str, str]) -> Rule:
    """The rule of a table's row (columns letters, target, after, before; several targets parted by «|»)."""
    target, *others = row["target"].split("|")
    return Rule(row["letters"], target, neighbours(row["after"]), neighbours(row["before"]), tuple(others))
