"""Sets a long report in several processes at once: each lays out some of its parts, and `pdf_parts` makes one PDF of theirs.

The page says where it may be divided: at `MARK`, a comment before each of its parts, which no typed text can hold. How it is
divided depends on the page alone, so that the same page gives the same bytes on every machine. All processes lay out first, tell how
many pages they have, are told how many come before theirs and how many there are in all, and only then draw.
"""

import ctypes
import math
import os
import re
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, NamedTuple

from tracker.adapters import weasyprint_progress

MARK = "<!--part-->"
LONG = 20_000
"""Characters of HTML, some 17 actions: a page twice as long or more is divided. For less, another process costs more than it saves."""
MOST = 280_000
"""Characters of HTML that one process sets at most, some 200 actions with everything."""

BODY = re.compile("<body[^>]*>")
LINK = re.compile('href="#([^"]+)"')
ANCHOR = re.compile(' id="([^"]+)"')
COUNT, PLACE = struct.Struct("!I"), struct.Struct("!II")
DIE_WITH_PARENT = 1
"""`PR_SET_PDEATHSIG`"""

Place = Callable[[int], tuple[int, int]]
"""Given the pages of one part: how many pages come before it, and how many there are in all."""


def divided(html: str, style: bytes, *, long: int = LONG, most: int = MOST) -> list[str]:
    """The page as whole pages of some of its parts each: an even number of about the same length, so that two processors share them.

    One alone where it is not twice as long as `long`, or prints the numbers of its other pages. None is much longer than `most`.
    """
    head, *parts = html.split(MARK)
    if len(html) < 2 * long or len(parts) < 2 or b"target-counter" in style:
        return [html]
    length = len(html) // (2 * math.ceil(len(html) / (2 * most)))
    start = BODY.search(html)
    opening = html[: start.end()] if start else ""
    runs = [head]
    for part in parts:
        if len(runs[-1]) + len(part) / 2 > length and len(part) > length / 8:
            runs.append(opening)
        runs[-1] += part
    closing = "</body></html>"
    whole = [run if run is runs[-1] else run + closing for run in runs]
    return [_with_places(page) for page in whole]


def made(pages: Sequence[str], one: Callable[[str], bytes]) -> list[bytes]:
    """The PDF of each page, as `one` makes it, the first in this process and each other in one of its own."""
    others = [_begun(page, one) for page in pages[1:]]

    def place(count: int) -> tuple[int, int]:
        counts = [count, *(_number(other.answers) for other in others)]
        for number, other in enumerate(others, 1):
            other.orders.write(PLACE.pack(sum(counts[:number]), sum(counts)))
            other.orders.flush()
        return 0, sum(counts)

    _number_pages(place)
    first = one(pages[0])
    return [first, *(_ended(other) for other in others)]


class Other(NamedTuple):
    """Another process: what it answers, and where it is told its place."""

    number: int
    answers: BinaryIO
    orders: BinaryIO


def _begun(page: str, one: Callable[[str], bytes]) -> Other:
    """A process that makes the PDF of `page`."""
    answers, answering = os.pipe()
    ordered, orders = os.pipe()
    number = os.fork()
    if number:
        os.close(answering)
        os.close(ordered)
        return Other(number, os.fdopen(answers, "rb"), os.fdopen(orders, "wb"))
    status = 1
    try:
        weasyprint_progress.say_nothing()
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        os.close(answers)
        os.close(orders)
        told, telling = os.fdopen(ordered, "rb"), os.fdopen(answering, "wb")

        def place(count: int) -> tuple[int, int]:
            telling.write(COUNT.pack(count))
            telling.flush()
            before, total = PLACE.unpack(told.read(PLACE.size))
            return before, total

        _number_pages(place)
        with telling:
            telling.write(one(page))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _number_pages(place: Place) -> None:
    """Makes WeasyPrint number the pages of this process as those of the whole: where it sets their margins, all are laid out."""
    from weasyprint import layout

    usual = layout.make_margin_boxes
    found: list[tuple[int, int]] = []

    def numbered(context: Any, page: Any, state: Any) -> Any:
        if not found:
            found.append(place(len(context.page_maker) - 1))
        before, total = found[0]
        quotes, counters, *rest = state
        now = {**counters, "page": [context.current_page + before], "pages": [total]}
        return usual(context, page, (quotes, now, *rest))

    layout.make_margin_boxes = numbered


def _number(answers: BinaryIO) -> int:
    read = answers.read(COUNT.size)
    if len(read) < COUNT.size:
        raise RuntimeError("a process that set a part of the report has ended")
    number: int = COUNT.unpack(read)[0]
    return number


def _ended(other: Other) -> bytes:
    with other.answers, other.orders:
        made = other.answers.read()
    os.waitpid(other.number, 0)
    return made


def _with_places(page: str) -> str:
    """The page with an empty place for each anchor that it links to and that stands in another part: `pdf_parts` joins them."""
    missing = sorted({*LINK.findall(page)} - {*ANCHOR.findall(page)})
    places = "".join(f'<div class="elsewhere" id="{anchor}"></div>' for anchor in missing)
    return page.replace("</body>", f"{places}</body>", 1)


def elsewhere(page: str) -> frozenset[str]:
    """The anchors that stand in another part."""
    return frozenset(re.findall('<div class="elsewhere" id="([^"]+)"', page))
