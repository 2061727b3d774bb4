"""Made-up values for the components of the desk where pairs are judged."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace as Shown
from typing import Any

from app.messages import N_
from app.privacy import PublicRecord
from indexer.evidence import Evidence
from indexer.matching.levels import Level
from indexer.names.name import Relation

WORDS = Shown(
    KINDS={"same": N_("one person?"), "kin": N_("relatives?")},
    VERDICTS={"same": {"same": N_("One person"), "kin": N_("Relatives"), "different": N_("Two people")}},
    UNDONE=N_("Taken back"),
    PARTS={"surname": N_("Surname"), "patronymic": N_("Patronymic")},
    MARKS={
        "agrees": ("=", N_("agrees")),
        "near": ("≈", N_("agrees in part")),
        "differs": ("≠", N_("differs")),
        "left": ("‹", N_("only on the left")),
    },
)
SAYS = Shown(chance=lambda value: f"{value:.0%}", times=lambda factor: f"{factor:.0f}")
WIDTH = 240
FIELDS = (("birth", N_("Born")), ("birth_place", N_("Place of birth")), ("arrest", N_("Arrested")),
          ("stays", N_("Held at")), ("relatives", N_("Relatives")))  # fmt: skip


def judging_samples(record: PublicRecord) -> dict[str, Any]:
    """By component, what it is shown with."""
    letters = (("O", "О"), ("b", "б"), ("r", "р"), ("a", "а"), ("sz", "зц"), ("ow", "ов"), ("a", "а"))
    name = Evidence("surname", Relation.TRANSLITERATION, "Obraszowa", "Образцова", 7.3, letters)
    against = Evidence("birth", Level.DECADE, "1897", "1905", -4.1)
    row = _row(record, name, against)
    return {
        "judging": Shown(words=WORDS, says=SAYS, width=WIDTH, sentence=lambda ground, _kind="": str(ground.right)),
        "pair_row": row,
        "laid": Shown(
            left=record,
            right=record,
            parts=((name, "near"), (Evidence("patronymic", Relation.ABSENT, "Ивановна", "", 0.0), "left")),
            rows=tuple(
                Shown(key=key, title=title, mark="differs" if key == "birth" else "agrees", weighed=(against,))
                for key, title in FIELDS
            ),
            level=lambda ground: ground.right,
        ),
        "fall": _fall(name, against),
        "ties": Shown(
            left=record,
            right=record,
            persons=(Shown(reference="P-AAAA-AAAA", records=(1, 2), conflict=True), None),
            before_this=(
                _given(record, 1, "same"),
                _given(record, 2, "kin", stands=False),
                _given(record, 3, "undone"),
            ),
            others=(row,),
            asked=Shown(typed={}),
        ),
        "contradicted": Shown(apart=_given(record, 4, "different"), chain=(_given(record, 5, "same"),)),
    }


def _row(record: PublicRecord, *grounds: Evidence) -> Shown:
    candidate = Shown(id=1, kind="kin", relation="sibling", value=0.87, news=["birth"])
    return Shown(candidate=candidate, left=record, right=record, grounds=grounds)


def _fall(name: Evidence, against: Evidence) -> Shown:
    def bar(x: float, width: float) -> Shown:
        return Shown(x=x, width=width)

    steps = (
        Shown(ground=name, side="for", times=158, after=0.4, bar=bar(20, 150)),
        Shown(ground=against, side="against", times=17, after=0.04, bar=bar(90, 80)),
    )
    silent = (Evidence("fate", Level.PRACTICE, "1938", "1944", 0.0),)
    return Shown(start=0.004, steps=steps, silent=silent, end=0.04, even=200, first=bar(20, 180), last=bar(90, 110))


def _given(record: PublicRecord, number: int, verdict: str, *, stands: bool = True) -> Shown:
    judgement = Shown(
        id=number, left_id=1, right_id=2, kind="same", verdict=verdict, relation="child",
        batch="AB" if number == 1 else "", note="Один приговор.",
        at=datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
    )  # fmt: skip
    taken = Shown(verdict="same") if verdict == "undone" else None
    return Shown(judgement=judgement, left=record, right=None if number == 2 else record, by="Muster", mine=number == 1,
                 stands=stands, undoing=verdict == "undone", takes_back=taken)  # fmt: skip
