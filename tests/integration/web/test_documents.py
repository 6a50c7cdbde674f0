"""Documents in a browser without scripts: the library, adding, changing, the state of the reading, the file as it came."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.builders import SECRETARIAT, Record
from tests.support.files_to_read import PARAGRAPH, pdf, pdf_with_script
from tests.support.page import Browser
from tracker.adapters.near_words import FuzzyWords
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Role
from tracker.services.documents import Paper, name_document
from tracker.services.evidence import attach_document
from tracker.services.reading_documents import Library, read_waiting
from tracker.store.documents import to_read
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
TEXT = f"Foreword\n\n{PARAGRAPH}\n\n3.1 Contact and response\n\n{PARAGRAPH}".encode()


@pytest.fixture
def secretariat(sign_in: SignIn) -> Browser:
    return sign_in(Role.SECRETARIAT)


@pytest.fixture
def read(wires: Wiring) -> Callable[[], None]:
    """Reads what waits, as the scheduler does."""

    def read_all() -> None:
        with wires.read() as session:
            numbers = list(to_read(session, wires.clock.moment().machine))
        library = Library(wires.reader, wires.files, FuzzyWords(), "test")
        list(read_waiting(lambda: wires.writing(SECRETARIAT), library, numbers))

    return read_all


def files(*named: tuple[str, bytes], **fields: str) -> dict[str, Any]:
    return {"file": [(io.BytesIO(content), name) for name, content in named], "kept": "here", **fields}


def test_a_document_is_added_waits_and_is_read(secretariat: Browser, read: Callable[[], None]) -> None:
    fields = {"title": "Pack of May", "publisher": "The force", "dated": "9 May 2023", "printed": "1.2"}
    page = secretariat.post("/documents", files(("pack.txt", TEXT), **fields))
    assert page.heading == "Pack of May"
    assert "Waits to be read" in page.text
    for said in ("The force", "9 May 2023", "1.2"):
        assert said in page.text
    read()
    page = secretariat.get("/documents/pack-of-may")
    assert "2 parts" in page.text
    assert "This file has no pages of its own" in page.text
    assert (
        page.html.find("a", string="3.1 Contact and response")["href"] == "/documents/pack-of-may/1/pages/2"
    )
    assert secretariat.get("/documents/pack-of-may/1/pages/2").status == 200


def test_several_files_are_added_at_once_each_with_its_state(
    secretariat: Browser, read: Callable[[], None]
) -> None:
    page = secretariat.post(
        "/documents", files(("one.txt", b"one"), ("two.pdf", pdf_with_script()), ("three.pdf", pdf()[:-90]))
    )
    assert page.html.select_one("#reading-heading").text == "3 files are being read"
    assert len(page.html.select("#reading progress[aria-label]")) == 3
    read()
    watched = secretariat.get("/documents?added=1-2-3")
    said = watched.html.select_one("#reading").get_text(" ")
    assert "The files were read" in said
    assert "scripts inside, which were not run" in said
    assert "damaged or was cut short" in said
    assert not watched.html.select("#reading progress")


def test_the_state_is_asked_for_anew_and_answered_only_when_it_changed(
    secretariat: Browser, read: Callable[[], None]
) -> None:
    secretariat.post("/documents", files(("one.txt", b"one"), ("two.txt", b"two")))
    asks = secretariat.get("/documents?added=1-2").html.select_one("#reading")["hx-get"]
    assert secretariat.client.get(asks, headers={"HX-Request": "true"}).status_code == 204
    assert "hx-get" in secretariat.get("/documents/one/1/state").html.div.attrs
    read()
    answer = secretariat.get(asks, headers={"HX-Request": "true"})
    assert answer.html.select_one("#file-1[hx-swap-oob]")
    assert "hx-get" not in answer.html.select_one("#reading").attrs
    assert secretariat.client.get("/documents/one/1/state").headers["HX-Refresh"] == "true"


def test_a_script_sends_one_file_and_is_answered_in_json(secretariat: Browser) -> None:
    def send(name: str, content: bytes) -> Any:
        data = {**files((name, content)), "csrf_token": secretariat.token()}
        return secretariat.client.post("/documents", data=data, headers={"Accept": "application/json"})

    first, again, refused = (
        send("one.txt", b"one"),
        send("other.txt", b"one"),
        send("slides.pptx", b"PK\x03\x04"),
    )
    assert (first.status_code, first.json["known"], first.json["href"]) == (201, False, "/documents/one")
    assert (again.status_code, again.json["known"], again.json["href"]) == (200, True, "/documents/one")
    assert refused.status_code == 422
    assert "none of these" in refused.json["error"]


def test_a_refused_file_keeps_what_was_typed_and_none_of_the_others(secretariat: Browser) -> None:
    typed = {"title": "Pack", "publisher": "The force", "dated": "February 2020", "note": "Read it with care"}
    page = secretariat.post("/documents", files(("good.txt", b"good"), ("bad.pdf", b"no"), **typed))
    assert page.status == 422
    assert page.errors == [
        "That file is not what its name says. Save it again from the program that made it."
    ]
    assert {name: page.value(name) for name in typed} == typed
    assert secretariat.get("/documents").heading == "No documents yet"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose the file."),
        ({"kept": "name"}, "Give the title"),
        ({"meeting": "PPM-1999-01-01"}, "Choose the meeting"),
    ],
)
def test_what_is_missing_is_said(secretariat: Browser, fields: dict[str, str], words: str) -> None:
    page = secretariat.post("/documents", {"kept": "here", **fields})
    assert page.status == 422
    assert words in page.errors[0]


def test_a_document_known_by_name_gets_its_file_later(secretariat: Browser) -> None:
    page = secretariat.post("/documents", {"kept": "name", "title": "Pack of May", "code": "pack-2023-05"})
    assert "Known by name alone" in page.text
    page = secretariat.post(
        "/documents/pack-2023-05/versions", {"file": (io.BytesIO(b"words"), "pack.txt"), "printed": "2"}
    )
    assert "Version 1 is added" in page.html.text
    assert "Known by name alone" not in page.text
    page = secretariat.post("/documents/pack-2023-05/versions", {"file": (io.BytesIO(b"words"), "again.txt")})
    assert "is this file already" in page.html.text


def test_fields_are_changed_and_a_stale_form_shows_both(secretariat: Browser) -> None:
    secretariat.post("/documents", files(("pack.txt", b"words"), title="Pack", dated="February 2020"))
    form = secretariat.get("/documents/pack/edit")
    assert form.value("dated") == "February 2020"
    sent = {"title": "Pack of May", "version": form.value("version"), "marking": "OFFICIAL-SENSITIVE"}
    page = secretariat.post("/documents/pack", sent)
    assert page.heading == "Pack of May"
    assert page.html.select_one(".app-footer__marking").text == "OFFICIAL-SENSITIVE"
    page = secretariat.post("/documents/pack", {**sent, "title": "Pack of June"})
    assert page.status == 409
    assert "Pack of May" in page.html.select_one("#theirs").text
    assert page.value("title") == "Pack of June"


def test_the_file_is_handed_out_as_it_came_and_never_shown_inside_the_site(secretariat: Browser) -> None:
    content = pdf("A page")
    secretariat.post("/documents", files(("Pack one.pdf", content)))
    with secretariat.client.get("/documents/pack-one/1/file") as answer:
        assert answer.get_data() == content
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.mimetype == "application/pdf"


def test_a_reading_is_stopped_and_begun_again(secretariat: Browser) -> None:
    secretariat.post("/documents", files(("pack.txt", b"words")))
    page = secretariat.post("/documents/pack/1/cancel")
    assert "Reading was stopped" in page.text
    page = secretariat.post("/documents/pack/1/again")
    assert "Waits to be read" in page.text


def test_the_library_is_narrowed_and_says_what_is_held(secretariat: Browser, on_record: Record) -> None:
    name_document(on_record.desk, Paper(title="On paper", publisher="The force"), held=True)
    name_document(on_record.desk, Paper(title="By name"), held=False)
    on_record.desk.session.commit()
    page = secretariat.get("/documents")
    assert page.heading == "2 documents"
    assert "Held by the office, without its file here" in page.text
    assert secretariat.get("/documents?kept=name").heading == "1 document"
    assert "On paper" in secretariat.get("/documents?publisher=The+force&page=7").text
    assert secretariat.get("/documents?year=1987").heading == "No documents match"
    assert secretariat.get("/documents?year=x&meeting=99999999999&added=x-1-&kept=z").heading == "2 documents"


def test_an_owner_sees_the_entry_of_what_their_action_rests_on_and_no_file(
    on_record: Record, sign_in: SignIn, secretariat: Browser
) -> None:
    post = on_record.post()
    action = on_record.action("Bring the figures", post=post)
    on_record.desk.session.commit()
    secretariat.post("/documents", files(("pack.txt", b"words"), title="Pack"))
    secretariat.post("/documents", files(("other.txt", b"other words"), title="Other"))
    with on_record.desk.session as session:
        attach_document(on_record.desk, action, "Pack", where=Locator(place="table 2"))
        session.commit()
    owner = sign_in(Role.OWNER, person_id=1)
    assert owner.get("/documents").heading == "1 document"
    page = owner.get("/documents/pack")
    assert "table 2" in page.text
    assert "pack.txt" not in page.text
    assert owner.get("/documents/other").status == 404
    assert owner.get("/documents/pack/1/file").status == 403
    assert owner.get("/documents/new").status == 403
    assert sign_in(Role.PANEL).get("/documents").status == 403
