"""Writing the texts of a report: the list, the editor without scripts, the preview, two writers, versions and figures."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.measured import Measured
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.services.readings_of_measures import revise_reading

SignIn = Callable[..., Browser]
TEXTS = "/meetings/ppm-2023-10-04/writing/panel-update"
PURPOSE = f"{TEXTS}/purpose"
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def sam(sign_in: SignIn, on_record: Record) -> Browser:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT, name="Sam")


@pytest.fixture
def measured(on_record: Record) -> Measured:
    measured = Measured(on_record.desk)
    measured.reading("August 2023", "12.7%", source="Performance pack")
    measured.reading("July 2023", "12.1%")
    on_record.desk.session.commit()
    return measured


def test_the_list_says_what_is_still_to_be_written_and_leads_there(sam: Browser) -> None:
    page = sam.get(TEXTS)
    assert page.heading == "Three texts are still to be written"
    assert "Write “Purpose”" in page.text
    assert page.html.find("a", href=PURPOSE)


def test_a_saved_text_is_in_the_list_with_its_writer(sam: Browser) -> None:
    page = sam.post(PURPOSE, {"body": "To **report**.", "version": "0"})
    assert "“Purpose” is saved." in page.text
    line = page.html.select_one("#text-purpose").get_text(" ")
    assert "Written" in line
    assert "To report." in line
    assert "Sam, 20 September 2023" in line
    assert sam.get(PURPOSE).value("body") == "To **report**."


def test_the_preview_without_scripts_keeps_what_was_typed_and_saves_nothing(sam: Browser) -> None:
    page = sam.post(f"{PURPOSE}/preview", {"body": "# Hello\n\n<b>x</b>", "version": "0"})
    assert page.status == 200
    assert page.value("body") == "# Hello <b>x</b>"
    written = page.html.select_one("[data-written]")
    assert written.h3.get_text() == "Hello"
    assert written.p.get_text() == "<b>x</b>"
    assert sam.get(TEXTS).heading == "Three texts are still to be written"


def test_the_preview_for_the_script_is_the_text_alone(sam: Browser) -> None:
    page = sam.post(
        f"{PURPOSE}/preview", {"body": "[a](javascript:b) [c](https://d.example)"}, headers=FRAGMENT
    )
    assert page.html.h1 is None
    assert [(link.get_text(), link["href"]) for link in page.html.find_all("a")] == [
        ("c", "https://d.example")
    ]


def test_a_figure_is_printed_with_its_source_and_one_that_is_not_found_with_a_sentence(
    sam: Browser, measured: Measured
) -> None:
    body = "It is {101-abandonment 2023-08}, not {101-abandonment 2023-09}."
    page = sam.post(f"{PURPOSE}/preview", {"body": body}, headers=FRAGMENT)
    link = page.html.select_one("[data-written] a")
    assert link.get_text() == "12.7%"
    assert link["href"].startswith("/measures/101-abandonment")
    assert link["title"] == "101 abandonment rate, August 2023, The force. Performance pack"
    assert (
        "There is no reading of 101 abandonment rate for 2023-09. The latest is for August 2023." in page.text
    )


def test_a_revision_since_the_text_was_saved_is_said_until_the_text_is_saved_again(
    sam: Browser, measured: Measured, on_record: Record
) -> None:
    reading = measured.reading("June 2023", "9%")
    on_record.desk.session.commit()
    body = "It was {101-abandonment June 2023}."
    sam.post(PURPOSE, {"body": body, "version": "0"})
    assert "Written" in sam.get(TEXTS).html.select_one("#text-purpose").get_text()
    wanted = measured.wanted("June 2023", "9.5%")
    revise_reading(on_record.desk, measured.measure, reading, wanted, version=reading.version)
    on_record.desk.session.commit()
    said = "9% is 9.5% now: revised on 20 September 2023."
    assert said in sam.get(TEXTS).html.select_one("#text-purpose").get_text()
    assert said in sam.get(PURPOSE).text
    assert "Look at it" in sam.get(PURPOSE).text
    sam.post(PURPOSE, {"body": body, "version": "1"})
    assert said not in sam.get(PURPOSE).text
    then = sam.get(f"{PURPOSE}/versions?show=1").html.select_one("[data-written]").get_text()
    assert "It was 9%." in then


def test_two_writers_see_both_texts_and_choose(sam: Browser, sign_in: SignIn) -> None:
    asha = sign_in(Role.COMMISSIONER, name="Asha")
    sam.post(PURPOSE, {"body": "As it was.", "version": "0"})
    asha.post(PURPOSE, {"body": "Asha's words.", "version": "1"})
    both = sam.post(PURPOSE, {"body": "Sam's words.", "version": "1"})
    assert both.status == 409
    assert "Asha saved a change at" in both.text
    assert "Asha's words." in both.text
    assert "Sam's words." in both.text
    merged = {"body": "Sam's words.", "merged_body": "Both.", "resolution": "merge", "version": "2"}
    assert "is saved" in sam.post(PURPOSE, merged).text
    assert sam.get(PURPOSE).value("body") == "Both."


def test_keeping_theirs_changes_nothing(sam: Browser) -> None:
    sam.post(PURPOSE, {"body": "Theirs.", "version": "0"})
    page = sam.post(PURPOSE, {"body": "Mine.", "resolution": "theirs", "version": "1"})
    assert page.value("body") == "Theirs."
    assert sam.get(f"{PURPOSE}/versions").heading == "1 version of this text"


def test_two_versions_are_compared_and_an_older_one_taken_back(sam: Browser) -> None:
    for version, body in enumerate(["The rate rose.", "The rate fell.", "The rate fell fast."]):
        sam.post(PURPOSE, {"body": body, "version": str(version)})
    page = sam.get(f"{PURPOSE}/versions?was=1&now=3")
    assert "2 words added, 1 word removed" in page.text
    assert page.html.find("del").get_text() == "[removed: rose.] "
    assert page.html.find("ins").get_text() == "[added: fell fast.] "
    assert (
        "The rate rose." in sam.get(f"{PURPOSE}/versions?show=1").html.select_one("[data-written]").get_text()
    )
    page = sam.post(f"{PURPOSE}/versions/1", {"version": "3"})
    assert "Version 1 of “Purpose” stands again, as the newest." in page.text
    assert page.heading == "4 versions of this text"
    assert sam.get(PURPOSE).value("body") == "The rate rose."


def test_taking_back_what_someone_changed_meanwhile_is_refused(sam: Browser) -> None:
    for version, body in enumerate(["One.", "Two.", "Three."]):
        sam.post(PURPOSE, {"body": body, "version": str(version)})
    page = sam.post(f"{PURPOSE}/versions/1", {"version": "2"})
    assert "Someone saved another version meanwhile." in page.text
    assert sam.get(PURPOSE).value("body") == "Three."


def test_a_text_that_is_too_long_stays_in_the_form(sam: Browser) -> None:
    page = sam.post(PURPOSE, {"body": "x" * 20_001, "version": "0"})
    assert page.status == 422
    assert page.errors == [
        "Keep the text to 20,000 characters; it has 20,001. Shorten it, or put a part of it elsewhere."
    ]
    assert page.value("body") == "x" * 20_001
    deep = sam.post(PURPOSE, {"body": ">" * 60 + "x", "version": "0"})
    assert deep.status == 422
    assert deep.value("body") == ">" * 60 + "x"


def test_the_picker_offers_the_readings_of_a_measure_with_what_is_typed_for_each(
    sam: Browser, measured: Measured
) -> None:
    page = sam.get(f"{PURPOSE}/figures?measure=101-abandonment&printed=whole")
    rows = [row.get_text(" ").split() for row in page.html.select("tbody tr")]
    assert rows[0][:3] == ["August", "2023", "13%"]
    assert "{101-abandonment August 2023, whole}" in page.html.get_text()
    asked = {"body": "Typed.", "measure": "101-abandonment", "pick": "1"}
    page = sam.post(f"{PURPOSE}/preview", asked)
    assert page.value("body") == "Typed."
    assert "{101-abandonment July 2023}" in page.text


def test_there_is_no_such_place_and_no_such_kind(sam: Browser) -> None:
    assert sam.get(f"{TEXTS}/nowhere").status == 404
    assert sam.get("/meetings/ppm-2023-10-04/writing/action-log").status == 404
    assert sam.post(f"{TEXTS}/nowhere", {"body": "x", "version": "0"}).status == 404
    assert sam.get(f"{PURPOSE}/versions").heading == "0 versions of this text"


def test_an_auditor_reads_and_an_owner_does_not(sam: Browser, sign_in: SignIn) -> None:
    sam.post(PURPOSE, {"body": "Words.", "version": "0"})
    auditor = sign_in(Role.AUDITOR)
    assert "Words." in auditor.get(PURPOSE).text
    assert auditor.get(PURPOSE).html.find("textarea") is None
    assert auditor.post(PURPOSE, {"body": "x", "version": "1"}).status == 403
    assert sign_in(Role.OWNER).get(PURPOSE).status in (403, 404)


def test_the_page_of_a_report_says_which_of_its_figures_are_another_by_now(
    sam: Browser, measured: Measured, on_record: Record
) -> None:
    reading = measured.reading("June 2023", "9%")
    on_record.desk.session.commit()
    sam.post(PURPOSE, {"body": "It was {101-abandonment June 2023}.", "version": "0"})
    built = sam.post("/meetings/ppm-2023-10-04/reports", {"kind": "panel-update"})
    assert built.html.find("a", href=TEXTS)
    assert "to be looked at" not in built.text
    wanted = measured.wanted("June 2023", "9.5%")
    revise_reading(on_record.desk, measured.measure, reading, wanted, version=reading.version)
    on_record.desk.session.commit()
    page = sam.get("/reports/1")
    assert "One figure has to be looked at" in page.text
    assert "9% is 9.5% now: revised on 20 September 2023." in page.text
    assert "Look at the texts, then build it again." in page.text
    again = sam.post("/meetings/ppm-2023-10-04/reports", {"kind": "panel-update"})
    assert "9% is 9.5% now" in again.text, "the text around it was not looked at yet"


def test_the_report_is_built_where_its_texts_are_listed(sam: Browser, sign_in: SignIn) -> None:
    (form,) = sam.get(TEXTS).html.select("main form")
    assert form.get_text(strip=True) == "Build the Panel update"
    assert sam.post(str(form["action"])).heading == "Panel update: version 1 is a draft"
    assert not sign_in(Role.AUDITOR).get(TEXTS).html.select("main form")


def test_the_meeting_and_the_reports_lead_to_the_texts(sam: Browser, sign_in: SignIn) -> None:
    assert sam.get("/reports").html.find("a", href=TEXTS).get_text() == "Panel update"
    assert sign_in(Role.AUDITOR).get("/reports").html.find("a", href=TEXTS) is None
    assert (
        sam.get("/meetings/ppm-2023-10-04").html.find("a", href=TEXTS).get_text()
        == "Write the texts of the Panel update"
    )
    assert sign_in(Role.PANEL).get("/meetings/ppm-2023-10-04").html.find("a", href=TEXTS) is None
