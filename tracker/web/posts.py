"""The list of posts, and one post: who holds it, who held it, what it answers for. Changing one is in `posts_edit`, handing it over in `posts_passing`."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, url_for

from tracker.domain.posts import first_day_words, last_day_words
from tracker.domain.report_kinds import SubjectKind
from tracker.domain.wording import date_words
from tracker.store import action_list, actions
from tracker.store import posts as stored
from tracker.store.filter_query import query_of
from tracker.web.access import ACCESS, current_viewer
from tracker.web.calendars import may_have_calendar
from tracker.web.due_words import due_on_words, late_words
from tracker.web.report_pages import offers_about
from tracker.web.requests import current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.people import Post
    from tracker.store.actions import ListedAction
    from tracker.store.posts import Held

posts = Blueprint("posts", __name__)


@posts.get("/posts")
def index() -> str:
    session, viewer, today = current_session(), current_viewer(), current_moment().today
    every = stored.listed(session)
    titles = {post.id: post.title for post in every}
    organisations = {one.id: one.name for one in stored.organisations(session)}
    holding = stored.holders_on(session, today)
    counts = stored.live_counts(session, viewer, today)
    rows = [
        {
            "title": post.title,
            "href": url_for("posts.show", code=post.code),
            "code": post.code,
            "organisation": organisations[post.organisation_id],
            "holder": _held_words(holding.get(post.key)),
            "vacant": post.active and post.key not in holding,
            "active": post.active,
            "open": counts.get(post.key, (0, 0))[0],
            "overdue": counts.get(post.key, (0, 0))[1],
            "escalates_to": titles.get(post.escalates_to_id or 0, ""),
        }
        for post in every
    ]
    vacant = [row for row in rows if row["vacant"] and row["open"]]
    return render_template("posts/index.html", rows=rows, vacant=vacant)


@posts.get("/posts/<code>")
def show(code: str) -> str:
    session, today = current_session(), current_moment().today
    post = stored.by_code(session, code)
    holders = stored.holders(session, [post.key]).get(post.key, [])
    now = stored.holders_on(session, today, [post.key]).get(post.key)
    open_here = action_list.Filters(post=post.code, status="live")
    lines = actions.lines(session, *action_list.narrowed(current_viewer(), open_here, today))
    return render_template(
        "posts/show.html",
        post=post,
        holder=_held_words(now),
        since=_since(now),
        facts=_facts(post, now),
        holders=[_held_row(held, is_now=held == now) for held in holders],
        rows=[_row(line) for line in lines],
        closed_href=url_for("actions.index", post=post.code, status="closed"),
        move_href=url_for("many.choose", which="all", filter=query_of(open_here), what="owner"),
        has_actions_page=bool(current_viewer().roles & ACCESS["actions.index"]),
        calendar_href=url_for("calendars.show", code=post.code) if may_have_calendar(post) else None,
        report_offers=offers_about(SubjectKind.POST, post.code),
    )


def _held_words(held: "Held | None") -> str:
    return f"{held.name}{', acting' if held.acting else ''}" if held else ""


def _since(held: "Held | None") -> str:
    if held is None or held.starts_on is None or not held.starts_known:
        return ""
    return f"since {date_words(held.starts_on)}"


def _held_row(held: "Held", *, is_now: bool) -> dict[str, Any]:
    return {
        "name": held.name,
        "how": "acting" if held.acting else "substantive",
        "starts": first_day_words(held.starts_on, known=held.starts_known),
        "ends": last_day_words(held.ends_on, known=held.ends_known),
        "note": held.note,
        "is_now": is_now,
    }


def _facts(post: "Post", now: "Held | None") -> list[dict[str, Any]]:
    session = current_session()
    organisation = next(one for one in stored.organisations(session) if one.id == post.organisation_id)
    above = next((one for one in stored.listed(session) if one.id == post.escalates_to_id), None)
    mail = (now.email if now else "") or post.address
    return [
        {"name": "Organisation", "value": organisation.name},
        {
            "name": "Escalates to",
            "value": above.title if above else "Nobody",
            "href": url_for("posts.show", code=above.code) if above else None,
        },
        {
            "name": "Mail goes to",
            "value": mail or "Nobody: there is no address",
            "note": "held until the secretariat releases it" if post.chief_officer else None,
        },
        {"name": "In the one line", "value": f"@{post.code}"},
    ]


def _row(line: "ListedAction") -> dict[str, Any]:
    today = current_moment().today
    is_late = line.due_on is not None and line.due_on < today
    return {
        "reference": line.reference,
        "href": f"/actions/{line.reference}",
        "title": line.title,
        "due": due_on_words(line),
        "late": f"{late_words(line.due_on, today)} overdue" if is_late and line.due_on else "",
        "status": line.status.value,
    }


from tracker.web import posts_edit, posts_passing  # noqa: E402, F401  (their pages stand on this blueprint)
