"""One action with all that its page says, in few reads: what it hangs on, what is linked to it, who was written to.

The queries of pages that are opened all day are made once, with named values: building one takes longer than running it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import bindparam, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from tracker.domain.actions import Closure, Status
from tracker.domain.errors import NotFound
from tracker.domain.mails import MailKind, MailState
from tracker.domain.meetings import MeetingStatus
from tracker.domain.viewers import Viewer
from tracker.models.actions import Action, DueChange, Review, Update
from tracker.models.chasing import Call
from tracker.models.evidence import Evidence
from tracker.models.mail import Mail, Reminder
from tracker.models.meetings import AgendaItem, Meeting, MeetingSeries, NationalMeasure, Priority
from tracker.models.people import Post
from tracker.store import calls, stories
from tracker.store.actions import visible_to
from tracker.store.evidence import Quoted, of_action, quoted

RaisedAt = aliased(Meeting)
DueAt = aliased(Meeting)


@dataclass(frozen=True)
class Shown:
    """An action and the words of what it hangs on. Everything but the action and its series may be missing.

    The recording of the meeting that raised it begins at `video_starts_at`; `started_at` and `planned_at` are the meeting's own.
    """

    action: Action
    series_code: str
    series_title: str
    post_code: str | None
    post_title: str | None
    raised_at: str | None
    raised_date_words: str | None
    video_url: str | None
    video_starts_at: datetime | None
    started_at: datetime | None
    planned_at: datetime | None
    due_at: str | None
    due_meeting_on: date | None
    due_meeting_status: MeetingStatus | None
    agenda_number: str | None
    agenda_title: str | None
    priority_title: str | None
    measure_title: str | None


_SHOWN = (
    select(  # type: ignore[call-overload]
        Action,
        MeetingSeries.code,
        MeetingSeries.title,
        Post.code,
        Post.title,
        RaisedAt.reference,
        RaisedAt.date_words,
        RaisedAt.video_url,
        RaisedAt.video_starts_at,
        RaisedAt.started_at,
        RaisedAt.starts_at,
        DueAt.reference,
        DueAt.starts_on,
        DueAt.status,
        AgendaItem.number,
        AgendaItem.title,
        Priority.title,
        NationalMeasure.title,
    )
    .join(MeetingSeries, col(MeetingSeries.id) == Action.series_id)
    .outerjoin(Post, col(Post.id) == Action.post_id)
    .outerjoin(RaisedAt, col(RaisedAt.id) == Action.raised_meeting_id)
    .outerjoin(DueAt, col(DueAt.id) == Action.due_meeting_id)
    .outerjoin(AgendaItem, col(AgendaItem.id) == Action.agenda_item_id)
    .outerjoin(Priority, col(Priority.id) == Action.priority_id)
    .outerjoin(NationalMeasure, col(NationalMeasure.id) == Action.national_measure_id)
    .where(Action.reference == bindparam("reference"))
)


def shown(session: Session, viewer: Viewer, reference: str) -> Shown:
    """The action `PPM-006`, in either case. Raises `NotFound`, also when the viewer may not see it."""
    query = _SHOWN if viewer.reads_everything else _SHOWN.where(visible_to(viewer))
    row = session.execute(query, {"reference": reference.upper()}).one_or_none()
    if row is None:
        raise NotFound("There is no such action, or it is not yours to see.")
    return Shown(*row)


@dataclass(frozen=True)
class Linked:
    """Another action that hangs together with one: which it is shows by its numbers."""

    id: int
    reference: str
    title: str
    status: Status
    closure: Closure | None
    parent_id: int | None
    merged_into_id: int | None


_LINKED = (
    select(  # type: ignore[call-overload]
        Action.id,
        Action.reference,
        Action.title,
        Action.status,
        Action.closure,
        Action.parent_id,
        Action.merged_into_id,
    )
    .where(
        or_(
            col(Action.parent_id) == bindparam("here"),
            col(Action.merged_into_id) == bindparam("here"),
            col(Action.id).in_(bindparam("others", expanding=True)),
        )
    )
    .order_by(col(Action.series_id), Action.number)
)


def linked(session: Session, viewer: Viewer, action: Action) -> list[Linked]:
    """The action whose answer raised this one, those that its own answer raised, and those merged with it, either way."""
    others = [number for number in (action.parent_id, action.merged_into_id) if number is not None]
    query = _LINKED if viewer.reads_everything else _LINKED.where(visible_to(viewer))
    return [Linked(*row) for row in session.execute(query, {"here": action.key, "others": others})]


@dataclass(frozen=True)
class Chase:
    """One thing that was owed to a post about the action, and what became of its mail. No mail yet: `state` is None."""

    step: str
    owed_on: date
    post_title: str | None
    mail_id: int | None
    kind: MailKind | None
    state: MailState | None
    for_day: date | None
    sent_at: datetime | None
    held_because: str | None
    last_error: str | None


_CHASES = (
    select(  # type: ignore[call-overload]
        Reminder.step,
        Reminder.owed_on,
        Post.title,
        Mail.id,
        Mail.kind,
        Mail.state,
        Mail.for_day,
        Mail.sent_at,
        Mail.held_because,
        Mail.last_error,
    )
    .outerjoin(Mail, col(Mail.id) == Reminder.mail_id)
    .outerjoin(Post, col(Post.id) == func.coalesce(Mail.post_id, Reminder.post_id))
    .where(Reminder.action_id == bindparam("action_id"))
    .order_by(col(Reminder.owed_on), col(Reminder.id))
)


def chases(session: Session, action_id: int) -> Sequence[Chase]:
    """Every reminder and escalation about the action, the first one first."""
    return [Chase(*row) for row in session.execute(_CHASES, {"action_id": action_id})]


@dataclass(frozen=True)
class Story:
    """All that was said and decided about one action. Reviews come with the meeting at which they were made.

    `evidence` is what it rests on, `removed` what was taken away again; `quoted` are the excerpts behind both, by their numbers.
    """

    updates: Sequence[Update]
    reviews: Sequence[tuple[Review, Meeting | None]]
    changes: Sequence[DueChange]
    evidence: Sequence[Evidence]
    chases: Sequence[Chase]
    calls: Sequence[Call] = ()
    removed: Sequence[Evidence] = ()
    quoted: Mapping[int, Quoted] = field(default_factory=dict)


def story(session: Session, action: Action) -> Story:
    """The story of an action that the viewer may see. Updates and reviews: the latest first."""
    evidence = of_action(session, action.key)
    return Story(
        updates=stories.updates(session, action.key),
        reviews=stories.reviews(session, action.key),
        changes=stories.due_changes(session, action.key),
        evidence=[row for row in evidence if row.removed_on is None],
        removed=[row for row in evidence if row.removed_on is not None],
        quoted=quoted(session, evidence),
        chases=chases(session, action.key),
        calls=calls.of_action(session, action),
    )
