"""What a program can ask: each operation, over the record."""

from datetime import date
from io import BytesIO

import pytest

from tests.integration.api.conftest import Program
from tests.support.builders import Record
from tracker.domain.measures import Better, Unit
from tracker.domain.meetings import MeetingStatus
from tracker.models.measures import Area, Measure


@pytest.fixture(autouse=True)
def filled(on_record: Record) -> Record:
    """A meeting to come, an action with an owner, a measure with an area."""
    on_record.meeting()
    on_record.action(
        "Bring the abandonment figures", due="2023-10-04", post=on_record.post(), on="2023-05-17"
    )
    session = on_record.desk.session
    session.add(Area(code="force", title="The force"))
    session.add(
        Measure(code="101-abandonment", title="101 abandonment rate", unit=Unit.PERCENT, better=Better.LOWER)
    )
    session.commit()
    return on_record


def test_meetings_are_listed_and_one_is_shown_with_its_agenda(anything: Program) -> None:
    listed = anything.get("/meetings").get_json()
    assert {one["reference"] for one in listed["meetings"]} == {"PPM-2023-10-04", "PPM-2023-05-17"}
    assert listed["next_after"] is None
    shown = anything.get("/meetings/ppm-2023-10-04").get_json()
    assert (shown["starts_at"], shown["venue"], shown["agenda"]) == ("2023-10-04T13:30:00Z", "Oak Room", [])
    assert anything.get("/meetings/PPM-2020-01-01").status_code == 404


def test_actions_are_listed_by_filters(anything: Program) -> None:
    (one,) = anything.get("/actions?status=live&post=head-of-contact").get_json()["actions"]
    assert one["reference"] == "PPM-001"
    assert one["owner"] == {"code": "head-of-contact", "title": "Head of contact"}
    assert one["closure"] is None
    assert one["due"] == {"kind": "date", "on": "2023-10-04", "meeting": None, "exit_rule": None}
    assert anything.get("/actions?overdue=true").get_json()["actions"] == []
    assert anything.get("/actions?status=everything").status_code == 422
    assert anything.get("/actions?colour=red").status_code == 422


def test_a_list_goes_on_in_parts(filled: Record, anything: Program) -> None:
    for number in range(4):
        filled.action(f"Another {number}")
    filled.desk.session.commit()
    found, path = [], "/actions?limit=2&status=open"
    while path:
        answer = anything.get(path)
        found += [one["reference"] for one in answer.get_json()["actions"]]
        link = answer.headers.get("Link", "")
        assert bool(link) == bool(answer.get_json()["next_after"])
        path = link.partition(">")[0].removeprefix("</api/v1")
        assert not path or "status=open" in path
    assert found == [f"PPM-00{number}" for number in range(1, 6)]


def test_an_action_is_logged_from_a_line_as_the_page_reads_it(anything: Program) -> None:
    made = anything.post(
        "/meetings/PPM-2023-10-04/actions", {"line": "Bring it back @head of contact due 6 october 2023"}
    )
    assert made.status_code == 201, made.text
    assert made.get_json()["owner"]["code"] == "head-of-contact"
    assert made.get_json()["due"]["on"] == "2023-10-06"
    assert made.headers["Location"] == "/api/v1/actions/PPM-002"
    unclear = anything.post("/meetings/PPM-2023-10-04/actions", {"line": "Bring it @nobody at all"})
    assert unclear.status_code == 422
    assert unclear.get_json()["errors"][0]["pointer"] == "/line"


def test_nothing_is_logged_at_a_meeting_that_is_over(filled: Record, anything: Program) -> None:
    filled.meeting("2023-05-17").status = MeetingStatus.HELD
    filled.desk.session.commit()
    refused = anything.post("/meetings/PPM-2023-05-17/actions", {"title": "Show the trend"})
    assert refused.status_code == 409
    assert "held already" in refused.get_json()["detail"]


def test_an_action_is_logged_from_fields(anything: Program) -> None:
    sent = {
        "title": "Show the trend",
        "owner": "head-of-contact",
        "due": {"kind": "meeting", "meeting": "PPM-2023-10-04"},
        "raised_by": "PPM-001",
        "marking": "OFFICIAL-SENSITIVE",
    }
    made = anything.post("/meetings/PPM-2023-10-04/actions", sent).get_json()
    assert (made["title"], made["raised_by"], made["marking"]) == (
        "Show the trend",
        "PPM-001",
        "OFFICIAL-SENSITIVE",
    )
    assert made["due"]["meeting"] == "PPM-2023-10-04"


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"owner": "nobody"}, "/owner"),
        ({"due": {"kind": "date", "on": "2023-09-01"}}, "/due"),
        ({"due": {"kind": "meeting", "meeting": "XYZ-2023-10-04"}}, "/due/meeting"),
        ({"due": {"kind": "date", "on": "04/10/2023"}}, "/due/on"),
        ({"raised_by": "PPM-099"}, "/raised_by"),
        ({"priority": "none-such"}, "/priority"),
        ({"agenda_item": "9.9"}, "/agenda_item"),
        ({"title": ""}, "/title"),
        ({"status": "closed"}, "/status"),
        ({"number": 7}, "/number"),
    ],
)
def test_what_cannot_be_is_refused_by_its_place_and_nothing_is_logged(
    anything: Program, changed: dict[str, object], pointer: str
) -> None:
    refused = anything.post("/meetings/PPM-2023-10-04/actions", {"title": "Show the trend", **changed})
    assert refused.status_code == 422
    assert any(one["pointer"].endswith(pointer) for one in refused.get_json()["errors"]), refused.text
    assert len(anything.get("/actions").get_json()["actions"]) == 1


def test_a_correction_changes_what_is_sent_and_nothing_else(anything: Program) -> None:
    before = anything.get("/actions/PPM-001")
    corrected = anything.patch(
        "/actions/PPM-001", {"title": "Bring all figures"}, headers={"If-Match": before.headers["ETag"]}
    )
    assert corrected.status_code == 200, corrected.text
    told, was = corrected.get_json(), before.get_json()
    assert told.pop("title") == "Bring all figures"
    assert was.pop("title") != "Bring all figures"
    assert told.pop("version") == was.pop("version") + 1
    assert told == was
    taken = anything.patch(
        "/actions/PPM-001", {"owner": None}, headers={"If-Match": corrected.headers["ETag"]}
    )
    assert taken.get_json()["owner"] is None


def test_an_update_waits_to_be_read(anything: Program) -> None:
    sent = {"text": "The rate fell", "by": "Ann Able", "rating": "green", "recommends_closure": True}
    made = anything.post("/actions/PPM-001/updates", sent)
    assert made.status_code == 201, made.text
    assert (made.get_json()["reading"], made.get_json()["via"]) == ("new", "program")
    assert anything.get("/actions/PPM-001").get_json()["status"] == "recommended"
    (listed,) = anything.get("/actions/PPM-001/updates").get_json()["updates"]
    assert listed == made.get_json()
    late = anything.post("/actions/PPM-001/updates", {**sent, "more_time_until": "2023-01-01"})
    assert late.get_json()["errors"][0]["pointer"] == "/more_time_until"


def test_an_address_and_a_file_are_attached_and_the_file_comes_back(anything: Program) -> None:
    address = anything.post(
        "/actions/PPM-001/evidence",
        {"url": "https://force.example.org/pack.pdf", "page": 8, "shows": "The rate"},
    )
    assert address.status_code == 201, address.text
    assert (address.get_json()["page"], address.get_json()["file"]) == (8, None)
    form = {"file": (BytesIO(b"a,b\n1,2\n"), "figures.csv"), "shows": "All of it"}
    sent = anything.post("/actions/PPM-001/evidence/files", data=form, content_type="multipart/form-data")
    assert sent.status_code == 201, sent.text
    with anything.get(sent.get_json()["file"]["href"].removeprefix("/api/v1")) as file:
        assert file.get_data() == b"a,b\n1,2\n"
        assert file.mimetype == "application/octet-stream"
        assert "figures.csv" in file.headers["Content-Disposition"]
    listed = anything.get("/actions/PPM-001/evidence").get_json()["evidence"]
    assert listed == [address.get_json(), sent.get_json()]


@pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"no pdf"), ("a.txt", b"")])
def test_files_that_the_page_refuses_are_refused_here(anything: Program, name: str, content: bytes) -> None:
    form = {"file": (BytesIO(content), name)}
    sent = anything.post("/actions/PPM-001/evidence/files", data=form, content_type="multipart/form-data")
    assert sent.status_code == 422
    assert sent.get_json()["errors"][0]["pointer"] == "/file"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://a.example", "https:// a.example", "//a.example"]
)
def test_an_address_is_of_the_web(anything: Program, url: str) -> None:
    assert anything.post("/actions/PPM-001/evidence", {"url": url}).status_code == 422


def test_readings_are_added_all_or_none(anything: Program) -> None:
    readings = [{"period": f"{month} 2023", "value": 8.6, "area": "force"} for month in ("April", "May")]
    path = "/measures/101-abandonment/readings"
    refused = anything.post(path, {"readings": [*readings, {"period": "Smarch 2023", "value": 1}]})
    assert refused.status_code == 422
    assert refused.get_json()["errors"][0]["pointer"] == "/readings/2/period"
    assert anything.get(path).get_json()["readings"] == []
    made = anything.post(path, {"readings": readings})
    assert made.status_code == 201, made.text
    assert [one["starts_on"] for one in made.get_json()["readings"]] == ["2023-04-01", "2023-05-01"]
    assert (
        anything.post(path, {"readings": readings}).get_json()["errors"][0]["pointer"] == "/readings/0/period"
    )
    listed = anything.get(f"{path}?area=force&limit=1")
    assert len(listed.get_json()["readings"]) == 1
    assert listed.get_json()["next_after"]


def test_measures_are_listed_and_shown(anything: Program) -> None:
    (one,) = anything.get("/measures").get_json()["measures"]
    assert (one["code"], one["unit"], one["priority"]) == ("101-abandonment", "percent", None)
    shown = anything.get("/measures/101-abandonment").get_json()
    assert shown["areas"] == [{"code": "force", "title": "The force"}]


def test_the_history_tells_the_token_and_that_it_came_by_the_api(anything: Program, filled: Record) -> None:
    from sqlmodel import col, select

    from tracker.models.record import HistoryRow

    anything.post("/actions/PPM-001/updates", {"text": "The rate fell", "by": "Ann Able"})
    session = filled.desk.session
    last = session.exec(select(HistoryRow).order_by(col(HistoryRow.number).desc())).first()
    assert last
    assert (last.actor, last.source, last.event) == ("Data warehouse", "api 127.0.0.1", "update.given")


def test_what_is_not_known_is_null_and_never_empty(anything: Program) -> None:
    for path in ("/actions", "/actions/PPM-001", "/meetings/PPM-2023-10-04", "/measures/101-abandonment"):
        assert '""' not in anything.get(path).text, path


def test_days_are_written_as_iso_8601(anything: Program) -> None:
    assert date.fromisoformat(anything.get("/actions/PPM-001").get_json()["raised_on"]) == date(2023, 5, 17)
