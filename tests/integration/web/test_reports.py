"""A report is built, handed out and issued; what it says is frozen."""

from collections.abc import Callable
from io import BytesIO

import pypdf

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]
MEETING = "/meetings/ppm-2023-10-04"


def _text(content: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def _built(browser: Browser) -> str:
    """Builds a report and returns the address of its file."""
    page = browser.post(f"{MEETING}/reports")
    assert page.status == 200, page.text
    return str(page.html.select_one("td, th").find_parent("table").select_one("tbody a")["href"])


def test_a_report_holds_what_was_logged_void_numbers_included(on_record: Record, sign_in: SignIn) -> None:
    from tracker.services.reviews import void_action

    meeting = on_record.meeting()
    on_record.action("Bring the abandonment figures", due="next meeting", post=on_record.post())
    void_action(
        on_record.desk, on_record.action("Logged twice"), reason="It repeats Action 001", version=None
    )
    on_record.desk.session.commit()
    address = _built(sign_in(Role.SECRETARIAT))
    text = _text(sign_in(Role.AUDITOR).download(address))
    assert "Bring the abandonment figures" in text
    assert "It repeats Action 001" in text
    assert meeting.venue in text


def test_the_panel_reads_a_report_only_when_it_is_issued(on_record: Record, sign_in: SignIn) -> None:
    on_record.meeting()
    on_record.desk.session.commit()
    desk, panel = sign_in(Role.SECRETARIAT), sign_in(Role.PANEL)
    address = _built(desk)
    assert panel.get(address).status == 404
    assert "No report" in panel.get("/reports").heading
    desk.post(address.rsplit("/", 1)[0] + "/issue")
    assert "draft" not in _text(panel.download(address)).lower()
    assert panel.get("/reports").heading == "1 report has been built"


def test_an_issued_version_is_not_issued_again(on_record: Record, sign_in: SignIn) -> None:
    on_record.meeting()
    on_record.desk.session.commit()
    desk = sign_in(Role.SECRETARIAT)
    issue = _built(desk).rsplit("/", 1)[0] + "/issue"
    desk.post(issue)
    page = desk.post(issue)
    assert (page.status, "issued already" in page.text) == (409, True)


def test_the_same_frozen_record_gives_the_same_bytes(on_record: Record, sign_in: SignIn, wires) -> None:  # type: ignore[no-untyped-def]
    from tracker.domain.viewers import THE_OFFICE
    from tracker.services.reports import make_file
    from tracker.store.reports import version

    on_record.meeting()
    on_record.action()
    on_record.desk.session.commit()
    address = _built(sign_in(Role.SECRETARIAT))
    with wires.read() as session:
        cut, snapshot = version(session, THE_OFFICE, int(address.split("/")[2]))
    kept = sign_in(Role.AUDITOR).download(address)
    assert make_file(wires.report_press, snapshot, cut.state, "pdf") == kept
