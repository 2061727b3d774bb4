"""What the fields of a record are called, by their columns."""

from __future__ import annotations

from types import MappingProxyType

from flask_babel import gettext

from app.messages import N_

LABELS = MappingProxyType(
    {
        "names": N_("Names"),
        "sex": N_("Sex"),
        "nation": N_("Nation"),
        "citizenship": N_("Citizenship"),
        "birth_date": N_("Born"),
        "birth_place": N_("Place of birth"),
        "residence": N_("Residence"),
        "occupation": N_("Occupation"),
        "education": N_("Education"),
        "party": N_("Party"),
        "episode_kind": N_("What was done"),
        "arrest_date": N_("Arrested"),
        "arrested_by": N_("Arrested by"),
        "sentenced_by": N_("Decided by"),
        "sentence_date": N_("Decided on"),
        "article": N_("Article"),
        "charge": N_("Accused of (words of the file)"),
        "sentence": N_("Measure"),
        "measures": N_("And"),
        "term": N_("Term"),
        "commutation": N_("Commuted"),
        "camps": N_("Where"),
        "fate": N_("Fate"),
        "death_date": N_("Date of death"),
        "death_place": N_("Place of death"),
        "burial_place": N_("Place of burial"),
        "rehabilitation": N_("Rehabilitation"),
        "rehabilitation_date": N_("Rehabilitated on"),
        "rehabilitation_body": N_("Rehabilitated by"),
        "rehabilitation_ground": N_("Ground"),
        "notes": N_("Notes"),
        "confidence": N_("Confidence"),
        "relatives": N_("Relatives named in the source"),
        "repository": N_("Archive"),
        "fonds": N_("Fonds"),
        "inventory": N_("Inventory"),
        "file": N_("File"),
        "folio": N_("Folio"),
        "citation": N_("Source"),
        "urls": N_("Pages of the source"),
        "licence": N_("Licence"),
        "source_ref": N_("Reference"),
        "text": N_("In the words of the source"),
        "unread": N_("Words not yet read"),
    }
)


def label(field: str) -> str:
    """In the reader's language; a column of the list that is no field of ours goes by its heading."""
    said: str = gettext(LABELS[field]) if field in LABELS else field.removeprefix("extra:")
    return said
