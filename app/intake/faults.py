"""Read single values of a row and gather what is wrong with them; nothing is lost when one cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.dates import DateError, HistoricalDate, ImpossibleDate, read_date
from app.intake.draft import Coded
from app.intake.plain_dates import plain_date
from app.intake.problems import Problem
from app.intake.terms import read_term
from app.intake.vocabulary import says_nothing


@dataclass(slots=True)
class Faults:
    """The problems of the row that begins on ``line``, in the order they were met."""

    line: int
    problems: list[Problem] = field(default_factory=list)

    def add(self, column: str, value: str, reason: str, **params: object) -> None:
        """Note one more problem."""
        said = tuple((name, str(param)) for name, param in params.items())
        self.problems.append(Problem(self.line, column, value, reason, said))

    def date(self, column: str, wording: str) -> HistoricalDate | None:
        """The date, None for an empty cell; one that cannot be read keeps its wording and is left open."""
        if not wording:
            return None
        wording = wording.strip()
        if not wording:
            return None
        if plain := plain_date(wording):
            return plain
        try:
            return read_date(wording)
        except DateError as error:
            if not says_nothing(wording):
                self.add(column, wording, "impossible_date" if isinstance(error, ImpossibleDate) else "unknown_date")
            return HistoricalDate(wording=wording)

    def term(self, column: str, wording: str) -> Coded:
        """The length of a punishment as an ISO 8601 duration beside its wording."""
        wording = wording.strip()
        if not wording:
            return Coded()
        code = read_term(wording, bare=True)
        if not code and not says_nothing(wording):
            self.add(column, wording, "unknown_term")
        return Coded(code, wording)
