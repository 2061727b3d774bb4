"""Where scans lie: outside the web root, under the digest of what is kept, each once however often it was sent."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.intake.scans.apart import made_apart
from app.intake.scans.kinds import DOCUMENT, HEAD, PICTURES, kind_of
from app.intake.scans.limits import MEGABYTE, Limits
from app.intake.scans.made import Made
from app.intake.scans.refused import RefusedScan
from app.models import Scan, Submission
from app.settings import settings

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
MODE = 0o640
ASIDE = "aside"  # folder of what is not yet whole
NAME = 200  # characters of a file's name that are kept
_BLOCK = 1 << 20
_SHAPE = re.compile(r"[0-9a-f]{64}")


class Upload(Protocol):
    """What werkzeug calls a FileStorage."""

    filename: str | None
    stream: IO[bytes]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was looked at, made anew and put in its place, before any row tells of it."""

    digest: str
    size: int
    made: Made
    filename: str


def keep(session: Session, submission: Submission, upload: Upload) -> Scan:
    """Keep an uploaded file as a scan of the submission; raises RefusedScan, and then nothing of it is left.

    Making a file anew may take seconds: in a session that already holds the write lock (`app.db.writing`) call
    `prepare` before and `enter` within. The same picture twice in one submission is one.
    """
    room(session, submission)
    return enter(session, submission, prepare(upload))


def room(session: Session, submission: Submission) -> None:
    """Raise RefusedScan where the submission has as many scans as it may have."""
    most = settings().scans
    held = select(func.count()).select_from(Scan).where(Scan.submission_id == submission.id)
    if submission.id is not None and (session.scalar(held) or 0) >= most:
        raise RefusedScan("too_many", most=most)


def prepare(upload: Upload) -> Prepared:
    """Look at the file, make it anew in a process apart and put it in its place; touches no database."""
    limits = Limits(size=settings().scan_mb * MEGABYTE)
    folder = _folder() / ASIDE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder) as aside:
            sent, target, small = (Path(aside, name) for name in ("sent", "kept", "small"))
            kind = _kind(_written(upload.stream, sent, limits.size))
            made = made_apart(kind, sent, target, small, limits)
            digest = _digest(target)
            size = target.stat().st_size
            _place(target, path_of(digest))
            if made.small:
                _place(small, small_path_of(digest))
    except OSError as error:
        raise _refusal(error) from error
    return Prepared(digest, size, made, clean_name(upload.filename or ""))


def enter(session: Session, submission: Submission, prepared: Prepared) -> Scan:
    """The row that says whose scan it is; an earlier one where this submission has the picture already."""
    room(session, submission)
    same = next((scan for scan in submission.scans if scan.digest == prepared.digest), None)
    if same is not None:
        return same
    if not path_of(prepared.digest).is_file():  # another's removal of the same picture came in between
        raise RefusedScan("no_room")
    made = prepared.made
    scan = Scan(
        digest=prepared.digest, media_type=made.media_type, size=prepared.size, pages=made.pages, width=made.width,
        height=made.height, frames=made.frames, filename=prepared.filename,
    )  # fmt: skip
    submission.scans.append(scan)
    session.flush()
    return scan


def path_of(digest: str) -> Path:
    """Where the scan of that digest lies; raises ValueError at what is no digest, and thus at every path."""
    if not _SHAPE.fullmatch(digest):
        raise ValueError(digest)
    return _folder() / digest[:2] / digest


def small_path_of(digest: str) -> Path:
    """Where its small picture lies; a PDF has none."""
    return path_of(digest).with_suffix(".small")


def remove(session: Session, digest: str) -> bool:
    """Delete the files of that digest unless a row still tells of them; whether they were deleted.

    To be called after the transaction that removed the rows was committed.
    """
    if session.scalar(select(Scan.id).where(Scan.digest == digest).limit(1)) is not None:
        return False
    for path in (path_of(digest), small_path_of(digest)):
        path.unlink(missing_ok=True)
    return True


def sweep(session: Session, older_than: float) -> int:
    """Delete files that no row tells of and that are older than that time (seconds since 1970); how many scans.

    They are left where a transaction was undone, or the machine stopped between commit and removal.
    """
    found = 0
    for path in _folder().glob("[0-9a-f][0-9a-f]/*"):
        if _SHAPE.fullmatch(path.name) and path.stat().st_mtime < older_than:
            found += remove(session, path.name)
    return found


def clean_name(filename: str) -> str:
    """The file's own name in whatever script, without folders and unseen signs: for the archivist's eyes only."""
    bare = re.split(r"[/\\]", unicodedata.normalize("NFC", filename))[-1]
    return "".join(sign for sign in bare if unicodedata.category(sign)[0] != "C").strip()[:NAME]


def _folder() -> Path:
    return settings().data_dir / "scans"


def _written(stream: IO[bytes], path: Path, most: int) -> bytes:
    """Write what was sent aside, no more than is allowed; its first bytes."""
    head, size = b"", 0
    with path.open("xb") as file:
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > most:
                raise RefusedScan("too_large", most=most // MEGABYTE)
            head = head if len(head) >= HEAD else (head + block)[:HEAD]
            file.write(block)
    return head


def _kind(head: bytes) -> str:
    if not head:
        raise RefusedScan("empty")
    kind = kind_of(head)
    if kind != DOCUMENT and kind not in PICTURES:
        raise RefusedScan("other_kind", what=kind)
    return kind


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _place(made: Path, path: Path) -> None:
    """Bring it to its place whole or not at all, so that it survives a power cut."""
    if path.exists():
        os.utime(path)  # somebody sent it again: a sweep under way leaves it alone
        return
    path.parent.mkdir(exist_ok=True)
    made.chmod(MODE)
    _flushed(made)
    made.replace(path)
    _flushed(path.parent)


def _flushed(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(error: OSError) -> Exception:
    return RefusedScan("no_room") if error.errno in FULL else error
