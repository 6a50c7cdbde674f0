"""The demonstration's mailbox, for the administrator: what would have left if there were a mail server."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, render_template, send_file, url_for

from tracker.domain.errors import NotFound
from tracker.web.requests import asked_page, wiring

mailbox = Blueprint("mailbox", __name__)

PAGE_SIZE = 50
PART_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'self'",
        "sandbox allow-popups allow-popups-to-escape-sandbox",
    )
)
"""Mails carry their style inline, and their links open pages of their own. Nothing else in one is obeyed: no script, no form,
no picture from elsewhere."""
ELSEWHERE = '<head><base target="_blank">'


@mailbox.get("/mailbox")
def index() -> str:
    number = asked_page()
    mails, total = _box().listed(start=(number - 1) * PAGE_SIZE, most=PAGE_SIZE)
    return render_template("mailbox/index.html", mails=mails, total=total, pages=_pages(number, total))


@mailbox.get("/mailbox/<name>")
def show(name: str) -> str:
    return render_template("mailbox/show.html", mail=_box().read(name), name=name)


@mailbox.get("/mailbox/<name>/html")
def part(name: str) -> Response:
    """The HTML of a mail, for a frame in which it can do nothing."""
    html = _box().read(name).html
    if not html:
        raise NotFound("This mail has no HTML.")
    response = Response(html.replace("<head>", ELSEWHERE, 1), mimetype="text/html")
    response.headers["Content-Security-Policy"] = PART_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@mailbox.get("/mailbox/<name>/files/<int:number>")
def file(name: str, number: int) -> Response:
    """A file that goes with a mail, by its place among them, from 1."""
    files = _box().read(name).attachments
    if not 1 <= number <= len(files):
        raise NotFound("There is no such file with this mail.")
    wanted = files[number - 1]
    answer = send_file(
        BytesIO(wanted.content), wanted.media_type, as_attachment=True, download_name=wanted.name
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _box():  # type: ignore[no-untyped-def]  # the web does not import adapters
    """The mailbox. Raises `NotFound` where mail goes to a server."""
    if wiring().settings.mail.scheme != "mailbox":
        raise NotFound("Mail goes to the office's server, so there is no mailbox here. See the page of mail.")
    return wiring().mailbox


def _pages(number: int, total: int) -> dict[str, Any]:
    return {
        "page": number,
        "of": max(1, -(-total // PAGE_SIZE)),
        "total": total,
        "from": min(total, (number - 1) * PAGE_SIZE + 1),
        "to": min(total, number * PAGE_SIZE),
        "href": lambda page: url_for("mailbox.index", page=page),
        "noun": "mails",
    }
