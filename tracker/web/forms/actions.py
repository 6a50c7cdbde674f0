"""The form that changes what an action says, and the one that voids it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from sqlmodel import Session
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from tracker.domain.actions import Kind
from tracker.domain.captured import TITLE_LIMIT
from tracker.domain.due import Due, DueKind
from tracker.domain.errors import BadInput, NotFound
from tracker.domain.marking import Marking, marking_of
from tracker.domain.references import action_reference, parse_action
from tracker.domain.viewers import Viewer
from tracker.domain.wording import date_words
from tracker.services.actions import Wanted
from tracker.store import actions, meetings, posts
from tracker.store.shown import Shown
from tracker.web import choices
from tracker.web.forms.days import typed_day
from tracker.web.forms.entry import Entry

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

KINDS = {
    Kind.ACTION.value: "Action",
    Kind.COMMITMENT.value: "Commitment, offered by its owner",
    Kind.OUTCOME.value: "Outcome, a result to be shown",
    Kind.STANDING.value: "Standing item",
}
MARKINGS = {
    Marking.OFFICIAL.value: Marking.OFFICIAL.value,
    Marking.SENSITIVE.value: Marking.SENSITIVE.value,
}
DUE = {
    DueKind.NEXT_MEETING.value: "Next meeting",
    DueKind.MEETING.value: "A meeting that is on record",
    DueKind.DATE.value: "A date",
    DueKind.STANDING.value: "Every meeting, until an exit rule is met",
    DueKind.NONE.value: "No date yet",
}


class EditForm(Entry):
    title = TextAreaField(
        "What was asked", widget=GovTextArea(), description=f"Up to {TITLE_LIMIT} characters"
    )
    asked = TextAreaField(
        "The request in full", widget=GovTextArea(), description="The question in a sentence or two"
    )
    post = SelectField("Owner", widget=GovSelect())
    due = RadioField("Due", widget=GovRadioInput(), choices=DUE)
    due_on = StringField("Date", widget=GovTextInput(), description="For example, 30 November 2023")
    due_meeting = SelectField("Meeting", widget=GovSelect())
    exit_rule = TextAreaField("What must be shown for it to end", widget=GovTextArea())
    kind = RadioField("Kind", widget=GovRadioInput(), choices=KINDS)
    priority = SelectField("Priority", widget=GovSelect())
    national_measure = SelectField("National measure", widget=GovSelect())
    agenda_item = SelectField("Agenda item", widget=GovSelect())
    parent = StringField(
        "Raised by the answer to", widget=GovTextInput(), description="The reference of an action, or nothing"
    )
    marking = RadioField("Protective marking", widget=GovRadioInput(), choices=MARKINGS)
    version = HiddenField()

    FIELDS = (
        "title",
        "asked",
        "post",
        "due",
        "due_on",
        "due_meeting",
        "exit_rule",
        "kind",
        "priority",
        "national_measure",
        "agenda_item",
        "parent",
        "marking",
    )

    def offer(self, options: "Options") -> None:
        """Fills the selects."""
        for name in ("post", "due_meeting", "priority", "national_measure", "agenda_item"):
            self._fields[name].choices = {"": EMPTY[name], **getattr(options, name)}

    def words(self, name: str, value: str) -> str:
        """`value` of a select or radio as the page shows it; text as it was typed."""
        return str(self.offered(name).get(value, value))

    def offered(self, name: str) -> dict[str, str]:
        """What can be chosen for `name`: words by value. Nothing for a field that is typed into."""
        return getattr(self._fields[name], "choices", None) or {}


EMPTY = {
    "post": "No owner yet",
    "due_meeting": "Choose a meeting",
    "priority": "None",
    "national_measure": "None",
    "agenda_item": "None",
}


@dataclass(frozen=True)
class Options:
    """What the selects of the form offer: words by value."""

    post: dict[str, str]
    due_meeting: dict[str, str]
    priority: dict[str, str]
    national_measure: dict[str, str]
    agenda_item: dict[str, str]


def options(session: Session, shown: Shown, today: date) -> Options:
    """What can be chosen for this action, with what it has now, even where nobody would choose that today."""
    items = meetings.agenda(session, shown.action.raised_meeting_id) if shown.action.raised_meeting_id else []
    sittings = [m for m in meetings.listed(session) if _can_be_due(m, shown, today)]
    priorities = _numbered(meetings.priorities(session, shown.action.raised_on or today))
    owners = {choice["value"]: choice["label"] for choice in choices.owners(session)}
    return Options(
        post=_with_now(owners, shown.post_code, shown.post_title),
        due_meeting={m.reference: choices.meeting_words(m) for m in sittings},
        priority=_with_now(priorities, _or_none(shown.action.priority_id), shown.priority_title),
        national_measure=_numbered(meetings.national_measures(session)),
        agenda_item={str(item.id): f"{item.number} {item.title}".strip() for item in items},
    )


def _can_be_due(meeting: "Meeting", shown: Shown, today: date) -> bool:
    same = meeting.series_id == shown.action.series_id
    return same and (meeting.starts_on >= today or meeting.reference == shown.due_at)


def _with_now(offered: dict[str, str], value: str | None, words: str | None) -> dict[str, str]:
    return offered if value is None or value in offered else {**offered, value: words or value}


def _numbered(rows: Sequence[Any]) -> dict[str, str]:
    return {str(row.id): row.title for row in rows}


def _or_none(number: int | None) -> str | None:
    return str(number) if number else None


def now(session: Session, shown: Shown, viewer: Viewer) -> dict[str, Any]:
    """The values that the form starts from."""
    action = shown.action
    parent = actions.references(session, viewer, [action.parent_id] if action.parent_id else [])
    return {
        "title": action.title,
        "asked": action.asked,
        "post": shown.post_code or "",
        "due": action.due_kind.value,
        "due_on": date_words(action.due_on) if action.due_kind is DueKind.DATE and action.due_on else "",
        "due_meeting": shown.due_at or "",
        "exit_rule": action.exit_rule,
        "kind": action.kind.value,
        "priority": _or_none(action.priority_id) or "",
        "national_measure": _or_none(action.national_measure_id) or "",
        "agenda_item": str(action.agenda_item_id or ""),
        "parent": next(iter(parent.values()), ""),
        "marking": marking_of(action.marking).value,
        "version": str(action.version),
    }


def wanted(form: EditForm, session: Session, shown: Shown, viewer: Viewer, today: date) -> Wanted:
    """The action as the form gives it. Raises `BadInput` for a date, a post or a reference that there is not."""
    return Wanted(
        title=form.text("title"),
        asked=form.text("asked"),
        kind=Kind(form.text("kind")) if form.text("kind") in list(Kind) else shown.action.kind,
        post_id=posts.by_code(session, form.text("post")).key if form.text("post") else None,
        due=_due(form, session, shown, today),
        agenda_item_id=_chosen(form, "agenda_item"),
        priority_id=_chosen(form, "priority"),
        national_measure_id=_chosen(form, "national_measure"),
        parent_id=_parent(form.text("parent"), session, shown, viewer),
        marking=Marking(form.text("marking")) if form.text("marking") in list(Marking) else None,
    )


def _chosen(form: EditForm, name: str) -> int | None:
    """The number of what was chosen; what was not offered counts as nothing."""
    value = form.text(name)
    return int(value) if value and value in form.offered(name) else None


def _due(form: EditForm, session: Session, shown: Shown, today: date) -> Due:
    typed = form.text("due")
    kind = DueKind(typed) if typed in list(DueKind) else DueKind.NONE
    if kind is DueKind.DATE:
        return Due(kind, on=typed_day(form.text("due_on"), today, field="due_on", now=shown.action.due_on))
    if kind is DueKind.MEETING:
        meeting = meetings.find(session, form.text("due_meeting"))
        if meeting is None:
            raise BadInput("Choose the meeting at which this is due.", field="due_meeting")
        return Due(kind, meeting_id=meeting.key)
    return Due(kind, exit_rule=form.text("exit_rule") if kind is DueKind.STANDING else "")


def _parent(typed: str, session: Session, shown: Shown, viewer: Viewer) -> int | None:
    if not typed:
        return None
    try:
        series, number = parse_action(typed, series=shown.series_code)
        return actions.by_reference(session, viewer, action_reference(series, number)).key
    except BadInput as error:
        raise BadInput(str(error), field="parent") from None
    except NotFound:
        raise BadInput("There is no such action. Check its reference.", field="parent") from None


class VoidForm(Entry):
    reason = TextAreaField(
        "Why was it logged in error?",
        widget=GovTextArea(),
        description="This is shown with the number, which is never used again",
    )
    version = HiddenField()
