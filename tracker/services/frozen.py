"""Freezes what is known of an action with each decision on it, and of a whole meeting when it closes."""

import hashlib
from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from tracker.domain.due_words import due_words
from tracker.domain.evidence import Locator
from tracker.domain.frozen import (
    MEETING,
    FrozenMatter,
    FrozenMeeting,
    Known,
    KnownDecision,
    KnownEvidence,
    KnownUpdate,
    known_of_text,
    meeting_text,
)
from tracker.domain.subjects import about_meeting
from tracker.domain.wording import date_words
from tracker.models.actions import Action, Review, Update
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.reports import RecordSnapshot
from tracker.services.desk import Desk
from tracker.services.exit_rules import known_exit
from tracker.services.history import record
from tracker.store import matters
from tracker.store.known import KnownRows, known_rows, picked, raised_at


def known_of(desk: Desk, action: Action) -> Known:
    """The action as it stands now."""
    return known_now(desk.session, desk.moment.today, action.key)


def known_now(session: Session, today: date, action_id: int) -> Known:
    """The action as it stands on `today`, for comparing it with what was frozen. Changes nothing."""
    return known_all_now(session, today, [action_id])[action_id]


def known_all_now(session: Session, today: date, action_ids: Collection[int]) -> dict[int, Known]:
    """The same for many, by their numbers."""
    return {
        rows.action.key: _known(session, rows, today)
        for rows in known_rows(session, today, picked(action_ids))
    }


def freeze_meeting(desk: Desk, meeting: Meeting) -> RecordSnapshot:
    """Freezes every matter arising at `meeting` and every action that it raised, as they stand, in one canonical text.

    Call it while the actions of the series are locked and before anything is carried forward: it is the record of the
    meeting, and not of what closing made of it. The number of queries does not grow with that of the actions, only with
    that of exit rules.
    """
    today = desk.moment.today
    arising = known_rows(desk.session, today, matters.arises(meeting))
    raised = known_rows(desk.session, today, raised_at(meeting))
    decided = matters.decided(desk.session, meeting.key)
    series = desk.session.get_one(MeetingSeries, meeting.series_id)
    text = meeting_text(
        FrozenMeeting(
            reference=meeting.reference,
            series_title=series.title,
            day_words=meeting.date_words or date_words(meeting.starts_on),
            as_at=today,
            matters=tuple(
                _matter(desk.session, rows, decided.get(rows.action.key), meeting, today) for rows in arising
            ),
            raised=tuple(_known(desk.session, rows, today) for rows in raised),
        )
    )
    snapshot = RecordSnapshot(
        kind=MEETING,
        meeting_id=meeting.key,
        about=about_meeting(meeting.reference),
        as_at=today,
        record=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        taken_at=desk.moment.now,
        taken_by=desk.by.name,
    )
    desk.session.add(snapshot)
    desk.session.flush()
    record(desk, "meeting.frozen", meeting.reference, after={"sha256": snapshot.sha256})
    return snapshot


def _matter(
    session: Session, rows: KnownRows, review: Review | None, meeting: Meeting, today: date
) -> FrozenMatter:
    return FrozenMatter(
        known=_known(session, rows, today),
        on_the_table=known_of_text(review.known) if review else None,
        decision=known_decision(review, meeting) if review else None,
    )


def _known(session: Session, rows: KnownRows, today: date) -> Known:
    action = rows.action
    return Known(
        as_at=today,
        reference=action.reference,
        title=action.title,
        asked=action.asked,
        kind=action.kind,
        status=action.status,
        closure=action.closure,
        rating=action.last_rating,
        assurance=action.assurance,
        owner=rows.post.title if rows.post else "",
        holder=rows.held.name if rows.held else "",
        acting=bool(rows.held and rows.held.acting),
        raised_words=_raised(rows),
        due_kind=action.due_kind,
        due_words=due_words(
            action.due_kind, action.due_on, rows.due_at.starts_on if rows.due_at else None, action.kind
        ),
        due_on=action.due_on,
        due_meeting=rows.due_at.reference if rows.due_at else "",
        due_since=action.due_since,
        original_due_on=action.original_due_on,
        times_moved=action.times_moved,
        moved_days=rows.moved_days,
        times_carried=action.times_carried,
        exit_rule=action.exit_rule,
        closed_on=action.closed_on,
        closed_reason=action.closed_reason,
        merged_into=rows.merged_into,
        updates=rows.updates,
        last_update=_update(rows.update) if rows.update else None,
        evidence=tuple(
            KnownEvidence(
                one.key,
                one.label,
                Locator(one.page, one.place).words(),
                one.kind,
                one.held,
                one.shows,
                rows.quotes.get(one.excerpt_id or 0, ""),
            )
            for one in rows.evidence
        ),
        last_decision=known_decision(rows.review, rows.reviewed_at) if rows.review else None,
        version=action.version,
        exit=known_exit(session, rows.exit_rule, today),
    )


def _raised(rows: KnownRows) -> str:
    if rows.raised_at is None:
        return rows.action.origin
    day = rows.raised_at.date_words or date_words(rows.raised_at.starts_on)
    item = f"{rows.item.number} {rows.item.title}".strip() if rows.item else ""
    return ", ".join(filter(None, (day, item)))


def _update(row: Update) -> KnownUpdate:
    return KnownUpdate(
        on=row.given_on,
        on_words=row.given_words or date_words(row.given_on),
        by_name=row.by_name,
        text=row.body,
        rating=row.rating,
        recommends_closure=row.recommends_closure,
        more_time_until=row.more_time_until,
    )


def known_decision(row: Review, meeting: Meeting | None) -> KnownDecision:
    """A decision as it was recorded, at `meeting` or between two."""
    return KnownDecision(
        on=row.decided_on,
        on_words=(meeting.date_words if meeting else "") or date_words(row.decided_on),
        at=meeting.reference if meeting else "",
        outcome=row.outcome,
        decided_by=row.decided_by,
        recorded_by=row.recorded_by,
        note=row.note,
        reason=row.reason,
        assurance=row.assurance,
        revised_to=row.revised_to,
    )
