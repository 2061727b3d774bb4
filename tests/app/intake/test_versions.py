from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.db import writing
from app.intake.draft_json import from_json
from app.intake.versions import Change, keep, keep_first
from app.models import Record, RecordVersion
from tests.app.intake.test_importing import DULATOV, HEADER, bring, write


def test_the_first_change_keeps_what_stood_there_before(engine: Engine, tmp_path: Path) -> None:
    bring(engine, write(tmp_path / "list.csv", HEADER + DULATOV))
    with writing(engine) as session:
        record = session.scalars(select(Record)).one()
        for occupation in ("поэт", "поэт, редактор газеты «Қазақ»"):
            keep_first(session, record)
            record.occupation = occupation
            keep(session, record, Change(None, "corrected", "по следственному делу"))
    with Session(engine) as session:
        versions = session.scalars(select(RecordVersion).order_by(RecordVersion.number)).all()
        assert [(v.number, v.how) for v in versions] == [(1, "imported"), (2, "corrected"), (3, "corrected")]
        assert [from_json(v.said).occupation for v in versions] == ["", "поэт", "поэт, редактор газеты «Қазақ»"]
        assert len({v.digest for v in versions}) == 3
