"""The way of a request: asked by anybody, once; decided by an archivist, once; told in a log that names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import guard
from app.access import Role
from app.audit import broken_at
from app.db import db, writing
from app.intake.accept import Lookup, enter, fill
from app.intake.drafting import understand
from app.intake.takedown.asking import mail_address, record_number
from app.intake.takedown.deciding import AlreadyDecided, BadDecision, Decision, decide
from app.intake.takedown.words import KINDS, STATES, reasons
from app.languages import LANGUAGES
from app.models import AuditEvent, Counter, OutboxEntry, Record, Takedown, Tombstone
from app.tables import rows
from tests.app.proving import solved
from tests.app.signing import client_of, user_of, visitor

SAID = {
    "surname": "Ақбергенова",
    "given_name": "Сәуле",
    "birth_date": "1900",
    "fate": "shot",
    "residence": "с. Кызылту",
}
WORDS = "Бұл менің апам. Пожалуйста, уберите <script>alert('адрес')</script>"
CONTACT = "Олжас, olzhas.planted@example.org"


@pytest.fixture
def record(app: Flask) -> int:
    """The number of a record that may be shown."""
    with app.app_context(), writing(db.engine) as session:
        made = Record()
        fill(session, made, understand(SAID).draft, Lookup.read(session))
        enter(session, [made])
        return made.id


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    yield visitor(app)


def form(client: FlaskClient, record: int, **said: str) -> dict[str, str]:
    page = client.get(f"/en/takedown/{record}").text
    return {"kind": "relative", "words": WORDS, "contact": CONTACT} | solved(page) | said


def asked(client: FlaskClient, record: int, **said: str) -> str:
    """Send a request; its reference."""
    answer = client.post(f"/ru/takedown/{record}", data=form(client, record, **said))
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.location.rsplit("/", 1)[1]


def held(app: Flask, model: Any) -> list[Any]:
    with app.app_context(), Session(db.engine) as session:
        return list(session.scalars(select(model).order_by(*model.__table__.primary_key)))


def letters(app: Flask) -> dict[str, list[str]]:
    """What was sent, by receiver, subject and words together: without a mail server they lie in a folder."""
    app.extensions["post"].look(at_once=True)
    app.extensions["post"].settle()
    found: dict[str, list[str]] = {}
    for path in sorted(app.config["ESIMDER"].mail_dir.glob("*.eml")):
        letter = message_from_bytes(path.read_bytes(), policy=default)
        found.setdefault(str(letter["To"]), []).append(f"{letter['Subject']}\n{letter.get_content()}")
    return found


def outcome(app: Flask, reference: str, decision: Decision) -> None:
    by = user_of(app, Role.ARCHIVIST)
    with app.test_request_context("/en/"), writing(db.engine) as session:
        found = session.scalars(select(Takedown).where(Takedown.reference == reference)).one()
        decide(session, found, by, decision)


def test_anybody_asks_and_gets_a_reference(app: Flask, client: FlaskClient, record: int) -> None:
    admin = user_of(app, Role.ADMIN, "head@example.org")
    reference = asked(client, record)
    (kept,) = held(app, Takedown)
    assert (kept.reference, kept.record_id, kept.kind, kept.words) == (reference, record, "relative", WORDS)
    assert (kept.contact, kept.state, kept.language) == (CONTACT, "open", "ru")
    page = client.get(f"/ru/takedown/requests/{reference}").get_data(as_text=True)
    assert reference in page
    assert "planted" not in page
    assert "апам" not in page
    ((receiver, (letter,)),) = letters(app).items()
    assert (receiver, admin > 0) == ("head@example.org", True)
    assert reference in letter
    assert "апам" not in letter


def test_a_form_sent_twice_is_one_request(app: Flask, client: FlaskClient, record: int) -> None:
    data = form(client, record)
    first, second = (client.post(f"/en/takedown/{record}", data=data) for _ in range(2))
    assert (first.status_code, first.location) == (302, second.location)
    assert len(held(app, Takedown)) == 1
    assert len([c for c in held(app, Counter) if c.expires_at > 0]) >= 1


def test_without_script_the_sum_and_patience_do(app: Flask, client: FlaskClient, record: int) -> None:
    data = form(client, record, solution="")
    with app.app_context():
        task = guard.again(app.config["ESIMDER"].secret_key, "takedown", data)
    early = client.post(f"/en/takedown/{record}", data=data | {"sum": str(task.left + task.right)})
    assert (early.status_code, "quick" in early.get_data(as_text=True)) == (400, True)
    assert "Пожалуйста, уберите" in early.get_data(as_text=True)
    assert task.text in early.get_data(as_text=True)  # patience is not asked twice
    wrong = client.post(f"/en/takedown/{record}", data=data | {"sum": "1"})
    assert (wrong.status_code, held(app, Takedown)) == (400, [])


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"kind": ""}, "choose what it is about"),
        ({"kind": "made up"}, "choose what it is about"),
        ({"words": "  \n "}, "in a few words"),
        ({"words": "ы" * 5_001}, "5,000 letters or less"),
        ({"contact": "ы" * 201}, "200 letters or less"),
        ({"website": "https://example.org"}, "must stay empty"),
        ({"task": "made up"}, "open for too long"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    app: Flask, client: FlaskClient, record: int, said: dict[str, str], wrong: str
) -> None:
    answer = client.post(f"/en/takedown/{record}", data=form(client, record, **said))
    page = answer.get_data(as_text=True)
    assert (answer.status_code, held(app, Takedown)) == (400, [])
    assert wrong in page.replace("5000", "5,000")
    assert "olzhas.planted" in page or "contact" in said
    assert "<script>alert" not in page


def test_of_no_record_nothing_is_asked(app: Flask, client: FlaskClient, record: int) -> None:
    assert client.get(f"/en/takedown/{record + 1}").status_code == 404
    assert client.get(f"/en/takedown/{10**30}").status_code == 404


@pytest.mark.parametrize(
    ("written", "number"),
    [("12", 12), ("http://127.0.0.1:8000/records/12", 12), ("/ru/records/12?q=x", 12), ("№ 12", 12), ("record", None),
     ("", None), ("9" * 40, None), ("Шмидт 1900", None)],
)  # fmt: skip
def test_a_record_is_named_by_its_number_or_its_address(written: str, number: int | None) -> None:
    assert record_number(written) == number


def test_the_explaining_page_leads_to_the_form(client: FlaskClient, record: int) -> None:
    answer = client.get("/en/takedown", query_string={"record": f"http://localhost/ru/records/{record}"})
    assert (answer.status_code, answer.location) == (302, f"/en/takedown/{record}")
    assert client.get("/en/takedown", query_string={"record": "<b>x"}).status_code == 404
    assert f'href="/en/takedown/{record}"' in client.get(f"/en/records/{record}").get_data(as_text=True)


def test_an_archivist_removes_the_record_and_nothing_of_it_is_left(
    app: Flask, client: FlaskClient, record: int
) -> None:
    reference, other = asked(client, record), asked(client, record, kind="wrong")
    desk = client_of(app, Role.ARCHIVIST)
    shown = desk.get(f"/ru/requests/{reference}").get_data(as_text=True)
    assert "&lt;script&gt;alert" in shown
    assert "olzhas.planted" in shown
    data = {"verdict": "granted", "reason": "relatives_asked", "ruling": ""}
    assert desk.post(f"/ru/requests/{reference}", data=data).status_code == 302
    assert held(app, Record) == []
    assert [(stone.record_id, stone.reason) for stone in held(app, Tombstone)] == [(record, "relatives_asked")]
    assert {(one.reference, one.state, one.words, one.contact) for one in held(app, Takedown)} == {
        (reference, "granted", "", ""),
        (other, "granted", "", ""),
    }
    answers = letters(app)["olzhas.planted@example.org"]
    assert len(answers) == 2
    assert all(reasons("granted", "ru")["relatives_asked"] in answer for answer in answers)
    assert client.get(f"/en/records/{record}").status_code == 410
    assert client.get(f"/en/takedown/{record}").status_code == 410
    with app.app_context(), Session(db.engine) as session:
        assert broken_at(session) is None


def test_in_part_hides_what_is_private_everywhere(app: Flask, client: FlaskClient, record: int) -> None:
    app.extensions["indexer"].stop()  # what it is owed stays to be looked at
    assert "Кызылту" in client.get(f"/en/records/{record}").get_data(as_text=True)
    outcome(app, asked(client, record), Decision("in_part", "hidden", "Address hidden."))
    assert "Кызылту" not in client.get(f"/en/records/{record}").get_data(as_text=True)
    assert "Кызылту" not in client.get(f"/api/v1/records/{record}").get_data(as_text=True)
    assert held(app, OutboxEntry)[-1].record_id == record
    (kept,) = held(app, Takedown)
    assert (kept.state, kept.words) == ("in_part", WORDS)


def test_refused_changes_nothing_but_is_told(app: Flask, client: FlaskClient, record: int) -> None:
    reference = asked(client, record)
    outcome(app, reference, Decision("refused", "source_says", "The book is public."))
    assert len(held(app, Record)) == 1
    page = client.get(f"/ru/takedown/requests/{reference}").get_data(as_text=True)
    assert reasons("refused", "ru")["source_says"] in page
    assert "The book is public." in page


def test_the_log_tells_day_kind_decision_and_reason_and_nobodys_name(
    app: Flask, client: FlaskClient, record: int
) -> None:
    first, second = asked(client, record), asked(client, record, kind="wrong")
    outcome(app, second, Decision("refused", "source_says", "<i>Printed</i> in 1998."))
    outcome(app, first, Decision("granted", "relatives_asked"))
    page = client.get("/ru/takedown/log").get_data(as_text=True)
    for told in (*(reasons(*pair)["source_says"] for pair in [("refused", "ru")]), "&lt;i&gt;Printed&lt;/i&gt;",
                 reasons("granted", "ru")["relatives_asked"]):  # fmt: skip
        assert told in page
    for hidden in ("planted", "Ақбергенова", "апам", first, second, f"records/{record}"):
        assert hidden not in page


def test_two_archivists_at_once_one_is_told(app: Flask, client: FlaskClient, record: int) -> None:
    reference = asked(client, record)
    one, two = client_of(app, Role.ARCHIVIST), client_of(app, Role.ARCHIVIST)
    for desk in (one, two):
        assert desk.get(f"/en/requests/{reference}").status_code == 200
    keeping = {"verdict": "refused", "reason": "remembered", "ruling": ""}
    assert one.post(f"/en/requests/{reference}", data=keeping).location == "/en/requests"
    answer = two.post(f"/en/requests/{reference}", data={"verdict": "granted", "reason": "other", "ruling": ""})
    assert answer.location == f"/en/requests/{reference}"
    assert "decided in the meantime" in two.get(answer.location).get_data(as_text=True)
    assert len(held(app, Record)) == 1
    with pytest.raises(AlreadyDecided):
        outcome(app, reference, Decision("granted", "other"))


@pytest.mark.parametrize(
    "decision",
    [
        Decision("granted", "source_says"),
        Decision("refused", ""),
        Decision("burnt", "other"),
        Decision("refused", "remembered", "ы" * 1_001),
    ],
)
def test_no_decision_without_a_reason_of_the_list(
    app: Flask, client: FlaskClient, record: int, decision: Decision
) -> None:
    reference = asked(client, record)
    with pytest.raises(BadDecision):
        outcome(app, reference, decision)
    data = {"verdict": decision.verdict, "reason": decision.reason, "ruling": decision.ruling}
    assert client_of(app, Role.ARCHIVIST).post(f"/en/requests/{reference}", data=data).status_code == 400
    assert [one.state for one in held(app, Takedown)] == ["open"]


def test_events_name_the_request_and_hold_no_words(app: Flask, client: FlaskClient, record: int) -> None:
    reference = asked(client, record)
    outcome(app, reference, Decision("refused", "remembered", "Not hidden."))
    events = [one for one in held(app, AuditEvent) if one.subject == f"takedown:{reference}"]
    assert [one.action for one in events] == ["asked", "refused"]
    assert events[0].data == {"record": record, "kind": "relative"}
    assert events[1].data == {"record": record, "reason": "remembered"}


def test_the_list_of_requests_is_for_archivists(app: Flask, client: FlaskClient, record: int) -> None:
    reference = asked(client, record)
    desk = client_of(app, Role.ARCHIVIST)
    assert reference in desk.get("/en/requests").get_data(as_text=True)
    assert reference not in desk.get("/en/requests?state=refused").get_data(as_text=True)
    assert desk.get("/en/requests?state=made-up").status_code == 404
    assert client_of(app, Role.VOLUNTEER).get("/en/requests").status_code == 403
    assert client.get(f"/en/requests/{reference}").status_code == 302


@pytest.mark.parametrize(
    ("contact", "address"),
    [("olzhas@example.org", "olzhas@example.org"), ("Олжас (olzhas@example.org), +7 701", "olzhas@example.org"),
     ("+7 701 000 00 00", ""), ("", ""), ("a@b", ""), ("x@example.org\nBcc: y@example.org", "x@example.org")],
)  # fmt: skip
def test_an_address_is_found_in_how_one_can_be_reached(contact: str, address: str) -> None:
    assert mail_address(contact) == address


def test_every_reason_and_word_is_there_in_every_language(app: Flask) -> None:
    for row in (*rows("vocab/rulings"), *rows("vocab/removals")):
        assert all(row[f"label_{tag}"] for tag in LANGUAGES), row["code"]
    assert set(reasons("in_part")) & set(reasons("refused")) == set()
    assert {row["verdict"] for row in rows("vocab/rulings")} == {"in_part", "refused"} < set(STATES)
    assert all(len(kind) <= 20 for kind in KINDS)
