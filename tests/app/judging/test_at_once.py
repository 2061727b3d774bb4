"""Two archivists who press the button at the same moment: one verdict is written, the other is told."""

from __future__ import annotations

import threading

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import db, writing
from app.judging.judge import Decision, judge
from app.judging.refusals import Overtaken
from app.models import Judgement
from indexer.matching.verdict import Verdict
from tests.app.judging.people import enter, judges


def test_of_two_at_once_one_is_told(app: Flask) -> None:
    with app.app_context(), writing(db.engine) as session:
        one, two, *_ = enter(session)
        users = judges(session, 4)
    begin, told = threading.Barrier(len(users)), []

    def press(user: int, verdict: Verdict) -> None:
        with app.app_context():
            begin.wait()
            try:
                with writing(db.engine) as session:
                    judge(session, Decision(one, two, "same", verdict), user)
                    told.append("written")
            except Overtaken as overtaken:
                told.append(overtaken.by)

    verdicts = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE, Verdict.SAME)
    threads = [threading.Thread(target=press, args=each) for each in zip(users, verdicts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["verdict", "verdict", "verdict", "written"]
    with app.app_context(), Session(db.engine) as session:
        assert len(session.scalars(select(Judgement)).all()) == 1
