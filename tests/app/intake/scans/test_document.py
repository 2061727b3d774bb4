"""PDFs made anew: pages stay, everything that acts, hides or tells tales goes."""

from __future__ import annotations

import io

import pikepdf
import pytest

from app.intake.scans.limits import Limits
from app.intake.scans.refused import RefusedScan
from tests.app.intake.scans.conftest import Remake
from tests.app.intake.scans.files import (
    TOLD_BYTES,
    pdf,
    pdf_of_a_huge_picture,
    pdf_that_unfolds,
    pdf_with_password,
    telling_jpeg,
    telling_pdf,
)


def said(kept: bytes) -> bytes:
    """All that the document says once everything in it is unfolded."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(kept)) as opened:
        opened.save(file, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    return file.getvalue()


def photo_in(opened: pikepdf.Pdf) -> pikepdf.Stream:
    found = opened.pages[0].Resources.XObject["/JS"]
    assert isinstance(found, pikepdf.Stream)
    return found


def test_only_the_looks_of_the_pages_survive(remade: Remake) -> None:
    assert TOLD_BYTES in said(telling_pdf())
    made, kept = remade(telling_pdf())
    assert (made.media_type, made.pages) == ("application/pdf", 1)
    whole = said(kept)
    for mark in (TOLD_BYTES, b"/JavaScript", b"/OpenAction", b"/AcroForm", b"/EmbeddedFile", b"/Annots", b"/AA",
                 b"/Metadata", b"/PieceInfo", b"/Thumb", b"/Names", b"xmpmeta", b"Exif"):  # fmt: skip
        assert mark not in whole, mark
    with pikepdf.open(io.BytesIO(kept)) as opened:
        assert opened.docinfo == {}
        photo = photo_in(opened)
        assert photo.read_raw_bytes()[:2] == b"\xff\xd8"
        assert pikepdf.PdfImage(photo).as_pil_image().size == (40, 20)
        assert opened.pages[0].Contents.read_bytes() == b"q 200 0 0 300 0 0 cm /JS Do Q"


def test_the_picture_within_loses_its_tales_and_no_pixel(remade: Remake) -> None:
    _, kept = remade(telling_pdf())
    with pikepdf.open(io.BytesIO(telling_pdf())) as before, pikepdf.open(io.BytesIO(kept)) as after:
        old, new = (pikepdf.PdfImage(photo_in(one)).as_pil_image() for one in (before, after))
        assert old.tobytes() == new.tobytes()
    assert TOLD_BYTES in telling_jpeg()


def test_the_same_document_gives_the_same_bytes(remade: Remake) -> None:
    assert remade(telling_pdf())[1] == remade(telling_pdf())[1]


def test_pages_are_counted_and_limited(remade: Remake) -> None:
    assert remade(pdf(300))[0].pages == 300
    with pytest.raises(RefusedScan) as refused:
        remade(pdf(301))
    assert (refused.value.reason, refused.value.params) == ("too_many_pages", {"pages": 301, "most": 300})


@pytest.mark.parametrize("owner_only", [True, False])
def test_a_locked_document_is_refused(remade: Remake, owner_only: bool) -> None:
    with pytest.raises(RefusedScan) as refused:
        remade(pdf_with_password(owner_only))
    assert refused.value.reason == "encrypted"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf_that_unfolds(), "too_heavy"),
        (pdf_of_a_huge_picture(), "too_many_pixels"),
        (telling_pdf()[:-400], "damaged"),
        (b"%PDF-1.7\n" + b"garbage " * 99, "damaged"),
        (pdf(0), "damaged"),
    ],
    ids=["unfolds", "huge", "cut off", "garbage", "empty"],
)
def test_what_is_made_to_hurt_or_damaged_is_refused(remade: Remake, data: bytes, reason: str) -> None:
    with pytest.raises(RefusedScan) as refused:
        remade(data)
    assert refused.value.reason == reason


def test_a_tree_of_pages_that_bites_its_tail_ends(remade: Remake) -> None:
    data = pdf(2).replace(b"/Count 2", b"/Count 9")
    made = None
    try:
        made, _ = remade(data, Limits(seconds=5))
    except RefusedScan as refused:
        assert refused.reason in ("damaged", "too_heavy")
    assert made is None or made.pages == 2
