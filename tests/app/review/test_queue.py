"""The queue: which pairs stand in it, in which order, and how it narrows."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from app.access import Role
from app.db import db, writing
from app.models import Candidate, Submission
from tests.app.review.conftest import Desk
from tests.app.review.doubles import BOOK, SECOND
from tests.app.signing import client_of


def listed(page: str) -> list[int]:
    """The numbers of the pairs in the list, in its order."""
    return [int(found) for found in re.findall(r'<a href="/en/review/(\d+)', page.partition("data-rows")[2])]


def test_the_likeliest_pair_stands_first_and_each_row_says_why(desk: Desk) -> None:
    page = desk.page("/en/review")
    values = [desk.candidate(pair).value for pair in listed(page)]
    assert len(values) >= len(SECOND)
    assert values == sorted(values, reverse=True)
    assert "the same day in both records" in page
    assert "never change" in page


@pytest.mark.parametrize(
    ("query", "kinds"), [("kind=same", {"same"}), ("kind=kin", {"kin"}), ("kind=nonsense", {"same", "kin"})]
)
def test_the_queue_narrows_by_what_is_asked(desk: Desk, query: str, kinds: set[str]) -> None:
    assert {desk.candidate(pair).kind for pair in listed(desk.page(f"/en/review?{query}"))} == kinds


def test_it_narrows_by_collection_of_either_record_and_by_surname_in_any_case(desk: Desk) -> None:
    of_book = listed(desk.page(f"/en/review?kind=same&collection={BOOK}"))
    assert set(of_book) == {desk.pair(ref) for ref in SECOND}
    assert desk.pair("asfendiarov-sanzhar") in listed(desk.page("/en/review?surname=асфенд"))
    assert desk.pair("mailin-beimbet") not in listed(desk.page("/en/review?surname=асфенд"))
    for nobody in ("Ъъъ", "%", "_", "\\"):
        assert "There are none of these" in desk.page(f"/en/review?surname={quote(nobody)}")


def test_the_counts_beside_the_choices_are_those_of_the_lists(desk: Desk) -> None:
    page = desk.page("/en/review?band=likely")
    for kind in ("same", "kin"):
        counted = re.search(rf'<option value="{kind}"[^>]*>[^<(]*\((\d+)\)', page)
        assert counted is not None
        assert int(counted[1]) == len(listed(desk.page(f"/en/review?band=likely&kind={kind}")))


def test_what_is_judged_leaves_the_queue_and_stands_under_judged(desk: Desk) -> None:
    pair = desk.pair("mailin-beimbet")
    desk.judge(pair, "different")
    assert pair not in listed(desk.page("/en/review"))
    assert listed(desk.page("/en/review?state=settled")) == [pair]


def test_filters_stay_in_every_address(desk: Desk) -> None:
    page = desk.page("/en/review?kind=same&surname=А")
    assert "kind=same&amp;surname=%D0%90" in page.partition("data-rows")[2]
    pair = listed(page)[0]
    assert f"/en/review/{pair}?kind=same&amp;surname=%D0%90" in desk.page("/en/review?kind=same&surname=А")
    answer = desk.judge(pair, "unsure", "?kind=same&surname=А")
    assert "kind=same&surname=%D0%90" in answer.location


def test_a_page_behind_the_end_leads_back(desk: Desk) -> None:
    assert "To the first page" in desk.page("/en/review?offset=5000")


def test_a_pair_of_ones_own_submission_is_not_in_the_queue_and_says_why(desk: Desk) -> None:
    pair = desk.pair("budka-nykyta")
    with desk.service.app_context(), writing(db.engine) as session:
        session.add(Submission(reference="S-OWN", token="own", state="accepted", submitter_id=desk.archivist,
                               record_id=session.get_one(Candidate, pair).right_id))  # fmt: skip
    assert pair not in listed(desk.page("/en/review"))
    assert pair in listed(desk.colleague().page("/en/review"))
    page = desk.page(f"/en/review/{pair}")
    assert "One of these records comes from your own submission" in page
    assert 'class="verdicts"' not in page
    answer = desk.client.post(f"/en/review/{pair}", data={"verdict": "same"})
    assert answer.status_code == 403
    assert desk.candidate(pair).state == "open"


@pytest.mark.parametrize("path", ["", "/1", "/batch", "/judged", "/conflicts", "/agreement", "/persons/P-NONE"])
def test_the_desk_is_for_archivists(desk: Desk, path: str) -> None:
    assert client_of(desk.service, Role.VOLUNTEER).get(f"/en/review{path}").status_code == 403
    assert client_of(desk.service, Role.READER).get(f"/en/review{path}").status_code == 302


def test_a_name_without_markup_stays_one(desk: Desk) -> None:
    page = desk.page("/en/review?surname=%22%3E%3Cscript%3E")
    assert "<script>" not in page.partition("<main")[2]
