"""What a field offers while one types: nations, places of repression, old names of places, courts, measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.alphabets import order
from app.intake.submitting.fields import Kind
from app.models import Nation, Place, RenamedPlace, Term
from app.reference import fold_place

MOST = 12  # offered for a beginning
SHORTEST = 2  # letters of a beginning
FALLBACK = ("en", "ru")
_VOCABULARIES = {Kind.BODY: "body", Kind.MEASURE: "measure"}


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be offered: its name in the reader's language, and all forms in which it is written."""

    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A text to put into the field, and what it means where that is something else."""

    value: str
    label: str = ""


def offered(session: Session, kind: Kind, language: str) -> list[Offer]:
    """All things of that kind by their names in the reader's language, for a list that needs no script."""
    names = dict.fromkeys(thing.name for thing in _things(session, kind, language))
    return [Offer(name) for name in sorted(names, key=lambda name: order(name, language))]


def suggested(session: Session, kind: Kind, language: str, beginning: str) -> list[Offer]:
    """Those of which a form, or a word in it, begins so, by the form that fits, the name beside it.

    A nation by each of its forms, for a man and a woman are called otherwise; other things once.
    """
    wanted = fold_place(beginning)
    if len(wanted) < SHORTEST:
        return []
    found = (_fitting(thing, wanted) for thing in _things(session, kind, language))
    offers = {offer.value: offer for fitting in found for offer in (fitting if kind is Kind.NATION else fitting[:1])}
    return sorted(offers.values(), key=lambda offer: (not fold_place(offer.value).startswith(wanted), offer.value))[
        :MOST
    ]


def _fitting(thing: Thing, wanted: str) -> list[Offer]:
    forms = (form for form in dict.fromkeys((thing.name, *thing.forms)) if _begins(form, wanted))
    return [Offer(form, "" if form == thing.name else thing.name) for form in forms]


def _begins(form: str, wanted: str) -> bool:
    folded = fold_place(form)
    return folded.startswith(wanted) or f" {wanted}" in folded.replace("(", " ").replace("-", " ")


def _things(session: Session, kind: Kind, language: str) -> Sequence[Thing]:
    reader = _READERS.get(kind)
    return list(reader(session, language)) if reader else _terms(session, kind, language)


def _nations(session: Session, language: str) -> Iterator[Thing]:
    for nation in session.scalars(select(Nation)):
        yield Thing(_named(nation.names, language), (*nation.forms, *nation.names.values()))


def _camps(session: Session, language: str) -> Iterator[Thing]:
    for place in session.scalars(select(Place).options(selectinload(Place.aliases))):
        yield Thing(_named(place.names, language), (*place.names.values(), *(alias.written for alias in place.aliases)))


def _places(session: Session, language: str) -> Iterator[Thing]:
    """Old names as papers write them, each with what the place is called now."""
    for place in session.scalars(select(RenamedPlace)):
        yield Thing(place.written, (*place.present.values(),))


def _terms(session: Session, kind: Kind, language: str) -> Sequence[Thing]:
    wanted = select(Term).where(Term.vocabulary == _VOCABULARIES.get(kind, "")).order_by(Term.position)
    return [Thing(_named(term.labels, language), tuple(term.labels.values())) for term in session.scalars(wanted)]


def _named(names: dict[str, str], language: str) -> str:
    return next((names[tag] for tag in (language, *FALLBACK) if names.get(tag)), "")


_READERS: dict[Kind, Callable[[Session, str], Iterator[Thing]]] = {
    Kind.NATION: _nations,
    Kind.CAMP: _camps,
    Kind.PLACE: _places,
}
