"""Two records field by field: what each field that both have says of whether they speak of one person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from indexer.matching import dating, placing
from indexer.matching.chances import BURIAL, FATE, NATION, SEX, Chances
from indexer.matching.facts import Act, Day, Facts, Relative, Time
from indexer.matching.finding import Finding
from indexer.matching.levels import LEVELS, Level
from indexer.matching.naming import of_names
from indexer.names.compare import compare
from indexer.names.name import NameComparison

SHOT = ("shot", "sentenced_to_death_unconfirmed")
CERTIFICATES = 1958  # the year until which civil certificates gave invented dates of death
UNNAMED = "unnamed"  # a source that is not named is not one list
_SURVIVED = ("released", "released_into_exile", "case_closed", "escaped", "sentence_commuted")
_PARENTS = ("father", "mother")
_ONE_NAME = 0.85
_IN_FORCE = 180  # days together that are no change of camps
_PAST_DEATH = 31  # days after a death that papers may still come
_DAYS = 366  # of a year
_NUMBER = re.compile(r"\d+")
_NO_DAY: tuple[Day | None, Day | None] = (None, None)


def compared(left: Facts, right: Facts, named: NameComparison | None, chances: Chances) -> tuple[Finding, ...]:
    """A finding for each field in which neither record is silent. ``named``: how their best names lie on each other."""
    return (*of_names(named, chances), *(found for field in _FIELDS for found in field(left, right, chances)))


def _sex(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    if left.sex and right.sex:
        same = left.sex == right.sex
        chance = chances.share(SEX, left.sex) if same else None
        yield Finding("sex", Level.SAME if same else Level.CONTRADICTS, left.sex, right.sex, chance)


def _nation(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    if left.nation and right.nation:
        same = left.nation == right.nation
        chance = chances.share(NATION, left.nation) if same else None
        yield Finding("nation", Level.SAME if same else Level.OTHER, left.nation, right.nation, chance)


def _birth(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    if left.birth and right.birth:
        level = dating.birth(left.birth, right.birth)
        year = dating.year(left.birth)
        chance = None
        if year is not None and level in (Level.SAME_DAY, Level.SAME_YEAR):
            chance = chances.year(year) / (_DAYS if level is Level.SAME_DAY else 1)
        yield Finding("birth", level, left.birth.written, right.birth.written, chance)


def _places(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    for field, ours, theirs, lay in (
        ("birth_place", left.birth_place, right.birth_place, placing.place),
        ("residence", left.residence, right.residence, placing.address),
        ("death_place", left.death_place, right.death_place, placing.place),
    ):
        if ours.words and theirs.words:
            level, chance = lay(ours, theirs, chances)
            yield Finding(field, level, ours.written, theirs.written, chance)


def _burial(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    ours, theirs = left.burial, right.burial
    if ours and theirs:
        shared = [word for word in ours.words if word in theirs.words]
        same = bool(shared) or (ours.place == theirs.place != "")
        chance = min((chances.share(BURIAL, word) for word in shared), default=None) if same else None
        yield Finding("burial", Level.SAME if same else Level.OTHER, ours.written, theirs.written, chance)


def _occupation(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    found = placing.work(left.occupation, right.occupation, chances)
    if found:
        yield Finding("occupation", found[0], left.occupation, right.occupation, found[1])


def _acts(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    yield from _best(left.acts, right.acts, "arrested", lambda act: act.arrested)
    yield from _best(left.acts, right.acts, "decided", lambda act: act.decided)
    bodies = [{act.body for act in facts.acts if act.body} for facts in (left, right)]
    if all(bodies):
        level = Level.SAME if bodies[0] & bodies[1] else Level.OTHER
        yield Finding("body", level, "|".join(sorted(bodies[0])), "|".join(sorted(bodies[1])))
    yield from _articles(left, right)


def _best(
    left: tuple[Act, ...], right: tuple[Act, ...], field: str, of: Callable[[Act], Day | None]
) -> Iterator[Finding]:
    """The pair of acts whose dates agree best."""
    ours, theirs = ([day for act in acts if (day := of(act))] for acts in (left, right))
    pairs = [(dating.act(day, other), day, other) for day in ours for other in theirs]
    if pairs:
        level, day, other = min(pairs, key=lambda pair: LEVELS[field].index(pair[0]))
        yield Finding(field, level, day.written, other.written)


def _articles(left: Facts, right: Facts) -> Iterator[Finding]:
    texts = ["; ".join(act.article for act in facts.acts if act.article) for facts in (left, right)]
    ours, theirs = (set(_NUMBER.findall(text)) for text in texts)
    if ours and theirs:
        level = Level.SAME if ours == theirs else Level.SHARED if ours & theirs else Level.OTHER
        yield Finding("article", level, texts[0], texts[1])


def _stays(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    found = [stay for ours in left.times for theirs in right.times if (stay := _stay(ours, theirs))]
    if found:
        yield min(found, key=lambda finding: LEVELS["stays"].index(finding.level))


def _stay(left: Time, right: Time) -> Finding | None:
    spans = (left.arrived, left.left), (right.arrived, right.left)
    dated = all(span != _NO_DAY for span in spans)
    together = dating.meet(*spans) if dated else 0
    same = left.where.place == right.where.place != "" or set(left.where.words) & set(right.where.words)
    said = left.where.written or left.where.place, right.where.written or right.where.place
    if same:
        return Finding("stays", Level.OVERLAP if dated and together > 0 else Level.SAME, *said)
    closed = all(day is not None for span in spans for day in span)
    both = left.where.place and right.where.place
    return Finding("stays", Level.ELSEWHERE, *said) if both and closed and together > _IN_FORCE else None


def _fate(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    """Fates that exclude each other speak against; an execution that a certificate calls a death does not."""
    if left.fate and right.fate:
        fates = {left.fate, right.fate}
        if len(fates) == 1:
            yield Finding("fate", Level.SAME, left.fate, right.fate, chances.share(FATE, left.fate))
        elif fates & set(SHOT) and not fates & set(_SURVIVED):
            yield Finding("fate", Level.PRACTICE, left.fate, right.fate)
        elif "shot" in fates:
            yield Finding("fate", Level.OTHER, left.fate, right.fate)


def _death(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    if left.death and right.death:
        level = dating.death(left.death, right.death)
        if level in (Level.NEXT_YEAR, Level.CONTRADICTS) and _practice(left, right):
            level = Level.PRACTICE
        yield Finding("death", level, left.death.written, right.death.written)
        return
    for dead, other in ((left, right), (right, left)):
        later = _arrested_after(dead, other)
        if later and dead.death:
            sides = (dead.death.written, later.written) if dead is left else (later.written, dead.death.written)
            yield Finding("death", Level.CONTRADICTS, *sides)


def _practice(left: Facts, right: Facts) -> bool:
    """Whether one was shot, and the other has a later date of death as civil certificates of the 1950s gave it."""
    for shot, other in ((left, right), (right, left)):
        if shot.fate in SHOT and other.fate != "shot" and shot.death and other.death and other.death.first:
            later = dating.year(other.death)
            if other.death.first > shot.death.last and later is not None and later <= CERTIFICATES:
                return True
    return False


def _arrested_after(dead: Facts, other: Facts) -> Day | None:
    if dead.death is None or not dead.death.last:
        return None
    days = [act.arrested for act in other.acts if act.arrested and act.arrested.first]
    return next((day for day in days if day.first > dead.death.last + _PAST_DEATH), None)


def _rehabilitated(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    if left.rehabilitated and right.rehabilitated:
        level = dating.act(left.rehabilitated, right.rehabilitated)
        if level is not Level.ABOUT:
            yield Finding("rehabilitated", level, left.rehabilitated.written, right.rehabilitated.written)


def _relatives(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    for facts, other in ((left, right), (right, left)):
        kin = next((each for each in facts.relatives if each.record_id and each.record_id == other.record_id), None)
        if kin:
            sides = (kin.relation, "") if facts is left else ("", kin.relation)
            yield Finding("relatives", Level.KIN, *sides)
            return
    pairs = [
        (ours, theirs) for ours in left.relatives for theirs in right.relatives if ours.relation == theirs.relation
    ]
    alike = next((pair for pair in pairs if compare(pair[0].name, pair[1].name).score >= _ONE_NAME), None)
    apart = next((pair for pair in pairs if pair[0].relation in _PARENTS), None)
    if alike or apart:
        yield _named(alike or apart or pairs[0], Level.SAME if alike else Level.OTHER)


def _named(pair: tuple[Relative, Relative], level: Level) -> Finding:
    return Finding("relatives", level, pair[0].name.written, pair[1].name.written)


def _source(left: Facts, right: Facts, chances: Chances) -> Iterator[Finding]:
    if left.source == right.source not in ("", UNNAMED):
        yield Finding("source", Level.ONE_LIST, left.source, right.source)


_FIELDS = (
    _sex, _nation, _birth, _places, _occupation, _acts, _stays, _fate, _death, _burial, _rehabilitated, _relatives,
    _source,
)  # fmt: skip
