"""A draft as columns of the CSV contract: the way back of `app.intake.drafting.understand`."""

from __future__ import annotations

from app.dates import HistoricalDate
from app.intake.draft import Coded, Draft, DraftEpisode, DraftName, Stay
from app.intake.kin import write_kin


def told(draft: Draft) -> dict[str, str]:
    """What the draft says, column by column, in the source's words where it keeps them; nothing empty."""
    columns = _person(draft) | _end(draft)
    for at, episode in enumerate(draft.episodes, start=1):
        columns |= {column if at == 1 else f"{column}.{at}": text for column, text in _episode(episode).items()}
    columns |= {
        "relatives": "|".join(write_kin(kin.relation, kin.name, kin.record_id) for kin in draft.relatives),
        "notes": draft.notes,
        "confidence": draft.confidence,
        "text": draft.wording,
    }
    return {column: text for column, text in (columns | _source(draft)).items() if text}


def _person(draft: Draft) -> dict[str, str]:
    main = draft.name
    return {
        "name": main.written,
        "surname": main.surname,
        "given_name": main.given_name,
        "patronymic": main.patronymic,
        "maiden_name": main.maiden_name,
        "name_variants": "|".join(map(_variant, draft.names[1:])),
        "sex": draft.sex,
        "nation": _words(draft.nation),
        "nation_inferred": "yes" if draft.nation.inferred else "",
        "citizenship": draft.citizenship,
        "occupation": draft.occupation,
        "education": draft.education,
        "party": draft.party,
        "birth_date": _date(draft.birth_date),
        "birth_place": draft.birth_place,
        "residence": draft.residence,
    }


def _end(draft: Draft) -> dict[str, str]:
    cleared = draft.rehabilitation
    return {
        "death_date": _date(draft.death_date),
        "death_place": draft.death_place,
        "burial_place": draft.burial_place,
        "fate": draft.fate.code or draft.fate.wording,
        "fate_wording": draft.fate.wording if draft.fate.code != draft.fate.wording else "",
        "rehabilitation_date": _date(cleared.date),
        "rehabilitation_body": cleared.body,
        "rehabilitation_ground": _words(cleared.ground),
    }


def _episode(episode: DraftEpisode) -> dict[str, str]:
    return {
        "episode_kind": episode.kind.code or episode.kind.wording,
        "arrest_date": _date(episode.arrest_date),
        "arrested_by": episode.arrested_by,
        "sentence_date": _date(episode.decision_date),
        "sentenced_by": _words(episode.decided_by),
        "article": episode.article,
        "charge": episode.charge,
        "sentence": _words(episode.measure),
        "term": _words(episode.term),
        "commutation": episode.commutation,
        "camps": "|".join(map(_stay, episode.stays)),
    }


def _source(draft: Draft) -> dict[str, str]:
    source = draft.source
    return {
        "repository": source.repository,
        "fonds": source.fonds,
        "inventory": source.inventory,
        "file": source.file,
        "folio": source.folio,
        "citation": source.citation,
        "source_url": "|".join(source.urls),
    }


def _variant(name: DraftName) -> str:
    written = name.written or " ".join(filter(None, (name.surname, name.given_name, name.patronymic)))
    return f"{name.language}:{written}" if name.language else written


def _stay(stay: Stay) -> str:
    """With its dates where the wording does not hold them: «Карлаг 1938/1946»."""
    words = stay.wording or stay.place
    ends = (day.edtf if day else "" for day in (stay.arrival, stay.departure))
    first, last = ends
    dates = first if first == last else f"{first or '..'}/{last or '..'}"
    return words if not (first or last) or any(map(str.isdigit, words)) else f"{words} ({dates})"


def _date(day: HistoricalDate | None) -> str:
    return (day.wording or day.edtf) if day else ""


def _words(value: Coded) -> str:
    return value.wording or value.code
