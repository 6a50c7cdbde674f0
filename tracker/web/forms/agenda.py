"""The forms of an agenda: a heading, and where what rests on one moves to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import HiddenField, StringField

from tracker.services.agenda import AgendaLine
from tracker.web.forms.entry import Entry
from tracker.web.forms.meetings import OneOf

if TYPE_CHECKING:
    from tracker.models.meetings import AgendaItem, NationalMeasure, Priority

NONE = ("", "None")


class HeadingForm(Entry):
    """A heading of an agenda, as it is corrected."""

    FIELDS = ("number", "title", "priority", "national_measure")

    version = HiddenField()
    number = StringField("Number", widget=GovTextInput(), description="For example, 3.1.")
    title = StringField("Heading", widget=GovTextInput())
    priority = OneOf("Priority of the Police and Crime Plan")
    national_measure = OneOf("National measure")

    def offer(
        self, item: "AgendaItem", priorities: "Sequence[Priority]", measures: "Sequence[NationalMeasure]"
    ) -> None:
        """The priorities of the Plan and the measures in use, and whatever the heading is filed under already."""
        self.priority.choices = [
            NONE,
            *((str(row.id), row.title) for row in priorities),
        ]
        self.national_measure.choices = [
            NONE,
            *(
                (str(row.id), row.title)
                for row in measures
                if row.active or row.id == item.national_measure_id
            ),
        ]

    def words(self, name: str, value: str) -> str:
        """What `value` says in the field: for one that is chosen from a list, its title."""
        return self.offered(name).get(value, value) if value else ""

    def offered(self, name: str) -> dict[str, str]:
        """What a field offers, by value; of one that is typed, nothing."""
        return dict(getattr(self._fields[name], "choices", None) or {})

    def line(self) -> AgendaLine:
        return AgendaLine(
            number=self.text("number"),
            title=self.text("title"),
            priority_id=_chosen(self, "priority"),
            national_measure_id=_chosen(self, "national_measure"),
        )


class RemovalForm(Entry):
    """Where the actions and notes of a heading move when it is taken off."""

    to = OneOf("Move them to")

    def offer(self, others: "Sequence[AgendaItem]") -> None:
        self.to.choices = [
            ("", "Choose a heading"),
            *((str(item.id), f"{item.number} {item.title}".strip()) for item in others),
        ]


def values_of(item: "AgendaItem") -> dict[str, str]:
    """A heading in the values of its form."""
    return {
        "number": item.number,
        "title": item.title,
        "priority": str(item.priority_id or ""),
        "national_measure": str(item.national_measure_id or ""),
    }


def _chosen(form: HeadingForm, name: str) -> int | None:
    value: Any = form.text(name)
    return int(value) if value else None
