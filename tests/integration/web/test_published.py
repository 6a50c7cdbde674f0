"""The published record as anyone reads it: what was published and nothing else, without a session, and kept by caches."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.builders import Record, acting_as
from tests.support.measured import Measured
from tests.support.page import Browser
from tests.support.published import DECIDED, TAKEN_BACK, WORDS, publish
from tracker.domain.publishing import Published
from tracker.domain.viewers import Role
from tracker.services import publishing

PAGES = (
    "",
    "/meetings",
    "/actions",
    "/measures",
    "/documents",
    "/reports",
    "/data",
    "/accessibility",
    "/search?q=calls",
)
FILES = (
    "/changes.atom",
    "/meetings.ics",
    "/data/actions.csv",
    "/data/actions.json",
    "/data/action-story.json",
)


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> None:
    """What another test was shown is forgotten: its decisions have the same numbers."""
    app.extensions["published_front"].forget()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def commit(record: Record) -> None:
    record.desk.session.commit()


def forget(app: Flask) -> None:
    """As if a second had gone by."""
    app.extensions["published_front"]._looked = float("-inf")


def test_the_pages_of_an_empty_record_say_so(visitor: Browser) -> None:
    assert "Nothing has been published yet." in visitor.get("/published").text
    for path in PAGES:
        assert visitor.get(f"/published{path}").status == 200


def test_what_is_published_can_be_read_found_and_narrowed(on_record: Record, visitor: Browser) -> None:
    action = on_record.action("Answer abandoned calls", due="2023-12-01", post=on_record.post())
    publish(on_record, Published.ACTION, action.reference)
    publish(on_record, Published.MEETING, "PPM-2023-05-17")
    commit(on_record)
    page = visitor.get(f"/published/actions/{action.reference}")
    assert page.heading == "Answer abandoned calls"
    assert "Head of contact" in page.text
    assert "Answer abandoned calls" in visitor.get("/published/meetings/ppm-2023-05-17").text
    assert "Answer abandoned calls" in visitor.get("/published/actions?q=abandoning+call&status=open").text
    assert "No published action is like this." in visitor.get("/published/actions?status=closed").text
    found = visitor.get("/published/search?q=calls").text
    assert "Answer abandoned calls" in found
    assert "Raised 17 May 2023" in found


def test_nothing_that_was_not_published_can_be_found(
    on_record: Record, visitor: Browser, client: FlaskClient
) -> None:
    meeting = on_record.meeting("2023-05-17", venue="CANARY-VENUE")
    action = on_record.action("CANARY-TITLE", meeting=meeting, post=on_record.post("canary-post"))
    public = on_record.action("What is public")
    publish(on_record, Published.ACTION, public.reference)
    commit(on_record)
    for path in (
        *PAGES,
        *FILES,
        f"/actions/{public.reference}",
        f"/actions/{action.reference}",
        "/meetings/ppm-2023-05-17",
    ):
        body = client.get(f"/published{path}").get_data(as_text=True)
        assert "CANARY" not in body, path
        assert "canary" not in body.replace(path, ""), path
    assert client.get(f"/published/actions/{action.reference}").status_code == 404
    assert client.get("/published/meetings/ppm-2023-05-17").status_code == 404


def test_a_change_on_record_is_not_public_until_it_is_published(
    app: Flask, on_record: Record, visitor: Browser
) -> None:
    action = on_record.action("Answer abandoned calls")
    row = publish(on_record, Published.ACTION, action.reference)
    commit(on_record)
    address = f"/published/actions/{action.reference}"
    visitor.get(address)
    action.title = "CANARY"
    on_record.desk.session.add(action)
    commit(on_record)
    forget(app)
    for path in (address, *(f"/published{one}" for one in (*PAGES, *FILES))):
        assert b"CANARY" not in visitor.client.get(path).get_data(), path
    publishing.publish_again(on_record.desk, WORDS, row, DECIDED)
    commit(on_record)
    forget(app)
    assert visitor.get(address).heading == "CANARY"


def test_a_withdrawn_page_says_so_and_tells_no_more(
    app: Flask, on_record: Record, visitor: Browser, client: FlaskClient
) -> None:
    action = on_record.action("CANARY-TITLE")
    row = publish(on_record, Published.ACTION, action.reference)
    commit(on_record)
    address = f"/published/actions/{action.reference}"
    assert visitor.get(address).status == 200
    publishing.withdraw(on_record.desk, row, TAKEN_BACK)
    commit(on_record)
    forget(app)
    page = visitor.get(address)
    assert page.status == 410
    assert page.heading == "This page was withdrawn on 20 September 2023"
    assert "It is being checked." in page.text
    for path in (f"/actions/{action.reference}", *PAGES, *FILES):
        assert "CANARY" not in client.get(f"/published{path}").get_data(as_text=True), path


def test_what_was_never_public_is_not_found_in_the_style_of_the_public(visitor: Browser) -> None:
    for path in (
        "/actions/PPM-001",
        "/nothing",
        "/actions/PPM-001/files/x.pdf",
        "/a/b/c/d/e",
        "/data/nothing.csv",
        "/actions/",
        "/actions/%00",
        "/actions/PPM-001/files/",
        "/%ff",
    ):
        page = visitor.get(f"/published{path}")
        assert page.status == 404
        assert page.heading == "There is nothing at this address"


@pytest.mark.parametrize("path", [*PAGES, *FILES, "/nothing", "/actions/PPM-001"])
def test_no_page_sets_a_cookie_or_depends_on_one(
    app: Flask, sign_in: Callable[..., Browser], path: str
) -> None:
    signed_in = sign_in(Role.SECRETARIAT).client.get(f"/published{path}")
    public = app.test_client().get(f"/published{path}")
    assert signed_in.get_data() == public.get_data()
    for answer in (signed_in, public):
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert b"csrf" not in answer.get_data()
        assert b"<script" not in answer.get_data()


def test_a_page_that_is_known_is_not_sent_again(client: FlaskClient, on_record: Record) -> None:
    action = on_record.action("Answer abandoned calls")
    publish(on_record, Published.ACTION, action.reference)
    commit(on_record)
    address = f"/published/actions/{action.reference}"
    first = client.get(address)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for known in (
        {"If-None-Match": etag},
        {"If-None-Match": f'"other", W/{etag}'},
        {"If-Modified-Since": modified},
    ):
        again = client.get(address, headers=known)
        assert (again.status_code, again.get_data(), again.headers["ETag"]) == (304, b"", etag)
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    old = {"If-Modified-Since": "Sat, 01 Jan 2022 00:00:00 GMT"}
    assert client.get(address, headers=old).status_code == 200


def test_a_page_is_not_known_any_more_when_what_it_lists_was_withdrawn(
    app: Flask, client: FlaskClient, on_record: Record
) -> None:
    """A cache that asks by the day alone must not go on with the page that names it."""
    later, last = (acting_as(on_record.desk, on_record.desk.by, day) for day in ("2098-01-01", "2098-01-02"))
    meeting = on_record.meeting("2023-05-17")
    action = on_record.action("CANARY-TITLE", meeting=meeting)
    row = publishing.publish(later, WORDS, Published.ACTION, action.reference, DECIDED)
    publishing.publish(later, WORDS, Published.MEETING, meeting.reference, DECIDED)
    commit(on_record)
    address = "/published/meetings/ppm-2023-05-17"
    first = client.get(address)
    assert b"CANARY-TITLE" in first.get_data()
    publishing.withdraw(last, row, TAKEN_BACK)
    commit(on_record)
    forget(app)
    again = client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert again.status_code == 200
    assert b"CANARY" not in again.get_data()


def test_a_chart_of_a_withdrawn_measure_is_gone_with_it(client: FlaskClient, on_record: Record) -> None:
    Measured(on_record.desk).months(["8.6%", "9.1%", "9.4%", "12.7%"])
    row = publish(on_record, Published.MEASURE, "101-abandonment")
    publishing.withdraw(on_record.desk, row, TAKEN_BACK)
    commit(on_record)
    for path in ("", "/chart-all-month.svg", "/chart-all-month-narrow.svg"):
        assert client.get(f"/published/measures/101-abandonment{path}").status_code == 410


def test_the_first_page_is_there_with_a_slash_behind_it(visitor: Browser) -> None:
    assert visitor.get("/published/").heading == visitor.get("/published").heading


def test_a_page_is_compressed_for_who_takes_that(client: FlaskClient) -> None:
    import gzip

    plain = client.get("/published")
    zipped = client.get("/published", headers={"Accept-Encoding": "gzip, br"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.get_data()) == plain.get_data()


def test_a_head_request_has_no_body(client: FlaskClient) -> None:
    answer = client.head("/published")
    assert (answer.status_code, answer.get_data()) == (200, b"")
    assert client.get("/published").get_data()


def test_a_page_is_made_once_while_it_is_true(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.web import published_pages

    made: list[str] = []
    front = published_pages.front
    monkeypatch.setattr(published_pages, "front", lambda *given: made.append("made") or front(*given))
    assert client.get("/published").get_data() == client.get("/published").get_data()
    assert made == ["made"]


def test_an_address_is_one_address(client: FlaskClient, on_record: Record) -> None:
    action = on_record.action("Answer abandoned calls")
    publish(on_record, Published.ACTION, action.reference)
    commit(on_record)
    answer = client.get(f"/published/actions/{action.reference.lower()}")
    assert answer.status_code == 301
    assert answer.location == f"/published/actions/{action.reference}"


def test_words_that_were_typed_are_no_markup(visitor: Browser, on_record: Record) -> None:
    action = on_record.action("<script>alert(1)</script>")
    publish(on_record, Published.ACTION, action.reference)
    commit(on_record)
    for path in ("", "/actions", f"/actions/{action.reference}", "/search?q=%3Cscript%3E", "/changes.atom"):
        assert b"<script>alert" not in visitor.client.get(f"/published{path}").get_data()


def test_each_page_has_one_address_and_meetings_lead_to_their_neighbours(
    on_record: Record, visitor: Browser
) -> None:
    for day in ("2023-05-17", "2023-10-04", "2023-12-06"):
        on_record.meeting(day)
        publish(on_record, Published.MEETING, f"PPM-{day}")
    commit(on_record)
    page = visitor.get("/published/meetings/ppm-2023-10-04").html
    canonical = page.select_one("link[rel=canonical]")
    assert canonical
    assert str(canonical["href"]).endswith("/published/meetings/ppm-2023-10-04")
    ways = {str(one["rel"][0]): one["href"] for one in page.select("nav a[rel]")}
    assert ways == {
        "prev": "/published/meetings/ppm-2023-05-17",
        "next": "/published/meetings/ppm-2023-12-06",
    }
    first = visitor.get("/published/meetings/ppm-2023-05-17").html
    assert not first.select("a[rel=prev]")
