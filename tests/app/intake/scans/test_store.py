"""Keeping scans: once, whole or not at all, under a name that nobody chose."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy.orm import Session

from app.access import Role
from app.config import ROOT
from app.db import db
from app.intake.scans import store
from app.intake.scans.refused import KINDS, REASONS, RefusedScan
from app.models import Scan, Submission
from tests.app.intake.scans.files import (
    TOLD_BYTES,
    film,
    pdf,
    png_that_says,
    saved,
    sent,
    telling_jpeg,
    telling_pdf,
    telling_png,
)
from tests.app.signing import user_of


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session in the service's own context."""
    with app.app_context(), Session(db.engine) as session:
        yield session


@pytest.fixture
def submission(app: Flask, session: Session) -> Submission:
    made = Submission(reference="S-7K3F", token="t", submitter_id=user_of(app, Role.VOLUNTEER))
    session.add(made)
    session.commit()
    return made


def kept_files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "scans").rglob("*") if path.is_file())


def test_a_scan_lies_under_the_digest_of_what_is_kept(session: Session, submission: Submission, tmp_path: Path) -> None:
    scan = store.keep(session, submission, sent(telling_jpeg(), "Справка.JPG"))
    path = store.path_of(scan.digest)
    assert path == tmp_path / "scans" / scan.digest[:2] / scan.digest
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.stat().st_size == scan.size
    assert TOLD_BYTES not in path.read_bytes()
    assert (scan.media_type, scan.width, scan.height, scan.pages) == ("image/jpeg", 40, 20, 1)
    assert scan.filename == "Справка.JPG"
    assert scan.record_id is None
    with Image.open(store.small_path_of(scan.digest)) as small:
        assert small.size == (40, 20)
    assert kept_files(tmp_path) == sorted([path, store.small_path_of(scan.digest)])


def test_a_document_is_kept_without_a_small_picture(session: Session, submission: Submission, tmp_path: Path) -> None:
    scan = store.keep(session, submission, sent(telling_pdf(), "дело.pdf"))
    assert (scan.media_type, scan.pages) == ("application/pdf", 1)
    assert kept_files(tmp_path) == [store.path_of(scan.digest)]


def test_the_same_picture_twice_is_stored_once(app: Flask, session: Session, submission: Submission) -> None:
    other = Submission(reference="S-8K3F", token="u", submitter_id=user_of(app, Role.VOLUNTEER))
    session.add(other)
    first = store.keep(session, submission, sent(telling_jpeg(), "a.jpg"))
    again = store.keep(session, submission, sent(telling_jpeg(), "b.jpg"))
    elsewhere = store.keep(session, other, sent(telling_jpeg(), "c.jpg"))
    assert again is first
    assert (elsewhere.digest, elsewhere.id != first.id) == (first.digest, True)
    assert len(submission.scans) == 1


def test_of_several_pictures_their_number_is_kept(session: Session, submission: Submission) -> None:
    assert store.keep(session, submission, sent(film("WEBP"))).frames == 3


@pytest.mark.parametrize(
    ("data", "reason", "params"),
    [
        (b"", "empty", {}),
        (b"<html><script>alert(1)</script>", "other_kind", {"what": "web_page"}),
        (b"PK\x03\x04 archive", "other_kind", {"what": "office"}),
        (b"<svg onload='alert(1)'/>", "other_kind", {"what": "drawing"}),
        (b"MZ program", "other_kind", {"what": "program"}),
        (telling_png()[:60], "damaged", {}),
        (png_that_says(50_000, 50_000), "too_many_pixels", {"width": 50_000, "height": 50_000}),
        (pdf(301), "too_many_pages", {"pages": 301, "most": 300}),
    ],
    ids=["empty", "html", "zip", "svg", "exe", "cut off", "flood", "pages"],
)
def test_what_is_refused_leaves_nothing(
    session: Session, submission: Submission, tmp_path: Path, data: bytes, reason: str, params: dict[str, object]
) -> None:
    with pytest.raises(RefusedScan) as refused:
        store.keep(session, submission, sent(data, "renamed.jpg"))
    assert (refused.value.reason, refused.value.params) == (reason, params)
    assert kept_files(tmp_path) == []
    assert list((tmp_path / "scans" / "aside").iterdir()) == []
    assert submission.scans == []


def test_a_file_of_fifty_megabytes_is_refused_as_soon_as_it_is_too_large(
    session: Session, submission: Submission, tmp_path: Path
) -> None:
    upload = sent(telling_jpeg() + b"\0" * 50_000_000)
    with pytest.raises(RefusedScan) as refused:
        store.keep(session, submission, upload)
    assert (refused.value.reason, refused.value.params) == ("too_large", {"most": 20})
    assert upload.stream.tell() < 22_000_000
    assert kept_files(tmp_path) == []


def test_a_submission_has_no_more_scans_than_it_may(session: Session, submission: Submission) -> None:
    for number in range(10):
        store.keep(session, submission, sent(saved(Image.new("L", (8, 8), number), "PNG")))
    with pytest.raises(RefusedScan) as refused:
        store.keep(session, submission, sent(telling_jpeg()))
    assert (refused.value.reason, refused.value.params) == ("too_many", {"most": 10})


@pytest.mark.parametrize(
    ("filename", "kept"),
    [
        ("../../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\Айгүл\\Құжат.jpg", "Құжат.jpg"),
        ("<img src=x onerror=alert(1)>.jpg", "<img src=x onerror=alert(1)>.jpg"),
        ("<script>alert(1)</script>.jpg", "script>.jpg"),
        ("a\0b\u202egpj.exe\n.jpg", "abgpj.exe.jpg"),
        ("強制収容所.png", "強制収容所.png"),
        ("שם.jpg", "שם.jpg"),
        ("e\u0301.jpg", "é.jpg"),
        ("ж" * 5_000, "ж" * 200),
        ("", ""),
        ("..", ".."),
    ],
)
def test_a_name_is_kept_for_the_eye_and_never_for_the_disk(
    session: Session, submission: Submission, tmp_path: Path, filename: str, kept: str
) -> None:
    scan = store.keep(session, submission, sent(telling_jpeg(), filename))
    assert scan.filename == kept
    assert {path.name for path in kept_files(tmp_path)} == {scan.digest, f"{scan.digest}.small"}


@pytest.mark.parametrize("digest", ["../../etc/passwd", "..", "", "a" * 63, "G" * 64, "a" * 64 + "/x", "A" * 64])
def test_what_is_no_digest_leads_to_no_file(app: Flask, digest: str) -> None:
    with app.app_context(), pytest.raises(ValueError, match=r".*"):
        store.path_of(digest)


def test_files_go_with_their_last_row(app: Flask, session: Session, submission: Submission, tmp_path: Path) -> None:
    other = Submission(reference="S-9K3F", token="v", submitter_id=user_of(app, Role.VOLUNTEER))
    session.add(other)
    first, second = (store.keep(session, one, sent(telling_jpeg())) for one in (submission, other))
    digest = first.digest
    session.delete(first)
    session.commit()
    assert store.remove(session, digest) is False
    session.delete(second)
    session.commit()
    assert store.remove(session, digest) is True
    assert kept_files(tmp_path) == []


def test_a_sweep_takes_what_no_row_tells_of(session: Session, submission: Submission, tmp_path: Path) -> None:
    held = store.keep(session, submission, sent(telling_png()))
    session.commit()
    store.prepare(sent(telling_jpeg()))  # the transaction after it was undone
    assert store.sweep(session, older_than=0) == 0
    assert store.sweep(session, older_than=4e9) == 1
    assert kept_files(tmp_path) == sorted([store.path_of(held.digest), store.small_path_of(held.digest)])


def test_two_at_once_both_keep_theirs(app: Flask, session: Session, tmp_path: Path) -> None:
    found: list[str] = []

    def one() -> None:
        with app.app_context():
            found.append(store.prepare(sent(telling_jpeg())).digest)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert len(kept_files(tmp_path)) == 2


FULL_DISK = """
import io, resource, signal, sys
from dataclasses import replace
from pathlib import Path
from PIL import Image
from app import create_app
from app.config import Config
from app.intake.scans import store
from app.intake.scans.refused import RefusedScan
folder, most = Path(sys.argv[1]), int(sys.argv[2])
file = io.BytesIO()
Image.effect_noise((400, 400), 80).save(file, "PNG")
file.seek(0)
class Upload: filename, stream = "a.png", file
app = create_app(Config(folder, f"sqlite:///{folder / 'esimder.db'}", "test"))
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
with app.app_context():
    try: store.prepare(Upload())
    except RefusedScan as refused: print(refused.reason)
"""


@pytest.mark.parametrize("most", [20_000, 115_000])
def test_a_full_disk_in_mid_write_leaves_nothing_and_is_told(tmp_path: Path, most: int) -> None:
    """While the file comes in, and while it is made anew: RLIMIT_FSIZE stops a write as a full disk does."""
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path), str(most)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "no_room", done.stderr
    assert kept_files(tmp_path) == []
    assert list((tmp_path / "scans" / "aside").iterdir()) == []


def test_every_reason_has_words_for_its_values(app: Flask) -> None:
    params: dict[str, str | int] = {"most": 3, "width": 4, "height": 5, "pages": 6}
    with app.test_request_context("/ru/"):
        for reason in REASONS:
            for what in KINDS:
                assert "%(" not in RefusedScan(reason, **params, what=what).words()


def test_an_upload_of_werkzeug_is_one(session: Session, submission: Submission) -> None:
    from werkzeug.datastructures import FileStorage  # noqa: PLC0415 (as it comes from a form)

    scan = store.keep(session, submission, FileStorage(io.BytesIO(telling_jpeg()), "снимок.jpg"))
    assert session.get_one(Scan, scan.id).filename == "снимок.jpg"
