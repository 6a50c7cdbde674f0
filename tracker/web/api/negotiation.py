"""What holds for every answer of the API: its form, its headers, and what OPTIONS says."""

from flask import Response, abort, current_app, request
from werkzeug.routing import RequestRedirect

from tracker.web.api.operations import current_operation
from tracker.web.api.problems import MEDIA_TYPE, Refused, is_api


def refuse_tidier_address() -> None:
    """Runs before each request of the app: an address with two slashes is not there, instead of a redirect with a page about it."""
    if is_api(request.path) and isinstance(request.routing_exception, RequestRedirect):
        abort(404)


def check_acceptable() -> Response | None:
    """Refuses who takes no form that is given; tells OPTIONS which methods an address takes, without a token."""
    if request.method == "OPTIONS":
        answer = current_app.make_default_options_response()
        answer.status_code = 204
        del answer.headers["Content-Type"]
        return answer
    operation = current_operation()
    wanted = request.accept_mimetypes
    if operation and wanted and not (wanted.best_match([operation.gives, MEDIA_TYPE])):
        raise Refused("not-acceptable", f"This is given as {operation.gives}.")
    return None


def finish(response: Response) -> Response:
    """For nobody but who asked: nothing of it may be kept on the way."""
    response.headers["Cache-Control"] = "private, no-store"
    response.vary.update(["Authorization", "Accept"])
    return response
