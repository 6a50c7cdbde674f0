"""What one change would do to many actions, action by action: what was before, what is after, and what is left alone. Reads only."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from tracker.domain import many_at_once as words
from tracker.domain.actions import LIVE
from tracker.domain.canonical import canonical_text
from tracker.domain.due import Due, DueKind
from tracker.domain.errors import BadInput
from tracker.domain.many_at_once import MOST, What
from tracker.domain.meetings import UNDER_WAY
from tracker.domain.viewers import Viewer
from tracker.domain.wording import date_words
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.models.people import Post
from tracker.services import due as dates
from tracker.services.actions import TEXT_LIMIT
from tracker.store import many_at_once as stored
from tracker.store import posts
from tracker.store.action_list import Filters

NO_PRIORITY = "none"
"""What stands for taking the priority away."""


@dataclass(frozen=True)
class Choice:
    """Which actions: those that were ticked, by reference, or all that `filters` leave."""

    references: tuple[str, ...] = ()
    filters: Filters | None = None


@dataclass(frozen=True)
class Asking:
    """What is to be done to all of them. `priority` is a code, or `none`; `due` is as it was said, not yet settled.

    `agreed`: a revised date was agreed, which is slippage, and `decided_by` says with whom; else the date on record was wrong.
    """

    what: What
    post: Post | None = None
    priority: str = ""
    due: Due | None = None
    meeting: Meeting | None = None
    agreed: bool = False
    decided_by: str = ""
    reason: str = ""

    @property
    def moves_dates(self) -> bool:
        return self.what in (What.DUE, What.MEETING)

    def checked(self, today: date) -> "Asking":
        """The same with a tidy reason. Raises `BadInput`, each with its field, for what is missing or cannot be."""
        asking = replace(self, reason=self.reason.strip(), decided_by=" ".join(self.decided_by.split()))
        if asking.what is What.OWNER and asking.post is None:
            raise BadInput("Choose the post that owns them from now on.", field="post")
        if asking.what is What.PRIORITY and not asking.priority:
            raise BadInput("Choose the priority, or none.", field="priority")
        if asking.what is What.DUE and asking.due is None:
            raise BadInput("Give the date on which they are due, such as 30 November 2023.", field="due")
        if asking.due and asking.due.kind in (DueKind.STANDING, DueKind.NONE):
            raise BadInput(
                "Give a date, or “next meeting”. A standing item is made one by one: each has its own exit rule.",
                field="due",
            )
        if asking.due:
            dates.check_not_past(asking.due.on, today)
        if asking.what is What.MEETING:
            _check_meeting(asking.meeting, today)
        if asking.moves_dates and not asking.reason:
            raise BadInput("Give the reason. It stands with each date that moves.", field="reason")
        if asking.moves_dates and asking.agreed and not asking.decided_by:
            raise BadInput("Say who agreed it.", field="decided_by")
        if len(asking.reason) > TEXT_LIMIT:
            raise BadInput(
                f"Keep this to {TEXT_LIMIT:,} characters; it has {len(asking.reason):,}.", field="reason"
            )
        return asking


@dataclass(frozen=True)
class Line:
    """One action that changes. `due` is what it is due for afterwards, `due_at` the day of that meeting.

    `owner_id` is the post that owns it before; the action itself has another by the time its mails are written.
    """

    action: Action
    owner_id: int | None
    before: str
    after: str
    due: Due
    due_at: date | None
    priority_id: int | None = None


@dataclass(frozen=True)
class LeftAlone:
    """One action that does not change, and why."""

    reference: str
    title: str
    why: str


@dataclass(frozen=True)
class Changes:
    """What would change, and what is left alone; both by series and number."""

    lines: tuple[Line, ...] = ()
    left: tuple[LeftAlone, ...] = ()

    def digest(self, *besides: object) -> str:
        """What stands for all of it, and for `besides`: when anything in it is otherwise, so is this."""
        told = {
            "lines": tuple(
                (one.action.reference, one.action.version, one.before, one.after) for one in self.lines
            ),
            "left": tuple((one.reference, one.why) for one in self.left),
            "besides": besides,
        }
        return hashlib.sha256(canonical_text(told).encode()).hexdigest()


def chosen(
    session: Session, viewer: Viewer, choice: Choice, today: date, *, lock: bool = False
) -> tuple[list[Action], list[LeftAlone]]:
    """The actions of a choice, and the references that name none. Raises `BadInput` for too many, or for none at all."""
    if choice.filters is not None:
        found = stored.matching(session, viewer, choice.filters, today, most=MOST + 1, lock=lock)
        missing: list[LeftAlone] = []
    else:
        found = stored.named(session, viewer, choice.references[: MOST + 1], lock=lock)
        known = {action.reference for action in found}
        gone = sorted({one.upper()[:24] for one in choice.references} - known)
        missing = [LeftAlone(one, "", words.NOT_THERE) for one in gone]
    if len(found) + len(missing) > MOST:
        raise BadInput(f"That is more than {MOST:,} actions. Narrow the filter, and do it in parts.")
    if not found and not missing:
        raise BadInput("No action was chosen. Tick some in the list, or choose all that match its filter.")
    return sorted(found, key=lambda one: (one.series_id, one.number)), missing


def changes(session: Session, actions: Sequence[Action], asking: Asking, today: date) -> Changes:
    """What `asking`, which must be checked, does to `actions`."""
    reading = _Reading(session, asking, today)
    lines, left = [], []
    for action in actions:
        told = reading.look(action)
        if isinstance(told, Line):
            lines.append(told)
        else:
            left.append(LeftAlone(action.reference, action.title, told))
    return Changes(tuple(lines), tuple(left))


def due_words(due: Due, meeting_on: date | None) -> str:
    """ "30 November 2023", "27 September 2023, for the meeting of 4 October 2023", "next meeting", "no date" """
    if due.kind is DueKind.NEXT_MEETING:
        return "next meeting"
    if due.kind is DueKind.STANDING:
        return "every meeting"
    if due.on is None:
        return "no date"
    return date_words(due.on) + (f", for the meeting of {date_words(meeting_on)}" if meeting_on else "")


def due_of(action: Action) -> Due:
    """What an action is due for, as a value."""
    return Due(action.due_kind, action.due_on, action.due_meeting_id, action.exit_rule)


@dataclass
class _Reading:
    """Looks at one action after another; whatever they share is read once."""

    session: Session
    asking: Asking
    today: date
    titles: dict[int, str] = field(init=False)
    days: dict[int, date] = field(init=False)
    settled: dict[tuple[int, date], Due] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.titles = {key: title for key, _, title in posts.named(self.session) if key}
        self.days = stored.meeting_days(self.session)
        rows = stored.priorities_with_years(self.session) if self.asking.what is What.PRIORITY else ()
        self.priorities = {row.key: row.title for row, _, _ in rows}
        self.wanted = [(row.key, a, b) for row, a, b in rows if row.code == self.asking.priority]
        self.asked = stored.asked_on(self.session, self.today) if self.asking.what is What.ASK else set()

    def look(self, action: Action) -> Line | str:
        """What changes, or why nothing does."""
        if action.status not in LIVE:
            return words.CLOSED
        if self.asking.what is What.OWNER:
            return self._owner(action)
        if self.asking.what is What.PRIORITY:
            return self._priority(action)
        if self.asking.what is What.ASK:
            return self._ask(action)
        return self._due(action)

    def _owner(self, action: Action) -> Line | str:
        post = self.asking.post
        if post is None or action.post_id == post.id:
            return f"It is with {post.title} already." if post else words.NO_OWNER
        return self._line(action, self._title(action.post_id), post.title)

    def _priority(self, action: Action) -> Line | str:
        new = None
        if self.asking.priority != NO_PRIORITY:
            day = action.raised_on or self.today
            new = next((key for key, first, last in self.wanted if first <= day <= last), None)
            if new is None:
                return words.NO_SUCH_PRIORITY
        before, after = (self.priorities.get(key or 0, "no priority") for key in (action.priority_id, new))
        if new == action.priority_id:
            return "It has no priority already." if new is None else f"It is under “{after}” already."
        return replace(self._line(action, before, after), priority_id=new)

    def _ask(self, action: Action) -> Line | str:
        if action.post_id is None:
            return words.NO_OWNER
        if (action.key, action.post_id) in self.asked:
            return words.ASKED_TODAY
        return self._line(action, "", f"{self._title(action.post_id)} is asked for an update")

    def _due(self, action: Action) -> Line | str:
        if action.due_kind is DueKind.STANDING:
            return words.STANDING
        meeting = self.asking.meeting
        if meeting and action.series_id != meeting.series_id:
            return words.OTHER_SERIES
        if meeting and action.raised_on and action.raised_on >= meeting.starts_on:
            return words.RAISED_LATER
        due, now = self._settle(action), due_of(action)
        if (due.kind, due.on, due.meeting_id) == (now.kind, now.on, now.meeting_id):
            return words.DUE_ALREADY
        if due.on is not None and due.on < self.today:
            return f"Papers for the meeting of {date_words(self.days[due.meeting_id or 0])} were due before today."
        at = self.days.get(due.meeting_id or 0)
        before = due_words(now, self.days.get(now.meeting_id or 0))
        return Line(action, action.post_id, before, due_words(due, at), due, at)

    def _settle(self, action: Action) -> Due:
        """The day of it, asked once for each series: "next meeting" is the one after today, or after it was raised."""
        said_on = max(filter(None, (action.raised_on, self.today)))
        if (action.series_id, said_on) not in self.settled:
            asking = self.asking
            due = dates.for_meeting(asking.meeting) if asking.meeting else asking.due or Due(DueKind.NONE)
            self.settled[action.series_id, said_on] = dates.settle(
                self.session, due, series_id=action.series_id, said_on=said_on
            )
        return self.settled[action.series_id, said_on]

    def _line(self, action: Action, before: str, after: str) -> Line:
        at = self.days.get(action.due_meeting_id or 0)
        return Line(action, action.post_id, before, after, due_of(action), at)

    def _title(self, post_id: int | None) -> str:
        return self.titles[post_id] if post_id else "no owner"


def _check_meeting(meeting: Meeting | None, today: date) -> None:
    if meeting is None:
        raise BadInput("Choose the meeting to which they are added.", field="meeting")
    if meeting.status not in UNDER_WAY:
        raise BadInput(
            "That meeting is over or cancelled. Choose one that is still to come.", field="meeting"
        )
    if meeting.papers_due < today:
        raise BadInput(
            f"Papers for that meeting were due on {date_words(meeting.papers_due)}. Choose a later one.",
            field="meeting",
        )
