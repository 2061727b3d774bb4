"""What makes a draft unacceptable or doubtful, whatever reader made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.dates import HistoricalDate
from app.intake.draft import Draft
from app.intake.problems import Problem

LONGEST_LIFE = 120  # years
PUNISHED = "arrest_sentence"

Told = tuple[str, str, str, tuple[tuple[str, str], ...]]  # field, value, reason, what the reason names


def problems(draft: Draft, line: int = 0) -> tuple[Problem, ...]:
    """The problems of the values together; those of single values are found when they are read.

    No name rejects the draft; the others warn and lose nothing.
    """
    return tuple(_problems(draft, line))


def _problems(draft: Draft, line: int) -> Iterable[Problem]:
    if not draft.name:
        yield Problem(line, "surname", "", "no_name")
    birth, death = draft.birth_date, draft.death_date
    if birth:
        yield from (Problem(line, *told) for told in _cases(draft, birth))
    if not birth or not death:
        return
    shown = (("birth", birth.wording), ("death", death.wording))
    if _ends_before(death, birth):
        yield Problem(line, "death_date", death.wording, "death_before_birth", shown)
    elif _too_late(death, birth):
        yield Problem(line, "death_date", death.wording, "very_long_life", shown)


def _cases(draft: Draft, birth: HistoricalDate) -> Iterator[Told]:
    """Days of own arrests and sentences before the birth or too long after it; a family's sentence may be before it."""
    for episode in draft.episodes:
        days = {"arrest_date": episode.arrest_date, "sentence_date": episode.decision_date}
        own = episode.kind.code == PUNISHED and (episode.arrest_date or episode.measure)
        for field, day in days.items() if own else ():
            if day and (_ends_before(day, birth) or _too_late(day, birth)):
                yield field, day.wording, "case_beside_life", (("birth", birth.wording), ("case", day.wording))


def _ends_before(day: HistoricalDate, birth: HistoricalDate) -> bool:
    return bool(day.latest and birth.earliest and day.latest < birth.earliest)


def _too_late(day: HistoricalDate, birth: HistoricalDate) -> bool:
    return bool(day.first_year and birth.last_year and day.first_year - birth.last_year > LONGEST_LIFE)
