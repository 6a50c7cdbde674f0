"""Puts the record as it stands into the plain values of an action status report."""

from tracker.domain import labels
from tracker.domain.actions import Closure, Kind, Status
from tracker.domain.due import DueKind
from tracker.domain.evidence import EvidenceKind, Locator
from tracker.domain.meeting_words import day_words
from tracker.domain.posts import Holding, holder_on
from tracker.domain.references import action_reference, spoken
from tracker.domain.reports import (
    ActionStatusReport,
    NumberGap,
    Report,
    ReportAction,
    ReportEvidence,
    ReportPriority,
)
from tracker.domain.wording import date_words
from tracker.domain.workdays import working_days_between
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.services.desk import Desk
from tracker.services.report_charts import measured
from tracker.services.report_story import (
    ACCEPTED,
    more_time_words,
    moved_days,
    moves_of,
    story_of,
    told_review,
    told_update,
)
from tracker.store import meetings, posts, report_rows
from tracker.store.report_rows import ActionRows

LONGEST_QUOTE = 280
"""Characters."""


def compose_action_status(desk: Desk, meeting: Meeting, head: Report) -> ActionStatusReport:
    """The report for `meeting` as the record stands at the desk's moment."""
    session, today = desk.session, desk.moment.today
    series = session.get_one(MeetingSeries, meeting.series_id)
    since = meetings.last_before(session, meeting)
    holdings = {post_id: [one.holding for one in held] for post_id, held in posts.holders(session).items()}
    return ActionStatusReport(
        **vars(head),
        priorities=tuple(ReportPriority(p.code, p.title) for p in meetings.priorities(session, today)),
        actions=tuple(
            told_action(desk, rows, meeting, since, holdings)
            for rows in report_rows.of_series(session, series.key)
        ),
        since_words=day_words(since) if since else "",
        number_gaps=tuple(
            NumberGap(spoken(action_reference(series.code, gap.number)), gap.explanation)
            for gap in meetings.gaps(session, series.key)
        ),
    )


def told_action(
    desk: Desk,
    rows: ActionRows,
    meeting: Meeting | None,
    since: Meeting | None,
    holdings: dict[int, list[Holding]],
) -> ReportAction:
    """One action as a report about `meeting` tells it; `since` is the meeting after which closed actions are told again."""
    action, today = rows.action, desk.moment.today
    by_measure = measured(desk.session, action, rows.exit_rule, today)
    late = action.status is not Status.CLOSED and action.due_on is not None and action.due_on < today
    period_start = since.starts_on if since else None
    unread = {one.key for one in rows.updates if one.reading not in ACCEPTED}
    return ReportAction(
        reference=action.reference,
        number_words=spoken(action.reference),
        title=action.title,
        asked=action.asked,
        kind=action.kind,
        status=action.status,
        closure=action.closure,
        status_words=labels.status_words(
            action.status, action.closure, action.kind, open_with=rows.open_with
        ),
        owner=rows.post.title if rows.post else "",
        owner_note=_owner_note(rows, holdings, desk),
        priority_code=rows.priority.code if rows.priority else "",
        raised_words=_raised(rows),
        due_on=action.due_on,
        due_words=_due_words(rows, meeting),
        original_due_on=action.original_due_on,
        times_moved=action.times_moved,
        moved_days=moved_days(rows.moves),
        times_carried=action.times_carried,
        overdue_working_days=_late_by(desk, rows) if late else None,
        exit_rule=action.exit_rule,
        last_update=told_update(rows),
        last_review=told_review(rows),
        evidence=tuple(
            ReportEvidence(
                one.label,
                Locator(one.page, one.place).words(),
                quote=_quote(rows.quotes.get(one.key, "")),
                held=one.held,
                picture_sha256=rows.pictures.get(one.key, ""),
                address=one.url if one.kind is EvidenceKind.WEB else "",
                is_accepted=one.update_id not in unread,
            )
            for one in rows.evidence
        ),
        parent=spoken(rows.parent) if rows.parent else "",
        children=tuple(spoken(child) for child in rows.children),
        closed_words=date_words(action.closed_on) if action.closed_on else "",
        closed_in_period=period_start is None or action.closed_on is None or action.closed_on >= period_start,
        notes=_notes(rows),
        moves=moves_of(rows.moves),
        story=story_of(rows),
        ready_words=by_measure.ready_words,
        progress_words=by_measure.progress_words,
        more_time_words=more_time_words(rows) if action.status is Status.OPEN else "",
        chart=by_measure.chart,
    )


def _quote(words: str) -> str:
    """As much of an excerpt as stands in a line of a report; the citation leads to the rest."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE].rpartition(' ')[0]} …"


def _late_by(desk: Desk, rows: ActionRows) -> int:
    due_on = rows.action.due_on or desk.moment.today
    return working_days_between(due_on, desk.moment.today, desk.calendar.is_working_day)


def _owner_note(rows: ActionRows, holdings: dict[int, list[Holding]], desk: Desk) -> str:
    if rows.post is None or rows.action.status is Status.CLOSED:
        return ""
    holder = holder_on(desk.moment.today, holdings.get(rows.post.key, []))
    if holder is None:
        return "post vacant"
    return "held by an acting postholder" if holder.acting else ""


def _raised(rows: ActionRows) -> str:
    if rows.raised_at is None:
        return rows.action.origin.removeprefix("Raised ") or "not known"
    item = f", item {rows.item.number}" if rows.item and rows.item.number else ""
    return f"{day_words(rows.raised_at)}{item}"


def _due_words(rows: ActionRows, meeting: Meeting | None) -> str:
    action = rows.action
    if action.due_kind is DueKind.MEETING and rows.due_at:
        at = (
            "this meeting"
            if meeting and rows.due_at.id == meeting.id
            else f"the meeting of {day_words(rows.due_at)}"
        )
        return f"{at}, papers by {date_words(action.due_on)}" if action.due_on else at
    if action.due_kind is DueKind.NEXT_MEETING:
        return "the next meeting, which is not scheduled yet"
    return date_words(action.due_on) if action.due_on else ""


def _notes(rows: ActionRows) -> tuple[str, ...]:
    action, notes = rows.action, []
    if action.closure is Closure.VOID:
        notes.append(f"The number is not used again. {action.closed_reason}".strip())
    if action.closure is Closure.MERGED and rows.merged_into:
        notes.append(f"It goes on as {spoken(rows.merged_into)}.")
    if action.chosen:
        notes.append(f"Chosen for the demonstration: {labels.chosen_words(action.chosen)}.")
    if action.kind is Kind.COMMITMENT and not action.source and not rows.raised_at:
        notes.append("Where it was offered is not known.")
    return tuple(notes)
