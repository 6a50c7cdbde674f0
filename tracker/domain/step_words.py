"""The lasting keys of steps, as people read them: "before-3" is "3 working days before"."""

import re
from collections.abc import Iterable

from tracker.domain.wording import count_words, join_words

ABOVE = {"above-": "to the post above", "further-": "to the post above that"}
PLAIN = {"on-day": "on the day", "new": "new"}
BEGINNINGS = {
    "week-": "the week’s list",
    "moved-": "a date moved",
    "handover": "handed over",
    "changed-": "a change was told",
    "asked-": "an update was asked for",
}
COUNTED = re.compile(r"(before|overdue|late)-(\d+)")


def steps_words(keys: Iterable[str]) -> str:
    """ "3 working days before and 5 working days overdue"; each once, in the order of `keys`."""
    return join_words(list(dict.fromkeys(filter(None, map(step_key_words, keys)))))


def step_key_words(key: str) -> str:
    """ "5 working days overdue, to the post above"; "" for a key of which nothing is to be said."""
    for prefix, words in ABOVE.items():
        if key.startswith(prefix):
            return ", ".join(filter(None, (step_key_words(key.removeprefix(prefix)), words)))
    if counted := COUNTED.fullmatch(key):
        side = "before" if counted[1] == "before" else "overdue"
        days = int(counted[2])
        return f"{count_words(days, 'working day')} {side}" if days else "on the last day"
    return PLAIN.get(key) or next((words for start, words in BEGINNINGS.items() if key.startswith(start)), "")
