"""What was understood of one typed line. `capture.read_line` makes it; pages and services read it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker.domain.due import DueKind

TITLE_LIMIT = 500
"""The longest title of an action, in characters."""

LINE_LIMIT = 1000
"""Characters of a line that are read at all. A longer one is kept as it stands, with a problem."""

ProblemKind = Literal["unknown_post", "which_post", "past_date", "no_such_date", "empty", "too_long"]

NoteKind = Literal[
    "second_post",
    "space_after_at",
    "unknown_code",
    "second_code",
    "second_item",
    "vague_date",
    "second_date",
    "without_due",
]


@dataclass(frozen=True)
class PostName:
    """A post as people call it: its short code, its title, and its holder's name ("" when vacant)."""

    id: int
    code: str
    title: str
    holder: str = ""


@dataclass(frozen=True)
class DueAsked:
    """When a line asks for its action. `on` is set for a date alone, `exit_rule` for a standing item alone.

    `words` are the words that said so, as they were typed.
    """

    kind: DueKind
    on: date | None
    words: str
    exit_rule: str = ""


@dataclass(frozen=True)
class Problem:
    """Something in the line that cannot be taken: a sentence for the person, and the words it is about."""

    kind: ProblemKind
    sentence: str
    words: str


@dataclass(frozen=True)
class Note:
    """Words that were not understood and stay in the title. It is said, and the line is logged all the same."""

    kind: NoteKind
    sentence: str
    words: str


@dataclass(frozen=True)
class Captured:
    """One line, read. Each word stands in `title` or in `understood`; the words of problems and notes stay in `title`.

    `owner_choices` holds the posts to ask about when more than one fits; `owner` is None then.
    `priority` is a code as it was handed in, `agenda_item` a number such as "3.2" that nobody has looked up.
    A line with `problems` cannot be logged as it stands; one with `notes` alone can.
    """

    title: str
    owner: PostName | None = None
    owner_choices: tuple[PostName, ...] = ()
    due: DueAsked | None = None
    priority: str | None = None
    agenda_item: str | None = None
    understood: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
