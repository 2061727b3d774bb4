"""What a file is, told by its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.intake.scans.kinds import kind_of
from tests.app.intake.scans.files import film, pdf, saved, telling_jpeg, telling_png, telling_webp, two_halves


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (telling_jpeg(), "JPEG"),
        (telling_png(), "PNG"),
        (telling_webp(), "WEBP"),
        (film("WEBP"), "WEBP"),
        (pdf(), "PDF"),
        (saved(two_halves(), "GIF"), "gif"),
        (saved(two_halves(), "TIFF"), "tiff"),
        (saved(two_halves(), "BMP"), "bmp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x18ftypmp42", "film"),
        (zipped(), "office"),
        (b"MZ\x90\0\x03", "program"),
        (b"\x7fELF\x02", "program"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "web_page"),
        (b"<html><body>", "web_page"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', "drawing"),
        (b"<svg onload='alert(1)'>", "drawing"),
        (b"<?xml version='1.0'?><records/>", "xml"),
        ("фамилия,имя\nБокейхан,Алихан\n".encode(), "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old_office"),
        (b"{\\rtf1", "rich_text"),
        (bytes(range(1, 200)), "unknown"),
        (b"\0" * 100, "unknown"),
    ],
)
def test_a_file_is_what_its_first_bytes_say(data: bytes, kind: str) -> None:
    assert kind_of(data[:1024]) == kind
