"""Where two verdicts are asked for: the second archivist sees nothing of the first, a third decides, κ is told."""

from __future__ import annotations

import pytest

from tests.app.review.conftest import Desk
from tests.app.review.test_queue import listed

NOTE = "Секрет первого"


@pytest.mark.usefixtures("blind")
def test_the_second_sees_nothing_of_the_first(desk: Desk) -> None:
    pair, colleague = desk.pair("mailin-beimbet"), desk.colleague()
    desk.judge(pair, "same", note=NOTE)
    assert desk.candidate(pair).state == "second"
    assert pair not in listed(desk.page("/en/review?state=second"))
    assert "now others are to be heard" in desk.page(f"/en/review/{pair}")
    assert pair in listed(colleague.page("/en/review?state=second"))
    other = desk.candidate(pair)
    for path in (f"/en/review/{pair}", "/en/review/judged?by=all", "/en/review?state=second", "/en/review/agreement"):
        page = colleague.page(path)
        assert NOTE not in page
        assert "Cannot tell</b>" not in page
        assert "One person</b>" not in page
    assert other.first_by_id == desk.archivist
    assert NOTE in desk.page(f"/en/review/{pair}")


@pytest.mark.usefixtures("blind")
def test_two_who_agree_settle_it_and_then_each_sees_the_other(desk: Desk) -> None:
    pair, colleague = desk.pair("mailin-beimbet"), desk.colleague()
    desk.judge(pair, "same", note=NOTE)
    assert colleague.judge(pair, "same").status_code == 303
    assert desk.candidate(pair).state == "settled"
    assert NOTE in colleague.page(f"/en/review/{pair}")
    assert len(desk.persons()) == 1


@pytest.mark.usefixtures("blind")
def test_two_who_differ_are_decided_by_a_third_who_sees_neither(desk: Desk) -> None:
    pair, colleague, third = desk.pair("mailin-beimbet"), desk.colleague(), desk.colleague()
    desk.judge(pair, "same", note=NOTE)
    colleague.judge(pair, "different")
    assert desk.candidate(pair).state == "disputed"
    assert pair in listed(third.page("/en/review?state=disputed"))
    assert pair not in listed(colleague.page("/en/review?state=disputed"))
    assert NOTE not in third.page(f"/en/review/{pair}")
    assert NOTE not in colleague.page("/en/review/judged?by=all")
    third.judge(pair, "different")
    assert desk.candidate(pair).state == "settled"
    page = desk.page("/en/review/agreement")
    assert "1 pair judged by two" in page
    assert "0.00" in page


@pytest.mark.usefixtures("blind")
def test_nobody_is_heard_twice(desk: Desk) -> None:
    pair = desk.pair("mailin-beimbet")
    desk.judge(pair, "same")
    answer = desk.client.post(f"/en/review/{pair}", data={"verdict": "same"})
    assert answer.status_code == 409
    assert "You have judged this pair already" in answer.text
    assert len(desk.judgements()) == 1


@pytest.mark.usefixtures("blind")
def test_a_first_verdict_is_taken_back_by_its_judge_alone(desk: Desk) -> None:
    desk.judge(desk.pair("mailin-beimbet"), "same")
    [made] = desk.judgements()
    answer = desk.colleague().client.post(f"/en/review/judgements/{made.id}/undo")
    assert answer.status_code == 302
    assert len(desk.judgements()) == 1
    desk.client.post(f"/en/review/judgements/{made.id}/undo")
    assert desk.candidate(desk.pair("mailin-beimbet")).state == "open"
