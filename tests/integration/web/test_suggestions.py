"""The page of suggestions: what was found and why, ticked, corrected in place and logged."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tests.support.read_documents import a_document, a_version
from tracker.domain.actions import Kind
from tracker.domain.due import DueKind
from tracker.domain.viewers import THE_OFFICE, Role
from tracker.models.documents import DocumentVersion
from tracker.store.actions import by_reference
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
FIRM = "The Head of Contact undertook to bring the <101> figures to the next meeting."
WEAK = "The rota is currently being redrafted."
ASKED = "The panel asked the Head of to provide a note."
HERE = "/documents/pack-2019-02/1/suggestions"
FIRST, SECOND = "1-9", "2-0"


@pytest.fixture
def version(on_record: Record) -> DocumentVersion:
    on_record.meeting("2023-10-04")
    on_record.post("head-of-contact")
    on_record.post("head-of-estates", holder=None)
    found = a_version(on_record.desk, a_document(on_record.desk), f"Minutes\n\n{FIRM}", WEAK)
    on_record.desk.session.commit()
    return found


@pytest.fixture
def desk(sign_in: SignIn, version: DocumentVersion) -> Browser:
    return sign_in(Role.SECRETARIAT)


def _sent(**changed: str) -> dict[str, str]:
    row = {"tick": FIRST, f"title-{FIRST}": "101 figures", f"owner-{FIRST}": "Head of contact"}
    return {"meeting": "PPM-2023-10-04", f"due-{FIRST}": "next meeting", **row, **changed}


def _action(wires: Wiring, reference: str = "PPM-001") -> tuple[str, Kind, DueKind, str]:
    with wires.read() as session:
        row = by_reference(session, THE_OFFICE, reference)
        return row.title, row.kind, row.due_kind, row.source


def test_each_suggestion_shows_its_words_its_rule_and_why_in_the_order_of_the_document(desk: Browser) -> None:
    page = desk.get(HERE)
    assert page.heading == "2 commitments to look at"
    first, second = page.html.select(".app-suggestion")
    assert first.select_one("blockquote").get_text() == FIRM
    assert first.select_one("mark").get_text() == "undertook to"
    assert "Firm" in first.get_text()
    assert "Rule: undertook" in first.get_text()
    assert "Somebody undertook, offered or committed to do it." in first.get_text()
    assert "Weak: confirm with the force first" in second.get_text()
    assert second.select_one("a")["href"] == "/documents/pack-2019-02/1/pages/2#paragraph-1"
    assert second.select_one("a").get_text() == "Page 2"


def test_the_words_for_owner_and_day_are_read_and_can_be_corrected(desk: Browser) -> None:
    html = desk.get(HERE).html
    assert html.select_one(f"#owner-{FIRST}")["value"] == "Head of contact"
    assert html.select_one(f"#due-{FIRST}")["value"] == "next meeting"
    assert html.select_one(f"#title-{FIRST}").get_text().startswith("The Head of Contact undertook")
    assert html.select_one(f"#owner-{SECOND}")["value"] == ""
    assert html.select_one("#meeting option[selected]")["value"] == "PPM-2023-10-04"


def test_what_is_ticked_is_logged_as_it_was_corrected_and_shown_as_logged(
    desk: Browser, wires: Wiring
) -> None:
    page = desk.post(HERE, _sent())
    assert page.heading == "1 commitment to look at"
    assert "Action 001 was logged at PPM-2023-10-04." in page.text
    title, kind, due, source = _action(wires)
    assert (title, kind, due) == ("101 figures", Kind.COMMITMENT, DueKind.NEXT_MEETING)
    assert source.endswith("page 1")
    first = page.html.select_one(f"#suggestion-{FIRST}")
    assert "Logged as PPM-001" in " ".join(first.get_text().split())
    assert first.select("input") == []


def test_the_same_ticks_sent_again_log_nothing(desk: Browser, wires: Wiring) -> None:
    desk.post(HERE, _sent())
    assert "1 had been logged from this document already" in desk.post(HERE, _sent()).text
    assert desk.get("/actions/PPM-002").status == 404


def test_a_mistake_keeps_every_tick_and_everything_typed(desk: Browser) -> None:
    sent = _sent(
        **{f"due-{FIRST}": "sometime", f"title-{SECOND}": "A new rota", f"owner-{SECOND}": "estates"}
    )
    page = desk.post(HERE, sent)
    html = page.html
    assert page.status == 422
    assert "“sometime” is not a date" in html.select_one(f"#due-{FIRST}-error").get_text()
    assert html.select_one(".govuk-error-summary a")["href"] == f"#due-{FIRST}"
    assert html.select_one(f"#tick-{FIRST}").has_attr("checked")
    assert not html.select_one(f"#tick-{SECOND}").has_attr("checked")
    assert html.select_one(f"#title-{FIRST}").get_text() == "101 figures"
    assert html.select_one(f"#title-{SECOND}").get_text() == "A new rota"
    assert html.select_one(f"#due-{FIRST}")["value"] == "sometime"
    assert desk.get("/actions/PPM-001").status == 404


def test_words_that_fit_two_posts_are_asked_about(desk: Browser, wires: Wiring) -> None:
    page = desk.post(HERE, _sent(**{f"owner-{FIRST}": "head of"}))
    offered = [option.get_text() for option in page.html.select(f"select#owner-{FIRST} option")]
    assert offered == ["Choose one", "Head of contact", "Head of estates", "No owner yet"]
    assert "Several posts fit" in page.html.select_one(f"#owner-{FIRST}-error").get_text()
    desk.post(HERE, _sent(**{f"owner-{FIRST}": "Head of estates"}))
    assert _action(wires)[0] == "101 figures"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("tick", "", "Tick at least one suggestion"),
        ("meeting", "", "Choose the meeting"),
        (f"title-{FIRST}", "  ", "Write what was asked"),
        (f"title-{FIRST}", "x" * 501, "Keep it to 500 characters"),
        (f"owner-{FIRST}", "zzzz qqqq", "No post has this name"),
        (f"due-{FIRST}", "1 May 2020", "in the past"),
    ],
)
def test_what_cannot_be_taken_says_what_to_do(desk: Browser, field: str, value: str, said: str) -> None:
    sent = _sent(**{field: value})
    if field == "tick":
        del sent["tick"]
    page = desk.post(HERE, sent)
    assert (page.status, said in page.text) == (422, True)


def test_a_tick_for_what_is_not_there_is_refused(desk: Browser) -> None:
    sent = _sent(tick="7-7", **{"title-7-7": "Something"})
    assert "has changed since" in desk.post(HERE, sent).text


def test_the_page_of_the_document_and_the_reader_lead_here(desk: Browser) -> None:
    for address in ("/documents/pack-2019-02", "/documents/pack-2019-02/1/pages/1"):
        assert desk.get(address).html.select_one(f'a[href="{HERE}"]').get_text() == "Suggest actions"


def test_a_document_without_promises_says_so(desk: Browser, on_record: Record) -> None:
    a_version(on_record.desk, a_document(on_record.desk, "quiet", "A quiet paper"), "The tide was high.")
    on_record.desk.session.commit()
    page = desk.get("/documents/quiet/1/suggestions")
    assert page.heading == "No commitments were found in this document"
    assert page.html.select("form [name=tick]") == []


@pytest.mark.parametrize("role", [Role.OWNER, Role.PANEL, Role.COMMISSIONER, Role.ADMINISTRATOR])
def test_only_the_secretariat_logs_from_a_document(
    sign_in: SignIn, version: DocumentVersion, role: Role
) -> None:
    assert sign_in(role).get(HERE).status in (403, 404)
