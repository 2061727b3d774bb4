"""A PDF made anew from its pages alone: what they look like stays, everything that acts, hides or tells tales goes."""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from app.intake.scans.limits import Limits
from app.intake.scans.made import Made, Unfit
from app.intake.scans.segments import bare_jpeg, bare_jpx

PAGE_KEYS = {
    "/Type", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit", "/Resources",
    "/Contents", "/Group", "/Parent",
}  # fmt: skip
TELLING = (  # of any object within: what is not its looks (ISO 32000-2, 14.3, 14.5, 14.13, 12.6)
    "/Metadata", "/PieceInfo", "/LastModified", "/AF", "/AA", "/JS", "/EF", "/OPI", "/Thumb",
    "/StructParent", "/StructParents", "/Alternates", "/Measure", "/PtData",
)  # fmt: skip
CHUNK = 1_000_000  # bytes unfolded at a time
BARE = {"/DCTDecode": bare_jpeg, "/DCT": bare_jpeg, "/JPXDecode": bare_jpx}
FLATE = ("/FlateDecode", "/Fl")


def remake_document(source: Path, target: Path, limits: Limits) -> Made:
    """Write the pages into a new PDF. Raises Unfit, or whatever pikepdf raises at a damaged file.

    The catalogue with actions, scripts, forms, embedded files, bookmarks and metadata is left behind, as are the notes
    and links of pages; pictures within lose their EXIF. The same pages give the same bytes.
    """
    try:
        opened = pikepdf.open(source, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Unfit("encrypted") from None
    with opened as sent, Pdf.new() as bare:
        if sent.is_encrypted:
            raise Unfit("encrypted")
        pages = len(sent.pages)
        if pages > limits.pages:
            raise Unfit("too_many_pages", pages=pages, most=limits.pages)
        if pages == 0:
            raise Unfit("damaged")
        for page in sent.pages:
            _looks_only(page)
            bare.pages.append(page)
        for thing in bare.objects:
            _quiet(thing, limits)
        bare.remove_unreferenced_resources()
        bare.save(
            target, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=False,
        )  # fmt: skip
    return Made("application/pdf", pages)


def _looks_only(page: Page) -> None:
    for key in set(page.obj.keys()) - PAGE_KEYS:
        del page.obj[key]


def _quiet(thing: Object, limits: Limits) -> None:
    """Take out of an object what is not its looks. A plain list of resources has no type: its names are free."""
    if isinstance(thing, Stream):
        _weighed(thing, limits)
    if isinstance(thing, Stream) or (isinstance(thing, Dictionary) and ("/Type" in thing or "/Subtype" in thing)):
        for key in TELLING:
            if key in thing:
                del thing[key]


def _weighed(stream: Stream, limits: Limits) -> None:
    """Refuse what would unfold without measure, and write pictures without what cameras put in."""
    width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    if width * height > limits.pixels:
        raise Unfit("too_many_pixels", width=width, height=height)
    filters = _filters(stream)
    raw, data = stream.read_raw_bytes(), b""
    while filters and filters[0] in FLATE:
        keep = len(filters) > 1
        data = _unfolded(data or raw, limits.inflated, keep=keep)
        filters = filters[1:]
    if filters and filters[0] in BARE and len(filters) == 1:
        stream.write(BARE[filters[0]](data or raw), filter=Name(filters[0]), decode_parms=None)


def _filters(stream: Stream) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(one) for one in named] if isinstance(named, Array) else [str(named)]


def _unfolded(packed: bytes, most: int, *, keep: bool) -> bytes:
    """The bytes unfolded where they are wanted, else only their number looked at; Unfit beyond ``most``."""
    unfold, kept, total = zlib.decompressobj(), bytearray(), 0
    rest = packed
    while rest and not unfold.eof:
        piece = unfold.decompress(rest, CHUNK)
        rest = unfold.unconsumed_tail
        total += len(piece)
        if total > most:
            raise Unfit("too_heavy")
        if keep:
            kept += piece
        elif not piece:
            break
    return bytes(kept)
