"""What is withheld from an issued version is on no page, in no feed and in no header that the Panel or the public can get."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.builders import Record
from tests.support.cutting import cut, held_meeting, issue
from tests.support.leaks import words_in
from tests.support.page import Browser
from tests.support.published import publish
from tracker.domain.audiences import Audience
from tracker.domain.publishing import Published
from tracker.domain.report_kinds import ACTION_LOG, Form
from tracker.domain.viewers import THE_OFFICE, Role
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.services.redactions import withhold_words
from tracker.services.report_cuts import cut_of
from tracker.services.report_files import file_name, keep_file, make_file
from tracker.services.reports import cut_for
from tracker.store.actions import by_reference
from tracker.wiring import Wiring

CANARY = "canary0001bird"
PAGES = ("", "/reports", "/reports/1", "/data", f"/search?q={CANARY}", "/changes.atom", "/meetings.ics")
"""Where a crawl of the public's pages begins: it goes on with every address that it meets there."""
MOST_PAGES = 200


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> None:
    app.extensions["published_front"].forget()


@pytest.fixture
def versions(on_record: Record, wires: Wiring) -> dict[Audience, int]:
    """A version for the Panel and one for the public, issued with the word withheld; the public's is published."""
    meeting = held_meeting(on_record)
    asked = by_reference(on_record.desk.session, THE_OFFICE, "PPM-003")
    asked.asked = f"Ask {CANARY} first"
    numbers = {}
    for audience in (Audience.PANEL, Audience.PUBLIC):
        whole = cut_for(on_record.desk, cut(on_record.desk, ACTION_LOG, meeting), audience)
        withhold_words(on_record.desk, whole, path="raised/PPM-003/asked", words=CANARY, reason="foi-40")
        issue(on_record.desk, whole, correction=f"{CANARY} was wrong")
        _keep_file(on_record, wires, whole)
        numbers[audience] = whole.key
    publish(on_record, Published.REPORT, str(numbers[Audience.PUBLIC]))
    on_record.desk.session.commit()
    return numbers


def _keep_file(record: Record, wires: Wiring, version: ReportVersion) -> None:
    snapshot = record.desk.session.get_one(RecordSnapshot, version.snapshot_id)
    content = make_file(wires.report_press, snapshot, cut_of(record.desk.session, version), Form.PDF)
    keep_file(record.desk, wires.files, version, content, form=Form.PDF, name=file_name(version))


def _found(client: FlaskClient, address: str) -> tuple[str, list[str]]:
    """All that an address answers, headers too, and where it leads."""
    with client.get(address) as answer:
        body = answer.get_data()
    said = f"{answer.headers}\n{words_in(body)}"
    links = re.findall(r'(?:href|src)="([^"]+)"', body.decode("utf-8", "replace"))
    # What was looked for stands in the box and in addresses of the search.
    return said.replace(f"q={CANARY}", "").replace(f'value="{CANARY}"', "").replace(f"“{CANARY}”", ""), links


def test_nothing_public_holds_a_withheld_word(versions: dict[Audience, int], app: Flask) -> None:
    client = app.test_client()
    waiting, seen = [f"/published{page}" for page in PAGES], set[str]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop().partition("#")[0].replace("&amp;", "&")
        if address in seen or not address.startswith("/published"):
            continue
        seen.add(address)
        said, links = _found(client, address)
        assert CANARY not in said, address
        waiting += links
    assert any(address.endswith(".pdf") for address in seen)


@pytest.mark.parametrize("page", ["/reports", "/reports/{number}", "/search?q=first", f"/search?q={CANARY}"])
def test_the_panel_is_shown_no_withheld_word(
    page: str, versions: dict[Audience, int], sign_in: Callable[..., Browser]
) -> None:
    panel = sign_in(Role.PANEL).client
    said, links = _found(panel, page.format(number=versions[Audience.PANEL]))
    assert CANARY not in said
    for link in links:
        if re.match(r"/reports/\d+/.*\.pdf", link):
            assert CANARY not in _found(panel, link)[0], link
