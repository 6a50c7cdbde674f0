"""The form of a decision: its outcome, and only what that outcome needs."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from sqlmodel import Session
from wtforms import HiddenField, RadioField, StringField, TextAreaField

from tracker.domain import labels
from tracker.domain.actions import REVIEW_OUTCOMES, Assurance, Move
from tracker.domain.errors import BadInput, NotFound
from tracker.domain.references import action_reference, parse_action
from tracker.domain.viewers import Role, Viewer
from tracker.services.reviews import Decision
from tracker.store import actions, meetings
from tracker.store.shown import Shown
from tracker.web.forms.days import typed_day
from tracker.web.forms.entry import Entry

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

NEXT_MEETING = re.compile(r"(?:at |for )?(?:the )?next meeting\.?", re.IGNORECASE)
HINTS = {Move.DEFERRED: "not reached"}
ASSURANCES = {"": "Nothing was said"} | {
    value.value: words[0].upper() + words[1:] for value, words in labels.ASSURANCE.items()
}


def _said(move: Move) -> str:
    words = labels.OUTCOME[move]
    return words[0].upper() + words[1:]


class DecisionForm(Entry):
    outcome = RadioField(
        "What was decided?",
        widget=GovRadioInput(),
        choices={move.value: _said(move) for move in REVIEW_OUTCOMES},
    )
    revised_to = StringField(
        "New date", widget=GovTextInput(), description="For example, 30 November 2023, or next meeting"
    )
    reason_revised_date = TextAreaField("Reason for the new date", widget=GovTextArea())
    reason_complete = TextAreaField("Reason for closing it without evidence", widget=GovTextArea())
    reason_no_further_action = TextAreaField("Reason", widget=GovTextArea())
    exit_rule = TextAreaField("What must be shown for it to end", widget=GovTextArea())
    merged_into = StringField(
        "The other action",
        widget=GovTextInput(),
        description="Its reference, such as PPM-012. Type a word of its title to find it",
    )
    note = TextAreaField(
        "Note",
        widget=GovTextArea(),
        description="What was said, in a sentence or two. You can leave it empty",
    )
    assurance = RadioField(
        "The Commissioner’s assurance",
        widget=GovRadioInput(),
        choices=ASSURANCES,
        default="",
        validate_choice=False,
    )
    decided_by = StringField("Decided by", widget=GovTextInput())
    version = HiddenField()
    both: Any = None
    """What somebody else decided meanwhile, beside what was typed; see web/decided_first."""

    @property
    def chosen(self) -> Move | None:
        """The outcome that was chosen."""
        value = self.text("outcome")
        return Move(value) if value in [m.value for m in REVIEW_OUTCOMES] else None

    def refuse_decision(self, error: BadInput) -> None:
        """A service's refusal, at the field of the outcome that was chosen."""
        self.refuse(error, reason=f"reason_{self.text('outcome')}")


class ReopenForm(Entry):
    reason = TextAreaField(
        "Why does it have to be open again?", widget=GovTextArea(), description="This stands in its story"
    )
    decided_by = StringField("Decided by", widget=GovTextInput())
    version = HiddenField()
    both: Any = None
    """Nothing: what was closed and reopened meanwhile is told by its story."""


def decides_alone(viewer: Viewer) -> bool:
    """True for someone whose own decision it is; others say whose it was."""
    return viewer.may(Role.COMMISSIONER)


def decision_of(
    form: DecisionForm, session: Session, shown: Shown, viewer: Viewer, today: date, meeting: "Meeting | None"
) -> Decision:
    """The decision as the form gives it. Raises `BadInput`, with the field, for what cannot be read."""
    outcome = form.chosen
    if outcome is None:
        raise BadInput("Choose what was decided.", field="outcome")
    revised_to, revised_meeting = None, None
    if outcome is Move.REVISED_DATE:
        revised_to, revised_meeting = _new_date(form, session, shown, today, meeting)
    waits = outcome is Move.REVISED_DATE and revised_to is None
    reason = f"reason_{outcome.value}"
    merged = outcome is Move.MERGED and form.text("merged_into")
    return Decision(
        outcome=outcome,
        note=form.text("note"),
        reason=form.text(reason) if reason in form else "",
        decided_by=who_decided(form, viewer),
        assurance=Assurance(form.text("assurance")) if form.text("assurance") in list(Assurance) else None,
        revised_to=revised_to,
        revised_meeting=revised_meeting,
        to_next_meeting=waits,
        exit_rule=form.text("exit_rule") if outcome is Move.MADE_STANDING else "",
        merged_into=_other(merged, session, shown, viewer) if merged else None,
    )


def who_decided(form: DecisionForm | ReopenForm, viewer: Viewer) -> str:
    """The name that stands under the decision. Raises `BadInput` where it has to be said and is not."""
    if decides_alone(viewer):
        return viewer.name
    name = form.text("decided_by")
    if not name or len(name) > 200:
        raise BadInput("Say who decided, in up to 200 characters.", field="decided_by")
    return name


def _new_date(
    form: DecisionForm, session: Session, shown: Shown, today: date, meeting: "Meeting | None"
) -> "tuple[date | None, Meeting | None]":
    """The day that was agreed, with its meeting where it is one's papers; neither for a next meeting that is not scheduled yet."""
    typed = form.text("revised_to")
    if not NEXT_MEETING.fullmatch(typed):
        return typed_day(typed, today, field="revised_to"), None
    said_on = max(meeting.starts_on, today) if meeting else today
    following = meetings.next_after(session, shown.action.series_id, said_on)
    return (following.papers_due, following) if following else (None, None)


def _other(typed: str, session: Session, shown: Shown, viewer: Viewer):  # type: ignore[no-untyped-def]
    try:
        series, number = parse_action(typed, series=shown.series_code)
        return actions.by_reference(session, viewer, action_reference(series, number))
    except BadInput as error:
        raise BadInput(str(error), field="merged_into") from None
    except NotFound:
        raise BadInput("There is no such action. Check its reference.", field="merged_into") from None
