"""How far two judges agree who have not seen one another's verdict: Cohen's κ.

κ = (p_o - p_e) / (1 - p_e): p_o the share of pairs on which both verdicts are the same, p_e the share that would be by
chance, Σ of the products of the shares in which the first and the second verdicts take each value (Cohen, «A
coefficient of agreement for nominal scales», Educational and Psychological Measurement 20, 1960, 37-46). Which of two
archivists judges first is chance, so «first» and «second» stand for the two raters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.judging.standing import said, void
from app.models import Judgement
from indexer.matching.verdict import Verdict

Words = tuple[str, str]  # verdict, relation


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over ``pairs`` judged twice, blindly: the share ``observed`` of agreement, the one ``expected`` by chance, κ.

    ``kappa`` is None where there are no pairs, or all verdicts are the same and chance alone would do it.
    """

    pairs: int = 0
    observed: float = 0.0
    expected: float = 0.0
    kappa: float | None = None
    by_kind: Mapping[str, Agreement] = field(default_factory=dict)


def kappa(session: Session) -> Agreement:
    """Of all pairs that two judges were asked about in the same round; what was taken back does not count."""
    asked = select(Judgement).where(Judgement.needs > 1).order_by(Judgement.id)
    twice = list(_twice(session.scalars(asked).all()))
    kinds = sorted({kind for kind, _, _ in twice})
    whole = _agreement([(first, second) for _, first, second in twice])
    parts = {kind: _agreement([(first, second) for each, first, second in twice if each == kind]) for kind in kinds}
    return Agreement(whole.pairs, whole.observed, whole.expected, whole.kappa, parts)


def _twice(log: Sequence[Judgement]) -> Iterable[tuple[str, Words, Words]]:
    """Kind, first and second verdict of each round in which two were given."""
    taken_back = void(log)
    rounds: dict[tuple[int, int, str, int], list[Judgement]] = {}
    for one in log:
        if one.verdict != Verdict.UNDONE and one.id not in taken_back:
            rounds.setdefault((one.left_id, one.right_id, one.kind, one.round), []).append(one)
    for (_, _, kind, _), verdicts in rounds.items():
        if len(verdicts) > 1:
            yield kind, said(verdicts[0]), said(verdicts[1])


def _agreement(pairs: Sequence[tuple[Words, Words]]) -> Agreement:
    if not pairs:
        return Agreement()
    many = len(pairs)
    observed = sum(first == second for first, second in pairs) / many
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    expected = sum(firsts[words] * seconds[words] for words in firsts) / many**2
    return Agreement(many, observed, expected, (observed - expected) / (1 - expected) if expected < 1 else None)
