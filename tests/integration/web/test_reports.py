"""A report is built, handed out and issued; what it says is frozen."""

from collections.abc import Callable
from io import BytesIO

import docx
import pypdf
import pytest

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.meetings import MeetingStatus
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]
MEETING = "/meetings/ppm-2023-10-04"
HELD = "/meetings/ppm-2023-05-17"
BY = {"approved_by": "Ben Adams"}


def _text(content: bytes) -> str:
    words = (page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return " ".join(" ".join(words).split())


def _built(browser: Browser, meeting: str = MEETING, **wanted: str) -> Page:
    """Builds a report and returns the page of its version."""
    page = browser.post(f"{meeting}/reports", wanted)
    assert page.status == 200, page.text
    return page


def _file(page: Page, form: str = "PDF", about: str = "") -> str:
    """The address of a file that the page offers; `about` is what its hidden words say."""
    links = page.html.select("a.app-file")
    return next(str(one["href"]) for one in links if one.text.startswith(form) and about in one.text)


def _held(record: Record) -> None:
    """A meeting that raised two actions of two owners, and is over."""
    from tracker.services.meetings import close_meeting, start_meeting

    meeting = record.meeting("2023-05-17")
    start_meeting(record.desk, meeting)
    record.action("Bring the abandonment figures", post=record.post("head-of-contact"))
    record.action("Survey the victims", post=record.post("head-of-victims", holder="Val Vane"))
    close_meeting(record.desk, meeting)
    record.desk.session.commit()


def test_a_report_holds_what_was_logged_void_numbers_included(on_record: Record, sign_in: SignIn) -> None:
    from tracker.services.reviews import void_action

    meeting = on_record.meeting()
    on_record.action("Bring the abandonment figures", due="next meeting", post=on_record.post())
    void_action(
        on_record.desk, on_record.action("Logged twice"), reason="It repeats Action 001", version=None
    )
    on_record.desk.session.commit()
    address = _file(_built(sign_in(Role.SECRETARIAT), kind="action-status"))
    text = _text(sign_in(Role.AUDITOR).download(address))
    assert "Bring the abandonment figures" in text
    assert "It repeats Action 001" in text
    assert meeting.venue in text


def test_the_panel_reads_a_report_only_when_it_is_issued(on_record: Record, sign_in: SignIn) -> None:
    _held(on_record)
    desk, panel = sign_in(Role.SECRETARIAT), sign_in(Role.PANEL)
    page = _built(desk, HELD, kind="minutes")
    address = _file(page)
    number = address.split("/")[2]
    assert "version 1 is a draft" in page.heading
    assert panel.get(address).status == panel.get(f"/reports/{number}").status == 404
    assert "No report" in panel.get("/reports").heading
    issued = desk.post(f"/reports/{number}/issue", BY)
    assert "was issued on 20 September 2023" in issued.heading
    assert "draft" not in _text(panel.download(address)).lower()
    assert panel.get("/reports").heading == "1 report is issued"


def test_an_issued_version_is_not_issued_again(on_record: Record, sign_in: SignIn) -> None:
    _held(on_record)
    desk = sign_in(Role.SECRETARIAT)
    issue = _file(_built(desk, HELD, kind="minutes")).rsplit("/", 1)[0] + "/issue"
    desk.post(issue, BY)
    page = desk.post(issue, BY)
    assert (page.status, "issued already" in page.text) == (409, True)


def test_the_same_frozen_record_gives_the_same_bytes(on_record: Record, sign_in: SignIn, wires) -> None:  # type: ignore[no-untyped-def]
    from tracker.domain.viewers import THE_OFFICE
    from tracker.services.report_cuts import cut_of
    from tracker.services.report_files import make_file
    from tracker.store.reports import version

    _held(on_record)
    page = _built(sign_in(Role.SECRETARIAT), HELD, kind="action-log")
    auditor = sign_in(Role.AUDITOR)
    for form, ending in (("PDF", "pdf"), ("Word", "docx")):
        address = _file(page, form)
        with wires.read() as session:
            cut, snapshot = version(session, THE_OFFICE, int(address.split("/")[2]))
            made_with = cut_of(session, cut)
        assert make_file(wires.report_press, snapshot, made_with, ending) == auditor.download(address)


def test_the_log_for_one_owner_holds_only_theirs_and_is_for_the_office(
    on_record: Record, sign_in: SignIn
) -> None:
    _held(on_record)
    desk = sign_in(Role.SECRETARIAT)
    page = _built(desk, HELD, kind="action-log")
    theirs = _file(page, "Word", "for the Head of victims")
    opened = docx.Document(BytesIO(sign_in(Role.COMMISSIONER).download(theirs)))
    told = " ".join(cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    assert "Survey the victims" in told
    assert "abandonment" not in told
    desk.post(f"{theirs.rsplit('/', 1)[0]}/issue", BY)
    panel = sign_in(Role.PANEL)
    assert panel.get(theirs).status == 404
    assert panel.download(_file(page)).startswith(b"%PDF-")


def test_issuing_the_log_issues_the_record_of_its_meeting(on_record: Record, sign_in: SignIn) -> None:
    _held(on_record)
    desk = sign_in(Role.SECRETARIAT)
    address = _file(_built(desk, HELD, kind="action-log"))
    desk.post(f"{address.rsplit('/', 1)[0]}/issue", BY)
    on_record.desk.session.expire_all()
    assert on_record.meeting("2023-05-17").status is MeetingStatus.ISSUED


def test_the_chairs_list_is_built_and_shown_in_one_step(on_record: Record, sign_in: SignIn) -> None:
    on_record.meeting()
    on_record.action("Bring the abandonment figures", due="next meeting", post=on_record.post())
    on_record.desk.session.commit()
    desk = sign_in(Role.SECRETARIAT)
    button = next(form for form in desk.get(MEETING).html.select("form") if "chair’s list" in form.text)
    assert button["target"] == "_blank"
    answer = desk.client.post(button["action"], data={"csrf_token": desk.token()})
    assert answer.status_code == 303
    shown = desk.client.get(answer.location)
    assert shown.mimetype == "application/pdf"
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert "Bring the abandonment figures" in _text(shown.get_data())


def test_a_meeting_offers_the_reports_that_make_sense_as_it_stands(
    on_record: Record, sign_in: SignIn
) -> None:
    on_record.meeting()
    _held(on_record)
    desk = sign_in(Role.SECRETARIAT)

    def offered(address: str) -> list[str]:
        forms = desk.get(address).html.select("form")
        return [form.button.text for form in forms if "/reports" in form.get("action", "")]

    assert offered(MEETING) == [
        "Print the chair’s list (opens in a new tab)",
        "Build the action status report",
        "Build the Panel update",
    ]
    assert offered(HELD) == [
        "Build the action log",
        "Build the minutes",
        "Build the action status report",
        "Build the Panel update",
        "Build the Commissioner’s response",
    ]


@pytest.mark.parametrize("kind", ["action-log", "minutes"])
def test_what_a_meeting_has_not_come_to_cannot_be_built(
    kind: str, on_record: Record, sign_in: SignIn
) -> None:
    on_record.meeting()
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).post(f"{MEETING}/reports", {"kind": kind})
    assert page.status == 409
    assert "Start the meeting first." in page.text


def test_a_kind_or_a_file_that_there_is_not_is_not_found(on_record: Record, sign_in: SignIn) -> None:
    _held(on_record)
    desk = sign_in(Role.SECRETARIAT)
    assert desk.post(f"{HELD}/reports", {"kind": "poem"}).status == 404
    address = _file(_built(desk, HELD, kind="action-status"))
    assert desk.get(address.replace(".pdf", ".odt")).status == 404
    assert desk.get(f"{address}?post=nobody").status == 404
    assert desk.get(f"{address}?post=head-of-contact").status == 422


def test_the_list_says_where_each_kind_is_built(on_record: Record, sign_in: SignIn) -> None:
    _held(on_record)
    on_record.meeting()
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/reports")
    coming, held, elsewhere = page.html.select("main section")[:3]
    assert coming.h2
    assert held.h2
    assert coming.h2.text == "For the meeting of 4 October 2023"
    assert held.h2.text == "After the meeting of 17 May 2023"
    assert [one.text for one in held.select("button")] == [
        "Build the action log",
        "Build the minutes",
        "Build the Commissioner’s response",
    ], "what is built for the meeting to come is not offered twice"
    assert [one["href"] for one in elsewhere.select("a")] == ["/posts", "/actions", "/meetings"]
    assert not sign_in(Role.PANEL).get("/reports").html.select("main section button")


def test_the_list_comes_first_once_there_is_one_and_building_is_folded_away(
    on_record: Record, sign_in: SignIn
) -> None:
    on_record.meeting()
    on_record.action("Answer abandoned calls")
    on_record.desk.session.commit()
    desk = sign_in(Role.SECRETARIAT)
    (fold,) = desk.get("/reports").html.select("main details")
    assert fold.has_attr("open"), "there is nothing else on the page"
    page = desk.post("/actions/PPM-001/reports", {"kind": "dossier"})
    assert "For the office" in page.text
    assert "For the meeting" not in page.text
    page = desk.get("/reports")
    (fold,) = page.html.select("main details")
    assert not fold.has_attr("open")
    assert "for the office" in page.html.select_one("main table").text
