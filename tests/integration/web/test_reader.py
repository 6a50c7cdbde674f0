"""The reader: pages beside their pictures, what is found in them, and what is chosen as evidence."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tests.support.read_documents import a_document, a_version
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.models.documents import DocumentVersion
from tracker.models.evidence import Document
from tracker.services.evidence_on_record import attach_excerpt
from tracker.services.excerpts import Choice, keep_excerpt
from tracker.store.evidence import of_action
from tracker.store.posts import holders_on
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
SAID = "101 abandoned rates are increasing <fast>."
PAGES = (
    "Foreword",
    f"Calls and abandoned calls.\n\n{SAID}\n\nFigure 3: Calls by month",
    "",
    "The end: abandoned.",
)
HERE = "/documents/pack-2019-02/1/pages"


@pytest.fixture
def action(on_record: Record) -> Action:
    on_record.meeting("2023-10-04")
    found = on_record.action("Bring the figures", post=on_record.post())
    on_record.action("Bring vehicle crime")
    on_record.desk.session.commit()
    return found


@pytest.fixture
def version(on_record: Record, wires: Wiring, action: Action) -> DocumentVersion:
    found = a_version(on_record.desk, a_document(on_record.desk), *PAGES, files=wires.files)
    on_record.desk.session.commit()
    return found


@pytest.fixture
def desk(sign_in: SignIn, version: DocumentVersion) -> Browser:
    return sign_in(Role.SECRETARIAT)


def test_a_page_says_its_words_as_paragraphs_and_shows_its_picture_after_them(desk: Browser) -> None:
    page = desk.get(f"{HERE}/2")
    assert page.heading == "Page 2 of 4"
    words = page.html.select(".app-reader__text p")
    assert [one.get_text() for one in words][:2] == ["Calls and abandoned calls.", SAID]
    picture = page.html.select_one(".app-reader__picture img")
    assert picture.sourceline > words[-1].sourceline
    with desk.client.get(picture["src"]) as answer:
        assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
        assert "private" in answer.headers["Cache-Control"]


def test_a_picture_of_what_is_sensitive_is_kept_by_no_browser(
    on_record: Record, version: DocumentVersion, desk: Browser
) -> None:
    src = desk.get(f"{HERE}/2").html.select_one(".app-reader__picture img")["src"]
    document = on_record.desk.session.get_one(Document, version.document_id)
    document.marking = "OFFICIAL-SENSITIVE"
    on_record.desk.session.add(document)
    on_record.desk.session.commit()
    with desk.client.get(src) as answer:
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_script_knows_where_each_paragraph_stands(desk: Browser) -> None:
    second = desk.get(f"{HERE}/2").html.select_one("#paragraph-2")
    assert PAGES[1][int(second["data-starts"]) :].startswith(second.get_text())


def test_one_turns_to_the_next_page_and_to_one_by_its_number(desk: Browser) -> None:
    page = desk.get(f"{HERE}/2")
    assert (page.html.select_one("a[rel=prev]")["href"], page.html.select_one("a[rel=next]")["href"]) == (
        f"{HERE}/1",
        f"{HERE}/3",
    )
    assert desk.get(f"{HERE}/4").html.select_one("a[rel=next]") is None
    assert desk.client.get(f"{HERE}?page=3").location == f"{HERE}/3"
    assert desk.get(f"{HERE}?page=300").status == 404


def test_what_is_looked_for_is_marked_and_counted(desk: Browser) -> None:
    page = desk.get(f"{HERE}/2?find=ABANDONED")
    assert [mark.get_text() for mark in page.html.select("mark")] == ["abandoned", "abandoned"]
    assert "Found 3 times on 2 pages" in page.text
    assert "2 of them here" in page.text
    assert (
        page.html.select_one(".app-reader-found__pages li:last-child a")["href"]
        == f"{HERE}/4?find=ABANDONED#found-1"
    )
    assert "Not found in this document" in desk.get(f"{HERE}/2?find=nothing").text


def test_a_page_without_text_says_so_and_can_be_chosen(desk: Browser) -> None:
    page = desk.get(f"{HERE}/3")
    assert "This page has no text" in page.text
    assert page.html.select_one("button[value=page]") is not None
    assert page.html.select_one("button[value=words]") is None


def test_the_citation_is_shown_before_anything_is_kept(
    desk: Browser, action: Action, on_record: Record
) -> None:
    form = desk.get(f"{HERE}/2/use?kind=words&paragraph=2")
    assert SAID in form.text
    assert "Staffordshire Police, Public Performance Meeting report, February 2019, page 2" in form.text
    assert of_action(on_record.desk.session, action.key) == []


@pytest.mark.parametrize(
    "typed", ["PPM-001", "1", "Action 001", "figures bring", "PPM-001 – Bring the figures"]
)
def test_an_action_is_named_by_its_number_or_its_title(
    desk: Browser, action: Action, on_record: Record, typed: str
) -> None:
    form = desk.get(f"{HERE}/2/use?kind=words&paragraph=2")
    data = {name: form.value(name) for name in ("kind", "starts", "ends", "quote")}
    page = desk.post(f"{HERE}/2/use", {**data, "action": typed, "shows": "It got worse"})
    assert page.heading == "Page 2 of 4"
    assert "Used as evidence already" in page.text
    [row] = of_action(on_record.desk.session, action.key)
    assert (row.page, row.shows) == (2, "It got worse")
    assert page.html.select_one(".app-reader__chosen").get_text() == SAID


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Say which action"), ("bring", "Say which of these"), ("999", "No open action")],
)
def test_an_action_that_is_not_certain_is_asked_about(desk: Browser, typed: str, sentence: str) -> None:
    page = desk.post(f"{HERE}/2/use", {"kind": "page", "action": typed, "shows": "Kept"})
    assert page.status == 422
    assert sentence in page.errors[0]
    assert page.value("shows") == "Kept"


def test_a_document_is_opened_for_an_action_which_goes_along_from_page_to_page(
    desk: Browser, action: Action, on_record: Record
) -> None:
    form = desk.get("/actions/PPM-001/evidence")
    assert form.html.select_one("#quote-from option")["value"] == "pack-2019-02"
    first = desk.client.get("/actions/PPM-001/quote?document=pack-2019-02").location
    assert first == f"{HERE}/1?action=PPM-001"
    assert desk.get("/actions/PPM-001/quote?document=other").status == 404
    page = desk.get(f"{HERE}/2?find=calls&action=PPM-001")
    assert page.html.select_one("a[rel=next]")["href"] == f"{HERE}/3?find=calls&action=PPM-001"
    used = desk.get(f"{HERE}/2/use?kind=page&action=PPM-001")
    assert used.value("action") == "PPM-001"
    done = desk.post(used.html.select_one("form.app-form")["action"], {"kind": "page", "action": "PPM-001"})
    assert "What you choose here is for PPM-001" in done.text
    assert len(of_action(on_record.desk.session, action.key)) == 1


def test_what_is_selected_by_hand_spreads_to_whole_words(desk: Browser) -> None:
    starts = PAGES[1].index("abandoned calls")
    page = desk.get(f"{HERE}/2/use?kind=words&starts={starts + 3}&ends={starts + 11}")
    assert page.html.select_one("blockquote").get_text() == "abandoned calls"


def test_an_action_that_is_closed_is_said_to_be_closed(desk: Browser) -> None:
    desk.post("/actions/PPM-001/void", {"reason": "Logged in error", "version": "1"})
    assert desk.get(f"{HERE}/2/use?kind=page&action=PPM-001").status == 200
    page = desk.post(f"{HERE}/2/use", {"kind": "page", "action": "PPM-001"})
    assert "PPM-001 Bring the figures is closed" in page.errors[0]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("kind=words", "Select the words"),
        ("kind=words&paragraph=1&paragraph=3", "follow each other"),
        ("kind=words&paragraph=9", "follow each other"),
        ("kind=words&starts=5&ends=99999", "Select the words"),
    ],
)
def test_what_cannot_be_chosen_is_said(desk: Browser, address: str, sentence: str) -> None:
    page = desk.get(f"{HERE}/2/use?{address}")
    assert page.status == 422
    assert sentence in page.text


def test_a_figure_is_offered_by_its_caption_and_another_by_its_name(
    desk: Browser, action: Action, on_record: Record
) -> None:
    assert desk.get(f"{HERE}/2").html.select_one("button[value='figure 3']") is not None
    assert "page 2, figure 3" in desk.get(f"{HERE}/2/use?part=figure 3").text
    desk.post(f"{HERE}/3/use", {"kind": "table", "part": "the table at the top", "action": "PPM-001"})
    [row] = of_action(on_record.desk.session, action.key)
    assert row.place == "the table at the top"


def test_an_owner_reads_the_document_that_their_action_rests_on_and_no_other(
    sign_in: SignIn, on_record: Record, version: DocumentVersion, action: Action
) -> None:
    held = holders_on(on_record.desk.session, on_record.desk.moment.today, [action.post_id or 0])
    person_id = held[action.post_id or 0].person_id
    on_record.desk.session.commit()
    owner = sign_in(Role.OWNER, person_id=person_id)
    assert owner.get(f"{HERE}/2").status == owner.get(f"{HERE}/2/picture").status == 404
    attach_excerpt(on_record.desk, action, keep_excerpt(on_record.desk, version, 2, Choice(quote=SAID)))
    hidden = a_version(
        on_record.desk, a_document(on_record.desk, "b", "B", marking="OFFICIAL-SENSITIVE"), SAID
    )
    attach_excerpt(on_record.desk, action, keep_excerpt(on_record.desk, hidden, 1, Choice(quote=SAID)))
    on_record.desk.session.commit()
    page = owner.get(f"{HERE}/2")
    assert (page.status, page.html.select_one("form input[name=paragraph]")) == (200, None)
    assert owner.get(f"{HERE}/2/use?kind=page").status == 403
    assert owner.get("/documents/b/1/pages/1").status == 404
    beside = owner.get("/actions/PPM-001/evidence/2/beside")
    assert SAID in beside.text
    assert beside.html.select_one("a[href^='/documents/b']") is None


@pytest.mark.parametrize("role", [Role.PANEL, Role.OWNER])
def test_whoever_reads_no_record_reads_no_document(
    sign_in: SignIn, version: DocumentVersion, role: Role
) -> None:
    assert sign_in(role).get(f"{HERE}/1").status in (403, 404)


def test_without_pages_the_heading_is_that_of_the_part(desk: Browser, on_record: Record) -> None:
    paper = a_document(on_record.desk, "response", "The response")
    a_version(on_record.desk, paper, ("3.1 Contact", f"Calls.\n\n{SAID}"), ("3.2 Vehicle crime", "Fell."))
    on_record.desk.session.commit()
    page = desk.get("/documents/response/1/pages/1")
    assert page.heading == "3.1 Contact"
    assert (
        "under “3.1 Contact”, paragraph 2" in desk.get("/documents/response/1/pages/1/use?paragraph=2").text
    )


def test_the_marking_of_the_document_is_that_of_its_pages(desk: Browser, on_record: Record) -> None:
    paper = a_document(on_record.desk, "secret", "Secret", marking="OFFICIAL-SENSITIVE")
    a_version(on_record.desk, paper, "Words.")
    on_record.desk.session.commit()
    footer = desk.get("/documents/secret/1/pages/1").html.select_one(".app-footer__marking")
    assert footer.get_text(strip=True) == "OFFICIAL-SENSITIVE"
