"""Made-up relatives for the page of components: nobody in here ever lived."""

from __future__ import annotations

from types import SimpleNamespace as Shown
from typing import Any

from app.dates import read_date
from app.families.drawing import draw
from app.families.sides import Agreement
from app.families.tree import Member, family
from app.life import short_life
from app.paging import Pages
from app.privacy import PublicRecord
from indexer.evidence import Band, Evidence
from indexer.matching.kin_levels import Field, Tie

GROUNDS = (
    Evidence(Field.SURNAME, Tie.SHARED, "Образцова", "Образцов", 9.4),
    Evidence(Field.RESIDENCE, Tie.SAME_FLAT, "Примерская ул., д. 1, кв. 2", "Примерская, 1–2", 8.1),
    Evidence(Field.AGE, Tie.UNUSUAL, "1905", "1860", -1.2),
)


def family_samples(record: PublicRecord) -> dict[str, Any]:
    """By component, what it is shown with."""
    near = Shown(record=record, life=short_life(record), hypothesis=_guess("spouse", Band.LIKELY))
    far = Shown(record=record, life=short_life(record), hypothesis=_guess("other", Band.UNLIKELY))
    told = Shown(on=read_date("2026-01-01"), judgement=Shown(id=1), pages=(), grounds=GROUNDS[:1])
    source = Shown(on=None, judgement=None, pages=tuple(record.source.urls), grounds=())
    here = Member("here", record.name.written, record.name.language, "f", (record,))
    near_ones = family(here, lambda member: _kin() if member is here else ())
    return {
        "kin": (
            Shown(relation="spouse", member=here, written="Образцов Иван Петрович (1900–1938)", said=(told, source)),
            Shown(relation="child", member=Member("child", "Образцова Мария"), written="", said=(source,)),
        ),
        "possible": Shown(near=(near,), far=(far,), pages=Pages(0, 20, 2)),
        "nobody": Shown(near=(), far=(), pages=Pages(0, 20, 0)),
        "family": near_ones,
        "drawing": draw(near_ones),
        "agreements": {"birth": Agreement.AGREE, "birth_place": Agreement.DIFFER, "death": Agreement.CERTIFICATE,
                       "episodes": Agreement.ALONE, "citizenship": Agreement.ALONE, "residence": Agreement.WORDED},
    }  # fmt: skip


def _guess(relation: str, band: Band) -> Shown:
    return Shown(relation=relation, value=0.9, band=band, evidence=GROUNDS)


def _kin() -> tuple[tuple[str, Member], ...]:
    return (
        ("spouse", Member("spouse", "Образцов Иван Петрович", sex="m")),
        ("child", Member("child", "Образцова-Примерова-Безымянная Мария", sex="f")),
        ("parent", Member("parent", "Примеров Иван", sex="m")),
    )
