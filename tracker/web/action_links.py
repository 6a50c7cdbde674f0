"""The owners' links of an action that still open: what they are, and taking them back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.services.links import revoke_links
from tracker.store import actions as stored
from tracker.store import links
from tracker.web.access import current_viewer
from tracker.web.actions import actions
from tracker.web.requests import current_desk, current_moment, current_session


@actions.get("/actions/<reference>/links")
def links_of(reference: str) -> str:
    """Each link by the day until which it opens. The links themselves are held nowhere, so none can be shown."""
    session = current_session()
    action = stored.by_reference(session, current_viewer(), reference)
    live = links.live(session, current_moment().machine, action_id=action.key)
    return render_template("actions/links.html", action=action, live=live)


@actions.post("/actions/<reference>/links")
def revoke(reference: str) -> ResponseReturnValue:
    """Takes back every link of the action: whoever opens one is told how to get a new one."""
    desk = current_desk()
    action = stored.by_reference(desk.session, current_viewer(), reference, lock=True)
    revoke_links(desk, action_id=action.key)
    flash("The links do not open any more. The next mail to the owner brings a new one.", "success")
    return redirect(url_for("actions.show", reference=action.reference), 303)
