"""What is done about an inspection report, and what comes next."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.adapters.england import EnglandCalendar
from tracker.domain.inspection_steps import Progress, Stage, heading, steps

NEW = Progress(date(2023, 9, 6), date(2023, 10, 31))
WORKED = EnglandCalendar().is_working_day


@pytest.mark.parametrize(
    ("progress", "today", "words"),
    [
        (NEW, date(2023, 9, 20), "Comments on this report are due in 29 working days"),
        (NEW, date(2023, 10, 31), "Comments on this report are due today"),
        (NEW, date(2023, 11, 2), "Comments on this report are 2 working days late"),
        (
            replace(NEW, comments_published_on=date(2023, 10, 31)),
            date(2023, 11, 2),
            "Comments on this report were published in time, on 31 October 2023",
        ),
        (
            replace(NEW, comments_published_on=date(2023, 11, 1)),
            date(2023, 11, 2),
            "Comments on this report were published on 1 November 2023, 1 day late",
        ),
    ],
)
def test_the_heading_answers_by_when_comments_are_due(progress: Progress, today: date, words: str) -> None:
    assert heading(progress, today, WORKED) == words


def test_the_first_step_that_is_not_done_comes_next() -> None:
    told = steps(replace(NEW, invited_on=date(2023, 9, 8), is_written=True))
    assert [(one.words, one.stage) for one in told][:5] == [
        ("Report published", Stage.DONE),
        ("Chief Constable asked", Stage.DONE),
        ("Force’s comments received", Stage.NEXT),
        ("Comments written", Stage.DONE),
        ("Comments published", Stage.LATER),
    ]
    assert sum(one.stage is Stage.NEXT for one in told) == 1


def test_once_published_what_was_not_noted_before_does_not_come_next() -> None:
    told = steps(replace(NEW, comments_published_on=date(2023, 10, 1)))
    assert [one.when for one in told[1:3]] == ["Not noted", "Not noted"]
    assert [one.words for one in told if one.stage is Stage.NEXT] == ["Sent to the inspectorate"]
