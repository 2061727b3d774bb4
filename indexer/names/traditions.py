"""Ways of spelling: what the letters of a word stand for to the people who write them so."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass

from indexer.names.name import Script
from indexer.names.rules import Rule, Rules, rule
from indexer.names.tables import rows, split

CUE_WEIGHT = 0.8  # one cue («sch», «-ski») against the prior of a tradition
STRANGE_WEIGHT = 4.0  # a marked letter that the tradition does not have
OTHER_READING = 0.7  # each further reading of one tradition is that much less likely
VARIANTS = 4  # readings asked of one tradition
TRIED = 8  # traditions asked about one word, at most
FAR = 5.0  # a tradition that much less likely than the best is not asked


@dataclass(frozen=True, slots=True)
class Tradition:
    """One way of spelling: its rules, how common it is, the letters and groups that give it away."""

    name: str
    script: Script
    prior: float
    cues: re.Pattern[str] | None
    letters: frozenset[str]
    rules: Rules

    def weight(self, word: str, marked: frozenset[str]) -> float:
        """How well the look of the word suits the tradition; ``marked`` are its letters beyond the plain alphabet."""
        cues = len(self.cues.findall(word)) if self.cues else 0
        return self.prior + CUE_WEIGHT * cues - STRANGE_WEIGHT * len(marked - self.letters)


def _rules(name: str, bases: tuple[str, ...]) -> Rules:
    """The rules of a table laid over those of its bases: the later one wins."""
    table: dict[tuple[str, str, str], Rule] = {}
    for part in (*bases, name):
        for row in rows(f"readings/{part}"):
            table[row["letters"], row["after"], row["before"]] = rule(row)
    return Rules(table.values())


def _traditions() -> dict[Script, tuple[Tradition, ...]]:
    found: defaultdict[Script, list[Tradition]] = defaultdict(list)
    for row in rows("traditions"):
        if row["prior"] == "base":
            continue
        cues = re.compile(row["cues"]) if row["cues"] else None
        rules = _rules(row["id"], split(row["base"]))
        tradition = Tradition(
            row["id"], Script(row["script"]), float(row["prior"]), cues, frozenset(row["letters"]), rules
        )
        found[tradition.script].append(tradition)
    return {script: tuple(traditions) for script, traditions in found.items()}


_TRADITIONS = _traditions()
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя'-. ")


def weighed(word: str, script: Script) -> dict[str, float]:
    """Readings of a folded word by the traditions of its script, each with its weight (no probability)."""
    marked = frozenset(word) - _PLAIN if script in {Script.LATIN, Script.CYRILLIC} else frozenset()
    ranked = sorted(
        ((tradition.weight(word, marked), tradition) for tradition in _TRADITIONS.get(script, ())),
        key=lambda weight_and_tradition: -weight_and_tradition[0],
    )
    found: defaultdict[str, float] = defaultdict(float)
    for weight, tradition in ranked[:TRIED]:
        if weight < ranked[0][0] - FAR:
            break
        for place, reading in enumerate(tradition.rules.variants(word, VARIANTS)):
            found[reading] += math.exp(weight - OTHER_READING * place)
    return found
