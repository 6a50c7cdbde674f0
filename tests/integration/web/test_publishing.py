"""The office's pages of publishing: each decision by a form with a name and a reason, by those who may."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from tests.support.builders import Record
from tests.support.cutting import cut, held_meeting, issue
from tests.support.page import Browser
from tests.support.published import publish
from tracker.domain.audiences import Audience
from tracker.domain.publishing import Published
from tracker.domain.report_kinds import ACTION_LOG, Form
from tracker.domain.viewers import THE_OFFICE, Role
from tracker.models.reports import ReportVersion
from tracker.services.builds import ask_for_files
from tracker.services.report_files import keep_file
from tracker.services.reports import cut_for
from tracker.store.actions import by_reference
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
FORM = {"decided_by": "Cory Commissioner", "reason": "The public asked about it."}


@pytest.fixture
def secretariat(sign_in: SignIn) -> Browser:
    return sign_in(Role.SECRETARIAT)


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> Iterator[None]:
    app.extensions["published_front"].forget()
    yield
    app.extensions["published_front"].forget()


@pytest.fixture
def action(on_record: Record) -> str:
    reference = on_record.action("Answer abandoned calls").reference
    on_record.desk.session.commit()
    return reference


def test_publishing_changing_and_withdrawing_by_the_form(
    app: Flask, on_record: Record, secretariat: Browser, visitor: Browser, action: str
) -> None:
    address, public = f"/publishing/action/{action}", f"/published/actions/{action}"
    assert "Not public" in secretariat.get(address).text
    done = secretariat.post(address, {**FORM, "event": "published"})
    assert "It is public now." in done.text
    app.extensions["published_front"].forget()
    assert visitor.get(public).heading == "Answer abandoned calls"
    by_reference(on_record.desk.session, THE_OFFICE, action).title = "Answer calls"
    on_record.desk.session.commit()
    page = secretariat.get(address)
    assert "Public now: Answer abandoned calls" in page.text
    assert "Would be: Answer calls" in page.text
    assert "1 thing changed since it was published" in secretariat.get("/publishing").heading
    secretariat.post(address, {**FORM, "event": "changed", "version": page.value("version")})
    app.extensions["published_front"].forget()
    assert visitor.get(public).heading == "Answer calls"
    told = {**FORM, "event": "withdrawn", "public_words": "It is being checked."}
    secretariat.post(address, told)
    app.extensions["published_front"].forget()
    assert visitor.get(public).status == 410
    assert "Withdrawn on" in secretariat.get(address).text


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [("decided_by", "Give the name of who decided this."), ("reason", "Give the reason for this decision.")],
)
def test_a_form_without_a_name_or_a_reason_keeps_what_was_typed(
    secretariat: Browser, visitor: Browser, action: str, lacks: str, sentence: str
) -> None:
    page = secretariat.post(f"/publishing/action/{action}", {**FORM, lacks: "", "event": "published"})
    assert page.status == 422
    assert page.errors == [sentence]
    kept = "reason" if lacks == "decided_by" else "decided_by"
    assert page.value(kept) == FORM[kept]
    assert visitor.get(f"/published/actions/{action}").status == 404


def test_a_withdrawal_needs_words_for_the_public(
    on_record: Record, secretariat: Browser, visitor: Browser, action: str
) -> None:
    publish(on_record, Published.ACTION, action)
    on_record.desk.session.commit()
    page = secretariat.post(f"/publishing/action/{action}", {**FORM, "event": "withdrawn"})
    assert page.errors == ["Say what the public is told about this."]
    assert visitor.get(f"/published/actions/{action}").status == 200


def test_a_stale_form_changes_nothing(on_record: Record, secretariat: Browser, action: str) -> None:
    publish(on_record, Published.ACTION, action)
    on_record.desk.session.commit()
    told = {**FORM, "event": "withdrawn", "public_words": "It is being checked.", "version": "7"}
    assert secretariat.post(f"/publishing/action/{action}", told).status == 409
    assert "Public, as on record" in secretariat.get(f"/publishing/action/{action}").text


def test_what_became_sensitive_is_to_be_withdrawn(on_record: Record, secretariat: Browser) -> None:
    action = on_record.action("Answer abandoned calls")
    publish(on_record, Published.ACTION, action.reference)
    action.marking = "OFFICIAL-SENSITIVE"
    on_record.desk.session.commit()
    page = secretariat.get("/publishing")
    assert page.heading == "Something public has to be withdrawn"
    assert "OFFICIAL-SENSITIVE" in page.text
    assert "To be withdrawn" in secretariat.get(f"/publishing/action/{action.reference}").text


def test_a_preview_is_what_the_public_would_read_and_is_kept_by_nobody(
    secretariat: Browser, action: str
) -> None:
    answer = secretariat.client.get(f"/publishing/action/{action}/preview")
    assert b"Answer abandoned calls" in answer.get_data()
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_meeting_is_published_with_what_was_ticked(
    app: Flask, on_record: Record, secretariat: Browser, visitor: Browser
) -> None:
    meeting = on_record.meeting("2023-10-04")
    ticked = on_record.action("Answer abandoned calls", meeting=meeting)
    other = on_record.action("Not yet", meeting=meeting)
    on_record.desk.session.commit()
    address = "/publishing/meeting/PPM-2023-10-04/together"
    assert "Not yet" in secretariat.get(address).text
    items = ["meeting:PPM-2023-10-04", f"action:{ticked.reference}"]
    assert secretariat.post(address, {**FORM, "item": []}).errors == ["Tick what to publish."]
    secretariat.post(address, {**FORM, "item": items})
    app.extensions["published_front"].forget()
    page = visitor.get("/published/meetings/ppm-2023-10-04")
    assert "Answer abandoned calls" in page.text
    assert "Not yet" not in page.text
    assert visitor.get(f"/published/actions/{other.reference}").status == 404


@pytest.mark.parametrize("role", [Role.OWNER, Role.PANEL, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_secretariat_and_the_commissioner_decide(sign_in: SignIn, action: str, role: Role) -> None:
    page = sign_in(role).post(f"/publishing/action/{action}", {**FORM, "event": "published"})
    assert page.status == 403


def test_the_commissioner_finds_their_name_in_the_form(sign_in: SignIn, action: str) -> None:
    page = sign_in(Role.COMMISSIONER, name="Cory Commissioner").get(f"/publishing/action/{action}")
    assert page.value("decided_by") == "Cory Commissioner"


def test_the_checklist_says_what_is_published_and_what_is_missing(
    on_record: Record, secretariat: Browser
) -> None:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    assert (
        "Public Performance Meeting, 4 October 2023 is not public"
        in secretariat.get("/publishing/checklist").text
    )
    publish(on_record, Published.MEETING, "PPM-2023-10-04")
    on_record.desk.session.commit()
    duty = secretariat.get("/publishing/checklist").html.find(id="meetings")
    assert duty
    assert "is not public" not in duty.get_text()
    assert duty.find("a", href="/published/meetings/ppm-2023-10-04")


def test_each_gap_of_the_checklist_leads_to_what_mends_it(on_record: Record, secretariat: Browser) -> None:
    meeting = held_meeting(on_record)
    coming = on_record.meeting("2023-10-04")
    on_record.series("PFCP", "Police, Fire and Crime Panel")
    on_record.meeting("2023-10-10", series="PFCP")
    on_record.desk.session.commit()
    page = secretariat.get("/publishing/checklist")
    assert "10 October 2023" not in page.text, "the Panel’s meetings are another’s duty"
    ways = [str(one["href"]) for one in page.html.select("main .govuk-list--bullet a")]
    assert f"/publishing/meeting/{coming.reference}/together" in ways
    assert f"/meetings/{coming.reference}/agenda" in ways
    assert f"/meetings/{meeting.reference}" in ways, "where the action log is built"
    for way in dict.fromkeys(one for one in ways if one.startswith("/")):
        assert secretariat.get(way).status == 200
    log = cut_for(on_record.desk, cut(on_record.desk, ACTION_LOG, meeting), Audience.PUBLIC)
    issue(on_record.desk, log)
    on_record.desk.session.commit()
    minutes = secretariat.get("/publishing/checklist").html.find(id="minutes")
    assert minutes
    assert minutes.find("a", href=f"/publishing/report/{log.key}")


def test_what_is_published_elsewhere_is_noted_in_the_checklist(secretariat: Browser) -> None:
    wrong = secretariat.post("/publishing/checklist", {"duty": "peel", "url": "javascript:1"})
    assert wrong.errors == ["Give the whole address, beginning with https://."]
    secretariat.post(
        "/publishing/checklist",
        {"duty": "peel", "url": "https://hmicfrs.example.org/peel", "published_on": "2023-05-01"},
    )
    duty = secretariat.get("/publishing/checklist").html.find(id="peel")
    assert duty
    assert duty.find("a", href="https://hmicfrs.example.org/peel")
    assert "Missing" not in duty.get_text()


def test_a_report_for_the_public_is_published_with_the_actions_in_it(
    app: Flask, on_record: Record, secretariat: Browser, visitor: Browser, wires: Wiring
) -> None:
    version = cut_for(
        on_record.desk, cut(on_record.desk, ACTION_LOG, held_meeting(on_record)), Audience.PUBLIC
    )
    issue(on_record.desk, version)
    seen = ReportVersion(**version.model_dump())
    keep_file(on_record.desk, wires.files, seen, b"%PDF the log", form=Form.PDF, name="log.pdf")
    on_record.desk.session.commit()
    address = f"/publishing/report/{version.key}/together"
    items = [str(one["value"]) for one in secretariat.get(address).html.select("[name=item]")]
    assert items[0] == f"report:{version.key}"
    assert any(one.startswith("action:PPM-") for one in items)
    done = secretariat.post(address, {**FORM, "item": items})
    assert done.html.find("a", href="/published/reports/action-log-ppm-2023-05-17-public-v1"), (
        "it leads to what is public"
    )
    app.extensions["published_front"].forget()
    page = visitor.get("/published/meetings/ppm-2023-05-17")
    assert page.status == 404, "the meeting itself was not ticked"
    page = visitor.get("/published/reports/action-log-ppm-2023-05-17-public-v1")
    (link,) = page.html.select(".app-published-file a")
    with visitor.client.get(str(link["href"])) as answer:
        assert answer.get_data() == b"%PDF the log"
        assert "Set-Cookie" not in answer.headers
        known = {"If-None-Match": answer.headers["ETag"]}
    assert visitor.client.get(str(link["href"]), headers=known).status_code == 304
    minutes = secretariat.get("/publishing/checklist").html.find(id="minutes")
    assert minutes
    assert minutes.find("a", href="/published/reports/action-log-ppm-2023-05-17-public-v1")


def test_what_looks_like_a_name_is_shown_before_it_is_published(
    on_record: Record, secretariat: Browser
) -> None:
    action = on_record.action("Ask Sgt Nemo about the calls")
    on_record.desk.session.commit()
    assert (
        "Sgt Nemo"
        in secretariat.get(f"/publishing/action/{action.reference}").text.partition("Publish it")[2]
    )


def test_an_issued_version_for_the_public_leads_to_its_publishing(
    on_record: Record, secretariat: Browser, wires: Wiring
) -> None:
    version = cut_for(
        on_record.desk, cut(on_record.desk, ACTION_LOG, held_meeting(on_record)), Audience.PUBLIC
    )
    issue(on_record.desk, version)
    ask_for_files(on_record.desk, version)
    on_record.desk.session.commit()
    address = f"/publishing/report/{version.key}"
    link = secretariat.get(f"/reports/{version.key}").html.find("a", string="Publish version 1")
    assert link
    assert link["href"] == address
    page = secretariat.get(address)
    assert page.heading == "Action log, version 1"
    assert "The files of this version are not made yet." in page.text
    seen = ReportVersion(**version.model_dump())
    keep_file(on_record.desk, wires.files, seen, b"%PDF the log", form=Form.PDF, name="log.pdf")
    on_record.desk.session.commit()
    assert "Its files are still being made." in secretariat.get(address).text
    secretariat.post(address, {**FORM, "event": "published"})
    assert not secretariat.get(f"/reports/{version.key}").html.find("a", string="Publish version 1")
