"""Why a judgement cannot be: each says what a page needs to tell it."""

from __future__ import annotations

from collections.abc import Sequence

from app.models import Candidate, Judgement
from indexer.matching.clusters import Tie

EVIDENCE, VERDICT = "evidence", "verdict"


class Refused(ValueError):
    """A judgement that was not written; nothing has changed."""


class BadDecision(Refused):
    """It makes no sense: ``field`` says where (pair, kind, verdict, relation, note)."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class OwnSubmission(Refused):
    """One of the two records came from the judge's own submission, or was corrected by it: ``record_id``."""

    def __init__(self, record_id: int) -> None:
        super().__init__(record_id)
        self.record_id = record_id


class Overtaken(Refused):
    """What the judge saw is no longer what there is: new ``evidence`` on ``candidate``, or another's ``verdict``.

    ``judgement``: the one that came meanwhile (by another archivist; who it was is not told), or that would have to be
    superseded.
    """

    def __init__(self, by: str, candidate: Candidate | None = None, judgement: Judgement | None = None) -> None:
        super().__init__(by)
        self.by, self.candidate, self.judgement = by, candidate, judgement


class Twice(Refused):
    """The judge has judged this pair in this round already; others are to be heard."""


class NotYours(Refused):
    """A verdict of a round that is not settled: only who gave it takes it back."""


class TakenBack(Refused):
    """The judgement to undo is undone already, by ``judgement``."""

    def __init__(self, judgement: Judgement) -> None:
        super().__init__(judgement.id)
        self.judgement = judgement


class TooLarge(Refused):
    """A person of ``size`` records, where ``most`` is the most that can be one person."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(size, most)
        self.size, self.most = size, most


class Loop(Refused):
    """Somebody would be their own ancestor: ``path`` leads over records from one back to the same person.

    Each step: the right record is the left one's relation, or the same person (verdict SAME).
    """

    def __init__(self, path: Sequence[Tie]) -> None:
        super().__init__([(tie.left, tie.relation or tie.verdict.value, tie.right) for tie in path])
        self.path = tuple(path)


class Gone(Refused):
    """A record of the pair, or a judgement to undo, is not here (any longer): ``number``."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class AllRefused(Refused):
    """Of judgements given together none is written: ``reasons`` by their places in the order they were given."""

    def __init__(self, reasons: dict[int, Refused]) -> None:
        super().__init__(sorted(reasons))
        self.reasons = reasons
