"""Two records in rows, field beside field, and how the two sides of each lie on each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.dates import HistoricalDate
from app.messages import N_
from app.named import read_name, sex_of
from app.privacy import PublicRecord
from indexer.evidence import Evidence, band, grounds, worth
from indexer.names.compare import compare_many
from indexer.names.name import Name, NameComparison, Relation

Text = Callable[[PublicRecord], str]
Parts = tuple[tuple[Evidence, str], ...]  # each with its mark
NAMES_MOST = 8  # names of a record that are laid on those of the other
UNSHARED = 0.3  # what parts that one name lacks take off its likeness, in choosing which names are laid side by side


@dataclass(frozen=True, slots=True)
class Field:
    """A row: what it is called, its plain text (for telling whether anything stands there), the grounds about it."""

    key: str
    title: str
    text: Text
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both records; ``mark`` of `words.MARKS` or none, ``weighed`` the grounds that it gave."""

    key: str
    title: str
    mark: str
    weighed: tuple[Evidence, ...]


def _day(day: HistoricalDate) -> str:
    return day.edtf or day.wording


def _acts(part: Callable[..., str]) -> Text:
    return lambda record: "; ".join(filter(None, map(part, record.episodes)))


FIELDS = (
    Field("sex", N_("Sex"), sex_of, ("sex",)),
    Field("nation", N_("Nation"), lambda r: r.nation_id or r.nation_written, ("nation",)),
    Field("birth", N_("Born"), lambda r: _day(r.birth), ("birth",)),
    Field("birth_place", N_("Place of birth"), lambda r: r.birth_place, ("birth_place",)),
    Field("residence", N_("Residence"), lambda r: r.residence, ("residence",)),
    Field("occupation", N_("Occupation"), lambda r: r.occupation, ("occupation",)),
    Field("education", N_("Education"), lambda r: r.education),
    Field("party", N_("Party"), lambda r: r.party),
    Field("arrest", N_("Arrested"), _acts(lambda act: _day(act.arrested)), ("arrested", "arrest")),
    Field("decision", N_("Decided"), _acts(lambda act: _day(act.decided) + act.body + act.body_written),
          ("decided", "decision", "body")),
    Field("article", N_("Article"), _acts(lambda act: act.article + act.charge), ("article",)),
    Field("measure", N_("Measure"), _acts(lambda act: act.measure + act.measure_written + act.term)),
    Field("stays", N_("Held at"), _acts(lambda act: " ".join(s.place_id or s.place_written for s in act.stays)),
          ("stays", "stay")),
    Field("fate", N_("Fate"), lambda r: r.fate, ("fate",)),
    Field("death", N_("Date of death"), lambda r: _day(r.death), ("death",)),
    Field("death_place", N_("Place of death"), lambda r: r.death_place, ("death_place",)),
    Field("burial", N_("Place of burial"), lambda r: r.burial_place_id or r.burial_place, ("burial",)),
    Field("rehabilitated", N_("Rehabilitated"), lambda r: _day(r.rehabilitated) + r.rehabilitation_body,
          ("rehabilitated",)),
    Field("relatives", N_("Relatives"), lambda r: "; ".join(each.written for each in r.relatives),
          ("relatives", "relative", "shared_relative")),
    Field("notes", N_("Notes"), lambda r: r.notes),
)  # fmt: skip
DIFFER = frozenset({"contradicts", "other", "elsewhere", "differs", "otherwise", "impossible", "unusual"})  # levels
BESIDE = frozenset({"practice"})  # levels at which both sides may be true
SIDES = MappingProxyType({(True, False): "left", (False, True): "right"})


def aligned(left: PublicRecord, right: PublicRecord, found: Iterable[Evidence]) -> tuple[Row, ...]:
    """The fields of which at least one record tells something, in the order of a page."""
    weighed = tuple(found)
    rows = (_row(field, left, right, weighed) for field in FIELDS)
    return tuple(row for row in rows if row is not None)


def names_laid(left: PublicRecord, right: PublicRecord) -> NameComparison:
    """The names at the head of both where they lie as near as any; else those that lie nearest and share most parts."""
    theirs = _written_out(right)
    laid = [each for name in _written_out(left) for each in compare_many(name, theirs)]
    nearest = max(laid, key=lambda one: one.score * (1 - UNSHARED * (1 - one.coverage)))
    return laid[0] if band(worth(laid[0])) is band(worth(nearest)) else nearest


def _written_out(record: PublicRecord) -> tuple[Name, ...]:
    """The names of a record, the main one first; those of initials only where there are no others."""
    names = tuple(dict.fromkeys(map(read_name, record.names)))
    whole = tuple(name for name in names if all(len(part.form) > 1 for part in name.parts))
    return (whole or names)[:NAMES_MOST]


def parts_laid(comparison: NameComparison) -> Parts:
    """The parts of the two names, each beside that on which it lies, and its mark."""
    return tuple((part, _part_mark(part)) for part in grounds(comparison))


def asked_as_kin(found: Iterable[Evidence], parts: Parts, rows: Iterable[Row]) -> tuple[Parts, tuple[Row, ...]]:
    """The same where kinship is asked: relatives have names and a sex of their own, so that these differ says nothing.

    A patronymic differs where the evidence says so: it names another father.
    """
    against = {ground.field for ground in found if ground.weight < 0}
    own = {"given", "sex"} if "father" in against else {"given", "sex", "patronymic"}
    kept = tuple((part, "" if lies == "differs" and part.field in own else lies) for part, lies in parts)
    return kept, tuple(replace(row, mark="") if row.key in own else row for row in rows)


def _part_mark(part: Evidence) -> str:
    if part.relation is Relation.ABSENT:
        return SIDES[bool(part.left), bool(part.right)]
    if part.relation is Relation.IDENTICAL:
        return "agrees"
    return "differs" if part.relation is Relation.CONTRADICTS else "near"


def _row(field: Field, left: PublicRecord, right: PublicRecord, found: tuple[Evidence, ...]) -> Row | None:
    ours, theirs = field.text(left).strip(), field.text(right).strip()
    if not ours and not theirs:
        return None
    weighed = tuple(ground for ground in found if ground.field in field.grounds)
    return Row(field.key, field.title, _mark(ours, theirs, weighed), weighed)


def _mark(ours: str, theirs: str, weighed: tuple[Evidence, ...]) -> str:
    """By who tells anything, then by the words themselves, then by the levels of the evidence."""
    one_sided = SIDES.get((bool(ours), bool(theirs)))
    if one_sided:
        return one_sided
    if ours.casefold() == theirs.casefold():
        return "agrees"
    levels = {ground.relation.value for ground in weighed}
    if levels & DIFFER:
        return "differs"
    return "near" if levels - BESIDE else "beside"
