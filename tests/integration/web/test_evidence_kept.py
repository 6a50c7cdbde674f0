"""Evidence on the page of its action: every kind, removed with a reason, and changed by a new version of its document."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from tests.support.builders import Record
from tests.support.page import Browser
from tests.support.read_documents import a_document, a_reading, a_version
from tracker.adapters.near_words import FuzzyWords
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.models.evidence import Document, Evidence
from tracker.models.measures import MeasureReading
from tracker.services.evidence import attach_web
from tracker.services.evidence_on_record import attach_excerpt, attach_video
from tracker.services.excerpts import Choice, keep_excerpt
from tracker.services.finding_again import found_again
from tracker.services.removing_evidence import remove_evidence
from tracker.store.posts import holders_on
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
SAID = "101 abandoned rates are increasing and will be brought back."
HERE = "/actions/PPM-001"


@pytest.fixture
def action(on_record: Record) -> Action:
    meeting = on_record.meeting("2023-05-17")
    meeting.video_url = "https://youtu.be/abc"
    found = on_record.action("Bring the figures", post=on_record.post())
    on_record.desk.session.commit()
    return found


@pytest.fixture
def document(on_record: Record) -> Document:
    return a_document(on_record.desk)


@pytest.fixture
def excerpt(on_record: Record, wires: Wiring, action: Action, document: Document) -> Evidence:
    version = a_version(on_record.desk, document, "Foreword", SAID, files=wires.files)
    kept = keep_excerpt(on_record.desk, version, 2, Choice(quote=SAID))
    row = attach_excerpt(on_record.desk, action, kept, shows="That it got worse")
    on_record.desk.session.commit()
    return row


@pytest.fixture
def owner(sign_in: SignIn, on_record: Record, action: Action) -> Browser:
    post_id = action.post_id or 0
    held = holders_on(on_record.desk.session, on_record.desk.moment.today, [post_id])[post_id]
    on_record.desk.session.commit()
    return sign_in(Role.OWNER, person_id=held.person_id)


def test_an_excerpt_stands_on_its_action_with_its_words_its_page_and_a_small_picture(
    sign_in: SignIn, excerpt: Evidence
) -> None:
    browser = sign_in(Role.COMMISSIONER)
    card = browser.get(HERE).html.select_one(".app-evidence")
    words = card.get_text(" ", strip=True)
    assert SAID in words
    assert "page 2" in words
    assert "Meant to show: That it got worse" in words
    small = browser.download(card.select_one("img")["src"])
    with Image.open(BytesIO(small)) as picture:
        assert (picture.format, picture.width) == ("PNG", 176)
    beside = browser.get(card.select_one("a")["href"])
    assert "Staffordshire Police, Public Performance Meeting report, February 2019, page 2" in beside.text
    assert beside.html.select_one("a[href='/documents/pack-2019-02/1/pages/2']") is not None


def test_a_second_of_a_video_opens_at_that_second(sign_in: SignIn, on_record: Record, action: Action) -> None:
    attach_video(on_record.desk, action, on_record.meeting("2023-05-17"), 3130)
    on_record.desk.session.commit()
    card = sign_in(Role.SECRETARIAT).get(HERE).html.select_one(".app-evidence")
    assert card.select_one("a")["href"] == "https://youtu.be/abc?t=3130"
    assert "0:52:10 into the video" in card.get_text()


def test_a_web_address_says_when_it_was_seen(sign_in: SignIn, on_record: Record, action: Action) -> None:
    attach_web(on_record.desk, action, "https://example.org/a", where=Locator())
    on_record.desk.session.commit()
    assert "Seen on 20 September 2023" in sign_in(Role.SECRETARIAT).get(HERE).text


def test_it_is_removed_with_a_reason_only_and_stays_struck_for_the_office(
    sign_in: SignIn, excerpt: Evidence, owner: Browser
) -> None:
    desk = sign_in(Role.SECRETARIAT)
    link = desk.get(HERE).html.select_one(".app-evidence__do a")["href"]
    refused = desk.post(link, {"reason": " "})
    assert (refused.status, refused.errors) == (
        422,
        ["Say why it is removed. The reason stays in the history."],
    )
    page = desk.post(link, {"reason": "It shows another force."})
    card = page.html.select_one(".app-evidence--removed")
    assert card.select_one("s") is not None
    assert "Reason: It shows another force." in card.get_text()
    assert desk.post(link, {"reason": "Again"}).status == 409
    assert "Evidence removed" in desk.get(f"{HERE}/history").text
    assert owner.get(HERE).html.select_one(".app-evidence") is None
    for part in ("/beside", "/thumbnail"):
        assert owner.get(f"{HERE}/evidence/{excerpt.id}{part}").status == 404


def test_an_owner_sees_the_excerpt_of_their_own_action_and_removes_nothing(
    owner: Browser, excerpt: Evidence, on_record: Record
) -> None:
    page = owner.get(HERE)
    assert SAID in page.text
    assert page.html.select_one(".app-evidence__do") is None
    assert owner.get(f"{HERE}/evidence/{excerpt.id}/removal").status == 403
    other = on_record.action("Another", post=on_record.post("finance", holder="Fay Fine"))
    kept = keep_excerpt(
        on_record.desk,
        a_version(on_record.desk, a_document(on_record.desk, "b", "B"), SAID),
        1,
        Choice(quote=SAID),
    )
    hidden = attach_excerpt(on_record.desk, other, kept)
    on_record.desk.session.commit()
    assert owner.get(f"/actions/{other.reference}/evidence/{hidden.id}/beside").status == 404
    assert owner.get(f"/actions/{other.reference}/evidence/{hidden.id}/thumbnail").status == 404


def test_a_new_version_that_changes_an_excerpt_is_flagged_until_it_is_accepted(
    sign_in: SignIn, on_record: Record, document: Document, excerpt: Evidence, owner: Browser
) -> None:
    now, number = SAID.replace("increasing", "falling"), excerpt.id
    new = a_version(on_record.desk, document, "Foreword", now, number=2)
    found_again(on_record.desk, new, FuzzyWords())
    on_record.desk.session.commit()
    desk = sign_in(Role.SECRETARIAT)
    assert "One excerpt that actions rest on has changed" in desk.get("/").text
    assert desk.get(HERE).html.select_one(".app-evidence__flag a")["href"] == "/changed-evidence"
    assert owner.get(HERE).html.select_one(".app-evidence__flag") is None
    assert owner.get("/changed-evidence").status == 403
    assert "Its words changed in the latest version" in owner.get(f"{HERE}/evidence/{number}/beside").text
    page = desk.get("/changed-evidence")
    assert [one.get_text() for one in page.html.select("blockquote")] == [SAID, now]
    assert "Action 001: Bring the figures" in page.text
    assert page.html.select_one(f"a[href='{HERE}/evidence/{excerpt.id}/removal']") is not None
    form = page.html.select_one(".app-changed form")["action"]
    assert sign_in(Role.COMMISSIONER).post(form).status == 403
    done = desk.post(form)
    assert done.heading == "No evidence has changed"
    assert now in desk.get(HERE).text
    assert "Somebody has dealt with this already" in desk.post(form).html.get_text()


def test_what_was_removed_is_not_on_the_card_that_is_decided_on(
    sign_in: SignIn, on_record: Record, action: Action, excerpt: Evidence
) -> None:
    row = attach_web(on_record.desk, action, "https://example.org/a", label="Another", where=Locator())
    on_record.desk.session.flush()
    remove_evidence(on_record.desk, action, row, reason="Not this.")
    on_record.desk.session.commit()
    page = sign_in(Role.COMMISSIONER).get(f"{HERE}/decision")
    assert "It rests on one piece of evidence" in page.text or "It rests on 1 piece of evidence" in page.text


def test_a_reading_and_a_second_of_video_are_chosen_in_the_form(
    sign_in: SignIn, on_record: Record, action: Action
) -> None:
    reading = a_reading(on_record)
    on_record.desk.session.commit()
    desk = sign_in(Role.SECRETARIAT)
    form = desk.get(f"{HERE}/evidence")
    assert "101 abandonment rate: 12.7%, March 2023" in form.text
    page = desk.post(
        f"{HERE}/evidence", {"kind": "reading", "reading": str(reading.key), "shows": "It got worse"}
    )
    assert "Meant to show: It got worse" in page.text
    beside = page.html.select_one(".app-evidence__name a")["href"]
    assert desk.get(beside).html.select_one("a[href='/measures/abandonment']") is not None
    on_record.desk.session.get_one(MeasureReading, reading.key).removed_on = date(2023, 9, 20)
    on_record.desk.session.commit()
    assert "It was removed since" in desk.get(beside).text
    meeting = on_record.meeting("2023-05-17")
    on_record.desk.session.commit()
    page = desk.post(f"{HERE}/evidence", {"kind": "video", "meeting": str(meeting.key), "second": "52:10"})
    assert page.html.select_one("a[href='https://youtu.be/abc?t=3130']") is not None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "reading"}, "reading"),
        ({"kind": "reading", "reading": "99"}, None),
        ({"kind": "video", "second": "1"}, "meeting"),
        ({"kind": "video", "meeting": "1", "second": "soon"}, "second"),
        ({"kind": "web", "url": "https://example.org", "seen_on": "1 May 2199"}, "seen_on"),
        ({"kind": "web", "url": "https://example.org", "shows": "x" * 301}, "shows"),
        ({"kind": "excerpt"}, "kind"),
    ],
)
def test_what_cannot_be_chosen_in_the_form_is_said_at_its_field(
    sign_in: SignIn, action: Action, typed: dict[str, str], field: str | None
) -> None:
    page = sign_in(Role.SECRETARIAT).post(f"{HERE}/evidence", typed)
    assert page.status in (404, 422)
    if field:
        assert page.html.select_one(f".govuk-error-summary a[href='#{field}']") is not None
        assert page.html.find(id=field) is not None
