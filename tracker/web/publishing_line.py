"""The line on the office's pages that says how a thing stands to the public: "Public since 20 September 2023"."""

from typing import Any

from flask import Flask, url_for

from tracker.domain.publishing import Published
from tracker.store import published as stored
from tracker.web.access import ACCESS, current_viewer
from tracker.web.requests import current_session


def public_line(kind: str, subject: object) -> dict[str, Any] | None:
    """None for who may not open the pages of publishing. `public` is the public's address, "" while it is not public."""
    if not current_viewer().roles & ACCESS["publishing.show"]:
        return None
    row = stored.of(current_session(), Published(kind), str(subject))
    is_public = bool(row and row.is_public)
    return {
        "since": row.published_at if row and is_public else None,
        "withdrawn": row.changed_at if row and not is_public else None,
        "public": f"/published/{row.address}" if row and is_public else "",
        "href": url_for("publishing.show", kind=kind, subject=subject),
        "may": bool(current_viewer().roles & ACCESS["publishing.decide"]),
    }


def init_app(app: Flask) -> None:
    app.jinja_env.globals["public_line"] = public_line
