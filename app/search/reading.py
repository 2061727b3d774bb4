"""How a name was read, in words: surname, given name, patronymic …, and what we are unsure of."""

from __future__ import annotations

from app.messages import N_
from indexer.names.name import Name, PartKind

KINDS = {
    PartKind.SURNAME: N_("surname"),
    PartKind.GIVEN: N_("given name"),
    PartKind.PATRONYMIC: N_("patronymic"),
    PartKind.MAIDEN: N_("maiden name"),
    PartKind.CLAN: N_("clan"),
    PartKind.PARTICLE: N_("particle"),
    PartKind.UNKNOWN: N_("surname or given name"),
}


def fields_of(name: Name | None, typed: dict[str, str]) -> dict[str, str]:
    """The name as the fielded form should show it: as typed into its fields, else as we read the words."""
    given: dict[str, str] = {key: typed[key] for key in ("surname", "given_name", "patronymic") if key in typed}
    if given or name is None:
        return given
    surname = " ".join(part.form for part in name.of(PartKind.PARTICLE, PartKind.SURNAME, PartKind.UNKNOWN))
    return {
        "surname": surname,
        "given_name": " ".join(part.form for part in name.of(PartKind.GIVEN)),
        "patronymic": " ".join(part.form for part in name.of(PartKind.PATRONYMIC)),
    }
