"""What a file is, by its first bytes: its name and what the browser calls it say nothing."""

from __future__ import annotations

HEAD = 1_024  # bytes that are looked at
PICTURES = ("JPEG", "PNG", "WEBP")
DOCUMENT = "PDF"
_MARKS: tuple[tuple[int, bytes, str], ...] = (  # where, which bytes, what it is; the first that fits
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"%PDF-", DOCUMENT),
    (8, b"WEBP", "WEBP"),
    (0, b"GIF8", "gif"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"BM", "bmp"),
    (0, b"MZ", "program"),
    (0, b"\x7fELF", "program"),
    (0, b"#!", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"\xcf\xfa\xed\xfe", "program"),
    (0, b"PK", "office"),
    (0, b"\xd0\xcf\x11\xe0", "old_office"),
    (0, b"Rar!", "archive"),
    (0, b"7z\xbc\xaf", "archive"),
    (0, b"\x1f\x8b", "archive"),
    (0, b"BZh", "archive"),
    (0, b"\xfd7zXZ", "archive"),
    (0, b"AT&TFORM", "djvu"),
    (0, b"%!PS", "postscript"),
    (0, b"{\\rtf", "rich_text"),
    (4, b"ftypheic", "heic"),
    (4, b"ftypheix", "heic"),
    (4, b"ftypmif1", "heic"),
    (4, b"ftypavif", "heic"),
    (4, b"ftyp", "film"),
    (0, b"RIFF", "film"),
    (0, b"\x1aE\xdf\xa3", "film"),
    (0, b"ID3", "film"),
    (0, b"OggS", "film"),
)
_TAGS = ((b"<svg", "drawing"), (b"<!doctype html", "web_page"), (b"<html", "web_page"), (b"<script", "web_page"))
_MARKUP = (b"<?xml", b"<")


def kind_of(head: bytes) -> str:
    """One of PICTURES, DOCUMENT, or a code of `refused.KINDS` for what is not kept."""
    for at, mark, kind in _MARKS:
        if head[at : at + len(mark)] == mark:
            return kind
    return _written(head.removeprefix(b"\xef\xbb\xbf").lstrip().lower())


def _written(text: bytes) -> str:
    if text.startswith(_MARKUP):
        return next((kind for tag, kind in _TAGS if tag in text), "xml" if text.startswith(b"<?xml") else "web_page")
    is_text = bool(text) and not any(byte < 9 or 13 < byte < 32 for byte in text)
    return "text" if is_text else "unknown"
