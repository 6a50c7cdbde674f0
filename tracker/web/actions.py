"""The list of actions and the page of one. Changing and deciding are in the modules that are imported at the end."""

from typing import Any

from flask import Blueprint, render_template, request

from tracker.domain.report_kinds import SubjectKind
from tracker.store import actions as stored
from tracker.store import markings, meetings, posts
from tracker.store import shown as pages
from tracker.web import action_list, action_page
from tracker.web.access import current_viewer
from tracker.web.action_filters import asked
from tracker.web.exit_shown import exit_of
from tracker.web.findings import finding_of
from tracker.web.own_log import own_log
from tracker.web.report_pages import offers_about
from tracker.web.requests import current_moment, current_session
from tracker.web.saved_filters import above_the_list
from tracker.web.stops import stops_of
from tracker.web.story import timeline

actions = Blueprint("actions", __name__)


@actions.get("/actions")
def index() -> str:
    today = current_moment().today
    wanted = asked(request.args)
    found = action_list.context(current_session(), current_viewer(), wanted, today)
    saved = above_the_list(current_session(), current_viewer(), found["query"], today)
    return render_template("actions/index.html", saved=saved, **found)


@actions.get("/actions/<reference>")
def show(reference: str) -> str:
    return render_template("actions/show.html", **page_of(reference))


def page_of(reference: str) -> dict[str, Any]:
    """What actions/show.html shows of the action `PPM-006`. Raises `NotFound`, also when it is not this viewer's to see."""
    session, viewer, today = current_session(), current_viewer(), current_moment().today
    shown = pages.shown(session, viewer, reference)
    story = pages.story(session, shown.action)
    post_id = shown.action.post_id
    holder = posts.holders_on(session, today, [post_id]).get(post_id) if post_id else None
    live = shown.action.status in stored.LIVE
    sitting = meetings.coming(session, today, series_id=shown.action.series_id) if live else None
    ends = exit_of(shown.action)
    return {
        "action": action_page.head(shown, today)
        | {"is_sensitive": bool(markings.sensitive(session, [shown.action.key]))},
        "stops": stops_of(shown, story, today, sitting),
        "entries": timeline(shown, story, viewer),
        "facts": action_page.facts(shown, story, holder, viewer),
        "related": action_page.related(shown, pages.linked(session, viewer, shown.action)),
        "buttons": action_page.buttons(shown, viewer, sitting),
        "links": action_page.links(shown, viewer, has_exit_rule=ends is not None),
        "report_offers": offers_about(SubjectKind.ACTION, shown.action.reference),
        "exit": ends,
        "own_log": own_log(shown.action),
        "finding": finding_of(shown.action),
        "conflict": None,
        "back": {"href": "/actions", "text": "Actions"},
    }


from tracker.web import action_edit, action_links, decisions  # noqa: E402, F401  (their pages belong to this blueprint)
