"""The page of backups: when the last one was made, what there is, and a button to make one now. Nothing is fetched here: see decision 50."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.backups import Note, ago_words, keep_for, size_words, worry
from tracker.domain.errors import NotFound
from tracker.services import backups as service
from tracker.store import backups as stored
from tracker.web.requests import current_desk, current_moment, current_session, wiring

backups = Blueprint("backups", __name__)


@backups.get("/backups")
def index() -> str:
    settings, now = wiring().settings, current_moment().machine
    known = stored.known(current_session())
    notes = keep_for(wiring().backup_folder.notes(), now, 10_000).kept
    newest = newest_made(known, notes)
    sound = next((note.name for note in notes if not note.said), "")
    return render_template(
        "backups/index.html",
        heading=f"The last backup was made {ago_words(newest, now)}" if newest else "No backup was ever made",
        worry=worry(newest, known.failed, now),
        rows=[_row(note, settings.backup_days, always=note.name == sound) for note in notes],
        being_made=known.is_being_made,
        hour=None if settings.backup_hour is None else settings.backup_at,
        days=settings.backup_days,
        folder=settings.backup_dir,
        dropped=known.dropped,
    )


@backups.post("/backups")
def ask() -> ResponseReturnValue:
    service.ask_for_backup(current_desk())
    flash("A backup is being made. You can leave this page; it shows it when it is there.", "success")
    return redirect(url_for("backups.index"), 303)


@backups.get("/backups/<name>/delete")
def deleting(name: str) -> str:
    return render_template("backups/delete.html", row=_row(_there(name), 0, always=False))


@backups.post("/backups/<name>/delete")
def delete(name: str) -> ResponseReturnValue:
    note = _there(name)
    service.note_dropped(current_desk(), note.name)
    wiring().backup_folder.drop(note.name)
    flash(f"{note.name} is deleted.", "success")
    return redirect(url_for("backups.index"), 303)


def backup_notices() -> list[dict[str, Any]]:
    """What the administrator must know of the backups, for “My work”; nothing where all is well."""
    session = current_session()
    known = stored.known(session)
    newest = known.made.made if known.made else None
    if newest is None and not known.failed and not stored.anything_to_keep(session):
        return []
    said = worry(newest, known.failed, current_moment().machine)
    row = {"text": said, "href": url_for("backups.index"), "link_text": "See the backups", "tone": ""}
    return [row] if said else []


def newest_made(known: stored.Known, notes: tuple[Note, ...]) -> datetime | None:
    """When the newest one was made: by what lies in the folder, else by what the record knows."""
    if notes:
        return notes[0].made
    return known.made.made if known.made else None


def _there(name: str) -> Note:
    for note in wiring().backup_folder.notes():
        if note.name == name:
            return note
    raise NotFound("There is no such backup any more.")


def _row(note: Note, days: int, *, always: bool) -> dict[str, Any]:
    tone, state = (
        ("red", "Damaged")
        if note.said
        else ("green", "Checked")
        if note.checked_at
        else ("grey", "Not checked")
    )
    return {
        "name": note.name,
        "made": note.made,
        "size": size_words(note.size),
        "rows": note.rows,
        "files": note.files,
        "missing": note.missing,
        "sha256": note.sha256,
        "state": state,
        "tone": tone,
        "said": note.said,
        "always": always,
        "until": note.made + timedelta(days=days),
        "delete": url_for("backups.deleting", name=note.name),
    }
