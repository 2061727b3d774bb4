"""A pair is judged: every verdict, and every way in which it can fail without a word being lost."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import delete, update

from app.db import db, writing
from app.judging import check
from app.judging.judge import Decision, judge
from app.models import Candidate, Judgement
from indexer.matching.verdict import Verdict
from tests.app.review.conftest import Desk
from tests.app.review.doubles import run, second

NOTE = "Один и тот же приговор, см. дело <b>5</b>"
SHOWN = "Один и тот же приговор, см. дело &lt;b&gt;5&lt;/b&gt;"


def said(desk: Desk, left: str, right: str, verdict: Verdict, relation: str = "") -> int:
    """A judgement of two curated people that came by no page; its number."""
    kind = "kin" if verdict is Verdict.KIN else "same"
    with desk.service.app_context(), writing(db.engine) as session:
        return judge(session, Decision(desk.number(left), desk.number(right), kind, verdict, relation), None).id


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_verdict_is_written_down_and_the_next_pair_opens(desk: Desk, verdict: str) -> None:
    pair = desk.pair("asfendiarov-sanzhar")
    answer = desk.judge(pair, verdict, note=NOTE)
    assert answer.status_code == 303
    assert re.search(r"/en/review/\d+$", answer.location)
    assert not answer.location.endswith(f"/{pair}")
    [made] = desk.judgements()
    assert (made.verdict, made.judge_id, made.note) == (verdict, desk.archivist, NOTE)
    assert made.seen["digest"] == desk.candidate(pair).digest
    assert desk.candidate(pair).state == "settled"
    assert "Noted:" in desk.page(answer.location)
    assert len(desk.persons()) == (verdict == "same")


def test_kin_needs_a_relation_and_what_was_written_stays(desk: Desk) -> None:
    pair = desk.pair("asfendiarov-sanzhar")
    answer = desk.judge(pair, "kin", note=NOTE, relation="")
    assert answer.status_code == 422
    assert "Please choose how they are related." in answer.text
    assert SHOWN in answer.text
    assert desk.judge(pair, "kin", relation="sibling").status_code == 303
    [made] = desk.judgements()
    assert (made.verdict, made.relation) == ("kin", "sibling")
    assert [len(person.records) for person in desk.persons()] == [1, 1]


@pytest.mark.parametrize("verdict", ["", "undone", "SAME", "x" * 500])
def test_what_is_no_verdict_judges_nothing(desk: Desk, verdict: str) -> None:
    answer = desk.judge(desk.pair("mailin-beimbet"), verdict, note=NOTE)
    assert answer.status_code == 422
    assert SHOWN in answer.text
    assert desk.judgements() == []


def test_a_note_that_is_too_long_is_not_cut_but_given_back(desk: Desk) -> None:
    pair = desk.pair("mailin-beimbet")
    answer = desk.judge(pair, "same", note="я" * 2_001)
    assert answer.status_code == 422
    assert "at most 2000 letters" in answer.text
    assert "я" * 2_001 in answer.text
    assert desk.judge(pair, "same", note="я\r\n" * 1_000).status_code == 303
    [made] = desk.judgements()
    answer = desk.client.post(f"/en/review/judgements/{made.id}/undo", data={"note": "я" * 2_001})
    assert "at most 2000 letters" in desk.page(answer.location)
    assert len(desk.judgements()) == 1


def test_a_form_sent_twice_is_one_judgement(desk: Desk) -> None:
    pair = desk.pair("mailin-beimbet")
    desk.judge(pair, "same", token="once")
    assert desk.judge(pair, "same", token="once").status_code == 303
    assert len(desk.judgements()) == 1


def test_of_two_archivists_at_once_the_second_is_told_and_keeps_the_words(desk: Desk) -> None:
    pair, colleague = desk.pair("mailin-beimbet"), desk.colleague()
    opened = desk.candidate(pair).digest
    colleague.judge(pair, "different")
    answer = desk.client.post(f"/en/review/{pair}", data={"verdict": "same", "seen": opened, "note": NOTE})
    assert answer.status_code == 409
    assert "Another archivist has judged this pair in the meantime" in answer.text
    assert SHOWN in answer.text
    assert len(desk.judgements()) == 1


def test_evidence_that_came_in_between_is_looked_at_first(desk: Desk) -> None:
    pair = desk.pair("mailin-beimbet")
    answer = desk.judge(pair, "same", seen="another digest", note=NOTE)
    assert answer.status_code == 409
    assert "The evidence has changed since you opened the page" in answer.text
    assert SHOWN in answer.text
    assert desk.judgements() == []


def test_a_settled_pair_shows_its_verdict_and_another_replaces_it(desk: Desk) -> None:
    pair = desk.pair("mailin-beimbet")
    desk.judge(pair, "different")
    page = desk.page(f"/en/review/{pair}")
    assert "This pair is judged:" in page
    assert desk.judge(pair, "same").status_code == 303
    assert len(desk.persons()) == 1


def test_a_pair_that_came_back_says_what_is_new(desk: Desk) -> None:
    pair = desk.pair("mailin-beimbet")
    with desk.service.app_context(), writing(db.engine) as session:
        session.execute(update(Candidate).where(Candidate.id == pair).values(news=["birth_place", "death"]))
    assert "What is new since then: Place of birth, Date of death." in desk.page(f"/en/review/{pair}")


def test_a_record_removed_meanwhile_leaves_the_words(desk: Desk) -> None:
    pair = desk.pair("kemengerov-koshmukhambet")
    with desk.service.app_context(), writing(db.engine) as session:
        held = session.get_one(Candidate, pair)
        kept = {column.name: getattr(held, column.name) for column in Candidate.__table__.columns}
        session.execute(delete(Candidate).where(Candidate.id == pair))
    answer = desk.client.post(f"/en/review/{pair}", data={"verdict": "same", "note": NOTE})
    assert answer.status_code == 410
    assert SHOWN in answer.text
    assert desk.page(f"/en/review/{pair}", 404)
    with desk.service.app_context(), writing(db.engine) as session:
        session.add(Candidate(**kept))


@pytest.mark.parametrize("number", [0, 99_999, 2**31, 10**18])
def test_a_pair_that_never_was_is_not_there(desk: Desk, number: int) -> None:
    desk.page(f"/en/review/{number}", 404)


def test_a_person_of_too_many_records_is_refused_with_the_numbers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "LARGEST", 1)
    answer = desk.judge(desk.pair("mailin-beimbet"), "same", note=NOTE)
    assert answer.status_code == 409
    assert "The person would have 2 records; more than 1 are never brought together" in answer.text
    assert SHOWN in answer.text


def test_a_loop_is_refused_with_the_way_round(desk: Desk) -> None:
    said(desk, "mailin-beimbet", "baitursynov-akhmet", Verdict.KIN, "child")
    said(desk, "baitursynov-akhmet", second("mailin-beimbet"), Verdict.KIN, "child")
    answer = desk.judge(desk.pair("mailin-beimbet"), "same", note=NOTE)
    assert answer.status_code == 409
    way = re.findall(r"<li>(.*?)</li>", answer.text.partition('class="loop"')[2].partition("</ol>")[0])
    assert len(way) == 3
    assert sum("are one person" in step for step in way) == 1
    assert sum("is a child of" in step or "is a parent of" in step for step in way) == 2
    assert SHOWN in answer.text


def test_the_page_lays_the_records_side_by_side(desk: Desk) -> None:
    page = desk.page(f"/en/review/{desk.pair('mailin-beimbet')}")
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th>(.*?)</tr>', page.partition('class="aligned"')[2], re.DOTALL))
    assert "Beimbet" in rows["Given name"]  # the spelling that lies nearest
    assert "Майлин Беимбет Жармагамбетович" in page
    assert "Бимбет" in rows["Given name"]
    assert "Letter by letter" in rows["Given name"]
    assert "agrees" in rows["Born"]
    assert "only on the left" in rows["Notes"]
    assert "Any two records, before they are looked at" in page
    assert "Source:" in page.partition("In the words of the sources")[2]


def test_proposing_again_leaves_what_is_judged(desk: Desk) -> None:
    pair = desk.pair("mailin-beimbet")
    desk.judge(pair, "different")
    run(desk.service, "propose", "--full", "--workers", "1")
    assert desk.candidate(pair).state == "settled"


def test_no_verdict_without_the_seal_of_the_form(desk: Desk) -> None:
    del desk.client.environ_base["HTTP_X_CSRFTOKEN"]
    answer = desk.client.post(f"/en/review/{desk.pair('mailin-beimbet')}", data={"verdict": "same"})
    assert answer.status_code == 400
    assert desk.judgements() == []


def test_records_never_change_by_judging(desk: Desk) -> None:
    with desk.service.app_context():
        before = db.session.connection().exec_driver_sql("select * from record order by id").all()
    desk.judge(desk.pair("mailin-beimbet"), "same")
    with desk.service.app_context():
        assert db.session.connection().exec_driver_sql("select * from record order by id").all() == before


def test_the_log_names_who_saw_what(desk: Desk) -> None:
    desk.judge(desk.pair("mailin-beimbet"), "unsure")
    with desk.service.app_context():
        assert db.session.query(Judgement).one().seen["evidence"]


def test_evidence_of_other_tables_breaks_no_page(desk: Desk) -> None:
    """Kept before an upgrade: a step that is no longer, and one without words."""
    pair = desk.pair("mailin-beimbet")
    before = desk.candidate(pair).evidence
    odd = [
        before[0] | {"relation": "no_such_step"},
        before[0] | {"field": "rule", "scale": "level", "relation": "week"},
    ]
    with desk.service.app_context(), writing(db.engine) as session:
        session.execute(update(Candidate).where(Candidate.id == pair).values(evidence=[*odd, *before[1:]]))
    for path in ("/en/review?kind=same", f"/en/review/{pair}", "/en/review/batch"):
        assert "Майлин" in desk.page(path)
    with desk.service.app_context(), writing(db.engine) as session:
        session.execute(update(Candidate).where(Candidate.id == pair).values(evidence=before))
