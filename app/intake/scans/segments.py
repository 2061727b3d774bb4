"""A JPEG or JPEG 2000 without what cameras and programs wrote beside the picture; the picture's own bytes stay."""

from __future__ import annotations

from collections.abc import Iterator

START, END, SCAN, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE  # markers of ITU-T T.81, annex B
APPLICATION = range(0xE0, 0xF0)
KEPT = (0xE0, 0xEE)  # JFIF and Adobe: without them the colours are read wrongly
WITHIN = (0x00, 0xFF, *range(0xD0, 0xD8))  # stuffed bytes, fill bytes and restart marks within a scan
THUMBNAIL = 14  # bytes of a JFIF head before its small picture
TALES = (b"xml ", b"uuid", b"uinf")  # boxes of ISO 15444-1, annex I


def bare_jpeg(data: bytes) -> bytes:
    """The picture with frame, tables and scan data alone, up to its end. What is no JPEG comes back as it is."""
    if data[:2] != bytes((0xFF, START)):
        return data
    return data[:2] + b"".join(_segments(data)) + bytes((0xFF, END))


def _segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != END:
        marker, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == SCAN:
            end = _next_marker(data, end)
        if marker == KEPT[0]:
            yield _without_thumbnail(data[at:end])
        elif marker in KEPT or (marker not in APPLICATION and marker != COMMENT):
            yield data[at:end]
        at = end


def _next_marker(data: bytes, at: int) -> int:
    """Where the scan that begins there ends: behind it stands another segment or the end of the picture."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] not in WITHIN:
            return at
        at += 2 if data[at + 1] != 0xFF else 1
    return len(data)


def _without_thumbnail(head: bytes) -> bytes:
    if head[4:9] != b"JFIF\0" or len(head) < THUMBNAIL + 4:
        return b""
    body = head[4 : THUMBNAIL + 2] + b"\0\0"
    return head[:2] + (len(body) + 2).to_bytes(2) + body


def bare_jpx(data: bytes) -> bytes:
    """The boxes of the picture without those that tell tales. What has no boxes comes back as it is."""
    if data[4:8] != b"jP  ":
        return data
    return b"".join(box for kind, box in _boxes(data) if kind not in TALES)


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16])
        end = at + length if length >= 8 else len(data)  # 0: up to the end
        yield data[at + 4 : at + 8], data[at:end]
        at = end
