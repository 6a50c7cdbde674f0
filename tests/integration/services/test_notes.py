"""Notes and decisions by agenda item, on both databases: what is saved, what is refused, what the history can prove."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from tests.support.builders import Record, acting_as
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound, RecordBroken
from tracker.domain.meetings import MeetingStatus
from tracker.domain.moments import Moment
from tracker.domain.note_changes import Texts, earlier, versions
from tracker.domain.notes import DECISIONS_LIMIT, NOTES_LIMIT
from tracker.domain.viewers import Actor, Role
from tracker.models.meetings import AgendaItem, Meeting
from tracker.models.record import HistoryPayload
from tracker.models.sitting import AgendaNote
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.audit import verify_history
from tracker.services.desk import Desk
from tracker.services.notes import save_notes
from tracker.store import meetings
from tracker.store import notes as stored
from tracker.store.session import Database

ASHA = Actor("Asha Bell", frozenset({Role.SECRETARIAT}), "web")


@pytest.fixture
def meeting(record: Record) -> Meeting:
    return record.meeting("2023-10-04")


@pytest.fixture
def item(record: Record, meeting: Meeting) -> AgendaItem:
    return add_agenda_item(record.desk, meeting, AgendaLine("3.1", "Contact and response"))


def later(desk: Desk, seconds: int) -> Desk:
    moment = desk.moment
    return replace(desk, moment=Moment(moment.now + timedelta(seconds=seconds), moment.today, moment.machine))


def test_both_texts_are_kept_as_typed_with_who_and_when(
    desk: Desk, meeting: Meeting, item: AgendaItem
) -> None:
    note = save_notes(
        desk, meeting, item, notes=" Calls\r\nare up \n", decisions="- Bring it back", version=0
    )
    assert (note.notes, note.decisions) == (" Calls\nare up \n", "- Bring it back")
    assert (note.version, note.saved_by, note.saved_at) == (1, desk.by.name, desk.moment.now)


def test_the_meeting_as_a_whole_has_notes_of_its_own(desk: Desk, meeting: Meeting, item: AgendaItem) -> None:
    save_notes(desk, meeting, None, notes="The chair opened the meeting", decisions="", version=0)
    save_notes(desk, meeting, item, notes="Calls are up", decisions="", version=0)
    save_notes(desk, meeting, None, notes="The chair opened it", decisions="", version=1)
    found = stored.of_meeting(desk.session, meeting.key)
    assert {key: note.notes for key, note in found.items()} == {
        stored.WHOLE_MEETING: "The chair opened it",
        item.key: "Calls are up",
    }


def test_a_stale_save_is_refused_with_what_is_there_now(
    desk: Desk, meeting: Meeting, item: AgendaItem
) -> None:
    save_notes(acting_as(desk, ASHA), meeting, item, notes="Asha's", decisions="", version=0)
    with pytest.raises(Conflict) as refused:
        save_notes(desk, meeting, item, notes="Sam's", decisions="", version=0)
    assert refused.value.current == {"notes": "Asha's", "decisions": ""}
    assert refused.value.version == 1
    assert stored.of_meeting(desk.session, meeting.key)[item.key].notes == "Asha's"


def test_a_save_that_is_sent_twice_is_one_save(desk: Desk, meeting: Meeting, item: AgendaItem) -> None:
    for _ in range(2):
        note = save_notes(desk, meeting, item, notes="Calls are up", decisions="", version=0)
    assert note.version == 1
    assert len(stored.saves(desk.session, note)) == 1


def test_nothing_typed_makes_no_row(desk: Desk, meeting: Meeting, item: AgendaItem) -> None:
    assert save_notes(desk, meeting, item, notes="", decisions="", version=0).version == 0
    assert not stored.of_meeting(desk.session, meeting.key)


@pytest.mark.parametrize(("field", "limit"), [("notes", NOTES_LIMIT), ("decisions", DECISIONS_LIMIT)])
def test_a_text_that_is_too_long_is_refused_with_its_length(
    desk: Desk, meeting: Meeting, item: AgendaItem, field: str, limit: int
) -> None:
    texts = {"notes": "", "decisions": ""}
    save_notes(desk, meeting, item, **{**texts, field: "x" * limit}, version=0)
    with pytest.raises(BadInput, match=f"{limit:,} characters; they have {limit + 1:,}") as refused:
        save_notes(desk, meeting, item, **{**texts, field: "x" * (limit + 1)}, version=1)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (MeetingStatus.HELD, "changed only as a correction"),
        (MeetingStatus.ISSUED, "changed only as a correction"),
        (MeetingStatus.CANCELLED, "is cancelled"),
    ],
)
def test_the_notes_of_a_meeting_that_is_over_stand(
    desk: Desk, meeting: Meeting, item: AgendaItem, status: MeetingStatus, sentence: str
) -> None:
    meeting.status = status
    with pytest.raises(InvalidMove, match=sentence):
        save_notes(desk, meeting, item, notes="Too late", decisions="", version=0)
    assert not stored.of_meeting(desk.session, meeting.key)


def test_an_item_of_another_meeting_is_not_found(record: Record, desk: Desk, item: AgendaItem) -> None:
    with pytest.raises(NotFound):
        stored.item(desk.session, record.meeting("2023-12-06"), item.key)


def test_a_refresh_reads_only_what_the_page_does_not_have(
    desk: Desk, meeting: Meeting, item: AgendaItem
) -> None:
    save_notes(desk, meeting, item, notes="Calls are up", decisions="", version=0)
    assert not stored.changed(desk.session, meeting.key, {0: 0, item.key: 1})
    assert not stored.changed(desk.session, meeting.key, {0: 0})
    [note] = stored.changed(desk.session, meeting.key, {0: 0, item.key: 0})
    assert note.notes == "Calls are up"


def test_the_history_holds_what_was_typed_and_not_the_whole_text_again(
    desk: Desk, meeting: Meeting, item: AgendaItem
) -> None:
    words = "The Chief Constable said that the calls are up. " * 20
    text = ""
    for number in range(40):
        text += words[number * 20 : number * 20 + 20]
        save_notes(later(desk, number * 5), meeting, item, notes=text, decisions="", version=number)
    note = stored.of_meeting(desk.session, meeting.key)[item.key]
    saves = stored.saves(desk.session, note)
    payloads = desk.session.exec(select(HistoryPayload.payload)).all()
    assert len(saves) == 40
    assert sum(len(one) for one in payloads[-40:]) < 40 * 250
    assert verify_history(desk.session, desk.keys.history, None).count >= 40
    assert list(earlier(Texts(note.notes, note.decisions), saves))[-1][1].notes == words[:20]
    assert len(versions(earlier(Texts(note.notes, note.decisions), saves))) == 1


def test_a_text_changed_past_the_product_does_not_agree_with_the_history(
    desk: Desk, meeting: Meeting, item: AgendaItem
) -> None:
    note = save_notes(desk, meeting, item, notes="Not agreed", decisions="", version=0)
    desk.session.execute(text("UPDATE agenda_notes SET notes = 'Agreed'"))
    desk.session.expire_all()
    with pytest.raises(RecordBroken):
        list(earlier(Texts(note.notes, note.decisions), stored.saves(desk.session, note)))


def test_a_row_that_takes_the_number_of_a_deleted_one_has_its_own_versions(
    desk: Desk, meeting: Meeting, item: AgendaItem
) -> None:
    gone = save_notes(desk, meeting, item, notes="Moved elsewhere", decisions="", version=0)
    number = gone.key
    desk.session.delete(gone)
    desk.session.flush()
    desk.session.add(AgendaNote(id=number, meeting_id=meeting.key, saved_at=desk.moment.now, version=0))
    desk.session.flush()
    note = save_notes(desk, meeting, None, notes="Opened at two", decisions="", version=0)
    assert note.key == number
    found = list(earlier(Texts(note.notes), stored.saves(desk.session, note)))
    assert [texts.notes for _, texts in found] == ["Opened at two"]


def test_a_meeting_that_moves_keeps_the_versions_of_its_notes(desk: Desk, meeting: Meeting) -> None:
    note = save_notes(desk, meeting, None, notes="Prepared", decisions="", version=0)
    meeting.reference = "PPM-2023-10-11"
    save_notes(desk, meeting, None, notes="Prepared twice", decisions="", version=1)
    assert len(stored.saves(desk.session, note)) == 2


def test_of_two_who_save_at_once_one_is_told_and_nothing_is_overwritten(
    database: Database, record: Record, meeting: Meeting, item: AgendaItem
) -> None:
    number, reference = item.key, meeting.reference
    record.desk.session.commit()

    def save(words: str) -> str:
        with database.write() as session:
            here = meetings.by_reference(session, reference, lock=True)
            at = stored.item(session, here, number)
            try:
                save_notes(
                    replace(record.desk, session=session), here, at, notes=words, decisions="", version=0
                )
            except Conflict as told:
                return str(told.current["notes"])
            session.commit()
            return words

    with ThreadPoolExecutor(4) as people:
        found = set(people.map(save, ["one", "two", "three", "four"]))
    assert len(found) == 1
    with database.read() as session:
        assert len(session.exec(select(AgendaNote)).all()) == 1
