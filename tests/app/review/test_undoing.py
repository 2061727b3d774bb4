"""Verdicts given are listed, taken back and put in force again; contradictions are shown until one is taken back."""

from __future__ import annotations

import re

from app.db import db, writing
from app.judging.judge import Decision, judge
from indexer.matching.verdict import Verdict
from tests.app.review.conftest import Desk
from tests.app.review.doubles import second


def undo(desk: Desk, judgement: int, **typed: str) -> str:
    """Take it back as the page does; where one goes on."""
    answer = desk.client.post(f"/en/review/judgements/{judgement}/undo", data=typed)
    assert answer.status_code == 302
    return str(answer.location)


def same(desk: Desk, left: str, right: str, verdict: Verdict = Verdict.SAME) -> int:
    """A judgement of two records; its number."""
    with desk.service.app_context(), writing(db.engine) as session:
        return judge(session, Decision(desk.number(left), desk.number(right), "same", verdict), desk.archivist).id


def test_a_verdict_is_taken_back_and_put_in_force_again(desk: Desk) -> None:
    pair = desk.pair("mailin-beimbet")
    desk.judge(pair, "same", note="По дате")
    [made] = desk.judgements()
    [person] = desk.persons()
    page = desk.page("/en/review/judged")
    assert "По дате" in page
    assert "Take it back" in page
    undo(desk, made.id, note="Другой год")
    assert desk.persons() == []
    assert desk.candidate(pair).state == "open"
    page = desk.page("/en/review/judged")
    assert "(taken back since)" in page
    assert "Другой год" in page
    assert page.index("Put it in force again") < page.index("По дате")
    assert "In force again." in desk.page(undo(desk, desk.judgements()[-1].id))
    assert [each.reference for each in desk.persons()] == [person.reference]
    assert desk.candidate(pair).state == "settled"


def test_the_last_verdict_is_taken_back_from_the_next_page(desk: Desk) -> None:
    pair = desk.pair("mailin-beimbet")
    following = desk.judge(pair, "different").location
    page = desk.page(following)
    assert "Take back my last verdict" in page
    found = re.search(r'action="([^"]+/undo)[^"]*"', page)
    assert found is not None
    answer = desk.client.post(found[1], data={"back": "pair"})
    assert answer.location.endswith(f"/en/review/{pair}")
    assert "Take back my last verdict" not in desk.page(answer.location)
    assert "Take back my last verdict" not in desk.colleague().page(following)


def test_what_is_taken_back_already_says_so(desk: Desk) -> None:
    desk.judge(desk.pair("mailin-beimbet"), "same")
    [made] = desk.judgements()
    undo(desk, made.id)
    assert "It was taken back already." in desk.page(undo(desk, made.id))
    assert "nothing left to judge" in desk.page(undo(desk, 99_999))


def test_the_list_is_of_mine_unless_all_are_asked_for(desk: Desk) -> None:
    colleague = desk.colleague()
    colleague.judge(desk.pair("mailin-beimbet"), "same")
    assert "There are none." in desk.page("/en/review/judged")
    assert "Майлин" in desk.page("/en/review/judged?by=all")
    assert "There are none." in desk.page("/en/review/judged?by=all&verdict=different")
    assert "Майлин" in desk.page("/en/review/judged?by=all&verdict=same")


def test_a_contradiction_is_shown_with_what_leads_to_it_and_ends_with_an_undoing(desk: Desk) -> None:
    assert "There are none. Everything that was judged goes together." in desk.page("/en/review/conflicts")
    same(desk, "mailin-beimbet", second("mailin-beimbet"))
    wrong = same(desk, second("mailin-beimbet"), "budka-nykyta")
    same(desk, "mailin-beimbet", "budka-nykyta", Verdict.DIFFERENT)
    page = desk.page("/en/review/conflicts")
    assert "Apart by this verdict" in page
    together = page.partition("Together by these verdicts")[2]
    assert together.count("<li") >= 2
    assert 'Contradictions</a> <span class="count">1<' in desk.page("/en/review")
    assert undo(desk, wrong, back="conflicts").endswith("/en/review/conflicts")
    assert "There are none." in desk.page("/en/review/conflicts")


def test_the_history_of_a_person_tells_every_verdict_and_lets_a_name_be_chosen(desk: Desk) -> None:
    same(desk, "mailin-beimbet", second("mailin-beimbet"))
    [person] = desk.persons()
    page = desk.page(f"/en/review/persons/{person.reference}")
    assert "One person" in page.partition("Verdicts, the newest first")[2]
    names = re.findall(r'name="name" value="(\d+)"[^>]*> <span[^>]*>([^<]+)', page)
    chosen, written = next((number, name) for number, name in names if name == "Майлин Бимбет")
    answer = desk.client.post(f"/en/review/persons/{person.reference}", data={"name": chosen})
    assert answer.status_code == 302
    assert re.search(rf"<h1><span[^>]*>{written}", desk.page(f"/en/review/persons/{person.reference}"))
    desk.client.post(f"/en/review/persons/{person.reference}", data={"name": ""})
    assert not re.search(rf"<h1><span[^>]*>{written}", desk.page(f"/en/review/persons/{person.reference}"))
    for foreign in ("1", "x", "99999999999999"):
        answer = desk.client.post(f"/en/review/persons/{person.reference}", data={"name": foreign})
        assert answer.status_code == 404


def test_the_history_of_a_person_who_is_no_more_leads_on(desk: Desk) -> None:
    made = same(desk, "mailin-beimbet", second("mailin-beimbet"))
    [person] = desk.persons()
    page = desk.page(undo(desk, made, back=person.reference))
    assert "belong to others now, or stand alone" in page
    assert "Taken back" in page
    assert "Майлин" in page.partition("Records</h2>")[2]
    desk.page("/en/review/persons/P-NONE", 404)
