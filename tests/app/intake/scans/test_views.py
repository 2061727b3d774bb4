"""Who sees a scan, and as what a browser gets it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Role
from app.db import db, writing
from app.intake.accept import Lookup, enter, fill
from app.intake.drafting import understand
from app.intake.history.erase import erase
from app.intake.scans import store
from app.models import Record, Submission
from tests.app.intake.scans.files import saved, sent, telling_jpeg, telling_pdf, two_halves
from tests.app.signing import client_for, client_of, user_of, visitor

DEAD = {"surname": "Шмидт", "given_name": "Иван", "birth_date": "1880", "fate": "shot"}
LIVING = {"surname": "Шмидт", "given_name": "Иван", "birth_date": "1960"}


def submitted(app: Flask, by: int, data: bytes = b"", caption: str = "") -> tuple[int, str]:
    """A submission with a scan: its number and the scan's digest."""
    with app.app_context(), writing(db.engine) as session:
        submission = Submission(reference=f"S-{by}", token=f"t{by}", submitter_id=by, state="pending")
        session.add(submission)
        session.flush()
        scan = store.keep(session, submission, sent(data or telling_jpeg(), "Айгүлдің суреті.jpg"))
        scan.caption = caption
        return submission.id, scan.digest


def accepted(app: Flask, submission_id: int, said: dict[str, str]) -> int:
    """The record that acceptance made of it, with its scans."""
    with app.app_context(), writing(db.engine) as session:
        record = Record()
        fill(session, record, understand(said).draft, Lookup.read(session))
        enter(session, [record])
        for scan in session.get_one(Submission, submission_id).scans:
            scan.record_id = record.id
        return record.id


def statuses(digest: str, *clients: FlaskClient, part: str = "") -> list[int]:
    found = []
    for client in clients:
        with client.get(f"/en/scans/{digest}{part}") as answer:
            found.append(answer.status_code)
    return found


def test_before_acceptance_only_its_sender_and_archivists_see_it(app: Flask) -> None:
    owner = user_of(app, Role.VOLUNTEER)
    _, digest = submitted(app, owner)
    visitors = (client_for(app, owner), client_of(app, Role.ARCHIVIST), client_of(app, Role.ADMIN))
    others = (client_of(app, Role.VOLUNTEER), visitor(app))
    assert statuses(digest, *visitors) == [200, 200, 200]
    assert statuses(digest, *others) == [404, 404]
    assert statuses(digest, *others, part="/small") == [404, 404]


def test_once_accepted_everybody_sees_it_with_its_record(app: Flask) -> None:
    submission, digest = submitted(app, user_of(app, Role.VOLUNTEER), caption="Справка <b>1946</b>")
    record = accepted(app, submission, DEAD)
    client = visitor(app)
    assert statuses(digest, client) == [200]
    page = client.get(f"/en/records/{record}").get_data(as_text=True)
    assert f"/en/scans/{digest}/small" in page
    assert "Справка &lt;b&gt;1946&lt;/b&gt;" in page
    assert "сурет" not in page


def test_of_people_who_may_be_living_no_scan_is_public(app: Flask) -> None:
    owner = user_of(app, Role.VOLUNTEER)
    submission, digest = submitted(app, owner)
    record = accepted(app, submission, LIVING)
    assert statuses(digest, visitor(app), client_for(app, owner)) == [404, 200]
    assert digest not in visitor(app).get(f"/en/records/{record}").get_data(as_text=True)


def test_an_archivist_who_knows_of_the_death_opens_it(app: Flask) -> None:
    submission, digest = submitted(app, user_of(app, Role.VOLUNTEER))
    record = accepted(app, submission, LIVING)
    with app.app_context(), writing(db.engine) as session:
        session.get_one(Record, record).living = "no"
    assert statuses(digest, visitor(app)) == [200]


def test_the_same_picture_is_seen_by_the_rule_of_each_who_sent_it(app: Flask) -> None:
    first, second = (user_of(app, Role.VOLUNTEER) for _ in range(2))
    _, digest = submitted(app, first)
    _, same = submitted(app, second)
    assert digest == same
    assert statuses(digest, client_for(app, first), client_for(app, second), visitor(app)) == [200, 200, 404]


def test_a_picture_comes_as_nothing_but_a_picture(app: Flask) -> None:
    owner = user_of(app, Role.VOLUNTEER)
    _, digest = submitted(app, owner)
    for path, length in ((f"/en/scans/{digest}", 12), (f"/en/scans/{digest}/small", 12)):
        with client_for(app, owner).get(path) as answer:
            assert answer.mimetype == "image/jpeg"
            assert answer.headers["Content-Disposition"] == f"inline; filename=esimder-{digest[:length]}.jpg"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("data", "media_type", "kind"),
    [
        (saved(two_halves(), "PNG"), "image/png", "inline"),
        (saved(two_halves(), "WEBP"), "image/webp", "inline"),
        (telling_pdf(), "application/pdf", "attachment"),
    ],
)
def test_each_kind_has_its_own_type(app: Flask, data: bytes, media_type: str, kind: str) -> None:
    owner = user_of(app, Role.VOLUNTEER)
    _, digest = submitted(app, owner, data)
    with client_for(app, owner).get(f"/ru/scans/{digest}") as answer:
        assert answer.mimetype == media_type
        assert answer.headers["Content-Disposition"].startswith(kind)
        assert "сурет" not in str(answer.headers)


@pytest.mark.parametrize("digest", ["f" * 64, "../" * 21 + "a", "%2e%2e%2f" * 7 + "a", "A" * 64, "x"])
def test_what_is_no_scan_is_not_there(app: Flask, digest: str) -> None:
    assert client_of(app, Role.ARCHIVIST).get(f"/en/scans/{digest}").status_code == 404


def test_a_scan_whose_file_is_lost_is_not_there(app: Flask) -> None:
    owner = user_of(app, Role.VOLUNTEER)
    _, digest = submitted(app, owner)
    with app.app_context():
        store.path_of(digest).unlink()
    assert statuses(digest, client_for(app, owner)) == [404]


def test_what_an_erasure_takes_is_seen_no_more(app: Flask) -> None:
    owner = user_of(app, Role.VOLUNTEER)
    submission, digest = submitted(app, owner)
    record = accepted(app, submission, DEAD)
    with app.app_context(), writing(db.engine) as session:
        erase(session, record, "relatives_asked", None)
    assert statuses(digest, visitor(app), client_for(app, owner)) == [404, 404]
    with app.app_context():
        assert not store.path_of(digest).exists()
        assert not store.small_path_of(digest).exists()
