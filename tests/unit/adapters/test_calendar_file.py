"""Calendar files, read back as a calendar program reads them (RFC 5545)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from tracker.adapters.calendar_file import ICalendarFile
from tracker.ports import CalendarDay

MAKER = ICalendarFile("office.example.org", "Office of the Commissioner", "actions@office.example.org")
NOW = datetime(2023, 9, 20, 8, 30, 15, 99, tzinfo=UTC)
DAY = CalendarDay(
    key="ppm-006",
    number=3,
    day=date(2023, 10, 29),
    title="Papers due: Action 006, “Bring 101, 999; and why” – " + "the longest title there is " * 5,
    words="Papers due.\nBEGIN:VALARM\nGive an update: https://actions.example.org/update/1-abc",
    url="https://actions.example.org/update/1-abc",
)


def read(*days: CalendarDay) -> tuple[Calendar, list[Event]]:
    calendar = Calendar.from_ical(MAKER.make("Head of Contact", days, at=NOW))
    return calendar, calendar.walk("VEVENT")


def test_what_is_due_is_an_event_of_the_whole_day_that_takes_no_time() -> None:
    calendar, (event,) = read(DAY)
    assert calendar["version"] == "2.0"
    assert calendar["method"] == "PUBLISH"
    assert calendar["x-wr-calname"] == calendar["name"] == "Head of Contact"
    # The clocks go back on this day: it still ends a day later.
    assert event.decoded("dtstart") == date(2023, 10, 29)
    assert event.decoded("dtend") == date(2023, 10, 30)
    assert event["dtstart"].params["value"] == "DATE"
    assert (event["transp"], event["status"]) == ("TRANSPARENT", "CONFIRMED")
    assert event.decoded("dtstamp") == NOW.replace(microsecond=0)
    assert str(event["organizer"]) == "mailto:actions@office.example.org"


def test_what_people_typed_comes_back_whole_and_adds_nothing() -> None:
    calendar, (event,) = read(DAY)
    assert str(event["summary"]) == DAY.title
    assert str(event["description"]) == DAY.words
    assert [part.name for part in calendar.walk()] == ["VCALENDAR", "VEVENT"]


def test_lines_end_as_they_must_and_none_is_too_long() -> None:
    made = MAKER.make("Head of Contact", [DAY], at=NOW)
    lines = made.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75


def test_a_date_that_moves_keeps_its_name_and_has_a_higher_number() -> None:
    _, (before,) = read(DAY)
    _, (after,) = read(replace(DAY, number=4, day=DAY.day + timedelta(days=7)))
    assert before["uid"] == after["uid"] == "ppm-006@office.example.org"
    assert int(after["sequence"]) > int(before["sequence"])


def test_what_is_not_due_any_more_is_cancelled() -> None:
    _, (event,) = read(replace(DAY, gone=True))
    assert event["status"] == "CANCELLED"


def test_the_same_days_give_the_same_file() -> None:
    assert MAKER.make("Head", [DAY], at=NOW) == MAKER.make("Head", [DAY], at=NOW)


def test_a_calendar_with_nothing_in_it_is_one_all_the_same() -> None:
    calendar, events = read()
    assert calendar.name == "VCALENDAR"
    assert events == []


def test_a_sign_that_no_calendar_may_hold_is_left_out_of_every_field() -> None:
    typed = "A\x07b\x00c\ud800d"
    made = MAKER.make("Head of Contact", [replace(DAY, title=typed, words=typed, venue=typed)], at=NOW)
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    for name in ("summary", "description", "location"):
        assert str(event[name]) == "A b c d"
