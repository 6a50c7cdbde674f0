"""What a page asks of its request: the wiring, the one session, the desk, and what kind of answer is wanted.

One commit, at the request's edge: after the view has made its answer, and only when the answer is no error. A GET reads; its
session cannot write.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tracker.domain.moments import Moment
from tracker.domain.viewers import Actor
from tracker.services.desk import Desk
from tracker.store.session import explain

Answer = TypeVar("Answer")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def wiring():  # type: ignore[no-untyped-def]  # the web does not import wiring; the factory hands it over
    """The parts that the factory built."""
    return current_app.extensions["tracker"]


def current_session() -> Session:
    """The one session of this request: for reading on a GET, and once what was begun is abandoned; for writing else.

    It begins when it is first used.
    """
    if "session" not in g:
        reads = request.method in SAFE or g.get("abandoned", False)
        g.session = wiring().read() if reads else wiring().write()
    session: Session = g.session
    return session


def current_moment() -> Moment:
    """The moment of this request: the same one for all of it."""
    if "moment" not in g:
        g.moment = wiring().clock.moment()
    moment: Moment = g.moment
    return moment


def current_desk(by: Actor | None = None) -> Desk:
    """The desk of a POST: its session, its moment, and the person who is signed in unless `by` names another."""
    desk: Desk = wiring().desk(current_session(), by or current_actor(), current_moment())
    return desk


def current_actor() -> Actor:
    """Who is writing, for the history."""
    from tracker.web.access import current_viewer

    viewer = current_viewer()
    return Actor(viewer.name, viewer.roles, "web", viewer.user_id, request.remote_addr or "")


def asked_once(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """What `ask` answers, asked once for this request. For what several parts of one page show: what is written meanwhile is not seen."""
    known: dict[Hashable, Any] = g.setdefault("asked_once", {})
    if key not in known:
        known[key] = ask()
    answer: Answer = known[key]
    return answer


def asked_page() -> int:
    """The number of the page of a list in the address, from 1; the first for what is no number, or one past counting."""
    typed = request.args.get("page", "")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def wants_json() -> bool:
    """True when a script asks for JSON rather than a page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return best == "application/json"


def abandon() -> None:
    """Rolls back what this request did so far. A page about an error then reads afresh, and waits for no other writer."""
    g.abandoned = True
    g.pop("asked_once", None)
    session = g.pop("session", None)
    if session is not None:
        session.rollback()
        session.close()


def _finish(response: Response) -> None:
    session = g.get("session")
    if session is None or request.method in SAFE:
        return
    if response.status_code >= 400:
        session.rollback()
        return
    try:
        session.commit()
    except DBAPIError as error:
        raise explain(error) from error


class TrackerFlask(Flask):
    """Flask, with the commit where its errors still become a page: between the view and the answer."""

    def dispatch_request(self) -> ResponseReturnValue:
        response = self.make_response(super().dispatch_request())
        _finish(response)
        return response


def _close(_error: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()


def init_app(app: Flask) -> None:
    app.teardown_appcontext(_close)
