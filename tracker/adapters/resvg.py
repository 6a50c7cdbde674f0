"""Pictures of our own as PNG, for mail, which shows no SVG (resvg)."""

from pathlib import Path

from tracker.adapters.pdf_fonts import font_file
from tracker.domain.errors import Unavailable

TYPEFACE = "atkinson-hyperlegible-next-latin-wght-normal.woff2"
WEIGHTS = (400, 700)


class ResvgPictures:
    """A `Rasteriser`. `fonts` is the folder of the woff2 files; without them, or without a place to cut them, the machine's own are taken."""

    def __init__(self, fonts: Path) -> None:
        self._typeface = fonts / TYPEFACE

    def png(self, svg: str, *, scale: float = 1.5) -> bytes:
        # Imported here: it takes 4 MB, and only who writes mail asks for it.
        from resvg_py import svg_to_bytes

        files = self._files()
        try:
            return bytes(
                svg_to_bytes(
                    svg_string=svg,
                    zoom=scale,
                    font_files=files or None,
                    skip_system_fonts=bool(files),
                    font_family="Atkinson Hyperlegible Next",
                    sans_serif_family="Atkinson Hyperlegible Next",
                )
            )
        except ValueError as error:
            raise Unavailable(
                "The picture could not be made. The figures are in the table beside it."
            ) from error

    def _files(self) -> list[str]:
        """The typeface, cut to the weights that pictures use and kept for the next time."""
        try:
            font = self._typeface.read_bytes()
        except OSError:
            return []
        found = [font_file(font, weight) for weight in WEIGHTS]
        return [str(path) for path in found if path]
