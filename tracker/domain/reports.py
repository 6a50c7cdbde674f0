"""What a report is made from: plain values, frozen, with nothing that would have to be looked up.

`Report` is what every kind of report freezes; the rest of this module is the action status report, and each other kind has a
module of its own. The services fill these in once; `report_record` turns them into the JSON that is frozen in the database;
every form of a report (PDF, Word) is made from that frozen record alone. Words that need the rest of the record to be written
("17 May 2023, item 3.1", "next meeting, papers by 27 September 2023") arrive as words; everything that can be derived from
the values is derived where the report is put into words. `report_kinds` names every kind.
"""

from dataclasses import dataclass
from datetime import date

from tracker.domain.actions import Closure, Kind, Rating, Status
from tracker.domain.audiences import Audience
from tracker.domain.frozen_chart import FrozenChart
from tracker.domain.report_withheld import NO_NAMES, ReportNames, Withheld
from tracker.domain.version_states import VersionState
from tracker.domain.wording import date_words


@dataclass(frozen=True)
class ReportChange:
    """What is not as it was in the version issued before: its subject ("Action 017"), sentences, and the reasons given."""

    subject: str
    sentences: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """What every report has, before it has a form. `meeting_words` is the meeting's day as far as it is known, then its place
    ("4 October 2023, Oak Room, Stafford"; "February 2020"); `generated_words` when the record was frozen ("27 September 2023
    at 16:05"). `changed_since` names the version issued before ("version 1, issued on 6 October 2023"), where there is one and
    the kind is compared with it.

    `history_head` (hexadecimal) and `history_count` are those of the history when the record was frozen: printed, they let
    anyone who holds the paper find a history that was cut off or written anew.

    `about_words` name the post or the action that it is about, where it is about no meeting: then `meeting_words` are empty, and
    `series_title` too unless the action has one; `meeting_on` is the day of the report.

    `approved_words` say who approved the version and when, `authorised_words` who of the force authorised its dissemination, `correction` what was
    wrong in the version before. `left_out` counts what is OFFICIAL-SENSITIVE and therefore not in the public's cut at all, `withheld` what was
    taken out of its words. `names` are for cutting it: no form of it holds them.
    """

    series_title: str
    meeting_words: str
    meeting_on: date
    as_at: date
    version: int
    author: str
    generated_words: str
    office_name: str
    contact: str
    state: VersionState = VersionState.DRAFT
    marking: str = "OFFICIAL"
    transparency: str = ""
    history_head: str = ""
    history_count: int = 0
    changed_since: str = ""
    changes: tuple[ReportChange, ...] = ()
    about_words: str = ""
    audience: Audience = Audience.MEETING
    approved_words: str = ""
    authorised_words: str = ""
    correction: str = ""
    left_out: int = 0
    withheld: tuple[Withheld, ...] = ()
    names: ReportNames = NO_NAMES


@dataclass(frozen=True)
class ReportUpdate:
    """The last thing that the owner said. `by` is the post or person; `text` is as it was typed. `is_accepted`: the office took it up
    or put it to the meeting; until then the public is not told it.

    `on_words` stand for a day that is not known ("February 2020"); `on` is a stand-in then.
    """

    on: date
    by: str
    text: str
    rating: Rating | None = None
    recommends_closure: bool = False
    on_words: str = ""
    is_accepted: bool = True

    @property
    def day(self) -> str:
        return self.on_words or date_words(self.on)


@dataclass(frozen=True)
class ReportReview:
    """The last decision. `on_words` names the meeting's day, or says that it was made between meetings."""

    on_words: str
    outcome_words: str
    note: str = ""
    reason: str = ""
    assurance_words: str = ""


@dataclass(frozen=True)
class ReportEvidence:
    """One thing that the action rests on. `where` is the page or place, empty where the file has none. `picture_sha256` is the digest
    of the page's picture, of an OFFICIAL document alone; `address` is where anyone can read it, "" where nobody can. `is_accepted` is
    that of the answer that it came with."""

    label: str
    where: str = ""
    quote: str = ""
    held: bool = True
    picture_sha256: str = ""
    address: str = ""
    is_accepted: bool = True


@dataclass(frozen=True)
class ReportMove:
    """A due date that moved. `cause_words` say by what ("agreed", "with its meeting"); the day is that of the change."""

    on: date
    before_words: str
    after_words: str
    cause_words: str
    reason: str = ""


@dataclass(frozen=True)
class ReportEvent:
    """Something that was said or decided of an action earlier. `what` is who said it, or the decision; `text` is as it was typed.
    `is_accepted` is as in `ReportUpdate`."""

    on: date
    on_words: str
    what: str
    text: str = ""
    rating: Rating | None = None
    is_accepted: bool = True


@dataclass(frozen=True)
class ReportPriority:
    """A priority of the Police and Crime Plan. `code` is what actions point to."""

    code: str
    title: str


@dataclass(frozen=True)
class ReportAction:
    """One action as it stood. `reference` is "PPM-006", `number_words` "Action 006".

    `overdue_working_days` is None unless the action is open and past its day. `moved_days` are calendar days of agreed
    slippage, all moves together; `times_carried` is not slippage. `parent` and `children` are number words of other actions.
    `notes` are sentences of the record's own, such as "Logged in error on 17 May 2023: it repeats Action 008."
    `closed_in_period` is true for what was closed at or since the last meeting: only that is told again.

    `moves` are all moves of its date, `story` what came before the last update and the last decision, the earliest first. `ready_words`
    say that the exit rule is met and the action ready for a decision, `progress_words` how far it is until then, `more_time_words` is
    the day until which the owner asks for more time. `chart` is that of the measure by which a standing item ends.
    """

    reference: str
    number_words: str
    title: str
    asked: str = ""
    kind: Kind = Kind.ACTION
    status: Status = Status.OPEN
    closure: Closure | None = None
    status_words: str = "Open"
    owner: str = ""
    owner_note: str = ""
    priority_code: str = ""
    raised_words: str = ""
    due_on: date | None = None
    due_words: str = ""
    original_due_on: date | None = None
    times_moved: int = 0
    moved_days: int = 0
    times_carried: int = 0
    overdue_working_days: int | None = None
    exit_rule: str = ""
    last_update: ReportUpdate | None = None
    last_review: ReportReview | None = None
    evidence: tuple[ReportEvidence, ...] = ()
    parent: str = ""
    children: tuple[str, ...] = ()
    closed_words: str = ""
    closed_in_period: bool = True
    notes: tuple[str, ...] = ()
    moves: tuple[ReportMove, ...] = ()
    story: tuple[ReportEvent, ...] = ()
    ready_words: str = ""
    progress_words: str = ""
    more_time_words: str = ""
    chart: FrozenChart | None = None
    marking: str = "OFFICIAL"

    @property
    def counts(self) -> bool:
        """False for a number that was voided or merged away: it stands in the report, but in none of its figures."""
        return self.closure not in (Closure.VOID, Closure.MERGED)

    @property
    def is_open(self) -> bool:
        return self.status is not Status.CLOSED

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.overdue_working_days is not None

    @property
    def is_standing(self) -> bool:
        return self.is_open and self.kind is Kind.STANDING and not self.is_overdue

    @property
    def is_recommended(self) -> bool:
        return self.status is Status.RECOMMENDED

    @property
    def is_undated(self) -> bool:
        """True for an open promise without a day to be held to; a standing item has none by its nature."""
        return self.is_open and self.kind is not Kind.STANDING and self.due_on is None


@dataclass(frozen=True)
class NumberGap:
    """A number that no action of this report carries, and why: every gap in the numbers is explained."""

    number_words: str
    explanation: str


@dataclass(frozen=True, kw_only=True)
class ActionStatusReport(Report):
    """How every action of a series stands before a meeting. `since_words` is the meeting after which closed actions are told."""

    priorities: tuple[ReportPriority, ...]
    actions: tuple[ReportAction, ...]
    since_words: str = ""
    number_gaps: tuple[NumberGap, ...] = ()
