"""The form of a meeting: when and where one sits."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextInput
from wtforms import SelectField, StringField
from wtforms.validators import Length, ValidationError

from tracker.domain.clock_times import moment_at, read_clock
from tracker.domain.errors import BadInput
from tracker.domain.meetings import MeetingStatus
from tracker.domain.video_beginning import beginning_words, read_beginning
from tracker.domain.wording import clock_time, date_words
from tracker.services.correcting import sat_on
from tracker.services.meetings import Sitting
from tracker.web.forms.day_field import DayField

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting, MeetingSeries

LABELS = {
    "starts_on": "Date",
    "starts_at": "Time",
    "venue": "Place",
    "papers_due": "Papers deadline",
    "video_url": "Address of the video",
    "captions_url": "Address of its captions",
    "video_starts_at": "When the recording begins",
}
ONCE_STARTED = "video_starts_at"
UNTIL_STARTED, UNTIL_HELD = ("starts_on", "starts_at", "papers_due"), ("venue",)
FIELD_OF = {"url": "video_url"}
"""Which field of this form shows a problem that a rule has under another name."""


class OneOf(SelectField):
    """A select. What is not sent is the empty choice; what was not offered is told in our words."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, widget=GovSelect(), default="", **options)

    def pre_validate(self, form: Any) -> None:
        if self.data not in [value for value, _ in self.choices]:
            raise ValidationError("Choose one from the list.")


class MeetingForm(FlaskForm):
    """When and where a meeting sits. `today` is the record's; a new date lies on it or later."""

    series = OneOf("Meeting series")
    starts_on = DayField(LABELS["starts_on"], description="For example, 4 10 2023.")
    starts_at = StringField(
        LABELS["starts_at"],
        widget=GovTextInput(),
        description="For example, 14:30. Leave it empty while it is not known.",
    )
    venue = StringField(
        LABELS["venue"],
        widget=GovTextInput(),
        validators=[Length(max=200, message="Keep the place to 200 characters.")],
    )
    papers_due = DayField(LABELS["papers_due"])
    video_url = StringField(
        LABELS["video_url"],
        widget=GovTextInput(),
        description="Where the meeting can be watched, if it is recorded.",
        validators=[Length(max=2000, message="Keep the address to 2,000 characters.")],
    )
    captions_url = StringField(
        LABELS["captions_url"],
        widget=GovTextInput(),
        description="Captions or a transcript, for those who cannot hear the video.",
        validators=[Length(max=2000, message="Keep the address to 2,000 characters.")],
    )

    video_starts_at = StringField(
        LABELS["video_starts_at"],
        widget=GovTextInput(),
        description="Each action then links to its moment. Give a time of day such as 14:29:30, or where the meeting starts in "
        "the recording, such as “0:03:20 into the video”. Leave it empty if the recording begins when the meeting does.",
        validators=[Length(max=100, message="Keep this to 100 characters.")],
    )

    def __init__(self, *args: Any, today: date, meeting: "Meeting | None" = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.meeting = today, meeting
        if meeting is not None:
            self._leave_what_can_be_changed(meeting.status)
        if meeting is None or meeting.status is MeetingStatus.SCHEDULED:
            delattr(self, ONCE_STARTED)

    def _leave_what_can_be_changed(self, status: MeetingStatus) -> None:
        del self.series
        if status is not MeetingStatus.SCHEDULED:
            for name in UNTIL_STARTED:
                delattr(self, name)
        if status not in (MeetingStatus.SCHEDULED, MeetingStatus.IN_SESSION):
            for name in UNTIL_HELD:
                delattr(self, name)

    def offer(self, listed: "Sequence[MeetingSeries]") -> None:
        """The series to choose from, and the working days before the meeting at which papers are due by default."""
        self.series.choices = [(one.code, f"{one.title} ({one.code})") for one in listed]

    def validate_starts_on(self, field: DayField) -> None:
        if field.errors:
            return
        if field.data is None:
            raise ValidationError("Give the date of the meeting.")
        moved = self.meeting is None or field.data != self.meeting.starts_on
        if moved and field.data < self.today:
            raise ValidationError("That date is in the past. Give today or a later date.")

    def validate_starts_at(self, field: StringField) -> None:
        try:
            at = read_clock(field.data or "")
            if at and self.starts_on.data:
                moment_at(self.starts_on.data, at)
        except BadInput as error:
            raise ValidationError(str(error)) from None

    def validate_video_starts_at(self, field: StringField) -> None:
        try:
            self._beginning()
        except BadInput as error:
            raise ValidationError(str(error)) from None

    def _beginning(self) -> "datetime | None":
        """The moment at which the recording begins, to the second."""
        now = self.meeting
        if now is None or ONCE_STARTED not in self._fields:
            return now.video_starts_at if now else None
        starts = now.started_at or now.starts_at
        begins = read_beginning(self.video_starts_at.data or "", day=sat_on(now), starts=starts)
        return begins.replace(microsecond=0) if begins else None

    def refuse(self, error: BadInput) -> None:
        """Shows a problem that a rule found beside its field."""
        name = FIELD_OF.get(error.field, error.field)
        field = self._fields.get(name) or next(iter(self._fields.values()))
        field.errors = [*field.errors, str(error)]

    def typed(self) -> dict[str, str]:
        """The fields in words, as they are compared with what someone else saved."""
        return {
            name: field.words() if isinstance(field, DayField) else (field.data or "").strip()
            for name, field in self._fields.items()
            if name in LABELS
        }

    def sitting(self) -> Sitting:
        """What the form asks for; what it does not show stays as it is. Call it on a form that is valid."""
        now = self.meeting
        if now is not None and "starts_on" not in self._fields:
            day, starts_at, papers = now.starts_on, now.starts_at, now.papers_due
        else:
            at = read_clock(self.starts_at.data or "")
            day, papers = self.starts_on.data, self.papers_due.data
            starts_at = moment_at(day, at) if at else None
        return Sitting(
            starts_on=day,
            starts_at=starts_at,
            venue=self.venue.data or "" if "venue" in self._fields else (now.venue if now else ""),
            papers_due=papers,
            video_url=self.video_url.data or "",
            captions_url=self.captions_url.data or "",
            video_starts_at=self._beginning(),
            date_words=now.date_words if now and now.starts_on == day else "",
            ordinal=now.ordinal if now else "",
            chosen=now.chosen if now else "",
        )


def values_of(meeting: "Meeting") -> dict[str, str]:
    """The meeting in the words of its form."""
    return {
        "starts_on": date_words(meeting.starts_on),
        "starts_at": clock_time(meeting.starts_at) if meeting.starts_at else "",
        "venue": meeting.venue,
        "papers_due": date_words(meeting.papers_due) if meeting.papers_due_set else "",
        "video_url": meeting.video_url,
        "captions_url": meeting.captions_url,
        "video_starts_at": beginning_words(meeting.video_starts_at),
    }
