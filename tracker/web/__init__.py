"""The pages: a blueprint for each noun. What a blueprint may be asked is in `access.py`."""

from importlib import import_module

from flask import Flask

from tracker.web import (
    access,
    accounts,
    errors,
    frame,
    incoming,
    published_front,
    publishing_line,
    requests,
    static_files,
)

BLUEPRINTS = {
    "health": ("health", "brand", "pages"),
    "work": ("work",),
    "meetings": ("meetings",),
    "aftermath": ("aftermath",),
    "commissions": ("commissions",),
    "clocks": ("clocks",),
    "inspections": ("inspections",),
    "findings": ("findings",),
    "panel": ("panel",),
    "agenda": ("agenda",),
    "attendance": ("attendance",),
    "live": ("live",),
    "notes": ("notes",),
    "screen": ("screen",),
    "late_lines": ("late_lines",),
    "corrections": ("corrections",),
    "reviews": ("reviews",),
    "actions": ("actions",),
    "many": ("many",),
    "saved_filters": ("saved_filters",),
    "updates": ("updates",),
    "answers": ("answers",),
    "evidence": ("evidence",),
    "evidence_beside": ("beside",),
    "reader": ("reader",),
    "suggestions": ("suggestions",),
    "changed_evidence": ("changed_evidence",),
    "owner_link": ("owner_link",),
    "search": ("search",),
    "posts": ("posts",),
    "backups": ("backups",),
    "webhooks": ("webhooks",),
    "calendars": ("calendars",),
    "series_calendars": ("series_calendars",),
    "weekly_mail": ("weekly_mail",),
    "mail": ("mail",),
    "incoming_mail": ("incoming_mail",),
    "mailbox": ("mailbox",),
    "chasing": ("chasing",),
    "closed_days": ("closed_days",),
    "calls": ("calls",),
    "ledger": ("ledger",),
    "measures": ("measures",),
    "exit_rules": ("exits",),
    "users": ("users",),
    "api_tokens": ("api_tokens",),
    "api": ("api",),
    "reference": ("reference",),
    "reports": ("reports",),
    "disclosures": ("disclosures",),
    "purging": ("purging",),
    "retention": ("retention",),
    "redactions": ("redactions",),
    "builds": ("builds",),
    "writing": ("writing",),
    "documents": ("documents",),
    "history": ("history",),
    "exports": ("exports",),
    "imports": ("imports",),
    "manage": ("manage",),
    "published_data": ("published",),
    "publishing_checklist": ("publishing",),
    "publishing_withheld": ("publishing_withheld",),
}
"""Modules of this folder, and the blueprints in each."""


def init_app(app: Flask) -> None:
    """Registers everything in the order in which it runs: requests, accounts, access, frame, errors, blueprints."""
    requests.init_app(app)
    incoming.init_app(app)
    accounts.init_app(app)
    access.init_app(app)
    frame.init_app(app)
    errors.init_app(app)
    static_files.init_app(app)
    published_front.init_app(app)
    publishing_line.init_app(app)
    for module, names in BLUEPRINTS.items():
        loaded = import_module(f"tracker.web.{module}")
        for name in names:
            app.register_blueprint(getattr(loaded, name))
