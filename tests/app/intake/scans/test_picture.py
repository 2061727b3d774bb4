"""Pictures made anew: what is seen stays, what is told goes, what is made to hurt is refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.intake.scans.limits import Limits
from app.intake.scans.refused import RefusedScan
from tests.app.intake.scans.conftest import Remake
from tests.app.intake.scans.files import (
    TOLD_BYTES,
    film,
    png_that_says,
    png_with_a_bomb,
    saved,
    telling_jpeg,
    telling_png,
    telling_webp,
    two_halves,
)

RED, BLUE = (255, 0, 0), (0, 0, 255)
MARKS = (TOLD_BYTES, b"Exif", b"eXIf", b"EXIF", b"xmp", b"XMP ", b"ICC_PROFILE", b"iCCP", b"ICCP", b"tEXt", b"iTXt")


def near(image: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    pixel = image.convert("RGB").getpixel(at)
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(telling_jpeg(), "image/jpeg"), (telling_png(), "image/png"), (telling_webp(), "image/webp")],
)
def test_nothing_but_the_pixels_survives(remade: Remake, data: bytes, media_type: str) -> None:
    assert any(mark in data for mark in MARKS)
    made, kept = remade(data)
    assert (made.media_type, made.width, made.height, made.frames) == (media_type, 40, 20, 1)
    assert [mark for mark in MARKS if mark in kept] == []
    image = Image.open(io.BytesIO(kept))
    assert image.getexif() == {}
    assert near(image, (2, 10), RED)
    assert near(image, (37, 10), BLUE)


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, (40, 20), (2, 10)), (2, (40, 20), (37, 10)), (3, (40, 20), (37, 10)), (4, (40, 20), (2, 10)),
     (5, (20, 40), (10, 2)), (6, (20, 40), (10, 2)), (7, (20, 40), (10, 37)), (8, (20, 40), (10, 37))],
)  # fmt: skip
def test_a_picture_held_sideways_is_turned_upright(
    remade: Remake, orientation: int, size: tuple[int, int], red: tuple[int, int]
) -> None:
    made, kept = remade(telling_jpeg(orientation))
    assert (made.width, made.height) == size
    assert near(Image.open(io.BytesIO(kept)), red, RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_pixel_comes_to_eight_bits(remade: Remake, mode: str) -> None:
    image = Image.new("I;16", (40, 20), 65_535) if mode == "I;16" else two_halves("L").convert(mode)
    _, kept = remade(saved(image, "PNG"))
    assert Image.open(io.BytesIO(kept)).mode in ("L", "RGB")


def test_a_sixteen_bit_grey_keeps_its_brightness(remade: Remake) -> None:
    _, kept = remade(saved(Image.new("I;16", (40, 20), 32_768), "PNG"))
    assert Image.open(io.BytesIO(kept)).getpixel((5, 5)) == 128


def test_what_lies_under_a_see_through_corner_is_not_kept(remade: Remake) -> None:
    image = two_halves("RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    _, kept = remade(saved(image, "PNG"))
    assert Image.open(io.BytesIO(kept)).getpixel((2, 10)) == (255, 255, 255)


def test_ink_of_four_colours_becomes_light(remade: Remake) -> None:
    made, kept = remade(saved(two_halves("CMYK"), "JPEG", quality=95))
    assert made.media_type == "image/jpeg"
    assert near(Image.open(io.BytesIO(kept)), (2, 10), RED)


@pytest.mark.parametrize("form", ["WEBP", "PNG", "MPO"])
def test_of_several_pictures_the_first_is_kept_and_their_number_told(remade: Remake, form: str) -> None:
    made, kept = remade(film(form))
    image = Image.open(io.BytesIO(kept))
    assert (made.frames, getattr(image, "n_frames", 1)) == (3, 1)
    assert near(image, (2, 10), RED)


def test_a_large_picture_is_kept_smaller(remade: Remake) -> None:
    made, _ = remade(saved(Image.new("RGB", (3_000, 300)), "JPEG"), Limits(side=1_000))
    assert (made.width, made.height) == (1_000, 100)


@pytest.mark.parametrize("data", [telling_jpeg(size=(400, 400)), telling_png(), telling_webp()])
def test_a_picture_cut_off_on_its_way_is_refused(remade: Remake, data: bytes) -> None:
    with pytest.raises(RefusedScan) as refused:
        remade(data[: len(data) // 2])
    assert refused.value.reason == "damaged"


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000), (2**31 - 1, 1)])
def test_a_flood_of_pixels_is_refused_before_it_takes_memory(remade: Remake, size: tuple[int, int]) -> None:
    with pytest.raises(RefusedScan) as refused:
        remade(png_that_says(*size))
    assert refused.value.reason == "too_many_pixels"
    assert refused.value.params == {"width": size[0], "height": size[1]}


def test_compressed_text_that_unfolds_without_end_is_refused(remade: Remake) -> None:
    with pytest.raises(RefusedScan) as refused:
        remade(png_with_a_bomb())
    assert refused.value.reason in ("damaged", "too_heavy")


def test_what_takes_more_memory_than_it_may_is_refused_and_harms_nobody(remade: Remake) -> None:
    with pytest.raises(RefusedScan) as refused:
        remade(saved(Image.new("RGB", (6_000, 6_000)), "PNG"), Limits(memory=150_000_000))
    assert refused.value.reason == "too_heavy"


def test_what_takes_too_long_is_ended(remade: Remake) -> None:
    with pytest.raises(RefusedScan) as refused:
        remade(saved(Image.effect_noise((6_000, 6_000), 60), "PNG"), Limits(seconds=1))
    assert refused.value.reason == "too_heavy"


def test_a_lossless_picture_that_would_be_too_large_is_kept_as_jpeg(remade: Remake) -> None:
    noise = Image.effect_noise((600, 600), 80)
    made, kept = remade(saved(noise, "PNG"), Limits(size=250_000))
    assert (made.media_type, len(kept) <= 250_000) == ("image/jpeg", True)
