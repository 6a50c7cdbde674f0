"""Puts the matters arising of a meeting into the plain values of the chair's list."""

from tracker.domain import labels
from tracker.domain.actions import Status
from tracker.domain.matters_arising import memory
from tracker.domain.references import spoken
from tracker.domain.report_matters import ChairsList, MatterArising
from tracker.domain.reports import Report, ReportUpdate
from tracker.domain.round_of_matters import Matter, in_order
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words
from tracker.domain.workdays import working_days_between
from tracker.models.actions import Review, Update
from tracker.models.meetings import Meeting
from tracker.services.desk import Desk
from tracker.services.report_sitting import listed_due
from tracker.store import matters, stories
from tracker.store.actions import ListedAction


def compose_chairs_list(desk: Desk, meeting: Meeting, head: Report) -> ChairsList:
    """The matters arising in the order of the round, each with its owner's last word."""
    rows = matters.arising(desk.session, THE_OFFICE, meeting)
    decisions = matters.decided(desk.session, meeting.key)
    deferred, proposed = matters.deferred(desk.session, meeting), matters.proposed(desk.session, meeting)
    in_round = in_order(matters.in_the_round(rows, decisions, meeting, desk.moment.today, deferred, proposed))
    updates = stories.last_updates(desk.session, [row.id for row in rows])
    by_reference = {row.reference: row for row in rows}
    found = ((by_reference[matter.reference], matter) for matter in in_round)
    return ChairsList(
        **vars(head),
        matters=tuple(
            _matter(desk, row, matter, meeting, updates.get(row.id), decisions.get(row.id))
            for row, matter in found
        ),
    )


def _matter(
    desk: Desk,
    row: ListedAction,
    matter: Matter,
    meeting: Meeting,
    update: Update | None,
    decision: Review | None,
) -> MatterArising:
    here = row.due_meeting == meeting.reference
    return MatterArising(
        reference=row.reference,
        number_words=spoken(row.reference),
        title=row.title,
        owner=row.post_title or "",
        owner_code=row.post_code or "",
        kind=row.kind,
        status=row.status,
        group=matter.group.name,
        due_words="This meeting" if here else listed_due(row),
        overdue_working_days=_late_by(desk, row),
        memory=memory(
            times_carried=row.times_carried,
            times_moved=row.times_moved,
            original=row.original_due_on,
            due_on=row.due_on,
        ),
        exit_rule=row.exit_rule,
        last_update=_update(update) if update else None,
        more_time_words=_more_time(row, update),
        decided_words=_decided(decision) if decision else "",
    )


def _late_by(desk: Desk, row: ListedAction) -> int | None:
    """Working days since the due day; None for what is closed, has no day, or is in time."""
    if row.status is Status.CLOSED or row.due_on is None or row.due_on >= desk.moment.today:
        return None
    return working_days_between(row.due_on, desk.moment.today, desk.calendar.is_working_day)


def _more_time(row: ListedAction, update: Update | None) -> str:
    """Until when the owner asks for more time; "" once it is due that late."""
    asked = update.more_time_until if update else None
    return date_words(asked) if asked and (row.due_on is None or asked > row.due_on) else ""


def _update(update: Update) -> ReportUpdate:
    return ReportUpdate(
        on=update.given_on,
        by=update.by_name,
        text=update.body,
        rating=update.rating,
        recommends_closure=update.recommends_closure,
        on_words=update.given_words,
    )


def _decided(decision: Review) -> str:
    words = labels.OUTCOME[decision.outcome]
    return f"{words}: {date_words(decision.revised_to)}" if decision.revised_to else words
