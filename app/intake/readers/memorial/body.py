"""Read a body whole: from the text under a name to the values of a Draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.intake.draft import Coded, Draft, DraftRehabilitation, DraftSource
from app.intake.faults import Faults
from app.intake.readers.memorial.birth import NARRATIVE, Birth, read_birth
from app.intake.readers.memorial.cases import KINDS, Case, read_cases
from app.intake.readers.memorial.clauses import Clause, clauses
from app.intake.readers.memorial.ends import Death, read_burial, read_death, read_rehabilitation
from app.intake.readers.memorial.relatives import relatives_in, variants_in
from app.intake.readers.memorial.trim import trimmed
from app.intake.vocabulary import found

_TOLD = re.compile(r"\b(?:приговор[её]н|осужд[её]н)[аы]?\b", re.IGNORECASE)
_SEXES = (("f", ("лась", "ла", "на")), ("m", ("лся", "л", "н", "умер", "погиб")))
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r" ?\n[ \n]*")
_NOWHERE = Clause("", "", "")


def read_body(body: str, faults: Faults) -> Draft:
    """A Draft without the name: all that the body says, its wording, and verbatim what no field holds."""
    variants, text = variants_in(_evened(body))
    told = clauses(text)
    first = {clause.kind: clause for clause in reversed(told)}
    birth = read_birth(first["birth"], faults) if "birth" in first else Birth()
    residence, moved = _residence(first.get("residence", _NOWHERE))
    decisions, narrative = _narrated((*birth.narrative, *moved))
    cases = read_cases((*decisions, *(clause for clause in told if clause.kind in KINDS)), faults)
    death = _death(first, faults)
    return Draft(
        names=variants,
        sex=birth.sex or _sex(told),
        nation=birth.nation,
        birth_date=birth.date,
        birth_place=birth.place,
        residence=residence,
        occupation="; ".join(filter(None, (birth.occupation, *_occupations(told, first)))),
        education=birth.education,
        party=birth.party,
        episodes=tuple(case.episode for case in cases),
        fate=_fate(first, cases),
        death_date=death.date,
        death_place=death.place,
        burial_place=read_burial(first.get("burial", _NOWHERE).text),
        rehabilitation=_rehabilitation(first, faults),
        relatives=relatives_in(text),
        source=DraftSource(citation=first.get("source", _NOWHERE).text),
        wording=body,
        unread=tuple(_unread(told, [*birth.unread, death.unread, *narrative], first)),
    )


def _evened(body: str) -> str:
    """One blank where there are several, no empty lines."""
    return _EMPTY_LINES.sub("\n", _BLANKS.sub(" ", body)).strip()


def _residence(clause: Clause) -> tuple[str, tuple[str, ...]]:
    """The address, and the sentences about earlier years that stand behind it."""
    address, *narrative = NARRATIVE.split(clause.text)
    return trimmed(address), tuple(narrative)


def _narrated(sentences: Sequence[str]) -> tuple[list[Clause], list[str]]:
    """The decisions told in passing, each with the sentences that follow it, and the sentences before any.

    «13 декабря 1922 г. приговорен Московским ревтрибуналом к 10 годам …. В октябре 1923 г. освобожден досрочно.»
    """
    decisions: list[Clause] = []
    others: list[str] = []
    for sentence in sentences:
        verb = _TOLD.search(sentence)
        if verb:
            before, after = sentence[: verb.start()].strip(), sentence[verb.end() :].strip()
            decisions.append(Clause("decision", verb[0], f"{before} {after}"))
        elif decisions:
            decisions[-1] = replace(decisions[-1], text=f"{decisions[-1].text} {sentence}")
        else:
            others.append(sentence)
    return decisions, others


def _occupations(told: Sequence[Clause], first: dict[str, Clause]) -> tuple[str, ...]:
    """Lines before all labels: where no birth is told they name the occupation."""
    return () if "birth" in first else tuple(line.rstrip(".") for line in told[0].more)


def _death(first: dict[str, Clause], faults: Faults) -> Death:
    clause = first.get("execution") or first.get("death")
    return read_death(clause.text, faults) if clause else Death(None)


def _fate(first: dict[str, Clause], cases: Sequence[Case]) -> Coded:
    """Shot where an execution is stated; a death with what was said of the place; else what the last verdict tells."""
    if "execution" in first:
        return Coded("shot", _whole(first["execution"]))
    if "death" in first:
        said = _whole(first["death"])
        context = f"{cases[-1].episode.measure.wording} {said}" if cases else said
        deaths = (hit.code for hit in found("fates", context) if hit.code.startswith("died"))
        return Coded(next(deaths, "died_unspecified"), said)
    told = [case for case in cases if case.fate]
    return Coded(told[-1].fate, told[-1].episode.measure.wording) if told else Coded()


def _rehabilitation(first: dict[str, Clause], faults: Faults) -> DraftRehabilitation:
    clause = first.get("rehabilitation")
    return read_rehabilitation(clause.text, faults) if clause else DraftRehabilitation()


def _sex(told: Sequence[Clause]) -> str:
    """The sex that the verbs show: «Родилась», «Арестован»."""
    for clause in told:
        word = clause.label.strip(" :.").casefold()
        for sex, endings in _SEXES:
            if word.endswith(endings):
                return sex
    return ""


def _whole(clause: Clause) -> str:
    return trimmed(f"{clause.label.strip()} {clause.text}")


def _unread(told: Sequence[Clause], pieces: Sequence[str], first: dict[str, Clause]) -> Iterator[str]:
    """What no field holds: pieces that readers left, lines without a label, a second clause of a kind told once."""
    yield from (piece for piece in pieces if piece.strip(" .,;"))
    for clause in told:
        lines = clause.more if clause.kind not in ("", "birth") or (not clause.kind and "birth" in first) else ()
        yield from (line for line in lines if line.strip(" .,;()"))
        if clause.kind and clause.kind not in KINDS and first[clause.kind] is not clause:
            yield _whole(clause)
