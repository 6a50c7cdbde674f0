"""Small pictures of pages, made once and kept in a folder that may be emptied at any time. Over the package `Pillow`."""

import contextlib
import os
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from tracker.domain.errors import NotFound
from tracker.ports import FileStore

WIDTH, HEIGHT = 176, 232
"""Pixels: four times what a list shows, so that it is sharp on any screen and on paper."""
COLOURS = 32


class PageThumbnails:
    """A PNG of the upper part of a picture that is in the store of files."""

    def __init__(self, files: FileStore, folder: Path) -> None:
        self._files = files
        self._folder = folder

    def of(self, sha256: str) -> bytes:
        """Raises `NotFound` where there is no such picture, or none that can be drawn."""
        kept = self._folder / f"{sha256}.png"
        with contextlib.suppress(OSError):
            return kept.read_bytes()
        small = self._small(sha256)
        # A disk that refuses costs only that it is made again.
        with contextlib.suppress(OSError):
            self._keep(kept, small)
        return small

    def _small(self, sha256: str) -> bytes:
        drawn = BytesIO()
        try:
            with self._files.open(sha256) as opened, Image.open(opened, formats=("JPEG", "PNG")) as picture:
                picture.draft("RGB", (WIDTH * 2, HEIGHT * 2))
                whole = picture.convert("RGB")
                height = max(1, round(whole.height * WIDTH / whole.width))
                upper = whole.resize((WIDTH, height), Image.Resampling.LANCZOS).crop(
                    (0, 0, WIDTH, min(height, HEIGHT))
                )
                upper.quantize(COLOURS).save(drawn, "PNG", optimize=True)
        except (OSError, Image.DecompressionBombError) as unreadable:
            raise NotFound("There is no picture of this page.") from unreadable
        return drawn.getvalue()

    def _keep(self, kept: Path, small: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(handle, "wb") as file:
            file.write(small)
        Path(name).replace(kept)
