"""Posts in place of names for the public."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import report_sample
from tracker.domain.attendance import Attended
from tracker.domain.public_names import Renamed, doubts, posts_for_names
from tracker.domain.redaction_paths import texts
from tracker.domain.report_sitting import ActionLog, Attendee
from tracker.domain.report_withheld import ReportNames, ReportPerson
from tracker.domain.reports import ActionStatusReport, ReportAction, ReportUpdate

NAMES = ReportNames(
    people=(
        ReportPerson("Jane Ann Smith", "Head of Contact"),
        ReportPerson("Anna Price", "Head of Estates"),
        ReportPerson("Chris Noble", "Chief Constable", is_named=True),
        ReportPerson("Sean O’Brien", "Superintendent (North)"),
    ),
    titles=("Head of Contact", "Staffordshire Police"),
)


def a_report(text: str, by: str = "Head of Contact") -> ActionStatusReport:
    update = ReportUpdate(on=report_sample.report().as_at, by=by, text=text)
    return report_sample.report(
        actions=(ReportAction("PPM-006", "Action 006", "Bring the figures", last_update=update),)
    )


def said(text: str, names: ReportNames = NAMES, kept: tuple[str, ...] = ()) -> str:
    cut, _ = posts_for_names(a_report(text), names, kept)
    update = cut.actions[0].last_update
    return update.text if update else ""


def said_by(by: str) -> str:
    cut, _ = posts_for_names(a_report("", by), NAMES)
    update = cut.actions[0].last_update
    return update.by if update else ""


@pytest.mark.parametrize(
    "name",
    [
        "Jane Ann Smith",
        "Jane Smith",
        "JANE SMITH",
        "Jane\nSmith",
        "Jane\u00a0Smith",
        "J Smith",
        "J. Smith",
        "J.A. Smith",
        "J A Smith",
        "PC 1234 Smith",
        "PC 1234 Jane Smith",
        "PC J Smith",
        "Mrs Smith",
        "Det Supt Smith",
        "Detective Superintendent Jane Smith",
        "Inspector Smith",
        "Smith, Jane",
    ],
)
def test_a_name_in_free_text_becomes_the_post_however_it_is_written(name: str) -> None:
    text = f"We heard {name}’s answer."
    assert said(text) in ("We heard Head of Contact’s answer.", "We heard Det Head of Contact’s answer.")


def test_an_apostrophe_and_an_accent_do_not_hide_a_name() -> None:
    assert said("Supt. O'Brien and Séan OBrien") == "Superintendent (North) and Superintendent (North)"


@pytest.mark.parametrize(
    "text",
    [
        "There was a price rise.",
        "The Smithson Road works.",
        "Chris Noble and Chief Constable Noble agreed.",
        "The inspector and the dc supply.",
        "J Smithers came.",
    ],
)
def test_what_is_no_name_and_who_is_named_stay_as_they_are(text: str) -> None:
    assert said(text) == text


def test_an_officer_with_a_number_is_not_named_even_if_nobody_is_on_record() -> None:
    assert (
        said("PC 4321 Jones attended; PC 77 attended.")
        == "[name withheld] attended; [name withheld] attended."
    )


def test_who_could_be_two_persons_is_told_as_neither() -> None:
    two = replace(NAMES, people=(*NAMES.people, ReportPerson("John Smith", "Chief Constable", is_named=True)))
    assert (
        said("J Smith and John Smith and Jane Smith", two)
        == "[name withheld] and John Smith and Head of Contact"
    )


def test_a_name_that_the_secretariat_keeps_stays() -> None:
    assert said("Jane Smith, PC 4321 Jones", kept=("Jane Ann Smith",)) == "Jane Smith, [name withheld]"


@pytest.mark.parametrize(
    ("by", "shown"),
    [
        ("Jane Smith", "Head of Contact"),
        ("Jane Smith, Head of Contact", "Head of Contact, Head of Contact"),
        ("Head of Contact", "Head of Contact"),
        ("the Commissioner", "the Commissioner"),
        ("Chris Noble", "Chris Noble"),
        ("Kim Unknown", "[name withheld]"),
    ],
)
def test_a_field_of_a_name_holds_a_post_or_a_named_person(by: str, shown: str) -> None:
    assert said_by(by) == shown


def test_who_attended_is_told_by_post() -> None:
    head = {
        name: getattr(report_sample.report(), name)
        for name in (
            *("series_title", "meeting_words", "meeting_on", "as_at", "version"),
            *("author", "generated_words", "office_name", "contact"),
        )
    }
    log = ActionLog(
        **head,
        attendance=(
            Attendee("Head of Contact", "Jane Smith", Attended.PRESENT),
            Attendee("Chief Constable", "Chris Noble", Attended.PRESENT),
            Attendee("Head of Estates", "Kim Deputy", Attended.PRESENT, "for Anna Price"),
        ),
    )
    cut, renamed = posts_for_names(log, NAMES)
    assert [(one.post, one.name, one.note) for one in cut.attendance] == [
        ("Head of Contact", "Head of Contact", ""),
        ("Chief Constable", "Chris Noble", ""),
        ("Head of Estates", "[name withheld]", "for Head of Estates"),
    ]
    assert Renamed("Kim Deputy", "[name withheld]", "attendance/Head of Estates/name") in renamed


def test_what_may_be_a_name_is_shown_as_a_doubt_and_stays() -> None:
    report = a_report("Smith said that Inspector Jones and Mr Noble agree with the Chief Constable.")
    cut, renamed = posts_for_names(report, NAMES)
    assert not [one for one in renamed if one.path.endswith("text")]
    assert [one.found for one in doubts(cut, NAMES)] == ["Inspector Jones", "Smith"]
    assert [one.found for one in doubts(cut, NAMES, kept=("Smith",))] == ["Inspector Jones"]


@given(
    st.lists(
        st.sampled_from(
            [
                *("Jane", "Smith", "PC", "1234", "J.", "Mr", ",", "a", "Price", "Anna"),
                "Noble",
                "Chris",
                "\n",
                "’s",
            ]
        ),
        max_size=9,
    ).map(" ".join)
)
def test_no_full_name_of_an_unnamed_person_is_left_and_twice_is_the_same(text: str) -> None:
    cut, _ = posts_for_names(a_report(text), NAMES)
    left = " ".join(" ".join(place.text for place in texts(cut)).casefold().split())
    assert "jane smith" not in left
    assert "anna price" not in left
    assert posts_for_names(cut, NAMES)[0] == cut


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Jane Ann Smith", "Head of Contact"),
        ("Chris Noble", "Chris Noble"),
        ("Nobody Onrecord", "[name withheld]"),
        ("The Commissioner", "The Commissioner"),
    ],
)
def test_who_approved_it_is_named_by_post_even_when_the_name_was_only_typed(name: str, shown: str) -> None:
    report = replace(a_report(""), approved_words=f"Approved by {name} on 6 October 2023")
    cut, _ = posts_for_names(report, NAMES)
    assert cut.approved_words == f"Approved by {shown} on 6 October 2023"
