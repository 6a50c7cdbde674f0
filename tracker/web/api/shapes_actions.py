"""The models of actions and their updates."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints

from tracker.domain.actions import Assurance, Closure, Kind, Move, Rating, Status
from tracker.domain.captured import TITLE_LIMIT
from tracker.domain.due import DueCause, DueKind
from tracker.domain.marking import Marking
from tracker.domain.reading import Reading
from tracker.web.api.shapes import (
    KEEPABLE,
    Code,
    Day,
    Name,
    Named,
    Page,
    Paged,
    Reference,
    Sent,
    Shape,
    Text,
    Yes,
    left_out,
)

Title = Annotated[str, StringConstraints(min_length=1, max_length=TITLE_LIMIT, pattern=KEEPABLE)]
Words = Annotated[str, StringConstraints(max_length=200, pattern=KEEPABLE)]


class ActionsAsked(Paged):
    """What a list of actions is narrowed to."""

    status: (
        Literal["live", "open", "recommended", "closed", "complete", "no_further_action", "merged", "void"]
        | None
    ) = Field(None, description="`live` is all that is not closed.")
    kind: Kind | None = None
    post: Code | None = Field(None, description="The code of the owner; `none` for those without one.")
    priority: Words | None = Field(None, description="The code of a priority.")
    meeting: Reference | None = Field(None, description="Raised at this meeting, such as PPM-2023-10-04.")
    text: Words | None = Field(None, description="All of these words.")
    overdue: Yes = Field(False, description="Only those that are overdue.")


class DueShown(Shape):
    """What an action is due for. `on` is the day that counts: for a meeting, its papers deadline."""

    kind: DueKind
    on: date | None
    meeting: str | None
    exit_rule: str | None


class ActionSummary(Shape):
    """An action as a list shows it."""

    reference: str
    title: str
    kind: Kind
    status: Status
    closure: Closure | None
    assurance: Assurance | None
    owner: Named | None
    due: DueShown
    is_overdue: bool
    original_due_on: date | None
    times_moved: int
    times_carried: int
    raised_at: str | None = Field(description="The meeting that raised it.")
    raised_on: date | None
    agenda_item: str | None
    priority: Named | None
    rating: Rating | None = Field(description="Of the last update that had one.")
    last_update_on: date | None


class Actions(Page):
    actions: list[ActionSummary]


class UpdateShown(Shape):
    """A dated report of progress."""

    id: int
    given_on: date
    given_words: str | None = Field(description="What is known of the day, where it is not known to the day.")
    by: str | None
    text: str
    rating: Rating | None
    recommends_closure: bool
    more_time_until: date | None
    via: str
    received_by: str | None
    reading: Reading = Field(description="What the secretariat made of it.")


class Updates(Page):
    updates: list[UpdateShown]


class DecisionShown(Shape):
    """What was decided about an action, at a meeting or between two."""

    decided_on: date
    meeting: str | None
    outcome: Move
    note: str | None
    reason: str | None
    decided_by: str | None
    assurance: Assurance | None
    revised_to: date | None


class DateMove(Shape):
    """One move of the due date. Only those whose cause is `agreed` are slippage."""

    changed_on: date
    before_on: date | None
    after_on: date | None
    cause: DueCause
    reason: str | None


class ActionShown(ActionSummary):
    """An action with its story. What an ETag of it is for is all of this."""

    asked: str | None = Field(description="The request in full.")
    marking: str
    own_reference: str | None = Field(description="What it was called in the log that it came from.")
    national_measure: str | None
    raised_by: str | None = Field(description="The action whose answer raised it.")
    merged_into: str | None
    closed_on: date | None
    closed_reason: str | None
    version: int
    updates: list[UpdateShown]
    decisions: list[DecisionShown]
    date_moves: list[DateMove]


class DueSent(Sent):
    """A date, a meeting, the next meeting, a standing item with its exit rule, or nothing yet."""

    kind: DueKind
    on: Day | None = Field(None, description="For `date`.")
    meeting: Reference | None = Field(None, description="For `meeting`: one of the same series.")
    exit_rule: Text | None = Field(None, description="For `standing`: what must be shown for it to end.")


class LineSent(Sent):
    """One line, as the meeting’s page takes it: "Bring the figures @head of contact due 6 october 2023"."""

    line: Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=KEEPABLE)]


class FieldsSent(Sent):
    """An action, field by field."""

    title: Title
    asked: Text | None = None
    kind: Kind = Kind.ACTION
    owner: Code | None = Field(None, description="The code of a post.")
    due: DueSent = DueSent(kind=DueKind.NONE)
    agenda_item: Annotated[str, StringConstraints(max_length=12, pattern=KEEPABLE)] | None = Field(
        None, description="Its number on the agenda of the meeting."
    )
    priority: Words | None = Field(None, description="The code of a priority of the Plan of that day.")
    raised_by: Reference | None = Field(None, description="The action whose answer raised it.")
    marking: Marking = Marking.OFFICIAL


class ActionSent(RootModel[LineSent | FieldsSent]):
    """An action to log: a line, or fields."""


class ActionCorrected(Sent):
    """What is to be changed. What is left out stays; null takes away what may be away."""

    title: Title = left_out()
    asked: Text | None = None
    kind: Kind = left_out()
    owner: Code | None = None
    due: DueSent = left_out()
    agenda_item: Annotated[str, StringConstraints(max_length=12, pattern=KEEPABLE)] | None = None
    priority: Words | None = None
    raised_by: Reference | None = None
    marking: Marking = left_out()


class UpdateSent(Sent):
    """A report of progress, in the owner’s words."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=10_000, pattern=KEEPABLE)]
    by: Name = Field(description="Whose words they are.")
    rating: Rating | None = None
    recommends_closure: bool = False
    more_time_until: Day | None = Field(None, description="Asks for a later date; the Commissioner decides.")
    given_on: Day | None = Field(None, description="The day on which it was said; today, if none is given.")
