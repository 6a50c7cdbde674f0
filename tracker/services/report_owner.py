"""Puts all that a post owes, and what it was asked, into the plain values of an owner's report."""

from datetime import timedelta

from tracker.domain.references import spoken
from tracker.domain.report_owner import OwnerAsked, OwnersReport
from tracker.domain.reports import Report, ReportAction
from tracker.domain.wording import date_words
from tracker.models.people import Post
from tracker.services.desk import Desk
from tracker.services.report_composition import told_action
from tracker.store import chased, posts, report_rows
from tracker.store.posts import Held
from tracker.store.report_rows import ActionRows

LATELY = timedelta(days=183)
"""What was closed within so long is told."""


def compose_owners_report(desk: Desk, post: Post, head: Report) -> OwnersReport:
    """The report on `post` as the record stands at the desk's moment."""
    session, since = desk.session, desk.moment.today - LATELY
    held = posts.holders(session)
    holdings = {post_id: [one.holding for one in every] for post_id, every in held.items()}
    rows = report_rows.of_post(session, post.key)
    told = (
        told_action(desk, one, None, None, holdings)
        for one in rows
        if one.action.closed_on is None or one.action.closed_on >= since
    )
    return OwnersReport(
        **vars(head),
        actions=tuple(action for action in told if _belongs(action)),
        unanswered=_unanswered(desk, post, rows),
        holder_words=_holder(posts.holders_on(session, desk.moment.today, [post.key]).get(post.key)),
        since_words=date_words(since),
    )


def _belongs(action: ReportAction) -> bool:
    return action.is_open or action.counts


def _unanswered(desk: Desk, post: Post, rows: list[ActionRows]) -> tuple[OwnerAsked, ...]:
    """The open actions that mails asked the post about since its last answer, the one asked first at the top."""
    asks = chased.asks(desk.session, chased.Filters(post=post.key))
    found = []
    for row in rows:
        days = [one.on for one in asks if one.action_id == row.action.key and one.answered_on is None]
        if days and row.action.closed_on is None:
            action = row.action
            about = (action.reference, spoken(action.reference), action.title)
            found.append(OwnerAsked(*about, min(days), max(days), len(days)))
    return tuple(sorted(found, key=lambda one: (one.first_on, one.reference)))


def _holder(held: Held | None) -> str:
    if held is None:
        return ""
    since = f" since {date_words(held.starts_on)}" if held.starts_on else ""
    return f"{held.name}, acting{since}" if held.acting else f"{held.name}{since and f',{since}'}"
