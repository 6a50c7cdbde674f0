"""A store of pages made small, for tests and measurements of reports: every digest has a page of its own, drawn from it."""

from io import BytesIO

from PIL import Image, ImageDraw

from tracker.adapters.thumbnails import COLOURS, HEIGHT, WIDTH
from tracker.domain.errors import NotFound


class DrawnPages:
    """A `Thumbnails` that draws each page once. A digest that begins with "0" is of a page that is gone."""

    def __init__(self) -> None:
        self._drawn: dict[str, bytes] = {}

    def of(self, sha256: str) -> bytes:
        if sha256 not in self._drawn:
            self._drawn[sha256] = self._draw(sha256)
        return self._drawn[sha256]

    def _draw(self, sha256: str) -> bytes:
        if sha256.startswith("0"):
            raise NotFound("There is no picture of this page.")
        page = Image.new("RGB", (WIDTH, HEIGHT), "white")
        pen = ImageDraw.Draw(page)
        pen.rectangle((14, 14, 120, 24), fill="#12344d")
        for line, sign in enumerate(sha256[:48]):
            length = 60 + int(sign, 16) * 6
            pen.line((14, 38 + line * 4, min(14 + length, WIDTH - 14), 38 + line * 4), fill="#505a5f")
        drawn = BytesIO()
        page.quantize(COLOURS).save(drawn, "PNG", optimize=True)
        return drawn.getvalue()
