"""The published record for programs: its tables against their dictionary, the feed and the calendar read by their own libraries."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.support.builders import Record
from tests.support.page import Browser
from tests.support.published import TAKEN_BACK, publish
from tracker.domain.public_data import DATASETS
from tracker.domain.publishing import Published
from tracker.services import publishing

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    app.extensions["published_front"].forget()
    yield app.test_client()
    app.extensions["published_front"].forget()


def published_action(record: Record, title: str = "Answer abandoned calls", due: str = "2023-12-01") -> str:
    action = record.action(title, due=due, post=record.post())
    publish(record, Published.ACTION, action.reference)
    record.desk.session.commit()
    return action.reference


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda one: one.name)
def test_each_file_has_the_columns_of_the_dictionary(
    client: FlaskClient, on_record: Record, dataset: object
) -> None:
    names = [column.name for column in dataset.all_columns]  # type: ignore[attr-defined]
    name = dataset.name  # type: ignore[attr-defined]
    published_action(on_record)
    publish(on_record, Published.MEETING, "PPM-2023-05-17")
    on_record.desk.session.commit()
    answer = client.get(f"/published/data/{name}.csv")
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0] == names
    assert all(len(row) == len(names) for row in rows)
    told = json.loads(client.get(f"/published/data/{name}.json").get_data())
    assert [one["name"] for one in told["columns"]] == names
    assert all(list(row) == names for row in told["rows"])
    assert len(told["rows"]) == len(rows) - 1
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("before", ["", " ", "\n", "\u00a0", "\ufeff", "\u200b"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b"])
def test_no_cell_of_a_file_is_taken_for_a_formula(
    client: FlaskClient, on_record: Record, before: str, sign: str
) -> None:
    typed = f"{before}{sign}HYPERLINK(1)"
    action = on_record.action("Answer abandoned calls", asked=typed, post=on_record.post())
    publish(on_record, Published.ACTION, action.reference)
    on_record.desk.session.commit()
    told = client.get("/published/data/actions.csv").get_data().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(told))
    assert row["asked"] == f"'{typed}"


def test_the_dictionary_says_what_each_column_holds(client: FlaskClient) -> None:
    page = client.get("/published/data").get_data(as_text=True)
    for dataset in DATASETS:
        assert f"/published/data/{dataset.name}.csv" in page
        for column in dataset.all_columns:
            assert column.holds
            assert column.name in page


def test_a_row_says_what_the_page_says(client: FlaskClient, on_record: Record) -> None:
    reference = published_action(on_record)
    (row,) = json.loads(client.get("/published/data/actions.json").get_data())["rows"]
    assert row["reference"] == reference
    assert row["owner"] == "Head of contact"
    assert row["due_on"] == "2023-12-01"
    assert row["url"].endswith(f"/published/actions/{reference}")


def test_a_cell_that_begins_like_a_formula_is_harmless(client: FlaskClient, on_record: Record) -> None:
    published_action(on_record, "=HYPERLINK(1)")
    text = client.get("/published/data/actions.csv").get_data(as_text=True)
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text


def test_the_feed_is_valid_and_its_ids_stay(client: FlaskClient, on_record: Record, app: Flask) -> None:
    reference = published_action(on_record)
    first = ElementTree.fromstring(client.get("/published/changes.atom").get_data())  # noqa: S314  (it is ours)
    (entry,) = first.findall(f"{ATOM}entry")
    for name in ("id", "title", "updated"):
        assert (first.findtext(f"{ATOM}{name}") or "").strip()
        assert (entry.findtext(f"{ATOM}{name}") or "").strip()
    assert first.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in first.findall(f"{ATOM}link")}
    assert str(links["self"]).endswith("/published/changes.atom")
    assert datetime.fromisoformat(str(entry.findtext(f"{ATOM}updated"))).tzinfo is not None
    row = publishing.stored.of(on_record.desk.session, Published.ACTION, reference)
    assert row
    publishing.withdraw(on_record.desk, row, TAKEN_BACK)
    on_record.desk.session.commit()
    app.extensions["published_front"].forget()
    second = ElementTree.fromstring(client.get("/published/changes.atom").get_data())  # noqa: S314  (it is ours)
    entries = second.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == [
        f"Withdrawn: {reference}",
        f"Published: {reference}",
    ]
    assert entries[1].findtext(f"{ATOM}id") == entry.findtext(f"{ATOM}id")
    assert len({one.findtext(f"{ATOM}id") for one in entries}) == 2
    assert entries[0].findtext(f"{ATOM}summary") == "It is being checked."


def test_the_calendar_holds_the_public_meetings_and_no_others(client: FlaskClient, on_record: Record) -> None:
    on_record.meeting("2023-10-04", at="14:30", venue="Oak Room")
    on_record.meeting("2023-11-29", venue="CANARY")
    publish(on_record, Published.MEETING, "PPM-2023-10-04")
    on_record.desk.session.commit()
    calendar = Calendar.from_ical(client.get("/published/meetings.ics").get_data())
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].dt == datetime(2023, 10, 4, 13, 30, tzinfo=UTC)
    assert str(event["LOCATION"]) == "Oak Room"
    assert str(event["SUMMARY"]) == "Public Performance Meeting, 4 October 2023"
    assert str(event["URL"]).endswith("/published/meetings/ppm-2023-10-04")


def test_the_front_page_leads_to_data_feed_and_calendar(client: FlaskClient, visitor: Browser) -> None:
    links = {link.get("href") for link in visitor.get("/published").html.find_all(["a", "link"])}
    assert {"/published/data", "/published/changes.atom", "/published/meetings.ics"} <= links
