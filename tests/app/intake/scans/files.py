"""Files as people send them, and as they are made to hurt: small, built by code, each for one thing."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass, field
from typing import IO, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageCms, PngImagePlugin

TOLD = "Лагерная ул. 5 GEHEIM-0815"  # what must be in no kept file
TOLD_BYTES = b"GEHEIM-0815"


@dataclass
class Sent:
    """An upload as werkzeug hands it over."""

    stream: IO[bytes]
    filename: str | None = "scan.jpg"
    rest: dict[str, str] = field(default_factory=dict)


def sent(data: bytes, filename: str = "scan.jpg") -> Sent:
    return Sent(io.BytesIO(data), filename)


def two_halves(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Left half red, right half blue: which way up it is can be seen."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def saved(image: Image.Image, form: str, **rest: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **rest)
    return file.getvalue()


def telling_exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: who, where, when, and a small picture of its own."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = exif[0x013B] = TOLD
    exif.get_ifd(0x8825)[29] = TOLD
    return exif


def telling_jpeg(orientation: int = 1, size: tuple[int, int] = (40, 20)) -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(
        two_halves(size=size), "JPEG", quality=95, exif=telling_exif(orientation).tobytes(), comment=TOLD.encode(),
        icc_profile=profile, xmp=f"<x:xmpmeta>{TOLD}</x:xmpmeta>".encode(),
    )  # fmt: skip
    return data + b"PK\x03\x04" + TOLD.encode()  # an archive behind the picture


def telling_png(mode: str = "RGB") -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", TOLD)
    told.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{TOLD}</x:xmpmeta>", zip=True)
    return saved(two_halves(mode), "PNG", pnginfo=told, exif=telling_exif().tobytes()) + TOLD.encode()


def telling_webp() -> bytes:
    return saved(two_halves(), "WEBP", exif=telling_exif().tobytes(), xmp=TOLD.encode(), lossless=True)


def film(form: str) -> bytes:
    """Three pictures in one file, the first of two halves."""
    others = [Image.new("RGB", (40, 20), colour) for colour in ("green", "yellow")]
    return saved(two_halves(), form, save_all=True, append_images=others)


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of that size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0")) + _chunk(b"IEND", b"")


def png_with_a_bomb(size: int = 200_000_000) -> bytes:
    """A small picture whose compressed text unfolds to that many bytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"A" * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    whole = saved(two_halves(), "PNG")
    return whole[:33] + _chunk(b"zTXt", b"Comment\0\0" + packed) + whole[33:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pdf(pages: int = 1, **rest: Any) -> bytes:
    with Pdf.new() as made:
        for number in range(pages):
            made.add_blank_page(page_size=(200, 300))
            made.pages[-1].Contents = Stream(made, f"BT ({number}) Tj ET".encode())
        return written(made, **rest)


def written(made: Pdf, **rest: Any) -> bytes:
    file = io.BytesIO()
    made.save(file, **rest)
    return file.getvalue()


def telling_pdf() -> bytes:
    """A page with everything that a page and a document can hide."""
    with Pdf.new() as made:
        made.add_blank_page(page_size=(200, 300))
        page = made.pages[0]
        script = Dictionary(S=Name.JavaScript, JS=f"app.alert('{TOLD_BYTES.decode()}')")
        photo = Stream(made, telling_jpeg(), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=20,
                       ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode)  # fmt: skip
        photo.Metadata = Stream(made, TOLD.encode())
        page.Contents = Stream(made, b"q 200 0 0 300 0 0 cm /JS Do Q")
        page.Resources = Dictionary(XObject=Dictionary({"/JS": made.make_indirect(photo)}))  # a name, no script
        page.AA = Dictionary(O=script)
        page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=script)])
        page.PieceInfo = Dictionary(Secret=TOLD_BYTES.decode())
        page.Thumb = Stream(made, TOLD.encode())
        page.Metadata = Stream(made, TOLD.encode())
        made.Root.OpenAction = script
        made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(made, TOLD.encode()))
        made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([TOLD_BYTES.decode(), script])))
        made.attachments["letter.txt"] = TOLD.encode()
        made.docinfo["/Author"] = TOLD_BYTES.decode()
        with made.open_metadata() as told:
            told["dc:creator"] = [TOLD]
        return written(made)


def pdf_that_unfolds(size: int = 1_000_000_000) -> bytes:
    """A page whose words unfold to that many bytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    with Pdf.new() as made:
        made.add_blank_page()
        words = Stream(made, b"")
        words.write(packed, filter=Name.FlateDecode)
        made.pages[0].Contents = words
        return written(made, recompress_flate=False)


def pdf_of_a_huge_picture() -> bytes:
    with Pdf.new() as made:
        made.add_blank_page()
        picture = Stream(made, b"", Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000)
        made.pages[0].Resources = Dictionary(XObject=Dictionary(P=made.make_indirect(picture)))
        return written(made)


def pdf_with_password(owner_only: bool = False) -> bytes:
    locked = pikepdf.Encryption(owner="owner", user="" if owner_only else "user")
    return pdf(encryption=locked)
