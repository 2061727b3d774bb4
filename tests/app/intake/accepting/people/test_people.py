"""One submitter's submissions together, and the numbers of one's own work."""

from __future__ import annotations

from sqlalchemy import select

from app import audit
from app.db import db
from app.models import AuditEvent
from tests.app.intake.accepting.conftest import Desk
from tests.app.signing import client_for


def test_all_that_waits_of_one_account_is_set_aside_and_taken_up_again(desk: Desk) -> None:
    refs = [desk.sent() for _ in range(3)]
    decided = desk.sent()
    assert desk.form(decided, "send_back", words="?").status_code == 302
    where = f"/en/queue/people/{desk.volunteer}"
    assert desk.client.post(where, data={"go": "set_aside", "words": " "}).status_code == 422
    assert desk.client.post(where, data={"go": "set_aside", "words": "Одно и то же сто раз"}).status_code == 302
    assert [desk.state(ref) for ref in (*refs, decided)] == ["set_aside"] * 3 + ["sent_back"]
    assert "3 submissions are set aside." in desk.page(where)
    assert refs[0] not in desk.page("/en/queue")
    own = client_for(desk.service, desk.volunteer).get(f"/en/submissions/{refs[0]}").text
    assert "Одно и то же сто раз" in own
    assert desk.client.post(where, data={"go": "taken_up"}).status_code == 302
    assert [desk.state(ref) for ref in refs] == ["pending"] * 3
    assert client_for(desk.service, desk.volunteer).get(f"/en/submissions/{refs[0]}").status_code == 200
    with desk.service.app_context():
        wanted = select(AuditEvent).where(AuditEvent.subject == f"user:{desk.volunteer}")
        assert [(event.action, event.data) for event in db.session.scalars(wanted)] == [
            ("submissions.set_aside", {"count": 3}),
            ("submissions.taken_up", {"count": 3}),
        ]
        assert audit.broken_at(db.session) is None


def test_a_decision_on_a_page_opened_before_it_was_set_aside_is_told(desk: Desk) -> None:
    ref = desk.sent()
    version = str(desk.read(ref).version)
    desk.client.post(f"/en/queue/people/{desk.volunteer}", data={"go": "set_aside", "words": "x"})
    answer = desk.client.post(f"/en/queue/{ref}", data={"go": "accept", "version": version})
    assert answer.status_code == 409
    assert desk.state(ref) == "set_aside"


def test_nobody_sets_their_own_aside(desk: Desk) -> None:
    ref = desk.sent(submitter=desk.archivist)
    where = f"/en/queue/people/{desk.archivist}"
    assert "Set aside all" not in desk.page(where)
    assert desk.client.post(where, data={"go": "set_aside", "words": "x"}).status_code == 403
    assert desk.state(ref) == "pending"


def test_my_work_counts_my_decisions_alone(desk: Desk) -> None:
    desk.form(desk.sent(), "accept")
    desk.form(desk.sent(), "send_back", words="?")
    page = " ".join(desk.page("/en/queue/mine").split())
    assert "<dt>accepted</dt><dd>1</dd>" in page
    assert "<dt>not accepted</dt><dd>0</dd>" in page


def test_there_is_no_page_of_nobody(desk: Desk) -> None:
    desk.page("/en/queue/people/99999", 404)
