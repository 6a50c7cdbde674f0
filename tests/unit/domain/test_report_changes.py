"""What changed between two versions of a paper, in plain words, with the reasons that were given."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.sitting_sample import ATTENDANCE, DECISIONS, RAISED, action_log
from tracker.domain.attendance import Attended
from tracker.domain.report_changes import LONG, changes, corrected
from tracker.domain.report_sitting_changes import compared
from tracker.domain.reports import ReportChange

words = st.text(max_size=200)
papers = st.dictionaries(words, st.dictionaries(words, words, max_size=3), max_size=3)


def told(before: dict[str, str], after: dict[str, str]) -> tuple[str, ...]:
    (change,) = changes({"Action 044": before}, {"Action 044": after})
    return change.sentences


def test_a_field_is_told_as_it_was_and_as_it_is() -> None:
    assert told({"Owner": "Head of Contact"}, {"Owner": "Chief Constable"}) == (
        "Owner changed from “Head of Contact” to “Chief Constable”.",
    )


def test_what_was_not_there_is_added_and_what_is_gone_taken_out() -> None:
    assert told({"Due": ""}, {"Due": "30 November 2023"}) == ("Due added: “30 November 2023”.",)
    assert told({"Due": "30 November 2023"}, {}) == ("Due taken out: “30 November 2023”.",)


def test_a_long_text_is_not_quoted_again() -> None:
    assert told({"Notes": "x" * (LONG + 1)}, {"Notes": "short"}) == ("Notes written anew.",)


def test_a_subject_that_is_new_or_gone_is_told_in_a_word() -> None:
    found = changes({"Action 044": {"Owner": "A"}}, {"Action 045": {"Owner": "B"}})
    assert found == (ReportChange("Action 045", ("Added.",)), ReportChange("Action 044", ("Taken out.",)))


def test_the_reason_of_a_correction_stands_with_what_it_changed() -> None:
    why = corrected("PPM-044", "Owner changed from A to B.", "misheard", "Sam Secretary", "6 October 2023")
    (change,) = changes({"Action 044": {"Owner": "A"}}, {"Action 044": {"Owner": "B"}}, [why])
    assert change.sentences == ("Owner changed from “A” to “B”.",)
    assert change.reasons == ("Reason: misheard. Sam Secretary, 6 October 2023.",)


def test_a_correction_that_the_papers_do_not_show_is_told_whole() -> None:
    why = corrected("Decision on PPM-012", "Note changed", "a slip", "Sam Secretary", "6 October 2023")
    (change,) = changes({}, {}, [why])
    assert change == ReportChange(
        "Action 012", (), ("Note changed. Reason: a slip. Sam Secretary, 6 October 2023.",)
    )


@given(papers)
def test_a_paper_has_not_changed_against_itself(paper: dict[str, dict[str, str]]) -> None:
    assert changes(paper, paper) == ()


@given(papers, papers)
def test_every_subject_that_differs_is_told_once(
    before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]
) -> None:
    found = [change.subject for change in changes(before, after)]
    assert len(found) == len(set(found))
    differing = {key for key in {*before, *after} if (key in before) != (key in after)}
    assert differing <= set(found)


def test_a_log_is_compared_by_its_meeting_its_actions_and_its_decisions() -> None:
    later = action_log(
        attendance=(*ATTENDANCE[:2], type(ATTENDANCE[2])("Head of Victims", "Val Vane", Attended.PRESENT)),
        raised=(RAISED[0], *RAISED[2:]),
        decisions=(type(DECISIONS[0])(**{**vars(DECISIONS[0]), "reason": "The registrar is ill."}),),
    )
    found = {change.subject: change.sentences for change in changes(compared(action_log()), compared(later))}
    assert found["Head of Victims"] == ("Attendance changed from “sent apologies” to “present”.",)
    assert found["Action 045"] == found["Action 018"] == ("Taken out.",)
    assert "What was said changed from" in found["Action 012"][0]
    assert set(found) == {"Head of Victims", "Action 045", "Action 018", "Action 012"}
