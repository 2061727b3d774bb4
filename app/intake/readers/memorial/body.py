"""Read a body whole: from the text under a name to the values of a Draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.intake.draft import Coded, Draft, DraftRehabilitation, DraftSource
from app.intake.faults import Faults
from app.intake.readers.memorial.birth import Birth, parted, read_birth
from app.intake.readers.memorial.cases import KINDS, Case, read_cases
from app.intake.readers.memorial.clauses import Clause, clauses
from app.intake.readers.memorial.ends import Death, read_burial, read_death, read_rehabilitation
from app.intake.readers.memorial.evened import evened, first_person
from app.intake.readers.memorial.passing import NARRATIVE, cases_in, narrated, with_decisions
from app.intake.readers.memorial.relatives import relatives_in, variants_in
from app.intake.readers.memorial.segments import segment_kind, split_segments
from app.intake.readers.memorial.trim import trimmed
from app.intake.vocabulary import found

_SEXES = (("f", ("лась", "ла", "на")), ("m", ("лся", "л", "н", "умер", "погиб")))
_READ_ON = frozenset({"birth", "residence", "verdict"})  # the lines behind them are read
_BEFORE_THAT = re.compile(r",\s+(?:ранее|до\s+того)\s+(?:был[аи]?\s+)?(?:осужд|судим|арест)[^;]*$")
_IN_WORDS = re.compile(r"(?:во?|по\s+месту)\s")
_NOWHERE = Clause("", "", "")


def read_body(body: str, faults: Faults) -> Draft:
    """A Draft without the name: all that the body says, its wording, and verbatim what no field holds."""
    text, another = first_person(evened(body))
    variants, text = variants_in(text)
    if another:
        faults.add("text", another[:60], "several_persons")
    told = tuple(with_decisions(clauses(text)))
    first = {clause.kind: clause for clause in reversed(told)}
    birth = _birth(told, first, faults)
    residence, moved, post = _residence(first.get("residence", _NOWHERE))
    narrative, others = narrated((*birth.narrative, *moved))
    passing, lines = cases_in(line for clause in told if clause.kind == "residence" for line in clause.more)
    cases = read_cases((*narrative, *birth.told, *passing, *(each for each in told if each.kind in KINDS)), faults)
    death = _death(first, cases, faults)
    return Draft(
        names=variants,
        sex=birth.sex or _sex(told),
        nation=birth.nation,
        birth_date=birth.date,
        birth_place=birth.place,
        residence=residence,
        occupation=birth.occupation or post,
        education=birth.education,
        citizenship=birth.citizenship,
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
        unread=tuple(_unread(told, [*birth.unread, death.unread, *others, *lines, another], first)),
    )


def _residence(clause: Clause) -> tuple[str, tuple[str, ...], str]:
    """The address, the sentences about earlier years behind it, and the post where no label parts it: «Проживал в
    с. Локоть, крестьянин», «Проживал в Охе Сах.обл. Бухгалтер Сахнефти».
    """
    address, *narrative = NARRATIVE.split(_BEFORE_THAT.sub("", clause.text))
    post = ""
    if not clause.label.rstrip().endswith(":"):
        address, post = parted(address)
        address, post = (address, post) if post else _without_post(address)
    return trimmed(address), tuple(narrative), trimmed(post)


def _without_post(address: str) -> tuple[str, str]:
    """The segments that tell a place, and what follows them."""
    first, *others = split_segments(address) or ("",)
    turn = next((at for at, each in enumerate(others) if segment_kind(each) != "place"), len(others))
    in_words = _IN_WORDS.match(address) is not None
    return (", ".join((first, *others[:turn])), ", ".join(others[turn:])) if in_words else (address, "")


def _birth(told: Sequence[Clause], first: dict[str, Clause], faults: Faults) -> Birth:
    """The clause of the birth; where none is told, the lines before all labels tell the same without it."""
    if "birth" in first:
        return read_birth(first["birth"], faults)
    lines = told[0].more
    if not lines:
        return Birth()
    alone = segment_kind(lines[0].split(";")[0]) not in ("nation", "party", "education")
    return read_birth(
        Clause("birth", "", "", lines) if alone else Clause("birth", "", lines[0], lines[1:], True), faults
    )


def _death(first: dict[str, Clause], cases: Sequence[Case], faults: Faults) -> Death:
    """The clause of the end, or the day that a verdict tells: «спецпоселение, ум. в 1934»."""
    clause = first.get("execution") or first.get("death")
    if clause:
        return read_death(clause.text, faults)
    died = next((case.died for case in cases if case.died), "")
    return Death(faults.date("death_date", died) if died else None)


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
        if clause.kind not in _READ_ON and (clause.kind or "birth" in first):
            yield from (line for line in clause.more if line.strip(" .,;()"))
        if clause.kind and clause.kind not in KINDS and first[clause.kind] is not clause:
            yield _whole(clause)
