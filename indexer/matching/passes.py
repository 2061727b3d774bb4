"""In which blocks records are laid side by side: a row a pass, for pairs of one person and for kin."""

from __future__ import annotations

from dataclasses import dataclass

YEAR, NEAR_YEAR = "year", "near year"  # a year of birth as it is, and with those shortly after it


@dataclass(frozen=True, slots=True)
class Pass:
    """Records whose values agree in ``left`` (of the one) and ``right`` (of the other) are in one block.

    Columns are those of a Sketch, or a year of birth. A block that is too large is cut by each of ``finer`` (column of
    the one and of the other), alone and then together with those after it.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    finer: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """How the pass is told of."""
        return " + ".join(self.left if self.left == self.right else (*self.left, "→", *self.right))

    @property
    def one_sided(self) -> bool:
        """Whether both sides are read alike, so that each pair comes once if its first record is the left one."""
        return self.left == self.right


def _alike(*columns: str, finer: str = "") -> Pass:
    return Pass(columns, columns, tuple((column, column) for column in finer.split()))


_YEARS = ((YEAR, NEAR_YEAR),)


def _by_year(*columns: str, finer: str = "") -> Pass:
    further = tuple((column, column) for column in finer.split())
    return Pass((*columns, YEAR), (*columns, NEAR_YEAR), further)


def _with_year(*columns: str, finer: str = "") -> Pass:
    further = tuple((column, column) for column in finer.split())
    return Pass(columns, columns, (*_YEARS, *further))


SAME = (
    _with_year("surname", "given", finer="father birth day nation"),
    _with_year("surname", "father", finer="birth day nation"),
    _by_year("surname", finer="father birth given day"),
    _with_year("given", "father", finer="birth slip nation day"),
    _by_year("given", "birth", finer="father day"),
    _with_year("slip", "given", finer="father birth nation day"),
    _with_year("together", finer="father birth nation day"),
    _alike("surname", "birth", finer="given father"),
    _alike("day", "given", finer="father birth nation"),
    _alike("day", "surname", finer="birth"),
    _alike("address", "given", finer="surname"),
)
KIN = (
    _alike("surname", "father", finer="birth address residence week"),
    Pass(("surname", "given"), ("surname", "father"), (("birth", "birth"), ("residence", "residence"))),
    _alike("surname", "birth", finer="father residence week"),
    _alike("surname", "residence", finer="birth father week"),
    _alike("surname", "week", finer="birth residence"),
    _alike("address", finer="surname week"),
    Pass(("named",), ("child",), (("birth", "birth"),)),
)
PASSES = {"same": SAME, "kin": KIN}
