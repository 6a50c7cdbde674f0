"""The citation that writes itself: whose paper, which, of when, and exactly where in it. What is not known is left out, never guessed."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.domain.wording import date_words

NOT_HELD = "not held"

_ASIDE = re.compile(r"\s*\([^)]*\)")
_LEAD = re.compile(r"^(?:dated|published(?: on)?|issued(?: on)?)[\s:–-]*", re.IGNORECASE)
_UNKNOWN = re.compile(r"^(?:date )?(?:is )?not known\b|^unknown\b", re.IGNORECASE)
_VERSION = re.compile(r"^(?:version|ver\.?|v\.?)[\s:]*(?=\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Paper:
    """What a document is known by. `dated` are the words of its date where the day is not known; `printed` is its own version."""

    title: str
    publisher: str = ""
    published_on: date | None = None
    dated: str = ""
    printed: str = ""
    held: bool = True


@dataclass(frozen=True)
class Place:
    """Where in a paper. A page is the file's own; without one, the heading and the paragraph (from 1), or the sheet and its cell.

    `part` names a figure or a table: "figure 3".
    """

    page: int | None = None
    heading: str = ""
    paragraph: int | None = None
    sheet: str = ""
    cell: str = ""
    part: str = ""

    def words(self) -> str:
        """ "page 12, table 2", "under “3.1 Contact and response”, paragraph 2", "sheet “Data”, cell B4", or "" """
        if self.page is not None:
            return _joined(f"page {self.page}", self.part)
        if self.sheet:
            return _joined(
                f"sheet {_quoted(self.sheet)}", f"cell {self.cell}" if self.cell else "", self.part
            )
        return _joined(
            f"under {_quoted(self.heading)}" if self.heading else "",
            f"paragraph {self.paragraph}" if self.paragraph else "",
            f"cell {self.cell}" if self.cell else "",
            self.part,
        )


def paper_words(paper: Paper) -> str:
    """ "Staffordshire Police, Public Performance Meeting report, February 2019": each part once, though the title may say it too."""
    title = " ".join(paper.title.split())
    publisher = " ".join(paper.publisher.split())
    dated, version = _dated(paper), _version(paper.printed)
    return _joined(
        publisher if not _says(title, publisher) else "",
        title,
        dated if not _says(title, dated) else "",
        version if not _says(title, version) else "",
    )


def citation(paper: Paper, place: Place) -> str:
    """The paper and the place in it. A paper that is not held says so: nobody has seen that page here."""
    said = _joined(paper_words(paper), place.words())
    return said if paper.held else f"{said} ({NOT_HELD})"


def _dated(paper: Paper) -> str:
    if paper.published_on:
        return date_words(paper.published_on)
    said = " ".join(_LEAD.sub("", _ASIDE.sub("", paper.dated).strip()).split())
    return "" if _UNKNOWN.match(said) else said.rstrip(".,;:")


def _version(printed: str) -> str:
    said = " ".join(printed.split())
    number = _VERSION.sub("", said)
    return f"version {number}" if number[:1].isdigit() else said


def _says(title: str, words: str) -> bool:
    """Whether `title` says these words already, as words of their own."""
    return bool(words) and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", title, re.IGNORECASE))


def _quoted(words: str) -> str:
    return f"“{words.strip(' “”')}”"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
