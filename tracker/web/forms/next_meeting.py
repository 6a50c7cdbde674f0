"""The form of the next meeting, as closing one asks for it: when and where it sits, or that this is not known yet."""

from datetime import date
from typing import TYPE_CHECKING, Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from werkzeug.datastructures import MultiDict
from wtforms import RadioField
from wtforms.validators import AnyOf

from tracker.domain.clock_times import moment_at, read_clock
from tracker.domain.wording import clock_time, date_words
from tracker.services.meetings import Sitting
from tracker.web.forms.meetings import MeetingForm

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEDULE, UNKNOWN = "schedule", "unknown"


class NextMeetingForm(MeetingForm):
    """Made with what was sent or is proposed; where neither says when, the next meeting is not known yet."""

    next_meeting = RadioField(
        "When is the next meeting?",
        widget=GovRadioInput(),
        choices={SCHEDULE: "Schedule it", UNKNOWN: "It is not known yet"},
        default=UNKNOWN,
        validate_choice=False,
        validators=[AnyOf((SCHEDULE, UNKNOWN), "Say when the next meeting is, or that it is not known yet.")],
    )

    def __init__(self, formdata: "Mapping[str, str]", *, today: date) -> None:
        super().__init__(formdata=formdata, today=today)
        for name in ("series", "papers_due", "video_url", "captions_url"):
            delattr(self, name)

    @property
    def is_wanted(self) -> bool:
        """True when a meeting is to be scheduled."""
        return bool(self.next_meeting.data == SCHEDULE)

    def validate(self, *args: Any, **options: Any) -> bool:
        """What is typed of a meeting that is not to be scheduled is not looked at."""
        if not self.is_wanted:
            return bool(self.next_meeting.validate(self))
        return bool(super().validate(*args, **options))

    def sitting(self) -> Sitting:
        at = read_clock(self.starts_at.data or "")
        return Sitting(
            starts_on=self.starts_on.data,
            starts_at=moment_at(self.starts_on.data, at) if at else None,
            venue=self.venue.data or "",
        )


def proposed(sitting: Sitting | None) -> "MultiDict[str, str]":
    """The form as it is first shown: with the proposal, or with nothing where the series tells no habit."""
    if sitting is None:
        return MultiDict({"next_meeting": UNKNOWN})
    return MultiDict(
        {
            "next_meeting": SCHEDULE,
            "starts_on": date_words(sitting.starts_on),
            "starts_at": clock_time(sitting.starts_at) if sitting.starts_at else "",
            "venue": sitting.venue,
        }
    )
