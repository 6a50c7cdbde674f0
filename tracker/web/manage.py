"""The way to what is not asked for every day: taking in and giving out, settings, what is kept, other programs."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from tracker.web.access import ACCESS, current_viewer

manage = Blueprint("manage", __name__)


@dataclass(frozen=True)
class Door:
    """One page: its words, the endpoint that opens it, and a sentence about what can be done there."""

    title: str
    endpoint: str
    about: str


DOORS: tuple[tuple[str, tuple[Door, ...]], ...] = (
    (
        "Inspections and the Panel",
        (
            Door(
                "Inspections",
                "inspections.index",
                "What HMICFRS found, and the comments that are owed on it.",
            ),
            Door(
                "The Panel",
                "panel.index",
                "What it asked of the office, and the written replies that are due.",
            ),
            Door(
                "Dates that the office owes", "clocks.index", "Every date that a statute or the Panel sets."
            ),
        ),
    ),
    (
        "In and out",
        (
            Door(
                "Import an existing log",
                "imports.index",
                "An Excel or CSV log, with the references that people know.",
            ),
            Door("Export", "exports.index", "Everything on record as a file, and the files of the evidence."),
            Door(
                "Requests for what is held", "disclosures.index", "Freedom of information and subject access."
            ),
        ),
    ),
    (
        "How the office works",
        (
            Door("Users", "users.index", "Who signs in, and what they may do."),
            Door(
                "Priorities and national measures",
                "reference.index",
                "What actions and measures are filed under.",
            ),
            Door(
                "Closed days", "closed_days.index", "Days on which the office works as little as at weekends."
            ),
        ),
    ),
    (
        "Kept and disposed of",
        (
            Door("History", "history.index", "Every change to the record: who, when and from where."),
            Door("Backups", "backups.index", "When the last one was made, and one now."),
            Door(
                "Retention and disposal",
                "retention.index",
                "How long things are kept, and what is due to go.",
            ),
            Door(
                "Purge a mistake", "purging.index", "A name that was typed, or the wrong file: out at once."
            ),
        ),
    ),
    (
        "Other programs",
        (
            Door(
                "Tokens of other programs",
                "api_tokens.index",
                "Which programs may ask the API, for what and until when.",
            ),
            Door("Webhooks", "webhooks.index", "Which systems are told when something happens."),
        ),
    ),
)
"""Each part of the page with its doors. A door is shown to those who may open it, a part where it has one."""


@manage.get("/manage")
def index() -> str:
    roles = current_viewer().roles
    parts = [
        (title, [(door, url_for(door.endpoint)) for door in doors if roles & ACCESS[door.endpoint]])
        for title, doors in DOORS
    ]
    return render_template("manage/index.html", parts=[part for part in parts if part[1]])
