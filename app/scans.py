"""Which scans stand with a record, and who may see one: with people who may be living none is public.

A paper tells addresses, relatives and illnesses that the record keeps back. Where an archivist decided that the person
is dead (`Record.living`), the record is guarded no longer, and its scans are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app import records
from app.access import Permission, Role, may
from app.models import Scan
from app.privacy import PublicRecord

SMALL = 480  # pixels of the longer side of a small picture
DOCUMENT = "application/pdf"
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", DOCUMENT: "pdf"}


@dataclass(frozen=True, slots=True)
class ShownScan:
    """A scan as pages show it: nothing of who brought it, or what it was called at home."""

    digest: str
    media_type: str
    size: int
    pages: int
    width: int
    height: int
    caption: str

    @property
    def is_document(self) -> bool:
        """Whether it is a PDF, which has no small picture."""
        return self.media_type == DOCUMENT

    @property
    def small_size(self) -> tuple[int, int]:
        """Width and height of the small picture, in pixels."""
        larger = max(self.width, self.height, 1)
        shrunk = min(1.0, SMALL / larger)
        return max(1, round(self.width * shrunk)), max(1, round(self.height * shrunk))

    @property
    def filename(self) -> str:
        """What it is called when it is taken along."""
        return f"esimder-{self.digest[:12]}.{ENDINGS[self.media_type]}"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who wants to see a scan."""

    user_id: int | None
    role: Role


def shown(scan: Scan) -> ShownScan:
    """The scan as pages show it."""
    return ShownScan(scan.digest, scan.media_type, scan.size, scan.pages, scan.width, scan.height, scan.caption)


def of_record(session: Session, record: PublicRecord) -> tuple[ShownScan, ...]:
    """The scans that stand with that record for everybody, in the order they were sent, each picture once."""
    if record.guarded:
        return ()
    found = session.scalars(select(Scan).where(Scan.record_id == record.id).order_by(Scan.id))
    return tuple({scan.digest: shown(scan) for scan in found}.values())


def seen_by(session: Session, digest: str, viewer: Viewer) -> ShownScan | None:
    """The scan of that digest if the viewer may see it: its sender, archivists, all once it stands with a record."""
    wanted = select(Scan).where(Scan.digest == digest).options(joinedload(Scan.submission)).order_by(Scan.id)
    found = session.scalars(wanted).all()
    seen = next((scan for scan in found if _is_inside(scan, viewer)), None) or _public(session, found)
    return shown(seen) if seen else None


def _is_inside(scan: Scan, viewer: Viewer) -> bool:
    own = viewer.user_id is not None and scan.submission.submitter_id == viewer.user_id
    return own or may(viewer.role, Permission.ACCEPT)


def _public(session: Session, found: Sequence[Scan]) -> Scan | None:
    told = records.by_ids(session, _numbers(found))
    return next((s for s in found if s.record_id in told and not told[s.record_id].guarded), None)


def _numbers(found: Iterable[Scan]) -> list[int]:
    return [scan.record_id for scan in found if scan.record_id is not None]
