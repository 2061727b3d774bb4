"""Scans sent with the form: kept, named, taken out; one that is refused is told and costs nothing else."""

from __future__ import annotations

from io import BytesIO

from flask import Flask
from PIL import Image

from app.access import Role
from app.db import db
from app.intake.scans.store import path_of
from app.models import Scan, Submission
from tests.app.intake.submitting.conftest import Form
from tests.app.signing import client_of


def picture(colour: str = "white") -> BytesIO:
    """A small PNG."""
    made = BytesIO()
    Image.new("RGB", (60, 80), colour).save(made, "PNG")
    made.seek(0)
    return made


def sent(form: Form, *files: tuple[BytesIO, str], **typed: str) -> tuple[int, str]:
    """Send the step with files; status and page."""
    data = {**form.hidden("known"), "go": "stay", "scan": list(files), **typed}
    answer = form.client.post(form.address("known"), data=data, content_type="multipart/form-data")
    return answer.status_code, answer.text


def scans_of(form: Form, service: Flask) -> list[tuple[int, str, str]]:
    with service.app_context():
        found = db.session.query(Scan).join(Submission).filter(Submission.reference == form.reference).order_by(Scan.id)
        return [(scan.id, scan.digest, scan.caption) for scan in found]


def test_scans_are_kept_named_and_taken_out(form: Form, service: Flask) -> None:
    form.begin()
    assert sent(form, (picture(), "справка.png"), (picture("red"), "b.png"), citation="справка")[0] == 302
    assert form.submission.said == {"citation": "справка"}
    (first, digest, _), (second, *_) = scans_of(form, service)
    sent(form, citation="справка", **{f"caption-{first}": "Лицевая сторона"})
    page = form.client.get(form.address("known")).text
    assert 'value="Лицевая сторона"' in page
    assert f"/scans/{digest}/small" in page
    with form.client.get(f"/en/scans/{digest}") as file:
        assert file.status_code == 200
    assert client_of(service, Role.VOLUNTEER).get(f"/en/scans/{digest}").status_code == 404
    sent(form, citation="справка", go=f"unscan:{first}")
    assert [number for number, *_ in scans_of(form, service)] == [second]
    with service.app_context():
        assert not path_of(digest).exists()


def test_a_file_that_is_refused_is_told_and_all_else_is_saved(form: Form, service: Flask) -> None:
    form.begin()
    status, page = sent(
        form, (BytesIO(b"<html><script>1</script>"), "scan.jpg"), (picture(), "a.png"), citation="книга"
    )
    assert status == 422
    assert "scan.jpg: This is a web page (HTML)." in page
    assert form.submission.said == {"citation": "книга"}
    assert len(scans_of(form, service)) == 1


def test_nothing_is_attached_to_what_was_sent(form: Form, service: Flask) -> None:
    form.begin()
    form.send("who", go="stay", name="Непохожев")
    form.send("known", go="stay", citation="справка")
    form.submit()
    assert sent(form, (picture(), "a.png"), citation="другое")[0] == 409
    assert scans_of(form, service) == []


def test_a_stranger_attaches_nothing(form: Form, service: Flask) -> None:
    form.begin()
    other = client_of(service, Role.VOLUNTEER)
    data = {**form.hidden("known"), "scan": (picture(), "a.png")}
    assert other.post(form.address("known"), data=data, content_type="multipart/form-data").status_code == 404
    assert scans_of(form, service) == []
