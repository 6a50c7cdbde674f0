"""What the Panel asks of the office: an action, a clock with the Panel's own day, and the written reply."""

from datetime import date
from typing import Any

import pytest

from tests.support.builders import Record, acting_as
from tracker.adapters.england import EnglandCalendar
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.meetings import papers_deadline
from tracker.domain.panel_asks import (
    PANEL_PAPERS_WORKING_DAYS,
    AskKind,
    SeriesKind,
    panel_heading,
    reply_words,
)
from tracker.domain.report_panel import PanelUpdate
from tracker.domain.report_panel_asks import asked_part
from tracker.models.actions import Action
from tracker.models.inspections import PanelAsk
from tracker.models.meetings import MeetingSeries
from tracker.services.panel_asks import AskWanted, log_ask, note_ask, note_reply
from tracker.services.report_composers import composed
from tracker.services.report_head import head_of
from tracker.services.report_subjects import subject
from tracker.services.series import create_series
from tracker.store import clocks
from tracker.store import panel_asks as stored

WORDS = "That the Commissioner tells the Panel how long callers wait."


def panel(record: Record) -> MeetingSeries:
    known = stored.all_series(record.desk.session)
    return (
        known[0]
        if known
        else create_series(record.desk, code="PFCP", title="The Panel", kind=SeriesKind.PANEL)
    )


def asked(record: Record, **changed: Any) -> PanelAsk:
    """Asked on 12 September 2023, to be replied to by 31 October."""
    record.post("chief-executive", holder="Cey Exec")
    wanted = {
        "kind": AskKind.RECOMMENDATION,
        "wording": WORDS,
        "title": "Tell the Panel how long callers wait",
        "asked_on": date(2023, 9, 12),
        "asked_by": "The chair",
        "reply_by": date(2023, 10, 31),
        "post": "chief-executive",
    }
    return log_ask(record.desk, panel(record), AskWanted(**{**wanted, **changed}))


def test_papers_of_the_panel_leave_five_clear_days_before() -> None:
    working = EnglandCalendar().is_working_day
    # Of the days between Monday 2 and Tuesday 10 October 2023, five are worked.
    day = papers_deadline(date(2023, 10, 10), PANEL_PAPERS_WORKING_DAYS, working)
    assert day == date(2023, 10, 2)
    assert sum(working(date(2023, 10, n)) for n in range(day.day + 1, 10)) == 5


def test_a_series_of_the_panel_has_that_deadline_unless_it_is_told_otherwise(record: Record) -> None:
    assert panel(record).papers_working_days == 6
    own = create_series(
        record.desk, code="SUB", title="Sub-panel", kind=SeriesKind.PANEL, papers_working_days=3
    )
    assert own.papers_working_days == 3


def test_what_the_panel_asked_is_an_action_with_the_panels_own_day(record: Record) -> None:
    ask = asked(record)
    action = record.desk.session.get_one(Action, ask.action_id)
    assert (action.reference, action.due_on, action.asked) == ("PFCP-001", date(2023, 10, 31), WORDS)
    assert action.origin == "Raised by the Panel on 12 September 2023"
    clock = clocks.by_number(record.desk.session, ask.clock_id or 0)
    assert (clock.kind, clock.last_on, clock.action_id) == ("panel_reply", date(2023, 10, 31), action.key)


def test_without_a_day_there_is_no_clock(record: Record) -> None:
    ask = asked(record, reply_by=None, post="")
    assert ask.clock_id is None
    assert record.desk.session.get_one(Action, ask.action_id).due_on is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"wording": " "}, "wording"),
        ({"title": ""}, "title"),
        ({"asked_on": None}, "asked_on"),
        ({"asked_on": date(2023, 9, 21)}, "asked_on"),
        ({"reply_by": date(2023, 9, 1)}, "reply_by"),
        ({"post": ""}, "post"),
        ({"post": "nobody"}, "post"),
    ],
)
def test_what_makes_no_sense_is_refused_for_its_field(
    record: Record, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        asked(record, **changed)
    assert refused.value.field == field


def test_an_action_of_its_meeting_is_noted_as_asked_once(record: Record) -> None:
    panel(record)
    action = record.action("Bring the figures", meeting=record.meeting("2023-09-20", series="PFCP"))
    assert [one.reference for one in stored.not_noted(record.desk.session)] == ["PFCP-001"]
    wanted = AskWanted(AskKind.QUESTION, "What are the figures?", "", date(2023, 9, 20))
    note_ask(record.desk, action, wanted)
    assert not stored.not_noted(record.desk.session)
    with pytest.raises(InvalidMove, match="already"):
        note_ask(record.desk, action, wanted)


def test_the_reply_is_noted_with_its_day_and_meets_the_clock(record: Record) -> None:
    ask = asked(record)
    action = record.desk.session.get_one(Action, ask.action_id)
    for reply, on, field in (
        ("", date(2023, 9, 19), "reply"),
        ("x", None, "replied_on"),
        ("x", date(2023, 9, 21), "replied_on"),
        ("x", date(2023, 9, 11), "replied_on"),
    ):
        with pytest.raises(BadInput) as refused:
            note_reply(record.desk, ask, action, reply, on, version=1)
        assert refused.value.field == field
    note_reply(record.desk, ask, action, "They wait 45 seconds.", date(2023, 9, 19), version=1)
    clock = clocks.by_number(record.desk.session, ask.clock_id or 0)
    assert (clock.met_on, action.status) == (date(2023, 9, 19), "open")
    with pytest.raises(Conflict):
        note_reply(record.desk, ask, action, "Else", date(2023, 9, 19), version=1)


def test_the_update_for_its_next_meeting_lists_what_it_asked(record: Record) -> None:
    ask, meeting = asked(record), record.meeting("2023-10-10", series="PFCP")
    asked(
        record,
        title="Name the hubs",
        wording="Which hubs are there?",
        kind=AskKind.QUESTION,
        reply_by=None,
        post="",
    )
    action = record.desk.session.get_one(Action, ask.action_id)
    note_reply(record.desk, ask, action, "They wait 45 seconds.", date(2023, 9, 19), version=1)
    desk = acting_as(record.desk, record.desk.by, "2023-09-27")
    about = subject(meeting)
    head = head_of(desk, about, version=1, office_name="The office", contact="")
    update = composed(desk, "panel-update", about, head)
    assert isinstance(update, PanelUpdate)
    assert [(one.reference, one.reply_words, one.reply) for one in update.asks] == [
        ("PFCP-002", "No day was set for the reply", ""),
        ("PFCP-001", "Replied on 19 September 2023", "They wait 45 seconds."),
    ]
    (part,) = asked_part(update)
    told = str(part)
    for words in ("One reply is still owed.", WORDS, "A recommendation, The chair, 12 September 2023."):
        assert words in told
    assert [one.reference for one in update.actions] == []


@pytest.mark.parametrize(
    ("due", "asked_for", "words"),
    [
        ([], 0, "The Panel has asked for nothing that is on record"),
        ([], 2, "Every question of the Panel is answered"),
        ([date(2023, 9, 20), None], 2, "2 replies to the Panel are due"),
        ([date(2023, 9, 19), None], 2, "2 replies to the Panel are due, 1 of them late"),
        ([date(2023, 9, 19)], 2, "1 reply to the Panel is late"),
    ],
)
def test_the_heading_says_how_many_replies_are_due(
    due: list[date | None], asked_for: int, words: str
) -> None:
    assert panel_heading(due, date(2023, 9, 20), asked_for) == words


def test_a_reply_after_its_day_says_how_late_it_was() -> None:
    assert reply_words(date(2023, 9, 19), date(2023, 9, 21)) == "Replied on 21 September 2023, 2 days late"
    assert reply_words(date(2023, 9, 19), None) == "Reply by 19 September 2023"
