"""The pages of measures: the dashboard, one measure, and the forms that change it."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.measured import Measured
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.models.evidence import Document

SignIn = Callable[..., Browser]
CODE = "/measures/101-abandonment"


@pytest.fixture
def measured(on_record: Record) -> Measured:
    return Measured(on_record.desk)


@pytest.fixture
def secretariat(measured: Measured, sign_in: SignIn) -> Browser:
    measured.reading("12 months to December 2017", "8.6%")
    measured.reading("12 months to December 2018", "12.7%")
    measured.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


def test_the_dashboard_shows_the_latest_reading_and_leads_to_the_measure(secretariat: Browser) -> None:
    page = secretariat.get("/measures")
    assert page.status == 200
    assert "12.7% 12 months to December 2018" in page.text
    assert page.html.select_one(f'a[href="{CODE}"]')
    assert page.html.select_one('a[href="/measures"][aria-current]')


def test_the_dashboard_counts_what_wants_a_look_and_shows_it_alone(secretariat: Browser) -> None:
    secretariat.post(f"{CODE}/targets", {"kind": "target", "value": "5%"})
    secretariat.post(f"{CODE}/readings/1/queried", {"question": "Of all calls?", "version": "1"})
    page = secretariat.get("/measures")
    assert page.heading == "One measure does not meet the target"
    figures = [figure.get_text(" ", strip=True) for figure in page.html.select(".app-figure")]
    assert figures == [
        "0 change for the worse",
        "1 target not met",
        "1 queried with the force",
        "0 with actions that hang on it",
    ]
    assert "An earlier one is queried" in page.text
    assert "Queried with the force" not in page.text
    assert page.html.select_one(f'a[href="{CODE}"]')
    assert not secretariat.get("/measures?show=worse").html.select_one(f'a[href="{CODE}"]')
    assert secretariat.get("/measures?show=missed").html.select_one(f'a[href="{CODE}"]')


def test_a_measure_says_how_its_reading_compares(secretariat: Browser) -> None:
    page = secretariat.get(CODE)
    assert page.heading == "101 abandonment rate: 12.7%"
    assert "Up 4.1 percentage points on the previous 12 months, from 8.6% to 12.7%." in page.text
    assert "rolling 12 months" in page.text
    assert "There is no chart yet" in page.text


def test_a_measure_is_defined_and_found(secretariat: Browser) -> None:
    sent = {
        "code": "grade-2",
        "title": "Grade 2",
        "counts": "Incidents",
        "unit": "duration",
        "better": "lower",
    }
    page = secretariat.post("/measures", sent)
    assert page.heading == "Grade 2"
    again = secretariat.post("/measures", {**sent, "title": "Typed with care"})
    assert again.status == 422
    assert again.errors == ["There is a measure grade-2 already. Give another code."]
    assert again.value("title") == "Typed with care"


def test_a_reading_is_typed_and_what_cannot_be_read_is_kept(secretariat: Browser) -> None:
    wrong = secretariat.post(
        f"{CODE}/readings", {"period": "April 2023", "value": "about 9", "area": "force", "status": "final"}
    )
    assert wrong.status == 422
    assert wrong.errors == ["“about 9” cannot be read. Write a percentage, such as 8.6% or 8.6."]
    assert (wrong.value("period"), wrong.value("value")) == ("April 2023", "about 9")
    page = secretariat.post(
        f"{CODE}/readings",
        {
            "period": "April 2023",
            "value": "9%",
            "area": "force",
            "status": "provisional",
            "source": "Table 4",
        },
    )
    assert "April 2023: 9% is added." in page.html.get_text()
    assert "Table 4" in page.text


def test_a_second_value_for_a_period_asks_what_to_ask_the_force(secretariat: Browser) -> None:
    sent = {"period": "12 months to December 2018", "value": "11%", "area": "force", "status": "final"}
    refused = secretariat.post(f"{CODE}/readings", sent)
    assert refused.status == 422
    assert refused.html.find("textarea", attrs={"name": "question"})
    page = secretariat.post(f"{CODE}/readings", {**sent, "question": "Which of the two?"})
    assert page.text.count("Queried with the force Which of the two?") == 2


def test_a_table_is_shown_line_by_line_before_anything_is_written(secretariat: Browser) -> None:
    sent = {"table": "Period,Value\nApril 2023,9%\nMay 2023,none yet\nJune 2023,8%", "area": "force"}
    page = secretariat.post(f"{CODE}/table", sent)
    assert page.status == 200
    assert page.heading == "Two readings can be saved; 1 line cannot be read"
    assert "Nothing is saved yet." in page.text
    assert "“none yet” cannot be read" in page.text
    assert page.value("table") == " ".join(sent["table"].split())
    button = page.html.find("button", attrs={"name": "seen"})
    assert button.get_text() == "Save 2 readings and leave out 1 line"
    assert "April 2023" not in secretariat.get(CODE).text
    saved = secretariat.post(f"{CODE}/table", {**sent, "seen": button["value"]})
    assert "Two readings are saved." in saved.html.get_text()
    changed = secretariat.post(f"{CODE}/table", {**sent, "seen": button["value"]})
    assert changed.status == 409
    assert changed.heading == "There is nothing to save"


def test_what_is_no_table_is_refused_and_kept(secretariat: Browser) -> None:
    page = secretariat.post(f"{CODE}/table", {"table": "Period,Hub\nApril 2023,North", "area": "force"})
    assert page.status == 422
    assert "no column headed “Value”" in page.errors[0]
    assert "April 2023,North" in page.value("table")


def test_a_measure_that_someone_saved_first_is_told_with_both_texts(secretariat: Browser) -> None:
    sent = {"title": "Theirs", "counts": "Calls", "unit": "percent", "better": "lower", "version": "1"}
    secretariat.post(f"{CODE}/edit", sent)
    page = secretariat.post(f"{CODE}/edit", {**sent, "title": "Mine"})
    assert page.status == 409
    assert "Theirs" in page.text
    assert page.value("title") == "Mine"
    assert page.value("version") == "2"


def test_a_measure_is_discontinued_with_a_reason(secretariat: Browser) -> None:
    page = secretariat.post(f"{CODE}/ended", {"ends_on": "26 6 2022", "ended_note": "Grade 3 discontinued"})
    assert "Discontinued Grade 3 discontinued, on 26 June 2022" in page.text
    refused = secretariat.post(
        f"{CODE}/readings", {"period": "July 2022", "value": "8", "area": "force", "status": "final"}
    )
    assert refused.status == 422
    assert "Take it up again" in secretariat.get(f"{CODE}/edit").text
    secretariat.post(f"{CODE}/resumed")
    assert "Discontinued" not in secretariat.get(CODE).text


def test_targets_definitions_rebases_and_areas_stand_on_the_page(secretariat: Browser) -> None:
    secretariat.post(f"{CODE}/targets", {"kind": "target", "value": "5%", "from_on": "1 4 2018"})
    secretariat.post(f"{CODE}/targets", {"kind": "rank", "rank": "6", "rank_of": "43"})
    secretariat.post(f"{CODE}/definitions", {"from_on": "27 6 2022", "words": "Callbacks too", "breaks": "1"})
    rebase = {"from_on": "1 7 2022", "title": "New model", "reason": "Hubs.", "decided_on": "17 5 2023"}
    assert secretariat.post(f"{CODE}/rebases", rebase).errors == ["Say who decided this."]
    text = secretariat.post(f"{CODE}/rebases", {**rebase, "decided_by": "the Commissioner"}).text
    for words in (
        "7.7 percentage points above the target of 5%. Target not met",
        "6th of 43",
        "From 27 June 2022 : Callbacks too Break in the definition",
        "Decided on 17 May 2023 by the Commissioner",
    ):
        assert words in text
    back = secretariat.post(f"{CODE}/rebases/1", {"why": "The wrong day"})
    assert "New model" not in back.text
    assert (
        "West hub"
        in secretariat.post("/measures/areas", {"code": "west", "title": "West hub", "kind": "hub"}).text
    )


def test_a_reading_is_revised_queried_answered_and_removed(secretariat: Browser) -> None:
    one = f"{CODE}/readings/2"
    assert "Mark as queried" in secretariat.get(one).text
    secretariat.post(f"{one}/queried", {"question": "Of all calls?", "version": "1"})
    assert "Asked on 20 September 2023: Of all calls?" in secretariat.get(one).text
    assert secretariat.post(f"{one}/answered", {"answer": "", "version": "2"}).status == 422
    secretariat.post(f"{one}/answered", {"answer": "Yes.", "version": "2"})
    stale = secretariat.post(f"{one}/revised", {"value": "12.5%", "version": "1"})
    assert stale.status == 409
    assert stale.value("value") == "12.5%"
    page = secretariat.post(f"{one}/revised", {"value": "12.5%", "version": "3"})
    assert page.heading == "101 abandonment rate: 12.5%"
    assert "Not in the chart: revised since" in page.text
    gone = secretariat.post(f"{CODE}/readings/3/removed", {"reason": "A slip", "version": "1"})
    assert "Removed on 20 September 2023: A slip" in gone.text
    assert gone.heading == "101 abandonment rate: 12.7%"


def test_a_chart_is_drawn_with_its_words_its_table_and_its_warning(
    measured: Measured, sign_in: SignIn
) -> None:
    for at, value in enumerate(["9", "8", "9", "7", "8", "9", "8", "7", "9", "8", "9", "8", "9", "20"]):
        measured.reading(f"{2021 + at // 12}-{at % 12 + 1:02}", value, invented=True)
    measured.desk.session.commit()
    page = sign_in(Role.COMMISSIONER).get(CODE)
    assert page.html.select_one(".app-chart--wide svg title")
    assert "The figures of this chart are invented for the demonstration" in page.text
    assert page.heading == "101 abandonment rate: 20%"
    assert "Invented 20% is the reading for" in page.text
    assert "Concern: outside the limits" in page.text
    board = sign_in(Role.PANEL).get("/measures")
    assert board.heading == "One measure shows a change for the worse"
    assert "Invented A chart with this word" in board.text


def test_who_reads_sees_no_way_to_change(secretariat: Browser, sign_in: SignIn) -> None:
    reader = sign_in(Role.PANEL)
    for address in ("/measures", CODE, f"{CODE}/readings/1"):
        page = reader.get(address)
        assert page.status == 200
        assert not page.html.main.find("form", method="post")
        assert "Add a reading" not in page.text
    assert reader.get(f"{CODE}/readings/new").status == 403
    assert reader.post(f"{CODE}/readings", {"period": "April 2023", "value": "1"}).status == 403
    assert secretariat.get("/measures/none").status == 404


def test_a_figure_from_a_sensitive_paper_is_for_the_office_alone(measured: Measured, sign_in: SignIn) -> None:
    paper = Document(code="secret", title="A paper kept close", marking="OFFICIAL-SENSITIVE")
    measured.desk.session.add(paper)
    measured.desk.session.flush()
    row = measured.reading("April 2023", "44%", document_id=paper.key)
    measured.desk.session.commit()
    for role, sees in (
        (Role.SECRETARIAT, True),
        (Role.COMMISSIONER, True),
        (Role.PANEL, False),
        (Role.OWNER, False),
    ):
        browser = sign_in(role)
        assert ("44%" in browser.get("/measures").text) is sees
        assert ("44%" in browser.get(CODE).text) is sees
        assert (browser.get(f"{CODE}/readings/{row.key}").status == 200) is sees
