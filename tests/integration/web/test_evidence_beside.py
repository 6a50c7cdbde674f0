"""A piece of evidence beside the card: shown in a frame of this site, and to nobody whose action it is not."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.models.evidence import Evidence
from tracker.services.evidence import attach_document, attach_file, attach_web, keep_file
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
PDF = b"%PDF-1.4\n% nothing but a beginning\n"


@pytest.fixture
def action(on_record: Record) -> Action:
    on_record.meeting("2023-10-04")
    found = on_record.action("Bring the figures", post=on_record.post())
    on_record.desk.session.commit()
    return found


@pytest.fixture
def attach(on_record: Record, wires: Wiring, action: Action) -> Callable[..., str]:
    """Attaches a file, and answers with the address at which it is shown."""

    def attached(name: str, content: bytes, where: Locator | None = None) -> str:
        desk = on_record.desk
        kept = keep_file(desk, wires.files, name=name, content=content, limit_bytes=10_000)
        desk.session.flush()
        return address(on_record, attach_file(desk, action, kept, where=where or Locator()))

    return attached


def address(record: Record, row: Evidence) -> str:
    record.desk.session.commit()
    return f"/actions/PPM-001/evidence/{row.id}"


def test_a_pdf_opens_at_its_page_in_a_frame_of_this_site_alone(
    attach: Callable[..., str], sign_in: SignIn
) -> None:
    here, browser = attach("pack.pdf", PDF, Locator(page=8)), sign_in(Role.COMMISSIONER)
    frame = browser.get(f"{here}/beside").html.select_one("iframe")
    assert frame["src"].startswith(f"{here}/content#page=8&")
    with browser.client.get(f"{here}/content") as answer:
        assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "words"),
    [("£5 – “agreed”\n".encode(), "£5 – “agreed”"), ("caf\u00e9".encode("cp1252"), "café")],
)
def test_text_is_shown_as_text_and_never_as_markup(
    attach: Callable[..., str], sign_in: SignIn, content: bytes, words: str
) -> None:
    here = attach("notes.txt", b"<script>alert(1)</script> " + content)
    browser = sign_in(Role.COMMISSIONER)
    page = browser.get(f"{here}/beside")
    assert f"<script>alert(1)</script> {words}" in page.html.select_one("pre").get_text()
    assert browser.get(f"{here}/content").status == 404


def test_what_has_no_file_says_so(on_record: Record, action: Action, sign_in: SignIn) -> None:
    named = address(
        on_record, attach_document(on_record.desk, action, "Pack of 2019", where=Locator(page=47))
    )
    web = address(on_record, attach_web(on_record.desk, action, "https://example.org/a", where=Locator()))
    browser = sign_in(Role.SECRETARIAT)
    assert "Page 47" in browser.get(f"{named}/beside").text
    assert "cannot be opened" in browser.get(f"{named}/beside").text
    link = browser.get(f"{web}/beside").html.select_one("main a[target=_blank]")
    assert (link["href"], link["rel"]) == ("https://example.org/a", ["noopener", "noreferrer", "nofollow"])


def test_nobody_sees_it_whose_action_it_is_not(attach: Callable[..., str], sign_in: SignIn) -> None:
    here, browser = attach("pack.pdf", PDF), sign_in(Role.OWNER)
    assert browser.get(f"{here}/beside").status == 404
    assert browser.get(f"{here}/content").status == 404
    secretary = sign_in(Role.SECRETARIAT)
    assert secretary.get(here.replace("PPM-001", "PPM-002") + "/beside").status == 404
