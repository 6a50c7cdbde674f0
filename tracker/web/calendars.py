"""The private calendar of a post: the file that calendar programs fetch, and the page on which its address is made and taken back."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, LinkDead, NotFound
from tracker.domain.viewers import Role
from tracker.services import calendar_addresses as service
from tracker.services.calendars import days_of_post
from tracker.services.limits import CALENDAR, bucket_of, count_try, network_of
from tracker.store import calendars as stored
from tracker.store import posts
from tracker.web.access import current_viewer
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from tracker.models.people import Post
    from tracker.ports import CalendarDay
    from tracker.store.posts import Held

calendars = Blueprint("calendars", __name__)

PURPOSE = "calendars"
"""The key of the tokens is for nothing else."""


@calendars.get("/calendar/<token>.ics")
def fetch(token: str) -> ResponseReturnValue:
    """What the post owes, for a calendar program: nobody signs in, the address is the key. 304 where nothing changed."""
    count_fetch(token)
    today = current_moment().today
    try:
        post = service.open_calendar(current_session(), wiring().key_for(PURPOSE), token, today)
    except LinkDead as error:
        return kept_private(Response(f"{error}\n", 410, mimetype="text/plain"))
    days = days_of_post(current_session(), post.key, wiring().settings.base_url, today)
    # Stamped with the day alone, so that it stays the same file until something changes, or the day does.
    at = datetime.combine(today, time(), UTC)
    return private_calendar(f"{post.title}: what is due", f"{post.code}.ics", days, at)


@calendars.get("/posts/<code>/calendar")
def show(code: str) -> str:
    return _page(_own_post(code))


@calendars.post("/posts/<code>/calendar")
def renew(code: str) -> ResponseReturnValue:
    post = _own_post(code)
    try:
        service.renew(current_desk(), post)
    except BadInput as error:
        abandon()
        return _page(_own_post(code), str(error)), 422
    flash("The new address is below. One that was there before does not work any more.", "success")
    return redirect(url_for("calendars.show", code=post.code), 303)


@calendars.post("/posts/<code>/calendar/take-back")
def take_back(code: str) -> ResponseReturnValue:
    post = _own_post(code)
    service.take_back(current_desk(), post)
    flash("The address is taken back: it does not work any more.", "success")
    return redirect(url_for("calendars.show", code=post.code), 303)


def may_have_calendar(post: "Post") -> bool:
    """Whether the viewer may see the address: the secretariat, and whoever holds the post."""
    viewer = current_viewer()
    return Role.SECRETARIAT in viewer.roles or post.key in viewer.post_ids


def _own_post(code: str) -> "Post":
    """The post, for whoever may have its calendar. Raises `NotFound` for everyone else."""
    post = posts.by_code(current_session(), code)
    if may_have_calendar(post):
        return post
    raise NotFound("There is no such page. Choose one of the posts that you hold.")


def _page(post: "Post", error: str = "") -> str:
    session, today = current_session(), current_moment().today
    token = service.token_of(session, wiring().key_for(PURPOSE), post.key, today)
    address = stored.address_of(session, post.key)
    holder = posts.holders_on(session, today, [post.key]).get(post.key)
    at = f"{wiring().settings.base_url}/calendar/{token}.ics" if token else ""
    return render_template(
        "calendars/show.html",
        post=post,
        holder=_holder_words(holder),
        is_mine=post.key in current_viewer().post_ids,
        address=at,
        subscribe=f"webcal://{at.partition('://')[2]}" if at else "",
        made_on=address.made_on if address and token else None,
        error=error,
    )


def _holder_words(holder: "Held | None") -> str:
    """Who the address is for. A person made up for a demonstration stands for the post."""
    if holder is None:
        return ""
    return "whoever holds this post now" if holder.chosen else holder.name


def private_calendar(name: str, file_name: str, days: "Sequence[CalendarDay]", at: datetime) -> Response:
    """The calendar as a file for whoever has its address. 304 where the same was fetched before."""
    content = wiring().calendar_maker.make(name, days, at=at)
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.set_etag(hashlib.sha256(content).hexdigest())
    answer.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    return kept_private(answer.make_conditional(request))


def kept_private(answer: Response) -> Response:
    """The address is the key: it goes to no other site, into no shared cache and no search engine."""
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def count_fetch(token: str) -> None:
    """Counts a fetch by the address it comes from and by the token, in a transaction of its own; the record is only read."""
    here = network_of(request.remote_addr or "")
    with wiring().write() as session:
        try:
            for bucket in (bucket_of("calendar from", here), bucket_of("calendar", token)):
                count_try(session, bucket, CALENDAR, current_moment().machine)
        finally:
            session.commit()
