"""What an action was called in the office's own log, and what stood there that could not be read."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.models.actions import Action


def own_log(action: "Action") -> list[dict[str, str]]:
    """Names and words for actions/_own_log.html; nothing where it came from no log, or all of it was read."""
    said = [
        ("Called there", action.own_reference),
        ("Owner, in its words", action.owner_words),
        ("Due, in its words", action.due_words),
    ]
    if action.unread:
        said += [(heading or "Without a heading", words) for heading, words in json.loads(action.unread)]
    return [{"name": name, "value": words} for name, words in said if words]
