"""Pictures as PNG for mail."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.support.charts import a_plot
from tracker.adapters.resvg import ResvgPictures
from tracker.config import ROOT
from tracker.domain.control_chart_picture import draw, draw_small
from tracker.domain.errors import Unavailable

FONTS = ROOT / "static" / "fonts"


@pytest.mark.parametrize("scale", [1, 2])
def test_a_chart_becomes_a_png_of_its_size(scale: float) -> None:
    drawn = draw(a_plot(target="5", invented=True))
    image = Image.open(io.BytesIO(ResvgPictures(FONTS).png(drawn, scale=scale)))
    assert image.format == "PNG"
    assert image.width == 760 * scale


def test_words_are_drawn_in_the_typeface_of_the_product() -> None:
    drawn, pictures = draw(a_plot()), ResvgPictures(FONTS)
    blank = drawn.replace("101 abandonment rate", "")
    assert pictures.png(drawn, scale=1) != pictures.png(blank, scale=1)


def test_the_picture_is_made_where_the_typeface_is_missing(tmp_path: Path) -> None:
    assert ResvgPictures(tmp_path).png(draw(a_plot())).startswith(b"\x89PNG")


def test_the_same_picture_is_the_same_bytes() -> None:
    pictures, drawn = ResvgPictures(FONTS), draw_small(a_plot())
    assert pictures.png(drawn) == pictures.png(drawn)


def test_what_is_no_picture_is_refused_in_words() -> None:
    with pytest.raises(Unavailable, match="The picture could not be made"):
        ResvgPictures(FONTS).png("<svg")
