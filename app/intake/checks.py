"""What makes a draft unacceptable or doubtful, whatever reader made it."""

from __future__ import annotations

from collections.abc import Iterable

from app.intake.draft import Draft
from app.intake.problems import Problem

LONGEST_LIFE = 120  # years


def problems(draft: Draft, line: int = 0) -> tuple[Problem, ...]:
    """The problems of the values together; those of single values are found when they are read.

    No name rejects the draft; the others warn and lose nothing.
    """
    return tuple(_problems(draft, line))


def _problems(draft: Draft, line: int) -> Iterable[Problem]:
    if not draft.name:
        yield Problem(line, "surname", "", "no_name")
    birth, death = draft.birth_date, draft.death_date
    if not birth or not death:
        return
    shown = (("birth", birth.wording), ("death", death.wording))
    if birth.earliest and death.latest and death.latest < birth.earliest:
        yield Problem(line, "death_date", death.wording, "death_before_birth", shown)
    elif birth.last_year and death.first_year and death.first_year - birth.last_year > LONGEST_LIFE:
        yield Problem(line, "death_date", death.wording, "very_long_life", shown)
