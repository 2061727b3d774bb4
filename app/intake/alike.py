"""Records that may speak of the same person as a draft, with the reasons: it warns, it never decides."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app import records
from app.dates import HistoricalDate
from app.finder import Finder
from app.intake.draft import Draft
from app.life import Clause, short_life
from app.models import WrittenName
from app.named import sex_of
from app.place_words import place_words
from app.privacy import PublicRecord
from app.reasons import gathered, in_part, other_spelling
from app.why import why_not_higher
from indexer.evidence import Band, Evidence, sex_ground
from indexer.index import NoIndex
from indexer.names.gathered import gather
from indexer.names.name import Name
from indexer.names.parse import build
from indexer.search import Hit, SearchQuery

MOST = 5  # shown
LOOKED_AT = 20  # of the nearest names, before sex and place are looked at
OTHER_SEX = 0.3  # what another sex takes away, what a place in common adds, when the nearest are put in order
SAME_PLACE = 0.05
LONGEST_SPAN = 3  # years: «about 1905» says a year, «the 1900s» does not


@dataclass(frozen=True, slots=True)
class Alike:
    """A record near the draft, as cards of results have it; ``places``: words of places that both name."""

    record: PublicRecord
    band: Band
    life: tuple[Clause, ...]
    grounds: tuple[Evidence, ...]
    in_part: bool
    found_by: WrittenName | None
    why_not_higher: tuple[str, ...]
    places: tuple[str, ...]


def alike(session: Session, finder: Finder, draft: Draft) -> tuple[Alike, ...]:
    """The nearest records by name, year, sex and place, best first; none while there is no index."""
    name = name_of(draft)
    if name is None:
        return ()
    try:
        found = finder.find(SearchQuery(name, year=_year(draft.birth_date), limit=LOOKED_AT))
    except NoIndex:
        return ()
    near = [hit for hit in found.hits if hit.band is not Band.UNLIKELY and hit.comparison is not None]
    shown = records.by_ids(session, [hit.record_id for hit in near])
    cards = [(_worth(draft, shown[hit.record_id], hit), hit) for hit in near if hit.record_id in shown]
    best = sorted(cards, key=lambda card: -card[0])[:MOST]
    return tuple(_card(draft, shown[hit.record_id], hit) for _, hit in best)


def name_of(draft: Draft) -> Name | None:
    """The main name of a draft, in its parts where they are given apart; None where it has none."""
    main = draft.name
    if not main:
        return None
    if not (main.surname or main.given_name):
        return gather(main.written)
    parts = {"surname": main.surname, "given": main.given_name, "patronymic": main.patronymic}
    return build(main.written, **parts, maiden=main.maiden_name)


def _card(draft: Draft, record: PublicRecord, hit: Hit) -> Alike:
    grounds = hit.evidence
    if not any(ground.field == "sex" for ground in grounds):
        grounds = (*grounds, *sex_ground(draft.sex, sex_of(record)))
    told = gathered(grounds)
    lowered = tuple(why_not_higher(told)) if hit.band is Band.POSSIBLE else ()
    by = other_spelling(record, hit.comparison) if hit.comparison else None
    return Alike(record, hit.band, short_life(record), told, in_part(told), by, lowered, _places(draft, record))


def _worth(draft: Draft, record: PublicRecord, hit: Hit) -> float:
    other = OTHER_SEX if sex_ground(draft.sex, sex_of(record)) else 0.0
    return hit.score - other + (SAME_PLACE if _places(draft, record) else 0.0)


def _places(draft: Draft, record: PublicRecord) -> tuple[str, ...]:
    """The words of the record's birth place and residence that the draft's have too."""
    said = set(place_words(f"{draft.birth_place} {draft.residence}"))
    held = f"{record.birth_place} {record.residence}".replace(",", " ").replace(".", " ").split()
    return tuple(dict.fromkeys(word for word in held if said & set(place_words(word)) and len(word) > 3))


def _year(day: HistoricalDate | None) -> int | None:
    if day is None or day.first_year is None or day.last_year is None:
        return None
    middle = (day.first_year + day.last_year) // 2
    return middle if day.last_year - day.first_year <= LONGEST_SPAN else None
