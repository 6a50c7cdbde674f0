"""What every page needs around it: navigation, the demonstration's banner, addresses of assets, security headers."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request, url_for

from tracker.domain.viewers import Role, Viewer
from tracker.domain.wording import weekday_date
from tracker.web.access import ACCESS, current_viewer
from tracker.web.requests import wiring

VERSION = "0.1.0"
NAVIGATION = (
    ("My work", "work.index"),
    ("Meetings", "meetings.index"),
    ("Actions", "actions.index"),
    ("Answers", "answers.index"),
    ("Measures", "measures.index"),
    ("Posts", "posts.index"),
    ("Documents", "documents.index"),
    ("Reports", "reports.index"),
    ("Publishing", "publishing.index"),
    ("Mail", "mail.index"),
    ("Mailbox", "mailbox.index"),
    ("Manage", "manage.index"),
)
ROLE_NAMES = {
    Role.ADMINISTRATOR: "Administrator",
    Role.SECRETARIAT: "Secretariat",
    Role.COMMISSIONER: "Commissioner",
    Role.OWNER: "Owner",
    Role.PANEL: "Panel member",
    Role.AUDITOR: "Auditor",
}
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@cache
def asset(name: str) -> str:
    """The address of a file under `static/`, with a digest of what is in it, so that browsers may keep it for good."""
    path = Path(str(current_app.static_folder)) / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "0"
    return f"/static/{name}?v={digest}"


def navigation(viewer: Viewer) -> list[dict[str, Any]]:
    """The pages that the viewer may open, with the present one marked."""
    here = (request.endpoint or "").partition(".")[0]
    here = {
        "live": "meetings",
        "aftermath": "meetings",
        "commissions": "meetings",
        "clocks": "manage",
        "inspections": "manage",
        "findings": "actions",
        "panel": "manage",
        "notes": "meetings",
        "late_lines": "meetings",
        "corrections": "meetings",
        "agenda": "meetings",
        "attendance": "meetings",
        "reviews": "meetings",
        "updates": "actions",
        "many": "actions",
        "saved_filters": "actions",
        "evidence": "actions",
        "beside": "actions",
        "changed_evidence": "work",
        "calendars": "posts",
        "series_calendars": "meetings",
        "reader": "documents",
        "history": "manage",
        "disclosures": "manage",
        "purging": "manage",
        "retention": "manage",
        "reference": "manage",
        "closed_days": "manage",
        "backups": "manage",
        "webhooks": "manage",
        "exports": "manage",
        "imports": "manage",
        "users": "manage",
        "api_tokens": "manage",
    }.get(here, here)
    return [
        {"label": label, "href": url_for(endpoint), "current": endpoint.startswith(f"{here}.")}
        for label, endpoint in NAVIGATION
        if viewer.roles & ACCESS[endpoint] and _there(endpoint)
    ]


def _there(endpoint: str) -> bool:
    if endpoint == "mailbox.index":
        return bool(wiring().settings.mail.scheme == "mailbox")
    return endpoint in current_app.view_functions


def _context() -> dict[str, Any]:
    viewer = current_viewer()
    parts = wiring()
    shown = {
        "name": viewer.name,
        "role_name": " and ".join(ROLE_NAMES[role] for role in sorted(viewer.roles)),
    }
    today = parts.clock.moment().today
    return {
        "viewer": shown if viewer.roles else None,
        "navigation": navigation(viewer) if viewer.roles else [],
        "office_name": parts.settings.office_name,
        "demonstration": {"today_words": weekday_date(today)} if parts.is_demonstration else None,
        "brand_stylesheet": url_for("brand.css"),
        "product_version": VERSION,
        "today": today,
        "asset": asset,
        "may": lambda endpoint: bool(viewer.roles & ACCESS[endpoint]),
    }


def _secure(response: Response) -> Response:
    if request.endpoint == "security.reset_password":
        response.headers["Referrer-Policy"] = "no-referrer"  # its address is what opens it
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
        if request.blueprint != "published":  # the same page for everyone, whoever asks and however
            response.vary.add("HX-Request")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def init_app(app: Flask) -> None:
    app.context_processor(_context)
    app.after_request(_secure)
