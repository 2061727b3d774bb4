"""What a file or a form says of one person, read but not yet accepted: the Draft and its parts.

Every value keeps the source's wording beside our reading of it; '' and None mean that the source does not say. Nothing
here knows a database: the importer and the submission desk turn a Draft into records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.dates import HistoricalDate


class NameKind(StrEnum):
    """What a written name of a person is."""

    MAIN = "main"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True)
class Coded:
    """A value of a vocabulary: ``code`` ('' if not understood) and the source's ``wording`` ('' if it was inferred)."""

    code: str = ""
    wording: str = ""
    inferred: bool = False

    def __bool__(self) -> bool:
        return bool(self.code or self.wording)


@dataclass(frozen=True, slots=True)
class DraftName:
    """A name of the person: ``written`` whole, or the parts, or both; ``language`` is a BCP 47 tag or ''.

    A variant may hold one part only («варианты фамилии: …»): its other parts are those of the main name.
    """

    written: str = ""
    kind: NameKind = NameKind.MAIN
    language: str = ""
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    maiden_name: str = ""

    def __bool__(self) -> bool:
        return bool(self.written or self.surname or self.given_name)


@dataclass(frozen=True, slots=True)
class Stay:
    """A place where the person was held. ``place`` is an id or a name as written; one date known stands in both."""

    place: str
    arrival: HistoricalDate | None = None
    departure: HistoricalDate | None = None
    wording: str = ""


@dataclass(frozen=True, slots=True)
class DraftEpisode:
    """One case against a person, from arrest to commutation.

    ``measure.code`` is the main measure and ``measures`` all that the wording names, it first; ``term.code`` is an
    ISO 8601 duration («8 лет» → P8Y); ``charge`` is in the words of the file.
    """

    kind: Coded = Coded()
    arrest_date: HistoricalDate | None = None
    arrested_by: str = ""
    decided_by: Coded = Coded()
    decision_date: HistoricalDate | None = None
    article: str = ""
    charge: str = ""
    measure: Coded = Coded()
    measures: tuple[str, ...] = ()
    term: Coded = Coded()
    commutation: str = ""
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRehabilitation:
    """Who rehabilitated the person, when and on what ground."""

    status: Coded = Coded()
    date: HistoricalDate | None = None
    body: str = ""
    ground: Coded = Coded()
    grounds: tuple[str, ...] = ()  # the codes of all grounds that the text gives; ``ground`` is the one to quote


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative whom the source names; ``record_id`` where that person has a record here."""

    relation: str
    name: str
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class DraftSource:
    """Where the statement stands: архив, фонд, опись, дело, лист; or pages."""

    repository: str = ""
    fonds: str = ""
    inventory: str = ""
    file: str = ""
    folio: str = ""
    citation: str = ""
    urls: tuple[str, ...] = ()
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that one source says of one person. ``names[0]`` is the main name.

    ``wording`` is the source's text verbatim, ``unread`` the pieces of it that no field holds, ``extra`` the columns
    we do not know, as written.
    """

    names: tuple[DraftName, ...] = ()
    sex: str = ""  # m, f or ''
    nation: Coded = Coded()
    citizenship: str = ""
    birth_date: HistoricalDate | None = None
    birth_place: str = ""
    residence: str = ""
    occupation: str = ""
    education: str = ""
    party: str = ""
    episodes: tuple[DraftEpisode, ...] = ()
    fate: Coded = Coded()
    death_date: HistoricalDate | None = None
    death_place: str = ""
    burial_place: str = ""
    rehabilitation: DraftRehabilitation = DraftRehabilitation()
    relatives: tuple[Relative, ...] = ()
    notes: str = ""
    source: DraftSource = field(default_factory=DraftSource)
    source_ref: str = ""
    confidence: str = ""
    wording: str = ""
    unread: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> DraftName:
        """The main name, or an empty one."""
        return self.names[0] if self.names else DraftName()


NO_REF = "row-"  # begins the references that we give


def fingerprint(raw: Mapping[str, str]) -> str:
    """A stable reference for a row that bears no ``source_ref``: NO_REF and 16 hexadecimal digits of what it says."""
    said: Iterable[str] = (f"{column}\x1f{value}" for column, value in sorted(raw.items()) if value)
    return NO_REF + hashlib.sha256("\x1e".join(said).encode("utf-8", "replace")).hexdigest()[:16]
