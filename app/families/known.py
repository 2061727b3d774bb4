"""Known relatives: whom the source names, whom another's names, whom archivists have judged; each person once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.dates import HistoricalDate, read_date
from app.evidence_data import from_data
from app.families.belonging import Belonging, belongings
from app.families.tree import Kin, Member
from app.judging.known import Known, known_kin
from app.models import Judgement, NamedRelative
from app.named import sex_of
from app.privacy import PublicRecord
from indexer.evidence import Evidence
from indexer.matching.kin_levels import Tie
from indexer.matching.kin_relatives import kinship_of
from indexer.names.normalize import fold

SEXES = {  # relations that tell whether a relative who is only named is a man or a woman
    **dict.fromkeys(("father", "husband", "son", "brother", "grandfather", "uncle", "nephew", "stepfather"), "m"),
    **dict.fromkeys(("mother", "wife", "daughter", "sister", "grandmother", "aunt", "niece", "stepmother"), "f"),
}


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says so: a judgement (``grounds``: what the judge saw), else a source (``pages`` where it is told)."""

    pages: tuple[str, ...] = ()
    judgement: Judgement | None = None
    grounds: tuple[Evidence, ...] = ()

    @property
    def on(self) -> HistoricalDate | None:
        """The day of the judgement."""
        return read_date(self.judgement.at.date().isoformat()) if self.judgement else None


@dataclass(frozen=True, slots=True)
class Relative:
    """One relative, and what they are to the person; ``written``: as the person's own source names them, or ''."""

    relation: str
    member: Member
    written: str = ""
    said: tuple[Saying, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether archivists have judged so."""
        return any(one.judgement for one in self.said)

    @property
    def pages(self) -> tuple[str, ...]:
        """Where sources say so."""
        return tuple(page for one in self.said for page in one.pages)


def relatives(session: Session, records: Sequence[PublicRecord]) -> tuple[Relative, ...]:
    """The known relatives of the person these records speak of: as the sources order them, then the others."""
    known = {_key(one): one for one in known_kin(session, [record.id for record in records]) if not one.record.guarded}
    named = [each for record in records for each in record.relatives]
    guarded = any(record.guarded for record in records)
    homes = belongings(session, [each.other_id for each in named if each.other_id is not None])
    found: dict[str, Relative] = {}
    for each in named:
        key = _key_of(each.other_id, homes) if each.other_id is not None else ""
        _add(
            found,
            _relative(known[key], each, guarded=guarded) if key in known else _only_named(each, sex_of(records[0])),
        )
    for one in known.values():
        _add(found, _relative(one, guarded=guarded))
    return tuple(found.values())


def kin_of(session: Session, member: Member) -> Iterator[Kin]:
    """The same as a family is gathered from."""
    if member.records:
        yield from ((kinship_of(one.relation), one.member) for one in relatives(session, member.records))


def member_of(records: Sequence[PublicRecord], reference: str = "", name: str = "") -> Member:
    """The person of these records."""
    first = records[0]
    key = f"person {reference}" if reference else f"record {first.id}"
    return Member(key, name or first.name.written, first.name.language, sex_of(first), tuple(records), reference)


def _key(one: Known) -> str:
    return f"person {one.person.reference}" if one.person else f"record {one.record.id}"


def _key_of(record_id: int, homes: dict[int, Belonging]) -> str:
    return f"person {homes[record_id].reference}" if record_id in homes else f"record {record_id}"


def _only_named(named: NamedRelative, sex: str) -> Relative:
    """A relative without a record that may be shown stays the name that the source has; ``sex`` is the person's own."""
    other = {"m": "f", "f": "m"}.get(sex, "") if named.relation == "spouse" else ""
    member = Member(f"name {fold(named.written)}", named.written, sex=SEXES.get(named.relation, other))
    return Relative(named.relation, member, named.written, (Saying(tuple(named.pages)),))


def _relative(one: Known, named: NamedRelative | None = None, *, guarded: bool) -> Relative:
    """Of the known; where the person's own source names them, as it does and with what it says they are.

    What a judge saw of somebody who is guarded now is not told: it may hold what the records hide since.
    """
    member = member_of((one.record,), one.person.reference if one.person else "")
    said = [Saying((), one.judgement, () if guarded else _seen(one.judgement))] if one.judgement else []
    if one.pages or named or not said:
        said.append(Saying(one.pages))
    return Relative(named.relation if named else one.relation, member, named.written if named else "", tuple(said))


def _seen(judgement: Judgement) -> tuple[Evidence, ...]:
    """The evidence of kinship that the judge saw; none where another question had been asked."""
    seen = map(from_data, judgement.seen.get("evidence", ()))
    return tuple(ground for ground in seen if isinstance(ground.relation, Tie))


def _add(found: dict[str, Relative], one: Relative) -> None:
    """A person told of twice stands once, with the first wording and all who say so."""
    before = found.get(one.member.key)
    further = tuple(said for said in one.said if before and said not in before.said)
    found[one.member.key] = replace(before, said=(*before.said, *further)) if before else one
