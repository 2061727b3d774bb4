"""How the names of a record are read: by the fields of its source, else by their wording."""

from __future__ import annotations

from typing import NamedTuple

from app.models import WrittenName
from app.privacy import PublicRecord
from indexer.names.morphology import sex
from indexer.names.name import Name
from indexer.names.parse import build, parse


class Fields(NamedTuple):
    """What a written name is read by, as it stands in its table."""

    written: str
    surname: str
    given_name: str
    patronymic: str
    maiden_name: str


def sex_of(record: PublicRecord) -> str:
    """«m» or «f» as the record says it, else as the name at its head tells it, else ''."""
    return record.sex or sex(read_name(record.name))


def read_name(name: WrittenName | Fields) -> Name:
    """The parts of a written name: by its fields where the source gives them, else by reading it."""
    if name.surname or name.given_name:
        return build(
            name.written,
            surname=name.surname,
            given=name.given_name,
            patronymic=name.patronymic,
            maiden=name.maiden_name,
        )
    return parse(name.written)
