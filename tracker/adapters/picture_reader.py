"""Reads a PNG or JPEG through Pillow: one page, with a picture and no text. Runs in the process of `reading_child` alone."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from tracker.domain.document_reading import (
    HIGHEST_PICTURE,
    MOST_PIXELS,
    PICTURE_WIDTH,
    Beginning,
    ReadPage,
    Refusal,
    Refused,
)

QUALITY = 85
Image.MAX_IMAGE_PIXELS = None  # The size is asked for below, before anything is unpacked.


def read(file: BinaryIO) -> Iterator[Beginning | ReadPage]:
    """The beginning, then the page. Raises `Refused`."""
    try:
        with Image.open(file, formats=("PNG", "JPEG")) as picture:
            pixels = picture.width * picture.height
            if pixels > MOST_PIXELS:
                raise Refused(Refusal.TOO_MANY_PIXELS, -(-pixels // 1_000_000))
            page = _page(picture)
    except UnidentifiedImageError as error:
        raise Refused(Refusal.BROKEN) from error
    except (OSError, ValueError, SyntaxError) as error:
        # What Pillow says of a picture that is cut short, or damaged, differs from format to format.
        raise Refused(Refusal.BROKEN) from error
    yield Beginning(1, paged=True)
    yield page


def _page(picture: Image.Image) -> ReadPage:
    # A large JPEG is unpacked at a part of its size.
    picture.draft("RGB", (PICTURE_WIDTH, HIGHEST_PICTURE))
    picture.load()
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((PICTURE_WIDTH, HIGHEST_PICTURE))
    on_white = Image.new("RGB", upright.size, "white")
    on_white.paste(upright, mask=upright)
    encoded = BytesIO()
    on_white.save(encoded, "JPEG", quality=QUALITY)
    return ReadPage("", 1, picture=encoded.getvalue(), width=on_white.width, height=on_white.height)
