"""What the reading of a file may say: how much is read, what was found on a page, and why a file is refused."""

from dataclasses import dataclass, field
from enum import StrEnum

MOST_PAGES = 1_500
"""Pages of one document. A pack has some 60 and the thickest set of board papers some 800; 5,000 are no paper for a meeting."""
MOST_CHARACTERS = 10_000_000
"""Of text in one document: some 3,000 printed pages."""
MOST_IN_A_PART = 30_000
"""Characters of one part of a file without pages: more is cut at a paragraph, so that it can be shown and pointed at."""
MOST_PIXELS = 60_000_000
"""Of a picture: more than any scanner makes of a page."""
MOST_UNPACKED = 300_000_000
"""Bytes that a Word or Excel file may hold when it is unpacked."""
MOST_SQUEEZED = 200
"""How many times smaller than its content a part of such a file may be, where that is large. Real ones reach some 40."""
PICTURE_WIDTH = 1_100
"""Pixels: the width at which a page of A4 reads well on a screen."""
HIGHEST_PICTURE = 4_400
"""Pixels: a page that is much longer than wide gets a narrower picture."""
PICTURE_TYPE = "image/jpeg"
"""Of every picture of a page. PNG takes four times as long to make, for no smaller a file."""


class Refusal(StrEnum):
    """Why a file is not read. The process that reads says no more than one of these words."""

    BROKEN = "broken"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    ANOTHER_KIND = "another kind"
    NO_PAGES = "no pages"
    TOO_MANY_PAGES = "too many pages"
    TOO_MUCH_TEXT = "too much text"
    TOO_LARGE_INSIDE = "too large inside"
    TOO_MANY_PIXELS = "too many pixels"
    MACROS = "macros"
    DECLARATIONS = "declarations"
    TOO_SLOW = "too slow"
    TOO_MUCH_MEMORY = "too much memory"
    ENDED = "ended"


SENTENCES = {
    Refusal.BROKEN: "This file is damaged or was cut short. Save it again from the program that made it, and add it anew.",
    Refusal.EMPTY: "This file holds nothing that could be read. Check that it is the right one.",
    Refusal.ENCRYPTED: "This file is locked with a password. Save it without one, and add it anew.",
    Refusal.ANOTHER_KIND: "This file is not what its name says. Save it again from the program that made it, and add it anew.",
    Refusal.NO_PAGES: "This file has no pages. Check that it is the right one.",
    Refusal.TOO_MANY_PAGES: "This file has {number:,} pages, and at most {pages:,} are read. Split it, and add the parts.",
    Refusal.TOO_MUCH_TEXT: "This file holds more than {characters:,} characters of text. Split it, and add the parts.",
    Refusal.TOO_LARGE_INSIDE: "This file is far larger inside than outside, as files are that are made to stop a computer. "
    "Save it again from the program that made it, and add it anew.",
    Refusal.TOO_MANY_PIXELS: "This picture has {number:,} million pixels, and at most {pixels:,} million are read. Make it "
    "smaller, and add it anew.",
    Refusal.MACROS: "This file has macros inside. Save it without them, and add it anew.",
    Refusal.DECLARATIONS: "This file holds declarations that no Word or Excel file needs, and that can do harm. Save it again "
    "from the program that made it, and add it anew.",
    Refusal.TOO_SLOW: "Reading this file took longer than {number:,} seconds and was stopped. Split it, or save it in another way.",
    Refusal.TOO_MUCH_MEMORY: "Reading this file needs more memory than one file may use. Split it, or make its pictures smaller.",
    Refusal.ENDED: "This file could not be read: the reading broke off. It is damaged, or needs more memory than one file may "
    "use. Save it again from the program that made it, and add it anew.",
}


def sentence_of(refusal: Refusal, number: int = 0) -> str:
    """Why, and what to do. `number` is what was counted: pages, seconds, or millions of pixels."""
    return SENTENCES[refusal].format(
        number=number, pages=MOST_PAGES, characters=MOST_CHARACTERS, pixels=MOST_PIXELS // 1_000_000
    )


class Refused(Exception):
    """The file is not read."""

    def __init__(self, refusal: Refusal, number: int = 0) -> None:
        super().__init__(refusal)
        self.refusal = refusal
        self.number = number


class Stopped(Exception):
    """The reading was told to stop, and did."""


class Notice(StrEnum):
    """What to know of a file that was read."""

    SCRIPTS = "scripts"
    FILES_INSIDE = "files inside"
    WORDS_OF_WINDOWS = "words of windows"


NOTICES = {
    Notice.SCRIPTS: "It has scripts inside, which were not run.",
    Notice.FILES_INSIDE: "It has other files inside, which were not opened.",
    Notice.WORDS_OF_WINDOWS: "Its characters are those of an older Windows program; check pounds and quotation marks.",
}


@dataclass(frozen=True)
class Beginning:
    """What is known before the first page: how many there are, and whether they are pages of the file's own."""

    total: int
    paged: bool
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class ReadPage:
    """One page or, where the file has none, one part. `page` counts from 1; `picture` is a JPEG, or empty."""

    words: str
    page: int | None = None
    place: str = ""
    picture: bytes = field(default=b"", repr=False)
    width: int = 0
    height: int = 0


def said_of(notices: tuple[Notice, ...], wordless: int, pages: int) -> str:
    """What to know of the file, in sentences. `wordless` of its `pages` are pictures without text."""
    said = [NOTICES[notice] for notice in notices]
    if wordless and wordless == pages:
        which = "It is a picture" if pages == 1 else "Its pages are pictures"
        said.insert(0, f"{which} without text, such as a scan: no words were found to search or to quote.")
    elif wordless:
        which = "1 page is a picture" if wordless == 1 else f"{wordless:,} pages are pictures"
        said.insert(0, f"{which} without text, such as a scan.")
    return " ".join(said)
