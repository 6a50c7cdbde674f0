"""A day as three fields (GOV.UK's date input) or as words, and the error summary of a form that has one."""

from datetime import date, datetime
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovDateInput
from wtforms import Field

from tracker.domain.errors import BadInput
from tracker.domain.wording import date_words

NO_DAY = "is not in the calendar. Give a day, a month and a year, such as 4 10 2023."
FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d %m %Y", "%d/%m/%Y")


class ThreeFields(GovDateInput):
    """The widget, also for what came as words or with a part missing."""

    def map_gov_params(self, field: "DayField", **options: Any) -> Any:
        kept, field.raw_data = field.raw_data, field.parts()
        try:
            return super().map_gov_params(field, **options)
        finally:
            field.raw_data = kept


class DayField(Field):
    """A day; None when nothing was typed. Takes 4, 10, 2023 in three fields, or one text such as "4 October 2023"."""

    widget = ThreeFields()

    def _value(self) -> str:
        return " ".join(self.parts()).strip()

    def parts(self) -> list[str]:
        """Day, month and year as they stand in the fields."""
        if self.data:
            return [str(self.data.day), str(self.data.month), str(self.data.year)]
        return ([str(part) for part in self.raw_data or []] + ["", "", ""])[:3]

    def words(self) -> str:
        """What was typed, as it is compared with what someone else typed."""
        return date_words(self.data) if self.data else " ".join(self.parts()).strip()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = " ".join(part.strip() for part in valuelist if part.strip())
        if text:
            self.data = read_day(text)


def read_day(text: str) -> date:
    """A day as it is typed or sent. Raises `ValueError`, with a sentence for the form, for anything else."""
    for form in FORMATS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
        if day.year >= 1900:
            return day
    raise ValueError(f"“{text[:30]}” {NO_DAY}")


def summary(form: FlaskForm) -> list[dict[str, str]]:
    """The errors of a form for the error summary: each points to the field to correct, of a day the first of three."""
    return [
        {"text": str(field.errors[0]), "href": f"#{name}{'-day' if isinstance(field, DayField) else ''}"}
        for name, field in form._fields.items()
        if field.errors
    ]


def day_sent(typed: str, field: str) -> date | None:
    """The day that was typed into a plain field; None where nothing was. Raises `BadInput` for that field."""
    text = " ".join(typed.split())
    try:
        return read_day(text) if text else None
    except ValueError as error:
        raise BadInput(str(error), field=field) from None


def in_figures(day: date | None) -> str:
    """A day as it stands in a plain field: "4 10 2023"."""
    return f"{day.day} {day.month} {day.year}" if day else ""
