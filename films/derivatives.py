"""The pictures that pages serve, made from an original once: two shapes, two widths each, AVIF and WebP.

Nothing of the original's metadata (place, camera, editing history) goes into them: only pixels, upright and in
sRGB. JPEG is left out, since every browser in use reads WebP. Pure: bytes in, bytes out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any

from PIL import Image, ImageCms, ImageOps

from films.examination import DECODERS, kind_of
from films.plate import HEIGHT, WIDTH

PLATE, WHOLE = "plate", "whole"
WIDTHS = {PLATE: (272, 544), WHOLE: (832, 1664)}  # at most; of the whole picture the longer side
RATIO = WIDTH / HEIGHT  # of the drawn plate, whose place the crop takes
FORMATS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 66, "speed": 7},  # at 8 dark skies come out in blocks
    "webp": {"quality": 80, "method": 4},
}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Derivative:
    use: str
    format: str
    width: int
    height: int
    content: bytes


def crop_box(width: int, height: int, focus_x: float, focus_y: float) -> Box:
    """The largest part of a picture in the plate's ratio, as near as can be around a point given in percent."""
    wide, high = min(width, height * RATIO), min(height, width / RATIO)
    left = min(max(width * focus_x / 100 - wide / 2, 0), width - wide)
    top = min(max(height * focus_y / 100 - high / 2, 0), height - high)
    return (left, top, left + wide, top + high)


def derive(original: bytes, focus_x: float, focus_y: float) -> Iterator[Derivative]:
    """All derivatives of an examined original, from one decoding. None is larger than the original."""
    picture = upright(original)
    box = crop_box(*picture.size, focus_x, focus_y)
    for use, area in ((PLATE, box), (WHOLE, (0.0, 0.0, *map(float, picture.size)))):
        for width, height in _sizes(use, area):
            small = picture.resize((width, height), Image.Resampling.LANCZOS, box=area, reducing_gap=3.0)
            for name, options in FORMATS.items():
                file = BytesIO()
                small.save(file, name.upper(), **options)
                yield Derivative(use, name, width, height, file.getvalue())


def upright(original: bytes) -> Image.Image:
    """The pixels of an original, turned as the camera says, in sRGB on white; no smaller than is needed."""
    with DECODERS[kind_of(original)](BytesIO(original)) as opened:
        enough = _enough(*opened.size)
        opened.draft(None, enough)  # a JPEG is halved while it is read
        times = min(have // need for have, need in zip(opened.size, enough, strict=True))
        smaller = opened.reduce(times) if times > 1 and opened.mode in ("L", "RGB", "RGBA", "CMYK") else opened
        picture = _in_srgb(ImageOps.exif_transpose(smaller))
    picture.info = {}  # encoders would carry on what they find here
    return picture


def _enough(width: int, height: int) -> tuple[int, int]:
    """The least size that serves all derivatives; which side is up is not known yet, so it serves both."""
    crop = min(width, height, width * RATIO, height * RATIO)
    scale = min(1.0, max(WIDTHS[WHOLE][-1] / max(width, height), WIDTHS[PLATE][-1] / crop))
    return ceil(width * scale), ceil(height * scale)


def _sizes(use: str, area: Box) -> list[tuple[int, int]]:
    width, height = area[2] - area[0], area[3] - area[1]
    longer = max(width, height) if use == WHOLE else width
    wanted = [most for most in WIDTHS[use] if most < longer] + [w for w in (longer,) if w <= WIDTHS[use][-1]]
    return [(max(1, round(width * w / longer)), max(1, round(height * w / longer))) for w in wanted]


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # sixteen bits of grey
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        picture = Image.new("RGB", seen.size, "white")
        picture.paste(seen, mask=seen.getchannel("A"))
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if picture.mode not in ("RGB", "L", "CMYK"):
                picture = picture.convert("RGB")
            srgb = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB") or picture
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile says nothing about colour
    return picture.convert("RGB")
