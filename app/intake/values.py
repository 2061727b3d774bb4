"""What a draft says as values of the tables: the same for a record that is filled alone and for thousands at once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from typing import Any

from app.dates import HistoricalDate
from app.intake.draft import Draft, DraftEpisode, DraftName, DraftSource
from app.intake.draft import Stay as DraftStay
from app.reference import fold_place

Fields = dict[str, Any]  # attribute of a model → value
UNKNOWN = HistoricalDate()
COMPILED = "compiled by Esimder from public pages"


@dataclass(slots=True)
class Words:
    """What drafts refer to by name: places of repression and nations, folded word → id."""

    places: dict[str, str]
    nations: dict[str, str]

    def place(self, written: str) -> str | None:
        """The id of the place of repression that is written so, or None."""
        return self.places.get(fold_place(written)) if written else None

    def nation(self, code: str, written: str) -> str | None:
        """The id of the nation, by its code or the word of the papers."""
        return code if code and self.nations.get(code) == code else self.nations.get(written.casefold().strip(" .,"))


def of_record(draft: Draft, words: Words) -> Fields:
    """The record itself, but for its source."""
    return {"source_ref": draft.source_ref} | _of_person(draft, words) | _of_end(draft, words)


def of_names(draft: Draft) -> list[Fields]:
    """The names in their order, the main one first."""
    return [_of_name(at, name, draft.name) for at, name in enumerate(draft.names)]


def of_relatives(draft: Draft) -> list[Fields]:
    """The relatives in their order, but for their own records."""
    return [{"position": at, "relation": kin.relation, "written": kin.name} for at, kin in enumerate(draft.relatives)]


def of_episode(position: int, episode: DraftEpisode) -> Fields:
    """An episode, but for its stays."""
    return {
        "position": position,
        "kind": episode.kind.code,
        "arrested": episode.arrest_date or UNKNOWN,
        "arrested_by": episode.arrested_by,
        "body": episode.decided_by.code,
        "body_written": episode.decided_by.wording,
        "decided": episode.decision_date or UNKNOWN,
        "article": episode.article,
        "charge": episode.charge,
        "measure": episode.measure.code,
        "measure_written": episode.measure.wording,
        "measures": list(episode.measures),
        "term": episode.term.code,
        "term_written": episode.term.wording,
        "commutation": episode.commutation,
    }


def of_stay(position: int, stay: DraftStay, words: Words) -> Fields:
    """A stay of an episode."""
    return {
        "position": position,
        "place_id": words.place(stay.place),
        "place_written": stay.wording or stay.place,
        "arrival": stay.arrival or UNKNOWN,
        "departure": stay.departure or UNKNOWN,
    }


def of_source(source: DraftSource) -> Fields:
    """The provenance, but for its digest."""
    names = ("repository", "fonds", "inventory", "file", "folio", "citation", "licence")
    return {name: getattr(source, name) for name in names} | {
        "urls": list(source.urls),
        "independent": source.citation != COMPILED,
    }


def source_digest(source: DraftSource) -> str:
    """By which one provenance is one row."""
    said = json.dumps([getattr(source, field.name) for field in fields(source)], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _of_person(draft: Draft, words: Words) -> Fields:
    nation = draft.nation
    return {
        "sex": draft.sex,
        "nation_id": words.nation(nation.code, nation.wording),
        "nation_written": nation.wording,
        "nation_inferred": nation.inferred,
        "citizenship": draft.citizenship,
        "birth": draft.birth_date or UNKNOWN,
        "birth_place": draft.birth_place,
        "residence": draft.residence,
        "occupation": draft.occupation,
        "education": draft.education,
        "party": draft.party,
        "notes": draft.notes,
        "confidence": draft.confidence,
        "wording": draft.wording,
        "unread": list(draft.unread),
        "extra": dict(draft.extra),
    }


def _of_end(draft: Draft, words: Words) -> Fields:
    cleared = draft.rehabilitation
    return {
        "fate": draft.fate.code,
        "fate_written": draft.fate.wording,
        "death": draft.death_date or UNKNOWN,
        "death_place": draft.death_place,
        "burial_place": draft.burial_place,
        "burial_place_id": words.place(draft.burial_place),
        "rehabilitation": cleared.status.code,
        "rehabilitation_written": cleared.status.wording,
        "rehabilitated": cleared.date or UNKNOWN,
        "rehabilitation_body": cleared.body,
        "rehabilitation_ground": cleared.ground.wording or cleared.ground.code,
    }


def _of_name(position: int, name: DraftName, main: DraftName) -> Fields:
    """A variant that gives one part only stands for the main name with that part in its place."""
    partial = position > 0 and bool(name.surname or name.given_name)
    whole = " ".join(filter(None, (name.surname, name.given_name, name.patronymic)))
    return {
        "position": position,
        "kind": name.kind.value,
        "language": name.language,
        "written": name.written or whole,
        "surname": name.surname or (main.surname if partial else ""),
        "given_name": name.given_name or (main.given_name if partial else ""),
        "patronymic": name.patronymic or (main.patronymic if partial else ""),
        "maiden_name": name.maiden_name,
    }
