"""Why a record answers a question: which of its names speaks, the grounds for and against, how near they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from indexer.entry import Years
from indexer.names.compare import compare
from indexer.names.name import Alignment, NameComparison, NamePart, PartKind, Relation

COVERED = 0.08  # what the whole name, rather than a part of it, is worth in the order of hits
RARE = 0.004  # what a part that contradicts costs, for each nat of rarity of the part asked for
OTHER_SEX = 0.05  # what it costs that the name asked for is a woman's and the record a man's, or the other way round
OTHER_HYPHENS = 0.006  # of syllables: «Сю-Тин» and «Сю Тин» are one name, the one written as asked comes first
YEAR_OFF = 0.02  # what each year between the year asked for and the year recorded costs, at most:
YEAR_OFF_MOST = 0.3
_MAY_BE_GIVEN = (PartKind.GIVEN, PartKind.UNKNOWN)


class Band(StrEnum):
    """How likely a hit or a pair is what was looked for, in three steps."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


BANDS = ((0.85, Band.LIKELY), (0.5, Band.POSSIBLE))
NEAR = 0.5  # scores from here on are not UNLIKELY


@dataclass(frozen=True, slots=True)
class Evidence:
    """One ground for or against: the field, how its two sides lie on each other, and its weight (below 0: against).

    ``relation``: of parts of names and of search a ``Relation``, of other fields of records a level of its field.
    """

    field: str
    relation: StrEnum
    left: str
    right: str
    weight: float
    letters: tuple[tuple[str, str], ...] = ()


def band(score: float) -> Band:
    """The step that a score stands on."""
    return next((band for least, band in BANDS if score >= least), Band.UNLIKELY)


def worth(comparison: NameComparison) -> float:
    """What a name is ranked by: its likeness, and a little more where the whole name is there."""
    return comparison.score * (1 - COVERED * (1 - comparison.coverage))


def speaking(compared: Sequence[NameComparison]) -> NameComparison:
    """The comparison that speaks for a record, of those with each of its names, the first of which stands at its head.

    The name at the head speaks where it lies as near as any (in the same band), for it is the one a reader sees; else
    the nearest does. Pages and API show this one comparison.
    """
    best = max(compared, key=worth)
    return compared[0] if band(worth(compared[0])) is band(worth(best)) else best


def grounds(comparison: NameComparison) -> tuple[Evidence, ...]:
    """The grounds part by part. Their weights: likeness above one half; a part that one name lacks weighs nothing.

    «Мария» beside «Анна-Мария», which lies on «Анна», is not lacked: it is no ground of its own.
    """
    laid = comparison.alignments
    return tuple(_ground(alignment) for alignment in laid if not _within_a_double(alignment, laid))


def _within_a_double(alone: Alignment, laid: Iterable[Alignment]) -> bool:
    """Whether a part that lies on none is a piece of a double given name on the other side."""
    part = alone.left or alone.right
    if alone.relation is not Relation.ABSENT or part is None or part.kind not in _MAY_BE_GIVEN:
        return False
    others = [(each.right if alone.left else each.left) for each in laid if each.left and each.right]
    pieces = [piece for other in others if other and _is_double(other) for piece in other.form.split("-") if piece]
    return any(band(compare(part.form, piece).score) is Band.LIKELY for piece in pieces)


def _is_double(part: NamePart) -> bool:
    return part.kind in _MAY_BE_GIVEN and "-" in part.form


def year_ground(year: int, born: Years | None) -> Evidence:
    """The ground that a year asked for gives, beside the year or years of birth recorded."""
    if born is None:
        return Evidence("birth", Relation.ABSENT, str(year), "", 0.0)
    earliest, latest = born
    recorded = str(earliest) if earliest == latest else f"{earliest}–{latest}"
    off = max(earliest - year, year - latest, 0)
    relation = Relation.IDENTICAL if not off else Relation.NEAR_SPELLING if off <= 2 else Relation.CONTRADICTS
    return Evidence("birth", relation, str(year), recorded, round(0.1 - min(off * YEAR_OFF, YEAR_OFF_MOST), 3))


def sex_ground(asked: str, recorded: str) -> tuple[Evidence, ...]:
    """The ground that the sexes of the name asked for and of the record give, where they are not the same."""
    if not asked or not recorded or asked == recorded:
        return ()
    return (Evidence("sex", Relation.CONTRADICTS, asked, recorded, -OTHER_SEX),)


def _ground(laid: Alignment) -> Evidence:
    kind = (laid.right or laid.left).kind.value  # type: ignore[union-attr]  # one side of an alignment is always there
    left, right = laid.left.form if laid.left else "", laid.right.form if laid.right else ""
    weight = 0.0 if laid.relation is Relation.ABSENT else round(laid.score - 0.5, 3)
    return Evidence(kind, laid.relation, left, right, weight, laid.letters)
