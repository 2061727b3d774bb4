"""What a citation of a record says: whom it speaks of, where the source lies, where it stands here, seen when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from app.dates import read_date
from app.dates_said import said
from app.models import Source
from app.page_words import source_name
from app.privacy import PublicRecord


@dataclass(frozen=True, slots=True)
class Citation:
    """All parts on one line each, '' where unknown. ``signature``: archive, fonds, inventory, file, folio."""

    number: int
    name: str
    born: str
    source: str
    signature: str
    urls: tuple[str, ...]
    permalink: str
    seen: date


def citation(record: PublicRecord, permalink: str, seen: date) -> Citation:
    """The citation of a record as it may be shown; of a person who may be living the year of birth at most."""
    source = record.source
    return Citation(
        number=record.id,
        name=one_line(record.name.written),
        born=str(record.birth.first_year or "") if record.birth.first_year == record.birth.last_year else "",
        source=one_line(
            source_name(source) if source.independent else gettext("compiled by Esimder from public pages")
        ),
        signature=one_line(shelfmark(source)),
        urls=tuple(map(one_line, source.urls)) if source.independent else (),
        permalink=permalink,
        seen=seen,
    )


def sentence(cited: Citation) -> str:
    """The citation in words of the reader's language, ready to copy."""
    person = f"{cited.name} ({cited.born})." if cited.born else f"{cited.name}."
    here = gettext(
        "Esimder, record %(number)s: %(address)s (seen on %(date)s).",
        number=cited.number,
        address=cited.permalink,
        date=said(read_date(cited.seen.isoformat())),
    )
    return " ".join(filter(None, (person, _source(cited), here)))


def _source(cited: Citation) -> str:
    """Where it was found, with the first address; an archive that the signature begins with is named once."""
    named = "" if cited.signature.startswith(cited.source) else cited.source
    where = _joined((named, cited.signature, *cited.urls[:1])).rstrip(".")
    return str(gettext("Source: %(source)s.", source=where)) if where else ""


def shelfmark(source: Source) -> str:
    """An archival reference in the order an archivist writes it; '' where there is none."""
    parts = [source.repository]
    parts += [gettext("fonds %(number)s", number=source.fonds)] if source.fonds else []
    parts += [gettext("inventory %(number)s", number=source.inventory)] if source.inventory else []
    parts += [gettext("file %(number)s", number=source.file)] if source.file else []
    parts += [gettext("folio %(number)s", number=source.folio)] if source.folio else []
    return _joined(parts)


def one_line(text: str) -> str:
    """The text without line breaks and control characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(filter(None, parts))
