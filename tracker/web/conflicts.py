"""Two people saved: their texts side by side, and what was chosen from them (templates/components/conflict.html)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask import request

from tracker.domain.wording import clock_time, date_words
from tracker.store import history
from tracker.web.requests import current_moment, current_session


def chosen(form: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """The fields of `names` that were sent; with "Write it from both", the text that was written."""
    merges = form.get("resolution") == "merge"
    found = {}
    for name in names:
        text = form.get(f"merged_{name}", form.get(name)) if merges else form.get(name)
        if text is not None:
            found[name] = text.replace("\r\n", "\n")
    return found


def conflict_of(
    subject: str, version: int, mine: Mapping[str, str], theirs: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, Any]:
    """What the panel shows: the fields in which the two texts differ, and who saved `subject` last, and when."""
    who, when = last_saved(subject)
    return {
        "who": who,
        "when": when,
        "version": version,
        "fields": [
            {
                "name": name,
                "label": label,
                "mine": mine[name],
                "theirs": theirs[name],
                "multiline": len(mine[name]) > 60 or "\n" in mine[name],
            }
            for name, label in labels.items()
            if name in mine and mine[name].split() != theirs[name].split()
        ],
    }


def merge_into(form: Any, names: Iterable[str]) -> None:
    """Puts the texts that were written from both into `form`, where the person chose to write them."""
    if request.form.get("resolution") != "merge":
        return
    for name in names:
        if f"merged_{name}" in request.form:
            form[name].data = request.form[f"merged_{name}"]


def conflict_in(
    form: Any, names: Iterable[str], theirs: Mapping[str, str], subject: str, version: int
) -> dict[str, Any]:
    """`conflict_of` for a form with selects: the panel shows the words of what was chosen.

    What is the same in both, and what was typed elsewhere in the form, is carried along.
    """
    mine = {name: form.text(name) for name in names}
    differing = [name for name in mine if name in theirs and mine[name] != theirs[name]]
    who, when = last_saved(subject)
    return {
        "who": who,
        "when": when,
        "version": version,
        "fields": [_both(form, name, mine[name], theirs[name]) for name in differing],
        "carried": [{"name": name, "value": mine[name]} for name in mine if name not in differing],
    }


def _both(form: Any, name: str, mine: str, theirs: str) -> dict[str, Any]:
    field = form[name]
    return {
        "name": name,
        "label": field.label.text,
        "value": mine,
        "mine": form.words(name, mine) or "Nothing",
        "theirs": form.words(name, theirs) or "Nothing",
        "theirs_value": theirs,
        "multiline": field.type == "TextAreaField",
        "options": [{"value": value, "label": label} for value, label in form.offered(name).items()],
    }


def last_saved(subject: str, event: str = "") -> tuple[str, str]:
    """Who saved `subject` last, and when, in words. With `event`, who did that, as of a meeting many things are saved."""
    rows = history.of_subject(current_session(), subject, limit=50 if event else 1)
    row = next((row for row, _payload in rows if event in ("", row.event)), None)
    if row is None:
        return "Someone", "just now"
    at = datetime.fromisoformat(row.at)
    day = date_words(at)
    today = date_words(current_moment().today)
    return row.actor, clock_time(at) if day == today else f"{clock_time(at)} on {day}"
