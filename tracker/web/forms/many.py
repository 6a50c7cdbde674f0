"""The form of one change to many actions: which actions, what is done to them, and the sentences where that cannot be."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from tracker.domain.due import Due
from tracker.domain.errors import BadInput
from tracker.domain.many_at_once import What
from tracker.domain.typed_due import as_due, read_due
from tracker.services.many_plan import Asking, Choice
from tracker.store import meetings, posts
from tracker.store.filter_query import query_of, read_query

if TYPE_CHECKING:
    from sqlmodel import Session

    from tracker.domain.workdays import IsWorkingDay

ALL = "all"
"""What `which` says for all that match the filter; anything else means those that were ticked."""
AGREED, CORRECTED = "agreed", "corrected"


@dataclass(frozen=True)
class Chosen:
    """Which actions, as the page carries them from step to step. `filter` is the query of the list they were chosen in."""

    which: str
    filter: str
    references: tuple[str, ...]

    @classmethod
    def of(cls, given: MultiDict[str, str]) -> "Chosen":
        references = tuple(dict.fromkeys(one[:24].upper() for one in given.getlist("action")))
        which = ALL if given.get("which") == ALL else "ticked"
        return cls(which, query_of(read_query(given.get("filter", ""))), () if which == ALL else references)

    @property
    def choice(self) -> Choice:
        if self.which == ALL:
            return Choice(filters=read_query(self.filter))
        return Choice(references=self.references)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What every form of the way carries: names and values."""
        return [
            ("which", self.which),
            ("filter", self.filter),
            *(("action", one) for one in self.references),
        ]


@dataclass(frozen=True)
class TypedChange:
    """What was chosen and typed. A due date and a meeting each say for themselves whether it was agreed, and with whom."""

    what: str = ""
    post: str = ""
    priority: str = ""
    due: str = ""
    due_cause: str = ""
    due_decided_by: str = ""
    meeting: str = ""
    meeting_cause: str = ""
    meeting_decided_by: str = ""
    reason: str = ""

    @classmethod
    def of(cls, given: MultiDict[str, str]) -> "TypedChange":
        return cls(**{name: given.get(name, "") for name in cls.__dataclass_fields__})

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.__dict__.items() if value]

    def asking(self, session: "Session", today: date, is_working_day: "IsWorkingDay") -> Asking:
        """What it asks for. Raises `BadInput` for what there is not, or cannot be read."""
        if self.what not in list(What):
            raise BadInput("Choose what should change.", field="what")
        what = What(self.what)
        return Asking(
            what,
            post=self._post(session) if what is What.OWNER else None,
            priority=self.priority if what is What.PRIORITY else "",
            due=self._due(today, is_working_day) if what is What.DUE else None,
            meeting=meetings.find(session, self.meeting.upper()) if what is What.MEETING else None,
            agreed=self._cause(what) == AGREED,
            decided_by=self.meeting_decided_by if what is What.MEETING else self.due_decided_by,
            reason=self.reason,
        )

    def _post(self, session: "Session"):  # type: ignore[no-untyped-def]  # a post, or None
        return posts.find(session, self.post) if self.post else None

    def _due(self, today: date, is_working_day: "IsWorkingDay") -> Due | None:
        asked = read_due(self.due, today, is_working_day)
        return as_due(asked) if asked else None

    def _cause(self, what: What) -> str:
        """Whether it was agreed or is corrected. Raises `BadInput` where that is not said: one of them counts as slippage."""
        if what not in (What.DUE, What.MEETING):
            return ""
        cause = self.due_cause if what is What.DUE else self.meeting_cause
        if cause not in (AGREED, CORRECTED):
            raise BadInput(
                "Say whether a revised date was agreed, or the date on record was wrong.",
                field=f"{what.value}_cause",
            )
        return cause

    def field(self, name: str) -> str:
        """The field of the page for one that a service names."""
        return f"{self.what}_decided_by" if name == "decided_by" else name or "what"
