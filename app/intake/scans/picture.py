"""A picture made anew from its pixels alone: turned upright, 8 bits, no larger than needed; nothing else survives."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageCms

from app.intake.scans.limits import Limits
from app.intake.scans.made import Made, Unfit

ORIENTATION = 0x0112  # EXIF 2.32, tag «Orientation»: how the camera was held
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
QUALITIES = (90, 75, 60)  # of a JPEG: the first that is small enough
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def remake_picture(source: Path, target: Path, small: Path, limits: Limits) -> Made:
    """Write the picture anew, and a small one for pages. Of several pictures in one file the first is taken.

    Raises Unfit, or whatever Pillow raises at a damaged file. Lossless stays lossless where it is small enough.
    """
    Image.MAX_IMAGE_PIXELS = None  # only the head is read before `_measured` decides
    with Image.open(source, formats=tuple(MEDIA_TYPES)) as opened:
        _measured(opened, limits)
        form = opened.format if opened.format in MEDIA_TYPES else "JPEG"  # several JPEG in one call themselves MPO
        frames = int(getattr(opened, "n_frames", 1))
        clean = _clean(opened, limits)
    media_type = _save(clean, target, form or "JPEG", limits)
    width, height = clean.size
    clean.thumbnail((limits.small, limits.small))
    clean.save(small, "JPEG", quality=80)
    return Made(media_type, 1, width, height, frames, small=True)


def _measured(image: Image.Image, limits: Limits) -> None:
    """Only the head of the file has been read: no memory was taken for pixels yet."""
    width, height = image.size
    if width * height > limits.pixels:
        raise Unfit("too_many_pixels", width=width, height=height)


def _clean(image: Image.Image, limits: Limits) -> Image.Image:
    """A new picture of the pixels: grey, or red, green and blue, on white where it was see-through."""
    turn = UPRIGHT.get(image.getexif().get(ORIENTATION, 1))
    profile = image.info.get("icc_profile")
    if image.format in ("JPEG", "MPO"):
        image.draft(None, (limits.side, limits.side))  # a JPEG can be read at half its size: memory is spared
    smaller = _scaled(image, limits.side)
    plain = _plain(_in_srgb(smaller, profile) if profile else smaller)
    upright = plain.transpose(turn) if turn is not None else plain
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _scaled(image: Image.Image, side: int) -> Image.Image:
    image.load()
    if image.mode == "1":
        image = image.convert("L")
    elif image.mode == "P":
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    elif image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")  # 16 bits
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours as every screen takes them, once the profile is gone; as they are where it cannot be read."""
    if image.mode not in ("RGB", "CMYK"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return turned or image


def _plain(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _save(image: Image.Image, target: Path, form: str, limits: Limits) -> str:
    """Write it in its form, or as JPEG where that would be too large; the media type it came to."""
    if form == "PNG":
        image.save(target, "PNG")
        if target.stat().st_size <= limits.size:
            return MEDIA_TYPES["PNG"]
        form = "JPEG"
    for quality in QUALITIES:
        image.save(target, form, quality=quality)
        if target.stat().st_size <= limits.size:
            return MEDIA_TYPES[form]
    raise Unfit("too_heavy")
