"""What a record says after a correction: the source's wording stays, our reading of it is the correction's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import cast

from app.dates import HistoricalDate
from app.intake.draft import Coded, Draft, DraftEpisode, DraftName, NameKind, Relative, Stay
from app.intake.fields import (
    CAMPS,
    END,
    EPISODE,
    PERSON,
    RELATIVES,
    Field,
    Holder,
    Kind,
    Value,
    numbered,
    value,
    with_values,
)

Place = Callable[[str], str | None]  # a place as written → its id


def amended(own: Draft, correction: Draft, place: Place) -> Draft:
    """The record's draft with what the correction says put in; where it says nothing the record stays as it is.

    A date or code gets the new reading and keeps the source's wording; words are replaced (`words_of_source` keeps
    the old ones); a corrected name stands beside those of the source, as a variant. What the record cites, its number
    and its whole wording are never altered: the correction's own source is the ground of the correction.
    """
    after = _with(own, correction, (*PERSON, *END))
    return replace(
        after,
        names=own.names + _further_names(own, correction.names),
        episodes=_episodes(own.episodes, correction.episodes, place),
        relatives=correction.relatives or own.relatives,
    )


def words_of_source(known: Mapping[str, str], before: Draft, after: Draft) -> dict[str, str]:
    """By column, the source's words that no longer stand in the record itself once it says ``after``.

    ``known`` holds those of earlier corrections: the first words that stood there are the source's and stay, until
    the record says them again. '' where the source, as it was brought in, says nothing.
    """
    kept = dict(known)
    old, new = _words(before), _words(after)
    for column in old | new:
        said, now = old.get(column, ""), new.get(column, "")
        if said != now:
            kept.setdefault(column, said)
        if kept.get(column) == now:
            del kept[column]
    return kept


def named(relative: Relative) -> str:
    """A relative as a cell of the contract has it."""
    return f"{relative.relation}:{relative.name}"


def _with(own: Holder, correction: Holder, fields: Sequence[Field]) -> Holder:
    return with_values(own, {field: _value(field, value(own, field), value(correction, field)) for field in fields})


def _value(field: Field, own: Value, new: Value) -> Value:
    if not new:
        return own
    if field.kind is Kind.DATE:
        return _date(cast(HistoricalDate | None, own), cast(HistoricalDate, new))
    return _code(cast(Coded, own), cast(Coded, new)) if field.kind is Kind.CODED else new


def _date(own: HistoricalDate | None, new: HistoricalDate) -> HistoricalDate:
    """Words that cannot be read as a date give no reading: then they are what is shown."""
    return replace(new, wording=own.wording) if own and own.wording and new.edtf else new


def _code(own: Coded, new: Coded) -> Coded:
    """What was only inferred from the correction is no statement against the record."""
    if own and (new.inferred or new == own):
        return own
    return Coded(new.code, own.wording) if own.wording and new.code else new


def _further_names(own: Draft, names: Sequence[DraftName]) -> tuple[DraftName, ...]:
    """The names that the record does not hold, each whole: a part left out is that of the main name."""
    held = {_as_said(_whole(name, own.name)) for name in own.names}
    further: dict[tuple[str, ...], DraftName] = {}
    for name in names:
        whole = replace(_whole(name, own.name), kind=NameKind.VARIANT)
        if _as_said(whole) not in held:
            further.setdefault(_as_said(whole), whole)
    return tuple(further.values())


def _whole(name: DraftName, main: DraftName) -> DraftName:
    if not (name.surname or name.given_name or name.patronymic or name.maiden_name):
        return name
    return replace(
        name,
        surname=name.surname or main.surname,
        given_name=name.given_name or main.given_name,
        patronymic=name.patronymic or main.patronymic,
        maiden_name=name.maiden_name or main.maiden_name,
    )


def _as_said(name: DraftName) -> tuple[str, ...]:
    """Two names are the same if their parts are; of a name without parts its wording tells."""
    parts = (name.surname, name.given_name, name.patronymic, name.maiden_name)
    return parts if any(parts) else (name.written,)


def _episodes(own: Sequence[DraftEpisode], new: Sequence[DraftEpisode], place: Place) -> tuple[DraftEpisode, ...]:
    """The first of the correction speaks of the record's first, and so on; further ones are added."""
    pairs = zip_longest(own, new, fillvalue=None)
    return tuple(_episode(old, said, place) if old and said else cast(DraftEpisode, old or said) for old, said in pairs)


def _episode(own: DraftEpisode, new: DraftEpisode, place: Place) -> DraftEpisode:
    after = _with(own, new, EPISODE)
    measures = new.measures if new.measure.code and new.measures else own.measures
    return replace(after, measures=measures, stays=_stays(own.stays, new.stays, place) if new.stays else own.stays)


def _stays(own: Sequence[Stay], new: Sequence[Stay], place: Place) -> tuple[Stay, ...]:
    """The correction's list of places; one that the record names too keeps its wording and gets the new dates."""

    def known(stay: Stay) -> str:
        return place(stay.place) or stay.place.casefold()

    held = {known(stay): stay for stay in own}
    return tuple(_stay(held[known(stay)], stay) if known(stay) in held else stay for stay in new)


def _stay(own: Stay, new: Stay) -> Stay:
    arrival = _date(own.arrival, new.arrival) if new.arrival else own.arrival
    departure = _date(own.departure, new.departure) if new.departure else own.departure
    return replace(own, arrival=arrival, departure=departure)


def _words(draft: Draft) -> dict[str, str]:
    """The source's words of every field that has any, by column."""
    found = {field.column: _wording(value(draft, field)) for field in (*PERSON, *END) if field.kind is not Kind.BARE}
    for at, episode in enumerate(draft.episodes):
        found |= {numbered(field.column, at): _wording(value(episode, field)) for field in EPISODE}
        found[numbered(CAMPS, at)] = " | ".join(stay.wording or stay.place for stay in episode.stays)
    found[RELATIVES] = " | ".join(map(named, draft.relatives))
    return {column: words for column, words in found.items() if words}


def _wording(said: Value) -> str:
    return said if isinstance(said, str) else said.wording if said else ""
