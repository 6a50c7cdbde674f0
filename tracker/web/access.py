"""Who may use which route. A route that is not in the table is closed to everyone."""

from flask import Flask, abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from tracker.domain.errors import NotAllowed
from tracker.domain.viewers import NOBODY, Role, Viewer
from tracker.store import posts
from tracker.web import resend
from tracker.web.access_documents import DOCUMENTS
from tracker.web.access_in_and_out import IN_AND_OUT
from tracker.web.access_roles import (
    ADMINISTRATORS,
    ANSWERING,
    DECIDERS,
    DESK,
    EVERYONE,
    KEEPERS,
    NO_ONE,
    OFFICE,
    PANEL,
    READERS,
    SIGNED_IN,
    WATCHERS,
)
from tracker.web.htmx import wants_fragment
from tracker.web.measures_access import ACCESS_TO_MEASURES
from tracker.web.published_access import ACCESS_TO_PUBLISHED
from tracker.web.requests import SAFE, wants_json, wiring

ACCESS: dict[str, frozenset[str]] = {
    "static": EVERYONE,
    "security.static": NO_ONE,
    "security.verify": NO_ONE,
    "health.show": EVERYONE,
    "brand.css": EVERYONE,
    "pages.accessibility": EVERYONE,
    "security.login": EVERYONE,
    "security.logout": SIGNED_IN,
    "security.forgot_password": EVERYONE,
    "security.reset_password": EVERYONE,
    "security.change_password": SIGNED_IN,
    "owner_link.show": EVERYONE,
    "owner_link.answer": EVERYONE,
    "owner_link.fresh": EVERYONE,
    "work.index": SIGNED_IN,
    "meetings.index": SIGNED_IN,
    "meetings.show": SIGNED_IN,
    "meetings.new": DESK,
    "meetings.create": DESK,
    "meetings.edit": DESK,
    "meetings.update": DESK,
    "meetings.start": DESK,
    "meetings.closing": DESK,
    "meetings.close": DESK,
    "meetings.cancelling": DESK,
    "meetings.cancel": DESK,
    "attendance.show": OFFICE,
    "attendance.save": DESK,
    "agenda.edit": DESK,
    "aftermath.show": DESK,
    "aftermath.states": DESK,
    "aftermath.cover": DESK,
    "aftermath.release": DESK,
    "aftermath.issue": DESK,
    "clocks.index": OFFICE,
    "clocks.new": DESK,
    "clocks.start": DESK,
    "clocks.edit": DESK,
    "clocks.correct": DESK,
    "clocks.meet": DESK,
    "commissions.show": OFFICE,
    "commissions.letter": OFFICE,
    "commissions.save": DESK,
    "commissions.answer": DESK,
    "agenda.create": DESK,
    "agenda.place": DESK,
    "agenda.number_again": DESK,
    "agenda.copy": DESK,
    "agenda.from_template": DESK,
    "agenda.keep_template": DESK,
    "agenda.heading": DESK,
    "agenda.correct": DESK,
    "agenda.removing": DESK,
    "agenda.remove": DESK,
    "live.show": DESK,
    "live.understood": DESK,
    "live.logged": DESK,
    "live.log": DESK,
    "live.move": DESK,
    "live.back": DESK,
    "live.undo": DESK,
    "live.put_back": DESK,
    "live.mark": DESK,
    "live.edit": DESK,
    "live.correct": DESK,
    "live.voiding": DESK,
    "live.void": DESK,
    "notes.index": OFFICE,
    "notes.earlier": OFFICE,
    "notes.changed": DESK,
    "notes.save": DESK,
    "writing.index": OFFICE,
    "writing.edit": OFFICE,
    "writing.save": DECIDERS,
    "writing.preview": DECIDERS,
    "writing.figures": DECIDERS,
    "writing.versions": OFFICE,
    "writing.take_back": DECIDERS,
    "screen.show": OFFICE,
    "late_lines.index": DESK,
    "late_lines.understood": DESK,
    "late_lines.take_in": DESK,
    "late_lines.set_aside": DESK,
    "corrections.index": OFFICE,
    "corrections.edit_action": DESK,
    "corrections.correct_action": DESK,
    "corrections.void_action": DESK,
    "corrections.new_action": DESK,
    "corrections.add_action": DESK,
    "corrections.understood": DESK,
    "corrections.edit_decision": DESK,
    "corrections.correct_decision": DESK,
    "corrections.edit_notes": DESK,
    "corrections.correct_notes": DESK,
    "corrections.edit_attendance": DESK,
    "corrections.correct_attendance": DESK,
    "corrections.edit_heading": DESK,
    "corrections.correct_heading": DESK,
    "reviews.index": OFFICE,
    "reviews.show": OFFICE,
    "reviews.record": DECIDERS,
    "reviews.undo": DECIDERS,
    "actions.index": READERS,
    "actions.show": READERS,
    "actions.edit": DESK,
    "actions.correct": DESK,
    "actions.voiding": DESK,
    "actions.void": DESK,
    "actions.links_of": DESK,
    "actions.revoke": DESK,
    "actions.decision": DECIDERS,
    "actions.decide": DECIDERS,
    "exit_rules.edit": DECIDERS,
    "exit_rules.set_rule": DECIDERS,
    "exit_rules.keep": DECIDERS,
    "exit_rules.drop": DECIDERS,
    "updates.new": ANSWERING,
    "updates.create": ANSWERING,
    "answers.index": DESK,
    "answers.record": DESK,
    "answers.accept": DESK,
    "answers.propose": DESK,
    "answers.ask_again": DESK,
    "answers.undo": DESK,
    **DOCUMENTS,
    **IN_AND_OUT,
    "history.of_action": OFFICE,
    "history.index": WATCHERS,
    "search.index": READERS,
    "posts.index": READERS,
    "posts.show": READERS,
    "posts.new": KEEPERS,
    "posts.create": KEEPERS,
    "posts.edit": KEEPERS,
    "posts.update": KEEPERS,
    "posts.hand_over": KEEPERS,
    "posts.take_over": KEEPERS,
    "calendars.fetch": EVERYONE,
    "calendars.show": ANSWERING,
    "calendars.renew": ANSWERING,
    "calendars.take_back": ANSWERING,
    "weekly_mail.show": EVERYONE,
    "weekly_mail.end": EVERYONE,
    "mail.index": KEEPERS | WATCHERS,
    "mail.show": KEEPERS | WATCHERS,
    "mail.html": KEEPERS | WATCHERS,
    "mail.release": DESK,
    "mail.cancelling": DESK,
    "mail.cancel": DESK,
    "mail.try_again": DESK,
    "mail.make_again": DESK,
    "chasing.index": KEEPERS | WATCHERS,
    "chasing.show": KEEPERS | WATCHERS,
    "chasing.html": KEEPERS | WATCHERS,
    "chasing.step_in": DESK,
    "chasing.policy": KEEPERS | WATCHERS,
    "chasing.save": DESK,
    "chasing.post": KEEPERS,
    "chasing.add_absence": KEEPERS,
    "chasing.change_absence": KEEPERS,
    "chasing.staff_officer": KEEPERS,
    "chasing.weekly": KEEPERS,
    "chasing.my_weekly": ANSWERING,
    "calls.about_action": DESK,
    "calls.note_about_action": DESK,
    "calls.to_post": DESK,
    "calls.note_to_post": DESK,
    "closed_days.index": KEEPERS,
    "closed_days.add": KEEPERS,
    "closed_days.open_again": KEEPERS,
    "ledger.index": KEEPERS | WATCHERS,
    "ledger.csv_file": KEEPERS | WATCHERS,
    "incoming_mail.index": DESK,
    "incoming_mail.show": DESK,
    "incoming_mail.accept": DESK,
    "incoming_mail.set_aside": DESK,
    "incoming_mail.take_up": DESK,
    "incoming_mail.whole": DESK,
    "incoming_mail.file": DESK,
    "incoming_mail.addresses": DESK,
    "incoming_mail.write_again": DESK,
    "mailbox.index": ADMINISTRATORS,
    "mailbox.show": ADMINISTRATORS,
    "mailbox.part": ADMINISTRATORS,
    "mailbox.file": ADMINISTRATORS,
    **ACCESS_TO_MEASURES,
    **ACCESS_TO_PUBLISHED,
    "users.index": ADMINISTRATORS,
    "users.new": ADMINISTRATORS,
    "users.create": ADMINISTRATORS,
    "users.edit": ADMINISTRATORS,
    "users.update": ADMINISTRATORS,
    "users.link": ADMINISTRATORS,
    "reference.index": KEEPERS | WATCHERS,
    "reference.create": ADMINISTRATORS,
    "reference.edit": ADMINISTRATORS,
    "reference.update": ADMINISTRATORS,
    "reports.index": READERS | {PANEL},
    "reports.show": READERS | {PANEL},
    "reports.download": READERS | {PANEL},
    "reports.build": DECIDERS,
    "reports.build_about_post": DECIDERS,
    "reports.build_about_action": DECIDERS,
    "reports.approve": DECIDERS,
    "reports.issue": DECIDERS,
    "reports.cut": DECIDERS,
    "redactions.show": DECIDERS,
    "redactions.withhold": DECIDERS,
    "redactions.give_back": DECIDERS,
    "redactions.keep_name": DECIDERS,
    "reports.ask_sign_off": DESK,
    "reports.answer_sign_off": DESK,
    "builds.show": OFFICE | {PANEL},
    "builds.ask": DECIDERS,
    "builds.cancel": DECIDERS,
}


def current_viewer() -> Viewer:
    """The person this request is for, with the posts they hold today; nobody when they are not signed in."""
    if "viewer" not in g:
        g.viewer = _viewer() if current_user.is_authenticated else NOBODY
    viewer: Viewer = g.viewer
    return viewer


def _viewer() -> Viewer:
    roles = frozenset(Role(role.name) for role in current_user.roles)
    held: frozenset[int] = frozenset()
    if Role.OWNER in roles and current_user.person_id:
        # In a session of its own: on a POST the request's would ask for the write lock, which the accounts' own may hold.
        with wiring().read() as session:
            held = posts.posts_of_person(session, current_user.person_id, wiring().clock.moment().today)
    return Viewer(
        name=current_user.name or current_user.email, roles=roles, user_id=current_user.id, post_ids=held
    )


def guard() -> ResponseReturnValue | None:
    """Runs before each request: lets pass what the table allows, sends others to sign in, refuses the rest."""
    endpoint = request.endpoint
    if endpoint is None:
        return None
    allowed = ACCESS.get(endpoint)
    if not allowed:
        abort(404)
    if allowed & {"public", "bearer"}:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if not current_viewer().roles & allowed:
        raise NotAllowed("Your account does not open this page. Ask the administrator if it should.")
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.method not in SAFE:
        return resend.refuse()
    if wants_json():
        return {"error": resend.SIGN_IN_FIRST}, 401
    address = url_for("security.login", next=request.full_path.rstrip("?"))
    if wants_fragment():
        return "", 401, {"HX-Redirect": address}
    return redirect(address, 303)


def init_app(app: Flask) -> None:
    app.before_request(guard)
