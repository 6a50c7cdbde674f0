"""What may be typed in the one line, by example: the one table behind the cheat sheet and `docs/capture.md`.

A test reads each example as the room does, and compares what is said of it with what was understood.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """`ways` of typing the same, the usual one first, and what they mean on any day. {…} are the words of a meeting, see
    `capture_sheet.OwnWords`. What `is_brief` stands on the cheat sheet, which has little room."""

    ways: tuple[str, ...]
    means: str
    is_brief: bool = False


@dataclass(frozen=True)
class Group:
    heading: str
    examples: tuple[Example, ...]


GROUPS = (
    Group(
        "Who",
        (
            Example(("@{code}",), "the post with this short code", is_brief=True),
            Example(
                ("@{title}",), "the post with this title, or with words that begin like these", is_brief=True
            ),
            Example(("@{surname}", "@{holder}"), "the post that this person holds", is_brief=True),
        ),
    ),
    Group(
        "When",
        (
            Example(
                ("due next meeting",),
                "for the papers of the next meeting; it moves when that meeting moves",
                is_brief=True,
            ),
            Example(("due {day}", "due {day_ordinal}"), "on that day"),
            Example(
                ("due {day_short}", "due {day_slash}"), "on the next such day, today included", is_brief=True
            ),
            Example(
                ("due {day_figures}", "due {day_points}", "due {day_dashes}"),
                "on that day: the day always comes first, then the month",
                is_brief=True,
            ),
            Example(("due {day_iso}",), "on that day"),
            Example(("due {day_named}",), "on that day; if it is another day of the week, you are told"),
            Example(("due the 14th",), "on the next 14th of a month"),
            Example(("due today",), "today"),
            Example(("due tomorrow",), "tomorrow"),
            Example(("due Friday", "due fri"), "on the next Friday after today", is_brief=True),
            Example(("due next Friday",), "on the Friday of next week", is_brief=True),
            Example(("due Friday week",), "a week after “due Friday”"),
            Example(("due in 6 weeks", "due in six weeks"), "so long after today", is_brief=True),
            Example(("due in 10 days",), "so long after today"),
            Example(("due in 2 months",), "so long after today"),
            Example(("due in a fortnight",), "two weeks after today"),
            Example(("due in 10 working days",), "so many working days after today"),
            Example(("due end of June",), "on the last day of that month", is_brief=True),
            Example(("due end of the month",), "on the last day of this month", is_brief=True),
            Example(("due end of next month",), "on the last day of the month after this one"),
            Example(("due end of the year",), "on 31 December"),
            Example(("due end of the week",), "on the Friday of this week"),
            Example(("due end of next week",), "on the Friday of next week"),
        ),
    ),
    Group(
        "Every meeting",
        (
            Example(
                ("every meeting until attendance improves", "standing until attendance improves"),
                "a standing item: it comes back at every meeting; the rest of the line is its exit rule",
                is_brief=True,
            ),
            Example(
                ("standing", "a standing item", "due every meeting"),
                "a standing item whose exit rule is still to be written",
                is_brief=True,
            ),
        ),
    ),
    Group(
        "Under which item",
        (
            Example(
                ("for {item}", "for item {item}", "for agenda item {item}"),
                "under this agenda item",
                is_brief=True,
            ),
        ),
    ),
    Group(
        "Under which priority",
        (Example(("#{priority}",), "filed under the priority with this code", is_brief=True),),
    ),
)
