"""The thread of an action as plain values of a report: each move of its date, and what was said and decided before the last of it."""

from collections.abc import Sequence

from tracker.domain import labels
from tracker.domain.actions import Move
from tracker.domain.due import DueCause, DueKind
from tracker.domain.meeting_words import day_words
from tracker.domain.reading import Reading
from tracker.domain.reports import ReportEvent, ReportMove, ReportReview, ReportUpdate
from tracker.domain.wording import date_words
from tracker.models.actions import DueChange, Review, Update
from tracker.store.report_rows import ActionRows

CAUSES = {
    DueCause.AGREED: "agreed",
    DueCause.MEETING_MOVED: "with its meeting,",
    DueCause.CARRIED_FORWARD: "carried forward",
    DueCause.CORRECTED: "corrected",
    DueCause.MADE_STANDING: "made a standing item",
}
"""What moved a date, as it stands before "on 4 October 2023"."""

ACCEPTED = frozenset({Reading.ACCEPTED, Reading.FOR_MEETING})
"""Answers that the office took up or put to the meeting. The others it has not read, or has asked about again."""

KINDS = {
    DueKind.NEXT_MEETING: "the next meeting",
    DueKind.MEETING: "a meeting",
    DueKind.STANDING: "when it is shown",
    DueKind.NONE: "no date",
    DueKind.DATE: "no date",
}


def moves_of(changes: Sequence[DueChange]) -> tuple[ReportMove, ...]:
    """Each move that changed the day or the kind of day; carrying forward is counted elsewhere, and is no move of an agreed date."""
    return tuple(
        ReportMove(
            on=one.changed_on,
            before_words=_due(one.before_kind, one),
            after_words=date_words(one.after_on) if one.after_on else KINDS[one.after_kind],
            cause_words=CAUSES[one.cause],
            reason=one.reason,
        )
        for one in changes
        if one.cause is not DueCause.CARRIED_FORWARD
    )


def moved_days(changes: Sequence[DueChange]) -> int:
    """Calendar days of agreed slippage."""
    return sum(
        (one.after_on - one.before_on).days
        for one in changes
        if one.cause is DueCause.AGREED and one.before_on and one.after_on
    )


def story_of(rows: ActionRows) -> tuple[ReportEvent, ...]:
    """What was said and decided before the last update and the last decision, the earliest first.

    A revised date stands among the moves with its reason, so only what was noted beside it is told here.
    """
    said = [_said(one) for one in rows.updates if one is not last_update(rows)]
    decided = [
        _decided(one, rows)
        for one in rows.reviews
        if one is not last_review(rows) and (one.outcome is not Move.REVISED_DATE or one.note)
    ]
    return tuple(sorted((*said, *decided), key=lambda one: one.on))


def last_update(rows: ActionRows) -> Update | None:
    """The update that was recorded last."""
    return max(rows.updates, key=lambda one: one.key, default=None)


def last_review(rows: ActionRows) -> Review | None:
    """The decision that was recorded last."""
    return max(rows.reviews, key=lambda one: one.key, default=None)


def told_update(rows: ActionRows) -> ReportUpdate | None:
    """The last update, with the time that it asks for."""
    update = last_update(rows)
    if update is None:
        return None
    until = update.more_time_until
    asked = f" More time is asked for, until {date_words(until)}." if until else ""
    return ReportUpdate(
        on=update.given_on,
        by=update.by_name,
        text=update.body + asked,
        rating=update.rating,
        recommends_closure=update.recommends_closure,
        on_words=update.given_words,
        is_accepted=update.reading in ACCEPTED,
    )


def told_review(rows: ActionRows) -> ReportReview | None:
    """The last decision, with the assurance that stands."""
    review = last_review(rows)
    if review is None:
        return None
    assurance = review.assurance or rows.action.assurance
    return ReportReview(
        on_words=_when(review, rows),
        outcome_words=labels.OUTCOME[review.outcome],
        note=review.note,
        reason=review.reason,
        assurance_words=labels.ASSURANCE[assurance] if assurance else "",
    )


def more_time_words(rows: ActionRows) -> str:
    """The day until which the owner asks for time; "" once it is due that late, or once something was decided since."""
    update, review, due = last_update(rows), last_review(rows), rows.action.due_on
    if update is None or update.more_time_until is None or (due and update.more_time_until <= due):
        return ""
    decided = review is not None and review.decided_on >= update.given_on
    return "" if decided else date_words(update.more_time_until)


def _said(update: Update) -> ReportEvent:
    closing = ", recommended closure" if update.recommends_closure else ""
    return ReportEvent(
        update.given_on,
        update.given_words,
        f"{update.by_name}{closing}",
        update.body,
        update.rating,
        update.reading in ACCEPTED,
    )


def _decided(review: Review, rows: ActionRows) -> ReportEvent:
    is_move = review.outcome is Move.REVISED_DATE  # Its reason stands with the move.
    reason = f"Reason: {review.reason}" if review.reason and not is_move else ""
    text = " ".join(filter(None, (review.note.strip(), reason)))
    return ReportEvent(review.decided_on, _when(review, rows), labels.OUTCOME[review.outcome], text)


def _when(review: Review, rows: ActionRows) -> str:
    meeting = rows.meetings.get(review.meeting_id or 0)
    return day_words(meeting) if meeting else f"{date_words(review.decided_on)}, between meetings"


def _due(kind: DueKind, change: DueChange) -> str:
    return date_words(change.before_on) if change.before_on else KINDS[kind]
