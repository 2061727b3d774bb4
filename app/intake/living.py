"""Whether a draft may speak of somebody who is living, by the rules of `app.privacy`, before it is a record."""

from __future__ import annotations

from datetime import date

from app.intake.draft import Draft
from app.privacy import Signs


def needs_decision(draft: Draft) -> bool:
    """Whether nothing tells if the person may be living: no death, no birth, no dated episode. An archivist decides."""
    signs = signs_of(draft)
    return not signs.dead and signs.born is None


def may_be_living(draft: Draft, today: date) -> bool:
    """Whether the person would be guarded, as long as no archivist decided."""
    return signs_of(draft).living(today)


def signs_of(draft: Draft) -> Signs:
    """What the draft tells of the person's being dead or alive."""
    episodes = [d for e in draft.episodes for d in (e.arrest_date, e.decision_date, *(s.arrival for s in e.stays))]
    return Signs.read(draft.fate.code, draft.death_date, draft.birth_date, episodes)
