"""The entries of the demonstration record, as frozen values. A field that is None or empty is not known.

A field named in an entry's `chosen` was chosen for the demonstration; the rest comes from the document named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from tracker.demonstration import measure_entries as measured
from tracker.demonstration.entry import Entry
from tracker.demonstration.office_entries import Clock, Commission
from tracker.demonstration.text_entries import WrittenEntry
from tracker.domain.actions import Assurance, Kind, Move, Rating
from tracker.domain.due import DueKind
from tracker.domain.meetings import MeetingStatus


@dataclass(frozen=True, kw_only=True)
class Organisation(Entry):
    """`kind` is force, office, fire_service, partner or panel."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Person(Entry):
    """`email` is empty where mail goes to the address of the post. `chosen` is true for a placeholder."""

    code: str
    name: str
    email: str = ""
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Post(Entry):
    """`escalates_to` is the code of the post above; mail to a chief officer is held for release. Its holder is named to the public where
    it is `elected` or a `named_contact`."""

    code: str
    title: str
    organisation: str
    address: str
    chief_officer: bool = False
    elected: bool = False
    named_contact: bool = False
    escalates_to: str | None = None
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Holder(Entry):
    """One person's time in a post, both days included. A day that is not `…_known` only ends the proof."""

    post: str
    person: str
    starts_on: date
    ends_on: date | None = None
    starts_known: bool = False
    ends_known: bool = False
    acting: bool = False
    note: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Series(Entry):
    """A recurring meeting; `next_number` is the number that its next action gets.

    The force is asked for papers so many weeks before, for nothing with 0. `kind` is a value of `SeriesKind`.
    """

    code: str
    title: str
    next_number: int
    commissioning_weeks: int = 6
    kind: str = "performance"
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    number: str
    title: str
    priority: str | None = None
    national_measure: str | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting(Entry):
    """One sitting. With `date_known` "month", `starts_on` is a stand-in and `date_words` is what to show."""

    ref: str
    series: str
    title: str
    starts_on: date
    status: MeetingStatus
    starts_at: time | None = None
    date_known: str = "day"
    date_words: str = ""
    ordinal: str = ""
    venue: str = ""
    papers_published_on: date | None = None
    agenda: tuple[AgendaItem, ...] = ()
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PrioritySet(Entry):
    code: str
    title: str
    starts_on: date
    ends_on: date
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Priority(Entry):
    code: str
    priority_set: str
    title: str


@dataclass(frozen=True, kw_only=True)
class NationalMeasure(Entry):
    code: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Document(Entry):
    """A paper. One that is not held is known only because another names it."""

    code: str
    title: str
    kind: str
    published_words: str
    held: bool
    meeting: str | None = None
    publisher: str = ""
    published_on: date | None = None
    marking: str = ""
    transparency: str = ""
    version: str = ""
    owner: str = ""
    authors: str = ""
    authorised_by: str = ""
    contact_officer: str = ""
    note: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Gap(Entry):
    """Why a number of a series has no action."""

    series: str
    number: int
    explanation: str


@dataclass(frozen=True, kw_only=True)
class Due:
    """`on` goes with date; `meeting` with meeting and next_meeting; `exit_rule` with standing."""

    kind: DueKind
    on: date | None = None
    meeting: str | None = None
    exit_rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A place in a document. `page` only where another document prints it; `held` as the document's."""

    document: str
    where: str
    page: int | None = None
    held: bool = True


@dataclass(frozen=True, kw_only=True)
class Update:
    """A report of progress. With `on_known` "month", `on` is a stand-in for a day that is not known."""

    on: date
    post: str
    text: str
    on_known: str = "day"
    rating: Rating | None = None
    recommends_closure: bool = False
    evidence: tuple[Evidence, ...] = ()
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Review:
    """What was decided, at a `meeting` or, between two, `on` a day. `decided_by` is a post."""

    outcome: Move
    decided_by: str
    meeting: str | None = None
    on: date | None = None
    note: str = ""
    reason: str = ""
    assurance: Assurance | None = None
    revised_to: Due | None = None
    merged_into: int | None = None
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Action(Entry):
    """Raised at a meeting (`raised_at`) or, where that is not on record, described in words (`origin`)."""

    number: int
    title: str
    asked: str
    kind: Kind
    post: str
    due: Due
    raised_at: str | None = None
    origin: str = ""
    agenda_item: str | None = None
    priority: str | None = None
    national_measure: str | None = None
    parent: int | None = None
    source: Evidence | None = None
    updates: tuple[Update, ...] = ()
    reviews: tuple[Review, ...] = ()
    series: str = "PPM"
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Record:
    """The whole of it. Actions are in the order of their numbers, all else in the order of its file."""

    organisations: tuple[Organisation, ...]
    persons: tuple[Person, ...]
    posts: tuple[Post, ...]
    holders: tuple[Holder, ...]
    series: tuple[Series, ...]
    meetings: tuple[Meeting, ...]
    priority_sets: tuple[PrioritySet, ...]
    priorities: tuple[Priority, ...]
    national_measures: tuple[NationalMeasure, ...]
    documents: tuple[Document, ...]
    gaps: tuple[Gap, ...]
    actions: tuple[Action, ...]
    commissions: tuple[Commission, ...]
    clocks: tuple[Clock, ...]
    areas: tuple[measured.Area, ...]
    measures: tuple[measured.Measure, ...]
    figure_sets: tuple[measured.FigureSet, ...]
    besides: tuple[measured.Beside, ...]
    rebases: tuple[measured.Rebase, ...]
    invented_series: tuple[measured.InventedSeries, ...]
    exit_rules: tuple[measured.ExitRuleEntry, ...]
    texts: tuple[WrittenEntry, ...]

    def meeting(self, ref: str) -> Meeting:
        """The meeting with this reference. Raises KeyError for one that is not on record."""
        return {m.ref: m for m in self.meetings}[ref]

    def decided_on(self, review: Review) -> date:
        """The day of a review: its own, or its meeting's."""
        return review.on or self.meeting(review.meeting or "").starts_on

    def story(self, action: Action) -> Iterator[tuple[date, Update | Review]]:
        """The updates and reviews of `action` in the order of their days; on one day, updates come first."""
        told: list[tuple[date, int, Update | Review]] = [(u.on, 0, u) for u in action.updates]
        told += [(self.decided_on(r), 1, r) for r in action.reviews]
        for day, _, entry in sorted(told, key=lambda t: t[:2]):
            yield day, entry
