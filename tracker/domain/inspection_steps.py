"""What is done about an inspection report, step by step, and what comes next: words, with a sign each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.inspections import InspectionStepKind
from tracker.domain.wording import count_words, date_words
from tracker.domain.workdays import IsWorkingDay, working_days_between

COMMENTS, COMMENTS_SLOT = "inspection-comments", "comments"
"""Where the Commissioner's comments on a report are written: the kind and the slot of a `WrittenText`."""


STEP_WORDS: Mapping[InspectionStepKind, str] = {
    InspectionStepKind.SUBMITTED: "Submitted for closure",
    InspectionStepKind.SENT_BACK: "Sent back",
    InspectionStepKind.CLOSED: "Closed",
    InspectionStepKind.REOPENED: "Open again",
}
"""What was done about a finding, before "on 2 November 2023 by HMICFRS"."""


class Stage(StrEnum):
    """How far a step is: done, the one to do now, or later."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True)
class Progress:
    """How far the comments on a report are. Each day is None until it was done; `is_written` is true once a draft is there."""

    published_on: date
    last_on: date
    invited_on: date | None = None
    force_comments_on: date | None = None
    is_written: bool = False
    comments_published_on: date | None = None
    sent_to_inspectorate_on: date | None = None
    sent_to_home_secretary_on: date | None = None

    @property
    def in_time(self) -> bool | None:
        """Whether the comments were published in time; None before they are."""
        return self.comments_published_on <= self.last_on if self.comments_published_on else None


@dataclass(frozen=True)
class Step:
    """One step of the picture. `words` say what it is, `when` when it was done or what is to be done."""

    key: str
    words: str
    when: str
    stage: Stage


def steps(progress: Progress) -> tuple[Step, ...]:
    """The seven steps. Where the comments were published, an earlier step that was not noted does not come next any more."""
    kinds = InspectionStepKind
    published = progress.comments_published_on
    told: Sequence[tuple[str, str, date | None, str]] = (
        ("report", "Report published", progress.published_on, ""),
        (kinds.INVITED, "Chief Constable asked", progress.invited_on, "Ask for comments"),
        (kinds.FORCE_COMMENTED, "Force’s comments received", progress.force_comments_on, "Record them"),
        ("written", "Comments written", None, "Write them"),
        (kinds.PUBLISHED, "Comments published", published, f"By {date_words(progress.last_on)}"),
        (
            kinds.SENT_TO_INSPECTORATE,
            "Sent to the inspectorate",
            progress.sent_to_inspectorate_on,
            "Send a copy",
        ),
        (
            kinds.SENT_TO_HOME_SECRETARY,
            "Sent to the Home Secretary",
            progress.sent_to_home_secretary_on,
            "Send a copy",
        ),
    )
    found, has_next = [], False
    for place, (key, words, on, to_do) in enumerate(told):
        is_written = key == "written" and (progress.is_written or published is not None)
        if on or is_written:
            found.append(
                Step(
                    key,
                    words,
                    date_words(on) if on else "In the app" if progress.is_written else "",
                    Stage.DONE,
                )
            )
            continue
        passed = published is not None and place < 4
        stage = Stage.LATER if has_next or passed else Stage.NEXT
        has_next = has_next or stage is Stage.NEXT
        found.append(Step(key, words, "Not noted" if passed else to_do, stage))
    return tuple(found)


def heading(progress: Progress, today: date, is_working_day: IsWorkingDay) -> str:
    """ "Comments on this report are due in 12 working days" """
    if progress.comments_published_on:
        on = date_words(progress.comments_published_on)
        if not progress.in_time:
            late = (progress.comments_published_on - progress.last_on).days
            return f"Comments on this report were published on {on}, {count_words(late, 'day')} late"
        return f"Comments on this report were published in time, on {on}"
    left = working_days_between(today, progress.last_on, is_working_day)
    if today == progress.last_on:
        return "Comments on this report are due today"
    if today > progress.last_on:
        return (
            f"Comments on this report are {count_words(-left, 'working day')} late"
            if left
            else "Comments on this report are late"
        )
    return (
        f"Comments on this report are due in {count_words(left, 'working day')}"
        if left
        else "Comments on this report are due"
    )
