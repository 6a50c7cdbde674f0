"""What stands before the public's pages: no session, and a copy of each page that was asked for, kept while it is true.

A page of the published record depends on nothing but its address, the record and the day. It is rendered once and then handed out as
bytes, before Flask is asked at all, until something is published, changed or withdrawn. Whether that happened is asked of the database
at most once a second, so a page that was withdrawn is gone within a second here; a cache on the way may keep it for `MAX_AGE`.
"""

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import parse_date

from tracker.store import published as stored
from tracker.web.api.problems import is_api

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROOT = "/published"
MAX_AGE = 300
"""Seconds for which browsers and caches may keep a page."""
SECONDS_BETWEEN_LOOKS = 1.0
MOST_BYTES = 32_000_000
LARGEST = 2_000_000
"""Bytes of a page, and of all that are kept in one process."""
COMPRESSED = ("text/", "application/json", "application/atom+xml", "image/svg+xml")
OWN = frozenset({"etag", "content-length", "content-encoding", "vary", "accept-ranges"})
"""Headers that are said here."""

Headers = list[tuple[str, str]]


def is_published(path: str) -> bool:
    return path == ROOT or path.startswith(f"{ROOT}/")


class Sessions(SecureCookieSessionInterface):
    """Sessions as Flask keeps them; none for the public's pages and for programs, which can therefore set no cookie and read none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if is_published(request.path) or is_api(request.path):
            return self.make_null_session(app)
        return super().open_session(app, request)


@dataclass(frozen=True)
class Kept:
    """A page as it is handed out. `zipped` is empty where that is no gain."""

    status: str
    headers: Headers
    etag: str
    modified: float
    body: bytes
    zipped: bytes

    @property
    def size(self) -> int:
        return len(self.body) + len(self.zipped)

    @classmethod
    def of(cls, status: str, headers: Headers, body: bytes) -> "Kept":
        named = {name.lower(): value for name, value in headers}
        is_text = named.get("content-type", "").startswith(COMPRESSED) and len(body) > 600
        modified = parse_date(named.get("last-modified"))
        return cls(
            status,
            [(name, value) for name, value in headers if name.lower() not in OWN],
            f'"{hashlib.sha256(body).hexdigest()[:32]}"',
            modified.timestamp() if modified else 0.0,
            body,
            gzip.compress(body, 6, mtime=0) if is_text else b"",
        )

    def answer(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """The page, or 304 for who has it already."""
        if self._is_known(environ):
            told = [one for one in self.headers if not one[0].lower().startswith("content-")]
            start("304 Not Modified", [*told, ("ETag", self.etag), ("Vary", "Accept-Encoding")])
            return []
        zipped = self.zipped and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        body = self.zipped if zipped else self.body
        own = [("ETag", self.etag), ("Content-Length", str(len(body))), ("Vary", "Accept-Encoding")]
        start(self.status, [*self.headers, *own, *([("Content-Encoding", "gzip")] if zipped else [])])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _is_known(self, environ: "WSGIEnvironment") -> bool:
        if not self.status.startswith("200"):
            return False
        if has := environ.get("HTTP_IF_NONE_MATCH"):
            return has.strip() == "*" or self.etag in [
                one.strip().removeprefix("W/") for one in has.split(",")
            ]
        since = parse_date(environ.get("HTTP_IF_MODIFIED_SINCE"))
        return bool(since and self.modified and since.timestamp() >= self.modified)


class PublishedFront:
    """The app, with the public's pages answered from memory while they are true. Safe for several threads."""

    def __init__(self, app: "WSGIApplication", wiring: Any) -> None:
        self._app = app
        self._wiring = wiring
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Lets go of every page."""
        with self._lock:
            self._kept: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
            self._bytes = 0
            self._state: object = None
            self._looked = 0.0

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not is_published(path) or "/files/" in path:
            return self._app(environ, start)
        if not self._is_true():
            return self._app(environ, start)
        key = (
            path,
            environ.get("QUERY_STRING", ""),
            environ.get("HTTP_X_FORWARDED_PROTO", ""),
            environ.get("wsgi.url_scheme", ""),
        )
        kept = self._kept.get(key) or self._make(key, environ)
        return kept.answer(environ, start)

    def _is_true(self) -> bool:
        """Asks how far the published record has come, unless it was asked a moment ago, and lets go of what is older. False where the
        database does not answer: the app says so itself."""
        now = time.monotonic()
        if self._state is not None and now - self._looked < SECONDS_BETWEEN_LOOKS:
            return True
        try:
            with self._wiring.read() as session:
                state = (stored.stamp(session), self._wiring.clock.moment().today)
        except SQLAlchemyError:
            return False
        with self._lock:
            self._looked = now
            if state != self._state:
                self._state, self._bytes = state, 0
                self._kept.clear()
        return True

    def _make(self, key: tuple[str, ...], environ: "WSGIEnvironment") -> Kept:
        """Has the page made, as a GET, and keeps it where it may be kept."""
        state = self._state
        said: list[Any] = []

        def begin(status: str, headers: Headers, _error: Any = None) -> Any:
            said[:] = [status, headers]

        answer = self._app({**environ, "REQUEST_METHOD": "GET"}, begin)
        try:
            body = b"".join(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()
        made = Kept.of(said[0], said[1], body)
        if said[0][:3] in ("200", "404", "410") and made.size < LARGEST and _may_be_kept(said[1]):
            self._keep(key, made, state)
        return made

    def _keep(self, key: tuple[str, ...], made: Kept, state: object) -> None:
        with self._lock:
            if state != self._state or key in self._kept:
                return
            self._kept[key] = made
            self._bytes += made.size
            while self._bytes > MOST_BYTES:
                self._bytes -= self._kept.popitem(last=False)[1].size


def _may_be_kept(headers: Headers) -> bool:
    return any(name.lower() == "cache-control" and value.startswith("public") for name, value in headers)


def init_app(app: Flask) -> None:
    app.session_interface = Sessions()
    front = PublishedFront(app.wsgi_app, app.extensions["tracker"])
    app.extensions["published_front"] = front
    app.wsgi_app = front  # type: ignore[method-assign]
