"""The one file that maps `TrackerError` to pages: which status, which template. The sentence is the error's own."""

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from tracker.domain import errors
from tracker.store.session import explain
from tracker.web import resend
from tracker.web.access import ACCESS, NO_ONE
from tracker.web.api.problems import answer_to, is_api
from tracker.web.htmx import wants_fragment
from tracker.web.published_answers import page
from tracker.web.published_front import is_published
from tracker.web.requests import abandon, wants_json

STATUS: dict[type[errors.TrackerError], tuple[int, str]] = {
    errors.NotAllowed: (403, "You cannot do this"),
    errors.NotFound: (404, "Page not found"),
    errors.BadInput: (422, "That cannot be saved yet"),
    errors.InvalidMove: (409, "That cannot be done now"),
    errors.Conflict: (409, "Someone saved this first"),
    errors.TooMany: (429, "Too many tries"),
    errors.LinkDead: (410, "This link does not work any more"),
    errors.DeliveryFailed: (502, "The mail could not be sent"),
    errors.RecordBroken: (500, "The history does not verify"),
    errors.Unavailable: (503, "This cannot be done just now"),
}
HTTP = {
    400: (
        "That could not be read",
        "Go back, reload the page and try again. What you typed is still in the form.",
    ),
    404: ("Page not found", "Check the address, or start from My work."),
    405: ("That cannot be done here", "Go back and use the buttons on the page."),
    413: ("That file is too large", "Choose a smaller file, or give its web address instead."),
}


def _tracker_error(error: errors.TrackerError) -> ResponseReturnValue:
    status, heading = next(
        (STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), (500, "Something went wrong")
    )
    headers = {"Retry-After": str(error.wait)} if isinstance(error, errors.TooMany) else {}
    return _page(status, heading, str(error), headers)


def _database_error(error: DBAPIError) -> ResponseReturnValue:
    return _tracker_error(explain(error))


def _csrf_error(_error: CSRFError) -> ResponseReturnValue:
    return resend.refuse(public="public" in ACCESS.get(request.endpoint or "", NO_ONE))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if is_api(request.path):
        return answer_to(error)
    if code < 400:
        return error
    if code == 404 and is_published(request.path):
        return page("published/unknown.html", status=404)
    heading, sentence = HTTP.get(code, (error.name, error.description or "Try again."))
    return _page(code, heading, sentence, {})


def _crash(error: Exception) -> ResponseReturnValue:
    current_app.logger.error("A page failed", exc_info=error)
    sentence = "The fault is ours, and it was noted. Nothing was changed. Go back and try again."
    return _page(500, "Something went wrong", sentence, {})


def _page(status: int, heading: str, sentence: str, headers: dict[str, str]) -> ResponseReturnValue:
    abandon()
    if wants_json():
        return {"error": sentence}, status, headers
    if wants_fragment():
        return render_template("errors/_fragment.html", message=sentence), status, headers
    templates = [f"errors/{status}.html", "errors/error.html"]
    try:
        return render_template(templates, heading=heading, message=sentence), status, headers
    except Exception:
        # The page asks the database who is looking. Where that is what fails, the sentence goes without its page.
        current_app.logger.exception("The page of an error failed")
        return sentence, status, {**headers, "Content-Type": "text/plain; charset=utf-8"}


def init_app(app: Flask) -> None:
    app.register_error_handler(errors.TrackerError, _tracker_error)
    app.register_error_handler(DBAPIError, _database_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crash)
