"""The forms that correct the record of a closed meeting. Each asks for the reason last."""

from typing import TYPE_CHECKING, Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from tracker.domain.actions import RULES as MOVES
from tracker.domain.actions import Assurance, Need
from tracker.domain.attendance import LABELS as ATTENDED
from tracker.domain.attendance import Attended, Marked
from tracker.domain.labels import ASSURANCE
from tracker.services.agenda import AgendaLine
from tracker.services.corrections_decisions import SaidOf
from tracker.web.forms.actions import EditForm
from tracker.web.forms.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.models.actions import Review
    from tracker.models.meetings import AgendaItem, NationalMeasure, Priority
    from tracker.models.sitting import AgendaNote

REASON = "Reason for the correction"
REASON_HINT = "It stands beside the correction, in the history and in the action log. For example, “Misheard in the room”."


def reason_field() -> TextAreaField:
    return TextAreaField(REASON, widget=GovTextArea(), description=REASON_HINT)


class Correction(Entry):
    """What every correction is made with. `FIELDS` are those in which two texts can meet."""

    FIELDS: tuple[str, ...] = ()
    reason = reason_field()
    version = HiddenField()

    def words(self, name: str, value: str) -> str:
        """`value` of a select or radio as the page shows it; text as it was typed."""
        return str(self.offered(name).get(value, value))

    def offered(self, name: str) -> dict[str, str]:
        """What can be chosen for `name`: words by value. Nothing for a field that is typed into."""
        return dict(getattr(self._fields[name], "choices", None) or {})


class ActionCorrection(EditForm):
    """The form of an action, and why it is corrected."""

    reason = reason_field()


class Voiding(Entry):
    """Why an action is not of this meeting. Named apart: it stands on the page of the other form."""

    void_reason = TextAreaField(
        "Why it is void",
        widget=GovTextArea(),
        description="This is shown with the number, which is never used again.",
    )
    version = HiddenField()


class DecisionCorrection(Correction):
    FIELDS = ("note", "said_reason", "decided_by", "assurance")
    note = TextAreaField("Note", widget=GovTextArea(), description="What was said.")
    said_reason = TextAreaField("Reason of the decision", widget=GovTextArea())
    decided_by = StringField("Decided by", widget=GovTextInput())
    assurance = RadioField(
        "The Commissioner’s assurance",
        widget=GovRadioInput(),
        choices={**{value.value: words.capitalize() for value, words in ASSURANCE.items()}, "": "Not said"},
        validate_choice=False,
    )

    def said(self) -> SaidOf:
        """The words of the decision, as the form gives them."""
        typed = self.text("assurance")
        return SaidOf(
            note=self.text("note"),
            reason=self.text("said_reason"),
            decided_by=self.text("decided_by"),
            assurance=Assurance(typed) if typed in list(Assurance) else None,
        )


def decision_values(review: "Review") -> dict[str, str]:
    """The decision in the words of its form."""
    return {
        "note": review.note,
        "said_reason": review.reason,
        "decided_by": review.decided_by,
        "assurance": review.assurance.value if review.assurance else "",
    }


def rests_on_a_reason(review: "Review") -> bool:
    """True where the decision has a reason, or its move asks for one."""
    return bool(review.reason) or Need.REASON in MOVES[review.outcome].needs


class NotesCorrection(Correction):
    FIELDS = ("notes", "decisions")
    notes = TextAreaField("Notes", widget=GovTextArea())
    decisions = TextAreaField("Decisions", widget=GovTextArea())


def notes_values(note: "AgendaNote | None") -> dict[str, str]:
    return {"notes": note.notes if note else "", "decisions": note.decisions if note else ""}


class AttendanceCorrection(Correction):
    FIELDS = ("attended", "stands_in", "note")
    post = SelectField("Post", widget=GovSelect(), validate_choice=False)
    attended = RadioField(
        "Did they come?",
        widget=GovRadioInput(),
        choices={**{kind.value: words for kind, words in ATTENDED.items()}, "": "Not expected"},
        validate_choice=False,
    )
    stands_in = StringField(
        "Who stood in",
        widget=GovTextInput(),
        description="Leave this empty where the holder of the post came.",
    )
    note = StringField("Note", widget=GovTextInput(), description="For example, “from 15:00”.")

    def offer(self, others: "Mapping[int, str]") -> None:
        """Fills the select with the posts that are not on the list, by number."""
        self.post.choices = {"": "Choose a post", **{str(key): title for key, title in others.items()}}

    def marked(self) -> Marked:
        """What the form says of the post."""
        typed = self.text("attended")
        attended = Attended(typed) if typed in list(Attended) else None
        return Marked(attended, self.text("stands_in"), self.text("note"))


def attendance_values(marked: Marked) -> dict[str, str]:
    return {
        "attended": marked.attended.value if marked.attended else "",
        "stands_in": marked.stands_in,
        "note": marked.note,
    }


class HeadingCorrection(Correction):
    FIELDS = ("number", "title", "priority", "national_measure")
    number = StringField("Number", widget=GovTextInput(), description="For example, 3.1.")
    title = StringField("Heading", widget=GovTextInput())
    priority = SelectField("Priority of the Police and Crime Plan", widget=GovSelect(), validate_choice=False)
    national_measure = SelectField("National measure", widget=GovSelect(), validate_choice=False)

    def offer(self, priorities: "Sequence[Priority]", measures: "Sequence[NationalMeasure]") -> None:
        """Fills the selects."""
        self.priority.choices = {"": "None", **{str(row.id): row.title for row in priorities}}
        self.national_measure.choices = {"": "None", **{str(row.id): row.title for row in measures}}

    def line(self) -> AgendaLine:
        """The heading as the form gives it; what was not offered counts as nothing."""
        filed: dict[str, Any] = {}
        for name in ("priority", "national_measure"):
            value = self.text(name)
            filed[f"{name}_id"] = int(value) if value and value in self.offered(name) else None
        return AgendaLine(number=self.text("number"), title=self.text("title"), **filed)


def heading_values(item: "AgendaItem") -> dict[str, str]:
    return {
        "number": item.number,
        "title": item.title,
        "priority": str(item.priority_id or ""),
        "national_measure": str(item.national_measure_id or ""),
    }
