"""How a pair stands by the log of its judgements alone: what is in force, and whether somebody is still to be heard.

A round is what is asked at one time: it is settled by one verdict, or where ``needs`` is 2 by two people who agree,
else by a third. A later round supersedes an earlier one once it is settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.models import Judgement
from indexer.matching.clusters import Tie
from indexer.matching.verdict import Verdict

OPEN, SECOND, DISPUTED, SETTLED = "open", "second", "disputed", "settled"


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one pair and kind. ``state`` as of a candidate; ``round`` the one under way, whose ``verdicts`` count.

    ``decision``: the judgement in force, None where none is. ``news``: the fields of the evidence that brought the pair
    back for this round.
    """

    state: str = OPEN
    round: int = 1
    decision: Judgement | None = None
    verdicts: tuple[Judgement, ...] = ()
    news: tuple[str, ...] = ()

    @property
    def heard(self) -> tuple[int, ...]:
        """Who has judged in this round, in their order."""
        return tuple(one.judge_id for one in self.verdicts if one.judge_id is not None)

    @property
    def tie(self) -> Tie | None:
        """What is in force as matching works on it; None where it says nothing of persons (unsure, «not kin»)."""
        made = self.decision
        if made is None or made.verdict == Verdict.UNSURE or (made.verdict == Verdict.DIFFERENT and made.kind == "kin"):
            return None
        return Tie(made.left_id, made.right_id, Verdict(made.verdict), made.relation, made.id)


def standing(log: Sequence[Judgement]) -> Standing:
    """By the judgements of one pair and kind in their order."""
    taken_back = void(log)
    verdicts = [one for one in log if one.verdict != Verdict.UNDONE and one.id not in taken_back]
    rounds = {number: [one for one in verdicts if one.round == number] for number in {one.round for one in verdicts}}
    decided = {number: decision for number, those in rounds.items() if (decision := _outcome(those))}
    in_force = decided[max(decided)] if decided else None
    news = {one.round: tuple(one.seen["news"]) for one in log if one.seen.get("news")}
    current = max((*rounds, *news, 1))
    those = tuple(rounds.get(current, ()))
    return Standing(_state(those, settled=current in decided), current, in_force, those, news.get(current, ()))


def void(log: Iterable[Judgement]) -> frozenset[int]:
    """The numbers of those that are taken back: by an undoing that is not taken back itself."""
    gone: set[int] = set()
    for one in sorted(log, key=lambda each: each.id, reverse=True):
        if one.undoes_id is not None and one.id not in gone:
            gone.add(one.undoes_id)
    return frozenset(gone)


def _outcome(verdicts: Sequence[Judgement]) -> Judgement | None:
    """The judgement that settles a round: the only one, the second that agrees with the first, or a third's."""
    if verdicts[0].needs < 2:
        return verdicts[-1]
    if len(verdicts) > 2:
        return verdicts[2]
    agree = len(verdicts) == 2 and said(verdicts[0]) == said(verdicts[1])
    return verdicts[1] if agree else None


def said(judgement: Judgement) -> tuple[str, str]:
    """What two judges agree or disagree on."""
    return judgement.verdict, judgement.relation


def _state(verdicts: Sequence[Judgement], *, settled: bool) -> str:
    if settled:
        return SETTLED
    return (OPEN, SECOND, DISPUTED)[min(len(verdicts), 2)]
