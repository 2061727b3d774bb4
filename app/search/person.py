"""The page of one person: what all their records say, side by side, their family, how to cite them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask_babel import ngettext
from sqlalchemy.orm import Session

from app.dates import read_date
from app.dates_said import said
from app.families import lives, sides
from app.families.drawing import Drawing, draw
from app.families.known import Relative, kin_of, member_of, relatives
from app.families.lives import NameHeld, Sentence
from app.families.shown import ShownPerson
from app.families.sides import Agreement
from app.families.tree import Family, family
from app.finder import Finder
from app.renamed import Gazetteer
from app.search.cite.citation import one_line
from app.search.kin import Possible, nearest


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything the template needs. ``fields``: of which any record speaks, and how the records agree in each."""

    person: ShownPerson
    names: tuple[NameHeld, ...]
    life: tuple[Sentence, ...]
    fields: dict[str, Agreement]
    known: tuple[Relative, ...]
    family: Family
    drawing: Drawing | None
    possible: Possible
    cited: str
    permalink: str

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields in which the records contradict one another."""
        return tuple(field for field, agreement in self.fields.items() if agreement is Agreement.DIFFER)

    @property
    def hidden_relatives(self) -> int:
        """Relatives whom a source names and who may be living: the most that one record hides."""
        return max(record.hidden_relatives for record in self.person.records)


def person_page(session: Session, finder: Finder, person: ShownPerson, permalink: str) -> PersonPage:
    """The page of that person, who is cited by that permalink."""
    known = relatives(session, person.records)
    middle = member_of(person.records, person.reference, person.name.written)
    near = family(middle, lambda member: kin_of(session, member))
    return PersonPage(
        person=person,
        names=lives.names(person.records, person.name),
        life=lives.life(person.records),
        fields=sides.fields(person.records, Gazetteer.read(session)),
        known=known,
        family=near,
        drawing=draw(near) if len(near.members) > 1 else None,
        possible=nearest(session, finder, person.records, known),
        cited=_cited(person, permalink, datetime.now(UTC).date()),
        permalink=permalink,
    )


def _cited(person: ShownPerson, permalink: str, today: date) -> str:
    """The person in a sentence to copy."""
    cited: str = ngettext(
        "%(name)s: %(num)d record. Esimder, person %(reference)s: %(address)s (seen on %(date)s).",
        "%(name)s: %(num)d records brought together as one person. Esimder, person %(reference)s: %(address)s "
        "(seen on %(date)s).",
        len(person.records),
        name=one_line(person.name.written), reference=person.reference, address=permalink,
        date=said(read_date(today.isoformat())),
    )  # fmt: skip
    return cited
