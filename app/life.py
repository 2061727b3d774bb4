"""A life in a few sentences of the reader's language: birth, what became of the person, rehabilitation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from babel.lists import format_list
from flask_babel import get_locale, gettext

from app.dates import HistoricalDate
from app.dates_said import when
from app.messages import N_
from app.named import sex_of
from app.privacy import PublicRecord

SEXES = ("m", "f", "")  # the order of the three messages in each row
Said = tuple[str, str, str]

_PREPOSITIONS = ("в ", "во ", "на ", "под ", "близ ", "около ")
BORN: Said = (N_("He was born %(when)s"), N_("She was born %(when)s"), N_("Born %(when)s"))
DIED: Said = (N_("He died %(when)s"), N_("She died %(when)s"), N_("Died %(when)s"))
REHABILITATED: Said = (
    N_("He was rehabilitated %(when)s"), N_("She was rehabilitated %(when)s"), N_("Rehabilitated %(when)s"),
)  # fmt: skip
ARRESTED: Said = (N_("He was arrested %(when)s"), N_("She was arrested %(when)s"), N_("Arrested %(when)s"))
BEGINNINGS: dict[str, Said] = {  # kinds of episodes → how they began, where the day is known
    "arrest_sentence": ARRESTED,
    "": ARRESTED,
    "exile_settlement": ARRESTED,  # the day of the arrest; when somebody went is told by the stays
    "deportation_people": (
        N_("He was deported with his people %(when)s"), N_("She was deported with her people %(when)s"),
        N_("Deported with all the people %(when)s"),
    ),
    "dispossession": (
        N_("He was dispossessed %(when)s"), N_("She was dispossessed %(when)s"), N_("Dispossessed %(when)s"),
    ),
    "labour_army": (
        N_("He was called up into the labour army %(when)s"), N_("She was called up into the labour army %(when)s"),
        N_("Called up into the labour army %(when)s"),
    ),
}  # fmt: skip
MOST = 4  # beginnings that the sentences tell; the timeline tells all
DEATHS: dict[str, Said] = {  # fates that are a death: its date and place belong to the sentence
    "shot": (N_("He was shot %(when)s"), N_("She was shot %(when)s"), N_("Shot %(when)s")),
    "died_camp": (N_("He died in a camp %(when)s"), N_("She died in a camp %(when)s"), N_("Died in a camp %(when)s")),
    "died_prison": (N_("He died in prison %(when)s"), N_("She died in prison %(when)s"), N_("Died in prison %(when)s")),
    "died_investigation": (
        N_("He died under investigation %(when)s"), N_("She died under investigation %(when)s"),
        N_("Died under investigation %(when)s"),
    ),
    "died_special_settlement": (
        N_("He died in exile %(when)s"), N_("She died in exile %(when)s"), N_("Died in exile %(when)s"),
    ),
    "died_labour_army": (
        N_("He died in the labour army %(when)s"), N_("She died in the labour army %(when)s"),
        N_("Died in the labour army %(when)s"),
    ),
    "died_captivity": (
        N_("He died in captivity %(when)s"), N_("She died in captivity %(when)s"), N_("Died in captivity %(when)s"),
    ),
}  # fmt: skip
FATES: dict[str, Said] = {  # fates that are no death: a date of death known beside them is told apart
    "sentenced_to_death_unconfirmed": (
        N_("He was sentenced to death; that it was carried out is not confirmed"),
        N_("She was sentenced to death; that it was carried out is not confirmed"),
        N_("Sentenced to death; that it was carried out is not confirmed"),
    ),
    "sentence_commuted": (
        N_("His sentence was shortened or replaced"), N_("Her sentence was shortened or replaced"),
        N_("The sentence was shortened or replaced"),
    ),
    "released_into_exile": (
        N_("He was released into exile"), N_("She was released into exile"), N_("Released into exile"),
    ),
    "released": (N_("He was released"), N_("She was released"), N_("Released")),
    "case_closed": (
        N_("The case against him was closed"), N_("The case against her was closed"), N_("The case was closed"),
    ),
    "escaped": (N_("He escaped"), N_("She escaped"), N_("Escaped")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence without its full stop, and the place that belongs to it, in the source's words."""

    text: str
    place: str = ""

    @property
    def bent(self) -> bool:
        """Whether the place stands behind a preposition («во Львове»): in another language it can only be quoted."""
        return self.place.startswith(_PREPOSITIONS)


def life(record: PublicRecord) -> tuple[Clause, ...]:
    """What is known of the life, in the order it was lived; nothing is said of what the source does not tell."""
    return tuple(clause for chapter in chapters(record) for clause in chapter)


def chapters(record: PublicRecord) -> tuple[tuple[Clause, ...], ...]:
    """The same by chapter: birth, what was done, what became of the person, rehabilitation."""
    return _birth(record), _beginnings(record), end(record), _rehabilitation(record)


def short_life(record: PublicRecord) -> tuple[Clause, ...]:
    """Birth and fate: enough to tell two people of one name apart."""
    return (*_birth(record), *end(record))


def end(record: PublicRecord) -> tuple[Clause, ...]:
    """What became of the person, as far as the source says."""
    fate = FATES.get(record.fate)
    told = (Clause(gettext(_for(record, fate))),) if fate else ()
    if record.fate in DEATHS:
        return (_clause(record, DEATHS[record.fate], record.death, record.death_place),)
    if record.death.edtf or record.death_place or record.fate == "died_unspecified":
        return (*told, _clause(record, DIED, record.death, record.death_place))
    return told


def _birth(record: PublicRecord) -> tuple[Clause, ...]:
    known = record.birth.edtf or record.birth_place
    return (_clause(record, BORN, record.birth, record.birth_place),) if known else ()


def _beginnings(record: PublicRecord) -> tuple[Clause, ...]:
    """How each episode began, in the order of the source: arrested, deported, called up; twice told is told at once."""
    begun = [(BEGINNINGS[told.kind], told.arrested) for told in record.episodes if told.kind in BEGINNINGS]
    dated = [(messages, day) for messages, day in begun if day.edtf]
    alike = groupby(dated[:MOST], key=lambda begun: begun[0])
    return tuple(_said(record, messages, _days([when(day) for _, day in told])) for messages, told in alike)


def _days(days: list[str]) -> str:
    """«1929 and on 8 October 1937», each once."""
    return format_list(list(dict.fromkeys(days)), locale=get_locale() or "en")


def _rehabilitation(record: PublicRecord) -> tuple[Clause, ...]:
    whole = record.rehabilitation == "rehabilitated" or record.rehabilitation.startswith("ground_")
    undecided = not record.rehabilitation and record.rehabilitated.edtf
    return (_clause(record, REHABILITATED, record.rehabilitated),) if whole or undecided else ()


def _clause(record: PublicRecord, messages: Said, day: HistoricalDate, place: str = "") -> Clause:
    return _said(record, messages, when(day), place)


def _said(record: PublicRecord, messages: Said, day: str, place: str = "") -> Clause:
    text = " ".join(gettext(_for(record, messages), when=day).split())
    return Clause(text[:1].upper() + text[1:], place.strip().rstrip("."))


def _for(record: PublicRecord, messages: Said) -> str:
    return messages[SEXES.index(sex_of(record))]
