"""Elements of SVG as text, each with its content escaped. Lengths are in pixels, the origin at the top left."""

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

FONT = "Atkinson Hyperlegible Next, Arial, Helvetica, sans-serif"


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What may not stand in XML at all, however it is escaped."""


def element(name: str, *inside: str, **attributes: object) -> str:
    """`inside` are elements that are made already. An underscore in the name of an attribute stands for a hyphen; None leaves it out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def words_of(typed: str) -> str:
    """`typed` as content of an element: nothing in it is markup."""
    return escape(_UNPRINTABLE.sub("", typed))


def text(x: float, y: float, words: str, **attributes: object) -> str:
    """`words` with their baseline at `y`."""
    return element("text", words_of(words), x=x, y=y, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def polygon(corners: Iterable[tuple[float, float]], **attributes: object) -> str:
    return element("polygon", points=_corners(corners), **attributes)


def polyline(corners: Iterable[tuple[float, float]], **attributes: object) -> str:
    return element("polyline", points=_corners(corners), fill="none", **attributes)


def picture(width: float, height: float, *inside: str, title: str, says: str = "") -> str:
    """A whole picture with what it is and what it says for someone who does not see it. It needs no style sheet and no identifiers."""
    told = [element("title", words_of(title)), *([element("desc", words_of(says))] if says else [])]
    return element(
        "svg",
        *told,
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        width=width,
        height=height,
        viewBox=f"0 0 {_written(width)} {_written(height)}",
        font_family=FONT,
        font_size=14,
    )


def data_address(svg: str) -> str:
    """The picture as an address for `<img src>`, for small ones that are not worth a request of their own."""
    return f"data:image/svg+xml,{quote(svg)}"


def _corners(corners: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_written(x)},{_written(y)}" for x, y in corners)


def _written(value: object) -> str:
    """Numbers to a tenth of a pixel, without a trailing nought."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)
