"""Two people saved: their texts side by side, and what was chosen from them (templates/components/conflict.html)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

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


def last_saved(subject: str) -> tuple[str, str]:
    """Who saved `subject` last, and when, in words."""
    rows = history.of_subject(current_session(), subject, limit=1)
    if not rows:
        return "Someone", "just now"
    row, _payload = rows[0]
    at = datetime.fromisoformat(row.at)
    day = date_words(at)
    today = date_words(current_moment().today)
    return row.actor, clock_time(at) if day == today else f"{clock_time(at)} on {day}"
