from io import BytesIO

import pytest
from PIL import Image, ImageCms

from films.derivatives import PLATE, RATIO, WHOLE, WIDTHS, crop_box, derive
from tests.factories import picture_bytes


def opened(original: bytes, focus: tuple[int, int] = (50, 50), use: str = WHOLE, kind: str = "webp") -> Image.Image:
    made = [d for d in derive(original, *focus) if d.use == use and d.format == kind][-1]
    return Image.open(BytesIO(made.content)).convert("RGB")


def halves(left: str, right: str, size: tuple[int, int] = (800, 400), kind: str = "PNG", **options) -> bytes:
    picture = Image.new("RGB", size, left)
    picture.paste(Image.new("RGB", (size[0] // 2, size[1]), right), (size[0] // 2, 0))
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def looks(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 16 for a, b in zip(pixel, colour, strict=True))


def test_each_size_is_made_in_avif_and_webp():
    made = list(derive(picture_bytes(2000, 1200), 50, 50))
    assert [(d.use, d.width, d.height, d.format) for d in made] == [
        (use, width, round(width / RATIO) if use == PLATE else round(width * 0.6), kind)
        for use in (PLATE, WHOLE)
        for width in WIDTHS[use]
        for kind in ("avif", "webp")
    ]
    for d in made:
        assert Image.open(BytesIO(d.content), formats=[d.format.upper()]).size == (d.width, d.height)


def test_a_grainy_frame_weighs_little_where_the_plate_was():
    grain = Image.effect_noise((1600, 1200), 24)
    file = BytesIO()
    Image.blend(Image.radial_gradient("L").resize(grain.size), grain, 0.4).save(file, "JPEG", quality=92)
    weights = {(d.width, d.format): len(d.content) for d in derive(file.getvalue(), 50, 50) if d.use == PLATE}
    assert weights[272, "avif"] < 30_000
    assert weights[544, "avif"] < 75_000
    assert weights[544, "webp"] < 110_000


def test_nothing_is_made_larger_than_it_came():
    made = list(derive(picture_bytes(300, 200), 50, 50))
    assert {(d.use, d.width, d.height) for d in made} == {(PLATE, 143, 200), (WHOLE, 300, 200)}


@pytest.mark.parametrize("size", [(4000, 500), (500, 4000), (12_000, 1), (1, 1)])
def test_a_very_wide_and_a_very_tall_picture_have_both_shapes(size):
    sizes = {(d.use, d.width, d.height) for d in derive(picture_bytes(*size), 50, 50)}
    assert {use for use, _width, _height in sizes} == {PLATE, WHOLE}
    assert all(0 < width <= 1664 and 0 < height <= 1664 for _use, width, height in sizes)


def test_the_crop_keeps_to_the_focal_point_and_to_the_picture():
    assert crop_box(800, 420, 50, 50) == (250, 0, 550, 420)
    assert crop_box(800, 420, 0, 50) == (0, 0, 300, 420)
    assert crop_box(800, 420, 100, 100) == (500, 0, 800, 420)
    assert crop_box(300, 840, 50, 25) == (0, 0, 300, 420)
    assert crop_box(300, 840, 50, 100) == (0, 420, 300, 840)


def test_the_focal_point_decides_what_the_plate_shows():
    original = halves("red", "blue")
    assert looks(opened(original, (0, 50), PLATE).getpixel((30, 50)), (255, 0, 0))
    assert looks(opened(original, (100, 50), PLATE).getpixel((30, 50)), (0, 0, 255))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_camera_and_remarks_are_in_nothing_that_is_served(kind):
    exif = Image.Exif()
    exif[0x010F] = "A secret camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 33.0, 59.0), 3: "E", 4: (126.0, 58.0, 41.0)})
    words = b"<x:xmpmeta>a secret camera</x:xmpmeta>"
    original = halves(
        "red", "blue", (1800, 900), kind, exif=exif.tobytes(), **({} if kind == "PNG" else {"xmp": words})
    )
    assert b"secret camera" in original.lower()
    for made in derive(original, 50, 50):
        with Image.open(BytesIO(made.content)) as served:
            assert not served.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment"} & set(served.info)
        assert b"secret camera" not in made.content.lower()
        assert b"Exif" not in made.content


def test_a_picture_taken_on_its_side_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn to the right
    stood = opened(halves("red", "blue", kind="JPEG", exif=exif.tobytes(), quality=95))
    assert stood.size == (400, 800)
    assert looks(stood.getpixel((200, 100)), (255, 0, 0))
    assert looks(stood.getpixel((200, 700)), (0, 0, 255))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_large_picture_on_its_side_is_not_made_too_small(kind):
    exif = Image.Exif()
    exif[0x0112] = 8  # turn to the left
    original = halves("red", "blue", (4800, 1700), kind, exif=exif.tobytes())
    assert opened(original, use=PLATE).size == (544, 762)
    assert opened(original).size == (589, 1664)
    assert looks(opened(original).getpixel((200, 1500)), (255, 0, 0))


def test_what_is_seen_through_stands_on_white():
    file = BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(file, "PNG")
    assert looks(opened(file.getvalue()).getpixel((20, 20)), (255, 255, 255))


def test_sixteen_bits_of_grey_are_not_burnt_out():
    file = BytesIO()
    Image.new("I;16", (40, 40), 32_768).save(file, "PNG")
    assert looks(opened(file.getvalue()).getpixel((20, 20)), (128, 128, 128))


def test_ink_colours_are_told_as_light():
    file = BytesIO()
    Image.new("CMYK", (40, 40), (0, 255, 255, 0)).save(file, "JPEG", quality=95)
    red, green, blue = opened(file.getvalue()).getpixel((20, 20))
    assert red > 200 > 100 > max(green, blue)


@pytest.mark.parametrize("profile", ["LAB", b"no profile"])
def test_a_profile_that_does_not_fit_changes_nothing(profile):
    content = (
        profile if isinstance(profile, bytes) else ImageCms.ImageCmsProfile(ImageCms.createProfile(profile)).tobytes()
    )
    assert looks(opened(halves("red", "blue", icc_profile=content)).getpixel((30, 30)), (255, 0, 0))
