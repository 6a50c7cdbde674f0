"""What a report says, in order, before it is set: every form of it (PDF, Word) is made from these values and adds no words.

All texts are plain, as they were typed; a paragraph never holds markup. `key` is always a name that a style sheet knows.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain.prose import Writing
from tracker.domain.reports import Report
from tracker.domain.version_states import VersionState
from tracker.domain.wording import date_words

STATE_WORDS: Mapping[VersionState, str] = {
    VersionState.DRAFT: "Draft, not yet approved",
    VersionState.APPROVED: "Not yet issued",
    VersionState.ISSUED: "Issued",
}


@dataclass(frozen=True)
class Tag:
    """A word in a tinted box. `letter` stands before the word."""

    key: str
    words: str
    letter: str = ""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: to a part of this paper ("#action-006") or to a whole address."""

    words: str
    to: str


@dataclass(frozen=True)
class Fact:
    """One labelled fact. `strong` opens the first paragraph, `links` end it, a comma between them. `to` is where the label leads."""

    label: str
    tags: tuple[Tag, ...] = ()
    strong: str = ""
    texts: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    to: str = ""


@dataclass(frozen=True)
class Facts:
    """Labelled facts, one under the other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Prose:
    """Paragraphs. `quiet` for what explains rather than tells."""

    texts: tuple[str, ...]
    quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list; each entry is a text."""

    entries: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """`share` is its part of the table's width, in hundredths."""

    title: str
    share: int
    key: str = ""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, from the top: what is strong and its tags, paragraphs, and what is quiet. `struck` is not counted."""

    strong: str = ""
    tags: tuple[Tag, ...] = ()
    texts: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    struck: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a heading to each column; the first cell of a row is what the row is about. `caption` says what is in it."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture that is drawn from frozen values: SVG of our own (`domain/svg.py`). `alternative` tells it to whoever does not see it."""

    svg: str
    alternative: str
    caption: str = ""

    @property
    def name(self) -> str:
        """Of the file that it becomes. The same picture has the same one."""
        return f"picture-{hashlib.sha256(self.svg.encode()).hexdigest()[:16]}.svg"


@dataclass(frozen=True)
class Thumbnail:
    """A page made small. `sha256` is the digest of its picture in the store of files, as the port `Thumbnails` takes it."""

    sha256: str
    alternative: str

    @property
    def name(self) -> str:
        return f"page-{self.sha256[:16]}.png"


@dataclass(frozen=True)
class Cited:
    """One piece of evidence: its citation (a link where `to` is an address), the words quoted from it, and its page beside them."""

    citation: str
    quote: str = ""
    thumbnail: Thumbnail | None = None
    to: str = ""


@dataclass(frozen=True)
class Citations:
    """What something rests on, one under the other, with what it is called."""

    cited: tuple[Cited, ...]
    label: str = "Evidence"


@dataclass(frozen=True)
class Numbered:
    """A numbered paragraph: its number ("4.5.2") in the margin, and what it says."""

    number: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Written:
    """What somebody wrote in the app, with its headings, lists, quotations, tables and links."""

    prose: Writing


@dataclass(frozen=True)
class Part:
    """A part of the paper under its own heading. A part among its blocks is a part of it, with a heading one level lower.

    `label` stands before the title, as "Action 006" does; `under` beneath it. `anchor` is what a `Link` names. `together` keeps it on
    one page; `struck` is for what is not counted.
    """

    title: str
    blocks: tuple["Block", ...]
    count_words: str = ""
    key: str = ""
    label: str = ""
    under: str = ""
    anchor: str = ""
    together: bool = False
    struck: bool = False

    @property
    def bookmark(self) -> str:
        title = f"{self.label}: {self.title}" if self.label else self.title
        return f"{title}: {self.count_words}" if self.count_words else title


Block = Facts | Prose | Bullets | Table | Picture | Thumbnail | Citations | Numbered | Written | Part


@dataclass(frozen=True)
class Figure:
    """One of the figures at the top of a paper, with what it counts."""

    key: str
    number: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole paper. `name` is what the kind is called ("Action log"); `title` says the finding and may break after "; ";
    `reading` explains, at the end, how to read it; `working` is true for a paper that is used on the day alone."""

    name: str
    report: Report
    title: str
    subtitle: str
    lead: str = ""
    reading: str = ""
    figures: tuple[Figure, ...] = ()
    parts: tuple[Part, ...] = ()
    working: bool = False

    @property
    def place(self) -> str:
        """Where the meeting sits or sat, "" where that is not known."""
        return self.report.meeting_words.partition(", ")[2]

    @property
    def meeting(self) -> str:
        """The series and the day, for the head of each page: "Public Performance Meeting, 4 October 2023"; else what it is about."""
        if self.report.about_words:
            return self.report.about_words
        return f"{self.report.series_title}, {self.report.meeting_words.partition(', ')[0]}"

    @property
    def version_words(self) -> str:
        """ "Version 1, as at 4 October 2023. Approved by Ben Adams on 6 October 2023" """
        as_at = f"Version {self.report.version}, as at {date_words(self.report.as_at)}"
        return ". ".join(filter(None, (as_at, self.report.approved_words)))

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.report.state]

    @property
    def is_issued(self) -> bool:
        return self.report.state is VersionState.ISSUED

    @property
    def is_draft(self) -> bool:
        """Whether it has still to be approved: each page of its PDF then says so."""
        return self.report.state is VersionState.DRAFT and not self.working

    @property
    def foot(self) -> str:
        """What stands at the foot of each page: which paper it is, and how far it has come."""
        state = "" if self.is_issued or self.working else f" ({self.report.state.value})"
        return f"{self.name}, version {self.report.version}{state}, {date_words(self.report.as_at)}"

    @property
    def document_title(self) -> str:
        """The title that a reader of the file shows."""
        return f"{self.name}: {self.meeting}"

    @property
    def keywords(self) -> str:
        about = self.report.series_title or self.report.about_words
        return f"actions, matters arising, {about}, {self.report.marking}"

    @property
    def handling_words(self) -> str:
        """How the paper may be handled, for its title block: "OFFICIAL. Transparency: full. Dissemination authorised by …" """
        report = self.report
        transparency = f"Transparency: {report.transparency}" if report.transparency else ""
        return ". ".join(filter(None, (report.marking, transparency, report.authorised_words)))

    @property
    def about(self) -> tuple[Fact, ...]:
        """How to read the paper, and where it comes from: it closes every paper."""
        report = self.report
        made = f"{self.version_words}. {self.state_words}. Made from the record as it was frozen on {report.generated_words}."
        marking = report.marking + (f". Transparency: {report.transparency}" if report.transparency else "")
        facts = (
            Fact("Reading it", texts=(self.reading,) if self.reading else ()),
            Fact("Version", texts=(made,)),
            Fact("Dissemination", texts=(f"{report.authorised_words}.",) if report.authorised_words else ()),
            Fact("Author", texts=(f"{report.author}, {report.office_name}",)),
            Fact("Marking", texts=(marking,)),
            Fact("Contact", texts=(report.contact,) if report.contact else ()),
        )
        return tuple(fact for fact in facts if fact.texts)

    @property
    def history_words(self) -> str:
        """The end of the history when the record was frozen, without its digest; "" where there is none."""
        if not self.report.history_head:
            return ""
        count = f"{self.report.history_count:,}"
        return f"When this record was frozen its history held {count} entries, and the last had the digest"
