"""The pages of inspection reports: added, pasted and checked, commented on, and closed by the inspectorate."""

from collections.abc import Callable

import pytest

from tests.integration.web.test_deciding import decide
from tests.support.builders import Record
from tests.support.inspected import FOUND, TITLE, found_in, inspected
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]
WHERE = "/inspections/2023-custody-services-in-the-area"


def chosen(page: Page, name: str) -> str:
    """What a select shows as chosen."""
    option = page.html.select_one(f'select[name="{name}"] option[selected]')
    return str(option["value"]) if option else ""


@pytest.fixture
def form(on_record: Record) -> dict[str, str]:
    post = on_record.post("chief-executive", holder="Cey Exec")
    on_record.desk.session.commit()
    return {
        "title": TITLE,
        "body": "HMICFRS",
        "kind": "Thematic",
        "published_on": "6 9 2023",
        "post": str(post.key),
        "url": "",
        "document": "",
        "note": "",
    }


@pytest.fixture
def reported(on_record: Record) -> Record:
    """A report with four findings."""
    found_in(on_record, inspected(on_record))
    on_record.post("chief-constable", holder="Chris Chief", chief_officer=True)
    on_record.desk.session.commit()
    return on_record


def test_with_nothing_on_record_the_page_leads_on(sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/inspections")
    assert page.heading == "No inspection report is on record"
    assert page.html.select_one('a[href="/inspections/new"]')
    assert "Inspections" in sign_in(Role.COMMISSIONER).get("/manage").text


def test_a_report_is_added_and_its_page_says_by_when_comments_are_due(
    sign_in: SignIn, form: dict[str, str]
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post("/inspections", form)
    assert page.heading == "Comments on this report are due in 29 working days"
    steps = [one.get_text(" ", strip=True) for one in page.html.select(".app-owed__step")]
    assert steps[0] == "Report published Done. 6 September 2023"
    assert steps[1] == "Chief Constable asked Next. Ask for comments"
    assert browser.get("/inspections").heading == "Comments on 1 inspection report are owed"
    assert "29 working days left" in browser.get("/clocks").text


@pytest.mark.parametrize(
    ("field", "typed"), [("title", ""), ("published_on", "31 2 2023"), ("post", ""), ("url", "nowhere")]
)
def test_what_is_refused_keeps_what_was_typed(
    sign_in: SignIn, form: dict[str, str], field: str, typed: str
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post("/inspections", {**form, "note": "Kept", field: typed})
    assert page.status == 422
    assert page.html.select_one(".govuk-error-summary a")["href"] == f"#{field}"
    assert page.value("note") == "Kept"
    assert browser.get("/inspections").heading == "No inspection report is on record"


def test_a_report_is_corrected_and_a_stale_form_shows_both(sign_in: SignIn, reported: Record) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get(f"{WHERE}/edit")
    sent = {name: page.value(name) for name in ("version", "body", "kind", "published_on", "url")}
    sent |= {"post": chosen(page, "post"), "title": "Custody, inspected", "document": "", "note": ""}
    assert "Custody, inspected" in browser.post(WHERE, sent).text
    stale = browser.post(WHERE, {**sent, "title": "Else"})
    assert stale.status == 409
    assert "Someone saved first" in stale.text


def test_a_pasted_list_is_shown_before_anything_is_written_and_then_put_on_record(
    sign_in: SignIn, form: dict[str, str]
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    browser.post("/inspections", form)
    page = browser.post(f"{WHERE}/findings/read", {"pasted": f"Foreword\n{FOUND}"})
    assert page.heading == "Check these 4 findings"
    assert "1 line before the first heading was not taken" in page.text
    assert page.value("due-1") == "31 3 2024"
    assert page.value("due_words-2") == "Within three months"
    assert chosen(page, "under-1") == "0"
    assert "Nothing it found is on record yet" in browser.get(WHERE).text
    names = ("number", "wording", "title", "due", "due_words")
    sent = {f"{name}-{n}": page.value(f"{name}-{n}") or "" for name in names for n in range(4)}
    sent |= {
        f"{name}-{n}": chosen(page, f"{name}-{n}") for name in ("kind", "post", "under") for n in range(4)
    }
    sent |= {"count": "4", "title-0": "Keep detainees safe", "leave-3": "1"}
    wrong = browser.post(f"{WHERE}/findings", {**sent, "due-1": "soon"})
    assert wrong.status == 422
    assert wrong.html.select_one(".govuk-error-summary a")["href"] == "#due-1"
    assert wrong.value("title-0") == "Keep detainees safe"
    done = browser.post(f"{WHERE}/findings", sent)
    assert "3 findings of the report are on record" in done.text.replace("Three", "3")
    found = [one.get_text(" ", strip=True) for one in done.html.select(".app-finding__action")]
    assert found[0] == "INS-001 Keep detainees safe"
    assert len(found) == 3
    assert "under cause of concern 1" in done.text
    again = browser.post(f"{WHERE}/findings", sent)
    assert again.status == 422
    assert "on record already as INS-001" in again.text


def test_one_that_is_left_out_does_not_move_the_error_to_another(sign_in: SignIn, reported: Record) -> None:
    browser = sign_in(Role.SECRETARIAT)
    sent = {"count": "2", "leave-0": "1", "kind-0": "recommendation", "kind-1": "recommendation"}
    page = browser.post(f"{WHERE}/findings", {**sent, "wording-1": "", "title-1": "A"})
    assert page.html.select_one(".govuk-error-summary a")["href"] == "#wording-1"


def test_findings_are_typed_one_by_one_and_another_is_asked_for(sign_in: SignIn, reported: Record) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert browser.get(f"{WHERE}/findings?typed=1").heading == "Check this finding"
    first = {
        "count": "1",
        "kind-0": "area_for_improvement",
        "wording-0": "It should act now.",
        "title-0": "Act",
    }
    more = browser.post(f"{WHERE}/findings", {**first, "more": "1"})
    assert (more.heading, more.value("title-0")) == ("Check these 2 findings", "Act")
    assert "INS-005" in browser.post(f"{WHERE}/findings", first).text


def test_a_list_that_nothing_is_recognised_in_says_what_to_do(sign_in: SignIn, reported: Record) -> None:
    page = sign_in(Role.SECRETARIAT).post(f"{WHERE}/findings/read", {"pasted": "Only words"})
    assert page.status == 422
    assert "Begin each with its kind" in page.text
    assert page.value("pasted") == "Only words"


def test_the_page_of_an_action_shows_the_words_of_the_report_apart_from_ours(
    sign_in: SignIn, reported: Record
) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions/INS-002")
    assert page.heading == "Action 002: The force should check each cell"
    wording = page.html.select_one(".app-wording blockquote").get_text(strip=True)
    assert wording == "By 31 March 2024, the force should check each cell."
    assert "It stands under the cause of concern INS-001" in page.text
    assert "raised by hmicfrs" in page.text.lower()


def test_what_is_done_is_said_submitted_and_closed_by_the_inspectorate(
    sign_in: SignIn, reported: Record
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert "Still to be said" in browser.get(WHERE).text
    form = browser.get("/actions/INS-001/finding")
    said = {"version": form.value("version"), "action_taken": "New cells.", "no_action_reason": ""}
    assert "What is done: New cells." in browser.post("/actions/INS-001/finding", said).text
    assert browser.post("/actions/INS-001/finding", said).status == 409
    move = browser.get("/actions/INS-001/finding/submitted")
    step = {
        "version": move.value("version"),
        "on": "19 9 2023",
        "by": "Cey Exec",
        "note": "All evidence sent.",
    }
    page = browser.post("/actions/INS-001/finding/submitted", step)
    assert "Submitted for closure on 19 September 2023" in page.text
    version = browser.get("/actions/INS-001/finding/sent_back").value("version")
    refused = browser.post("/actions/INS-001/finding/sent_back", {**step, "version": version, "note": ""})
    assert refused.status == 422
    assert "Say why" in refused.text
    back = {"version": version, "on": "20 9 2023", "by": "HMICFRS", "note": "Too early."}
    page = browser.post("/actions/INS-001/finding/sent_back", back)
    assert "Sent back on 20 September 2023 by HMICFRS: Too early." in page.text
    version = browser.get("/actions/INS-001/finding/closed").value("version")
    closed = {"version": version, "on": "20 9 2023", "by": "HMICFRS", "note": ""}
    assert (
        "Closed by HMICFRS on 20 September 2023"
        in browser.post("/actions/INS-001/finding/closed", closed).text
    )
    assert browser.post("/actions/INS-001/finding/closed", closed).status == 409


def test_an_action_that_the_office_closed_says_that_the_inspectorate_has_not(
    sign_in: SignIn, reported: Record
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    decide(
        browser, "/actions/INS-001/decision", "no_further_action", reason_no_further_action="Done elsewhere."
    )
    page = browser.get("/actions/INS-001")
    assert "The office has closed its action. HMICFRS has not closed this cause of concern 1" in page.text
    assert "our action: closed – no further action" in browser.get(WHERE).text
    listed = browser.get("/actions?status=closed").text
    assert "Closed by the office; open with HMICFRS" in listed
    assert (
        "Closed – no further action"
        not in browser.get("/actions?status=closed").html.select_one("table").text
    )


def test_the_chief_constable_is_asked_by_a_held_mail(sign_in: SignIn, reported: Record) -> None:
    browser = sign_in(Role.SECRETARIAT)
    form = browser.get(f"{WHERE}/asking")
    assert (chosen(form, "post"), form.value("answer_by")) == ("chief-constable", "17 10 2023")
    sent = {name: form.value(name) or "" for name in ("version", "answer_by", "note")}
    sent["post"] = chosen(form, "post")
    wrong = browser.post(f"{WHERE}/asking", {**sent, "answer_by": "1 9 2023"})
    assert wrong.status == 422
    page = browser.post(f"{WHERE}/asking", sent)
    assert "The mail to Chris Chief is held" in page.text
    mail = browser.get("/mail")
    assert TITLE in mail.text


def test_comments_are_begun_from_the_findings_saved_previewed_published_and_sent(
    sign_in: SignIn, reported: Record
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get(f"{WHERE}/comments")
    body = page.value("body")
    assert "## Recommendation 1 > By 31 March 2024" in " ".join(body.split())
    assert "To be written" in body
    shown = browser.post(f"{WHERE}/comments/preview", {"body": "Some *words*", "version": "0"})
    assert shown.html.select_one("#preview-text em").text == "words"
    saved = browser.post(f"{WHERE}/comments", {"body": "I welcome this.", "version": page.value("version")})
    assert "The comments are saved" in saved.text
    stale = browser.post(f"{WHERE}/comments", {"body": "Else", "version": "0"})
    assert stale.status == 409
    early = browser.post(f"{WHERE}/steps/sent_to_inspectorate", {"version": "2", "on": "19 9 2023"})
    assert early.status == 409
    version = browser.get(f"{WHERE}/steps/force_commented").value("version")
    force = {"version": version, "on": "18 9 2023", "by": "Chris Chief", "text": "We accept it."}
    assert "We accept it." in browser.post(f"{WHERE}/steps/force_commented", force).text
    for what, heading in (
        ("published", "Comments on this report were published in time, on 19 September 2023"),
        ("sent_to_inspectorate", ""),
        ("sent_to_home_secretary", ""),
    ):
        version = browser.get(f"{WHERE}/steps/{what}").value("version")
        page = browser.post(
            f"{WHERE}/steps/{what}", {"version": version, "on": "19 9 2023", "by": "", "note": ""}
        )
        assert page.status == 200
        assert heading in page.heading
    assert len(page.html.select(".app-owed__step--done")) == 6
    assert "Comments on custody" not in browser.get("/").text


@pytest.mark.parametrize("role", [Role.OWNER, Role.PANEL])
def test_who_is_not_of_the_office_reads_none_of_it(sign_in: SignIn, reported: Record, role: Role) -> None:
    assert sign_in(role).get(WHERE).status == 403


def test_the_commissioner_reads_and_writes_comments_but_keeps_no_record(
    sign_in: SignIn, reported: Record
) -> None:
    browser = sign_in(Role.COMMISSIONER)
    assert browser.get(WHERE).html.select_one(f'a[href="{WHERE}/comments"]')
    assert not browser.get(WHERE).html.select_one(f'a[href="{WHERE}/findings"]')
    assert browser.get(f"{WHERE}/findings").status == 403


def test_the_series_of_inspections_is_offered_for_no_meeting_and_numbers_are_read_as_before(
    sign_in: SignIn, reported: Record
) -> None:
    reported.desk.session.rollback()
    reported.action("Bring the figures")
    reported.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    offered = browser.get("/meetings/new").html.select("[name=series]")
    assert offered
    assert "INS" not in str(offered)
    assert "/actions/PPM-001/update" in str(browser.get("/answers/record?action=1").html)
    assert "INS-001" in browser.get("/actions?series=INS").text
