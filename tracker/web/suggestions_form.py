"""The form of suggestions: what was ticked and typed for each, read into what is logged or into a fault beside its field."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from tracker.domain.captured import PostName
from tracker.domain.errors import BadInput
from tracker.domain.typed_due import read_due
from tracker.domain.workdays import IsWorkingDay
from tracker.services.suggestions import Ticked

if TYPE_CHECKING:
    from tracker.ports import Matcher

NO_POST = "No post has this name. Choose one from the list, or leave it empty."
WHICH_POST = "Several posts fit. Say which one is meant."
LONGEST_OWNER = 200


@dataclass(frozen=True)
class Owners:
    """The posts of today, and what finds them by typed words."""

    names: Sequence[PostName]
    matcher: "Matcher"

    def find(self, typed: str) -> Sequence[PostName]:
        """The posts that may be meant: one is certain. A whole title is that post, whatever else is called nearly so."""
        words = " ".join(typed.split())[:LONGEST_OWNER]
        whole = [post for post in self.names if post.title.casefold() == words.casefold()]
        return whole[:1] or self.matcher.match(words, self.names)


@dataclass
class Form:
    """What was sent. `values` are the fields by name; `faults` the sentences by the name of their field."""

    ticked: tuple[str, ...] = ()
    meeting: str = ""
    values: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def typed(self, name: str, key: str, offered: str) -> str:
        """What stands in a field: what was sent, else what is offered."""
        return self.values.get(f"{name}-{key}", offered)

    def understand(
        self, key: str, owners: Owners, today: date, is_working_day: IsWorkingDay
    ) -> Ticked | None:
        """One ticked suggestion; None where a field cannot be read, which is then among the faults."""
        before = len(self.faults)
        owner, due = self.values.get(f"owner-{key}", "").strip(), None
        found = owners.find(owner) if owner else ()
        if owner and len(found) != 1:
            self.faults[f"owner-{key}"] = WHICH_POST if found else NO_POST
        try:
            due = read_due(self.values.get(f"due-{key}", ""), today, is_working_day)
        except BadInput as error:
            self.faults[f"due-{key}"] = str(error)
        title = self.values.get(f"title-{key}", "")
        if not title.strip():
            self.faults[f"title-{key}"] = "Write what was asked."
        return Ticked(key, title, found[0].id if found else None, due) if len(self.faults) == before else None


def read_form(sent: "MultiDict[str, str]") -> Form:
    values = {
        name: value for name, value in sent.items() if name.partition("-")[0] in ("title", "owner", "due")
    }
    return Form(tuple(dict.fromkeys(sent.getlist("tick"))), sent.get("meeting", ""), values)
