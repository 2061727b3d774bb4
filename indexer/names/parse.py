"""Read a written name: which part is the surname, the given name, the patronymic."""

from __future__ import annotations

from indexer.names.name import Name, NamePart, PartKind
from indexer.names.normalize import clean, fold, script

_PATRONYMIC_ENDINGS = ("ович", "евич", "ильич", "овна", "евна", "ична", "ovich", "evich", "ovna", "evna", "улы", "ұлы")


def build(written: str = "", *, surname: str = "", given: str = "", patronymic: str = "", maiden: str = "") -> Name:
    """The name of a record's fields; ``written`` is what the source says, else the fields in their order."""
    fields = (
        (PartKind.SURNAME, surname),
        (PartKind.GIVEN, given),
        (PartKind.PATRONYMIC, patronymic),
        (PartKind.MAIDEN, maiden),
    )
    parts = tuple(NamePart(form, kind) for kind, text in fields for form in clean(text).split())
    text = written or " ".join(value for _, value in fields if value)
    return Name(text, parts, script(text))


def variants(text: str) -> tuple[Name, ...]:
    """The readings of a written name, the main one first."""
    return (parse(text),)


def parse(text: str) -> Name:
    """The name as written in free order."""
    words = clean(text).replace(",", " ").split()
    kinds = [PartKind.SURNAME, PartKind.GIVEN, PartKind.PATRONYMIC] if len(words) > 1 else [PartKind.UNKNOWN]
    parts = []
    for word, kind in zip(words, kinds + [PartKind.UNKNOWN] * len(words), strict=False):
        read = PartKind.PATRONYMIC if fold(word).endswith(_PATRONYMIC_ENDINGS) else kind
        parts.append(NamePart(word, read, sure=False))
    return Name(text, tuple(parts), script(text))
