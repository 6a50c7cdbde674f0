"""The Panel update and the Commissioner's response of the demonstration: what they hold, in which order, and where it comes from."""

import re
from dataclasses import replace

import pytest
from sqlmodel import Session

from tests.support.cutting import as_read
from tests.support.written_papers import all_of, cut, cut_version, paper_of, part, rewrite, words
from tracker.domain.audiences import Audience
from tracker.domain.errors import InvalidMove
from tracker.domain.marking import Marking
from tracker.domain.numbering import numbered
from tracker.domain.paper import Facts, Numbered, Part, Picture, Prose, Table
from tracker.domain.report_kinds import COMMISSIONER_RESPONSE, PANEL_UPDATE
from tracker.domain.report_panel import PanelUpdate
from tracker.domain.report_response import CommissionersResponse
from tracker.domain.version_states import VersionState
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.written_reports import missing
from tracker.services.approving import approve_report
from tracker.services.desk import Desk
from tracker.services.report_slots import slots_of
from tracker.services.reports import cut_for
from tracker.store.actions import by_reference as by_action
from tracker.store.meetings import by_reference

PANEL, MAY, OCTOBER = "PFCP-2023-10-10", "PPM-2023-05-17", "PPM-2023-10-04"
PRIORITIES = [
    "A local and responsive service",
    "Prevent harm and protect people",
    "Support victims and witnesses",
    "Reduce offending and reoffending",
    "A more effective criminal justice system",
]
NATIONAL = [
    "Reduce murder and other homicide",
    "Reduce serious violence",
    "Disrupt drugs supply and county lines",
    "Reduce neighbourhood crime",
    "Tackle cyber crime",
    "Improve satisfaction among victims, with a particular focus on victims of domestic abuse",
]


def update(desk: Desk, meeting: str = PANEL) -> PanelUpdate:
    report = cut(desk, PANEL_UPDATE, meeting)
    assert isinstance(report, PanelUpdate)
    return report


def response(desk: Desk) -> CommissionersResponse:
    report = cut(desk, COMMISSIONER_RESPONSE, MAY)
    assert isinstance(report, CommissionersResponse)
    return report


# The Panel update


def test_the_panel_update_has_the_parts_of_such_a_paper_in_their_order(loaded: Desk) -> None:
    paper = paper_of(update(loaded))
    assert paper.title == "Police and Crime Plan update"
    assert paper.subtitle == "Report of the Staffordshire Commissioner to the Police, Fire and Crime Panel"
    assert [one.title for one in paper.parts] == [
        "This report",
        "1. Purpose of the report",
        "2. Recommendation",
        "3. Background",
        "4. Progress to date",
        "Contact officer",
        "Background papers",
        "Figures in the text",
    ]
    progress = [one.title for one in paper.parts[4].blocks if isinstance(one, Part)]
    assert progress == [
        f"4.{n}. {title}" for n, title in enumerate([*PRIORITIES, "Across the priorities"], 1)
    ]


def test_its_title_block_says_to_whom_about_what_and_from_whom(loaded: Desk) -> None:
    (block,) = paper_of(update(loaded)).parts[0].blocks
    assert isinstance(block, Facts)
    assert {fact.label: fact.texts for fact in block.facts} == {
        "To": ("Police, Fire and Crime Panel",),
        "Meeting of": ("10 October 2023",),
        "Subject": ("Police and Crime Plan 2021 to 2024",),
        "Report of": ("Ben Adams, Staffordshire Commissioner",),
        "Contact officer": ("Ralph Butler, Officer for the Panel report",),
    }


def test_each_paragraph_has_the_next_number_of_its_section(loaded: Desk) -> None:
    for section in all_of(paper_of(update(loaded)), Part):
        if number := re.match(r"(\d(?:\.\d)?)\. ", section.title):
            found = [one.number for one in section.blocks if isinstance(one, Numbered)]
            assert found == [f"{number[1]}.{place}" for place in range(1, len(found) + 1)]


def test_what_came_of_the_actions_is_told_under_their_priority(loaded: Desk) -> None:
    paper = paper_of(update(loaded))
    local = words(part(paper, "4.1. A local and responsive service").blocks)
    assert "Ten actions are open: three are overdue, one is recommended for closure" in local
    assert "12 September 2023: Figures are being prepared for the October pack." in local
    assert "Action 024" in local
    assert "Action 037" not in local
    assert "One action is open, and it is overdue." in words(
        part(paper, "4.4. Reduce offending and reoffending").blocks
    )
    across = words(part(paper, "4.6. Across the priorities").blocks)
    assert "One action was closed since the meeting of 17 May 2023." in across
    assert "The number was reached." in across


def test_a_reading_stands_with_its_comparison_and_with_what_must_be_said_of_it(loaded: Desk) -> None:
    paper = paper_of(update(loaded))
    justice = words(part(paper, "4.5. A more effective criminal justice system").blocks)
    assert "74 days" in justice
    assert "33 days longer than the national average of 41 days." in justice
    assert "35 days (32.1%) shorter than in Q4 2022/2023, from 109 days to 74 days." in justice
    local = words(part(paper, "4.1. A local and responsive service").blocks)
    assert "Queried with the force" in local
    assert "Invented for the demonstration" in local


def test_a_figure_in_the_text_is_that_of_its_reading(loaded: Desk) -> None:
    told = words(paper_of(update(loaded)).parts)
    assert "It fell from 109 days, the longest on record, to 74 days in the first quarter" in told
    assert "2,000 officers when March 2024 ends; 1,962 are in post." in told
    assert "{" not in told


def test_every_figure_that_a_text_links_is_on_record(loaded: Desk) -> None:
    for report in (update(loaded), response(loaded)):
        figures = [one for text in report.texts for one in text.writing.figures]
        assert figures
        assert not [one.typed for one in figures if one.problem or not one.reading]


def test_the_update_about_a_performance_meeting_is_for_the_panel_s_next(loaded: Desk) -> None:
    report = update(loaded, OCTOBER)
    assert (report.panel, report.panel_meeting) == ("Police, Fire and Crime Panel", "10 October 2023")
    assert {one.reference for one in report.actions} == {one.reference for one in update(loaded).actions}


def test_measures_have_charts_where_there_are_points_enough(loaded: Desk) -> None:
    pictures = [one.alternative for one in all_of(paper_of(update(loaded)), Picture)]
    assert [one.split(". ")[1] for one in pictures] == ["101 abandonment rate", "Grade 2 attendance time"]


# The Commissioner's response


def test_the_response_has_the_parts_of_such_a_paper_in_their_order(loaded: Desk) -> None:
    paper = paper_of(response(loaded))
    assert [one.title for one in paper.parts] == [
        "Introduction",
        *PRIORITIES,
        "Other matters",
        "Statement on the National Crime and Policing Measures",
        "Actions raised at the meeting",
        "Next meeting",
        "Closing",
        "Figures in the text",
    ]
    items = [one.title for one in paper.parts[1].blocks if isinstance(one, Part)]
    assert items == [
        "3.1 Contact and response: emergency and non-emergency",
        "3.2 Response: Grade 1 and Grade 2",
        "3.3 Tackle anti-social behaviour",
        "3.4 Reduce neighbourhood crime",
        "3.5 Road safety: enforcement and Community Speed Watch",
        "Where the measures stand",
    ]


def test_measures_stand_in_the_response_as_they_did_on_the_day_of_the_meeting(loaded: Desk) -> None:
    figures = {one.code: one.figure for one in response(loaded).measures}
    assert figures["time-to-charge"] == "96 days"
    assert figures["101-triage-taken"] == "88%"
    assert figures["feel-safe"] == "95%"
    # What came later, and what was a year old by then, is not told.
    assert not {"999-calls", "officers", "crown-court-guilty-pleas", "all-crime", "999-answer-time"} & set(
        figures
    )


def test_the_statement_has_all_six_with_a_reading_or_the_reason_for_none(loaded: Desk) -> None:
    statement = part(paper_of(response(loaded)), "Statement on the National Crime and Policing Measures")
    table = next(one for one in statement.blocks if isinstance(one, Table))
    rows = [(row[0].strong, row[2].strong or row[2].texts[0]) for row in table.rows]
    assert list(dict.fromkeys(name for name, _ in rows)) == NATIONAL
    none = "No reading on record for the year before the meeting."
    assert [name for name, reading in rows if reading == none] == [NATIONAL[0], NATIONAL[2], NATIONAL[3]]
    assert ("Reduce serious violence", "22.4%") in rows
    reasons = {one.title: words(one.blocks) for one in statement.blocks if isinstance(one, Part)}
    assert "21st of 42 forces" in reasons[NATIONAL[0]]
    assert "14th largest increase" in reasons[NATIONAL[2]]


def test_a_reason_that_is_not_written_is_said_to_be_missing_and_never_invented(loaded: Desk) -> None:
    rewrite(loaded, COMMISSIONER_RESPONSE, MAY, "statement:homicide", "")
    report = response(loaded)
    assert missing(report) == ("Reduce murder and other homicide: the reason for no reading",)
    statement = part(paper_of(report), "Statement on the National Crime and Policing Measures")
    homicide = next(one for one in statement.blocks if isinstance(one, Part) and one.title == NATIONAL[0])
    assert (
        words(homicide.blocks)
        == "[Not written yet: Reduce murder and other homicide: the reason for no reading]"
    )


def test_each_action_stands_under_its_item_and_in_the_list_with_owner_and_due_date(loaded: Desk) -> None:
    paper = paper_of(response(loaded))
    item = words(part(paper, "3.1 Contact and response: emergency and non-emergency").blocks)
    assert "Action 024" in item
    assert (
        "Head of Contact and Response. Due: Meeting of 4 October 2023, papers by 27 September 2023." in item
    )
    assert "Action 043" not in item
    (table,) = [one for one in part(paper, "Actions raised at the meeting").blocks if isinstance(one, Table)]
    numbers = [row[0].strong for row in table.rows]
    assert numbers == [f"Action {number:03}" for number in range(23, 43) if number != 32]
    assert "Action 032 and Action 043 were withdrawn or merged" in words(paper.parts)


def test_the_response_ends_with_the_next_meeting_and_who_signs(loaded: Desk) -> None:
    paper = paper_of(response(loaded))
    told = words((part(paper, "Next meeting"), part(paper, "Closing")))
    assert "is on Wednesday 4 October 2023 at 14:30, Oak Room, County Buildings, Stafford." in told
    assert "Ben Adams," in told


# Their texts


@pytest.mark.parametrize(
    ("kind", "meeting"), [(PANEL_UPDATE, PANEL), (PANEL_UPDATE, OCTOBER), (COMMISSIONER_RESPONSE, MAY)]
)
def test_the_demonstration_has_every_text_that_is_needed_and_none_in_a_place_that_is_not_there(
    loaded: Desk, kind: str, meeting: str
) -> None:
    report = cut(loaded, kind, meeting)
    assert missing(report) == ()
    session: Session = loaded.session
    slots = slots_of(session, kind, by_reference(session, meeting))
    assert len({one.key for one in slots}) == len(slots)
    assert all(one.title and one.hint for one in slots)


def test_a_needed_text_that_is_not_there_shows_in_the_draft(loaded: Desk) -> None:
    rewrite(loaded, PANEL_UPDATE, PANEL, "purpose", "")
    rewrite(loaded, PANEL_UPDATE, PANEL, "priority:victims", "  ")
    report = update(loaded)
    assert missing(report) == ("Purpose", "Support victims and witnesses")
    assert paper_of(report).parts[1].blocks == numbered("1", (Prose(("[Not written yet: Purpose]",)),))
    assert missing(replace(report, texts=())) == ()


def test_a_kind_that_nobody_writes_has_no_places_for_texts(loaded: Desk) -> None:
    assert slots_of(loaded.session, "action-log", by_reference(loaded.session, MAY)) == ()


def test_a_version_without_a_needed_text_is_not_approved_and_one_with_all_is(loaded: Desk) -> None:
    rewrite(loaded, PANEL_UPDATE, PANEL, "purpose", "")
    rewrite(loaded, PANEL_UPDATE, PANEL, "recommendation", "")
    lacking = cut_version(loaded, PANEL_UPDATE, PANEL)
    with pytest.raises(InvalidMove, match="Not written yet: “Purpose” and “Recommendation”"):
        approve_report(loaded, lacking, approved_by="Ben Adams")
    assert lacking.state is VersionState.DRAFT
    for slot in ("purpose", "recommendation"):
        rewrite(loaded, PANEL_UPDATE, PANEL, slot, "To tell the Panel.")
    whole = cut_version(loaded, PANEL_UPDATE, PANEL)
    assert whole.number == lacking.number
    approve_report(loaded, whole, approved_by="Ben Adams")
    assert whole.state is VersionState.APPROVED


@pytest.mark.parametrize(("kind", "meeting"), [(PANEL_UPDATE, PANEL), (COMMISSIONER_RESPONSE, MAY)])
def test_the_public_s_version_leaves_out_what_is_sensitive_and_names_who_may_be_named(
    loaded: Desk, kind: str, meeting: str
) -> None:
    by_action(loaded.session, THE_OFFICE, "PPM-026").marking = Marking.SENSITIVE
    version = cut_for(loaded, cut_version(loaded, kind, meeting), Audience.PUBLIC)
    told = words(paper_of(as_read(loaded, version)).parts)
    assert "Take appointments out of the Grade 2 averages" not in told
    assert "Action 026" not in told
    assert "1 action is not shown here" in told or "One action is not shown here" in told
    assert "Ben Adams" in told
