"""What changed since something was published, field by field."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.domain.public_changes import PublicChange, changes_between
from tracker.domain.public_cuts import PublicAction, PublicItem, PublicMeeting, PublicStep, from_text, to_text
from tracker.domain.public_filing import filed
from tracker.domain.publishing import Published

DAY = date(2023, 10, 4)
MEETING = PublicMeeting(
    "PPM-2023-10-04", "The meeting", DAY, "4 October 2023", "", "", "Oak Room", "To be held",
    (PublicItem("1", "Crime"), PublicItem("2", "Roads")), (), (), "", "",
)  # fmt: skip
STEP = PublicStep(DAY, "4 October 2023", "Update", "Head of Contact", ("It goes on.",), "")
ACTION = PublicAction(
    "PPM-006", "Bring the figures", "", "Action", "open", "Open", "Head of Contact", "local", "Local",
    "PPM-2023-10-04", DAY, "Meeting of 4 October 2023", "30 November 2023", date(2023, 11, 30), None, 0, "",
    "", "", None, "", (STEP,),
)  # fmt: skip


def test_nothing_changed() -> None:
    assert changes_between(ACTION, ACTION) == []


def test_a_field_is_told_before_and_after() -> None:
    (change,) = changes_between(MEETING, replace(MEETING, venue="Elm Room"))
    assert change == PublicChange("Venue", "Oak Room", "Elm Room")


def test_what_is_added_to_a_list_and_taken_from_it_is_told() -> None:
    after = replace(MEETING, agenda=(PublicItem("1", "Crime"), PublicItem("2", "Drugs")))
    assert changes_between(MEETING, after) == [
        PublicChange("Agenda", "2 · Roads", ""),
        PublicChange("Agenda", "", "2 · Drugs"),
    ]


def test_a_step_is_told_in_words() -> None:
    told = changes_between(replace(ACTION, story=()), ACTION)
    assert told == [
        PublicChange("What happened", "", "4 October 2023 · Update · Head of Contact · It goes on.")
    ]


@pytest.mark.parametrize("cut", [MEETING, ACTION])
def test_a_cut_comes_back_from_its_text_as_it_was(cut: PublicMeeting | PublicAction) -> None:
    kind = Published.MEETING if cut is MEETING else Published.ACTION
    assert from_text(kind, to_text(cut)) == cut
    with pytest.raises(ValueError, match="cut of"):
        from_text(Published.REPORT, to_text(cut))


def test_a_closed_action_is_due_no_more() -> None:
    assert filed(ACTION).due_on == date(2023, 11, 30)
    assert filed(replace(ACTION, state="closed")).due_on is None
