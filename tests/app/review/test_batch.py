"""Many very likely pairs are judged together: what is listed, what is left out, all or none, and taken back at once."""

from __future__ import annotations

import re

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.app.review.conftest import Desk
from tests.app.review.doubles import SECOND


def ticked(page: str) -> list[str]:
    return re.findall(r'name="pair" value="(\d+:\w+)" checked', page)


def confirm(desk: Desk, page: str, pairs: list[str], **typed: str) -> TestResponse:
    """Send the form of the page with these pairs ticked."""
    token = re.search(r'name="token" value="([^"]+)"', page)
    shown = re.findall(r'name="shown" value="(\d+)"', page)
    assert token is not None
    data = MultiDict([("token", token[1]), *(("pair", each) for each in pairs), *(("shown", each) for each in shown)])
    data.update(typed)
    return desk.client.post("/en/review/batch", data=data)


def test_the_very_likely_are_listed_with_their_grounds_and_all_are_ticked(desk: Desk) -> None:
    page = desk.page("/en/review/batch")
    assert len(ticked(page)) == len(SECOND)
    assert "the same day in both records" in page
    assert "relatives?" not in page
    narrowed = desk.page("/en/review/batch?surname=майлин")
    assert [int(each.partition(":")[0]) for each in ticked(narrowed)] == [desk.pair("mailin-beimbet")]


def test_what_is_ticked_is_judged_at_once_and_taken_back_at_once(desk: Desk) -> None:
    page = desk.page("/en/review/batch")
    chosen = ticked(page)[:4]
    answer = confirm(desk, page, chosen, note="По спискам")
    assert answer.status_code == 302
    assert "4 pairs are judged." in desk.page(answer.location)
    made = desk.judgements()
    assert {each.verdict for each in made} == {"same"}
    assert {each.note for each in made} == {"По спискам"}
    assert len({each.batch for each in made}) == 1
    assert len(desk.persons()) == 4
    assert len(ticked(desk.page("/en/review/batch"))) == len(SECOND) - 4
    back = desk.client.post(f"/en/review/batches/{made[0].batch}/undo")
    assert back.status_code == 302
    assert desk.persons() == []
    assert len(ticked(desk.page("/en/review/batch"))) == len(SECOND)


def test_where_one_is_refused_none_is_written_and_it_is_marked(desk: Desk) -> None:
    page = desk.page("/en/review/batch")
    first, *rest = ticked(page)[:3]
    number = int(first.partition(":")[0])
    desk.colleague().judge(number, "different")
    answer = confirm(desk, page, [first, *rest], note="По спискам")
    assert answer.status_code == 409
    assert len(desk.judgements()) == 1
    assert "Nothing was written down" in answer.text
    assert "По спискам" in answer.text
    assert [each for each in ticked(answer.text) if each in rest] == rest


def test_changed_evidence_is_marked_beside_its_pair(desk: Desk) -> None:
    page = desk.page("/en/review/batch")
    first, other = ticked(page)[:2]
    number = first.partition(":")[0]
    answer = confirm(desk, page, [f"{number}:0", other])
    assert answer.status_code == 409
    assert f'id="refused-{number}"' in answer.text
    assert "The evidence has changed" in answer.text
    assert first not in ticked(answer.text)
    assert desk.judgements() == []


def test_nothing_ticked_judges_nothing(desk: Desk) -> None:
    assert confirm(desk, desk.page("/en/review/batch"), []).status_code == 302
    assert confirm(desk, desk.page("/en/review/batch"), ["x:1", "99999999999999:1", "-1:"]).status_code == 302
    assert confirm(desk, desk.page("/en/review/batch"), ["99999:1"]).status_code == 409
    assert desk.judgements() == []


def test_a_form_sent_twice_is_one_batch(desk: Desk) -> None:
    page = desk.page("/en/review/batch")
    for _ in range(2):
        assert confirm(desk, page, ticked(page)[:2]).status_code == 302
    assert len(desk.judgements()) == 2


def test_a_batch_that_never_was_is_told(desk: Desk) -> None:
    answer = desk.client.post("/en/review/batches/none/undo")
    assert answer.status_code == 302
    assert "nothing left to judge" in desk.page(answer.location)
