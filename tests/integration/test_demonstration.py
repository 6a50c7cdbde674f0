"""The demonstration, loaded into real databases: what a person finds on its first day."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from sqlmodel import Session, func, select

from tests.support.demonstrated import FIRST_DAY, load
from tracker.demonstration.entries import Record as Papers
from tracker.demonstration.measured import MADE_UP
from tracker.demonstration.record import read_record
from tracker.domain.actions import Closure, Rating, Status
from tracker.domain.control_charts import PointType
from tracker.domain.due import DueKind
from tracker.domain.history import verify
from tracker.domain.measures import Basis
from tracker.domain.meetings import MeetingStatus
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action, Review, Update
from tracker.models.chasing import Commission, StatutoryClock
from tracker.models.evidence import Document, Evidence
from tracker.models.measures import MeasureReading
from tracker.models.meetings import Meeting, NumberGap
from tracker.models.people import Holder, Person
from tracker.models.record import HistoryRow
from tracker.models.users import User
from tracker.services import actions as raising
from tracker.services.actions import Wanted
from tracker.services.desk import Desk
from tracker.store import actions, exit_rules, facts, history, measures, meetings, posts
from tracker.store.action_list import Filters, page
from tracker.store.measure_pages import plot_of


@pytest.fixture(scope="module")
def papers() -> Papers:
    return read_record()


def action(session: Session, reference: str) -> Action:
    return actions.by_reference(session, THE_OFFICE, reference)


def references(session: Session, **narrowed: object) -> list[str]:
    rows, _ = page(
        session,
        THE_OFFICE,
        Filters(sort="reference", **narrowed),
        FIRST_DAY,  # type: ignore[arg-type]
    )
    return [row.reference for row in rows]


def test_the_record_stands_as_the_papers_leave_it(loaded: Desk) -> None:
    every = loaded.session.exec(select(Action)).all()
    assert Counter(a.status for a in every) == {Status.OPEN: 21, Status.RECOMMENDED: 2, Status.CLOSED: 9}
    assert Counter(a.closure for a in every if a.closure) == {
        Closure.COMPLETE: 4,
        Closure.NO_FURTHER_ACTION: 2,
        Closure.MERGED: 2,
        Closure.VOID: 1,
    }
    assert references(loaded.session, overdue=True) == ["PPM-019", "PPM-026", "PPM-030", "PPM-037"]
    assert references(loaded.session, kind="standing", status="live") == [
        "PPM-023",
        "PPM-025",
        "PPM-029",
        "PPM-039",
    ]


def test_the_oldest_action_on_record_was_answered_and_closed_in_2019(loaded: Desk) -> None:
    sixth = action(loaded.session, "PPM-006")
    assert sixth.origin
    assert (sixth.raised_meeting_id, sixth.raised_on) == (None, None)
    assert (sixth.status, sixth.closure, sixth.closed_on) == (
        Status.CLOSED,
        Closure.COMPLETE,
        date(2019, 2, 12),
    )
    assert (sixth.original_due_on, sixth.last_update_on) == (date(2019, 2, 5), date(2019, 2, 4))


def test_an_action_that_was_never_settled_is_carried_forward_and_not_called_late(loaded: Desk) -> None:
    twelfth = action(loaded.session, "PPM-012")
    assert (twelfth.times_carried, twelfth.times_moved) == (4, 0)
    assert (twelfth.due_kind, twelfth.due_on) == (DueKind.MEETING, date(2023, 9, 27))
    assert twelfth.assurance == "not_assured"


def test_a_date_that_moved_three_times_keeps_its_first_target(loaded: Desk) -> None:
    nineteenth = action(loaded.session, "PPM-019")
    assert (nineteenth.times_moved, nineteenth.times_carried) == (3, 2)
    assert (nineteenth.original_due_on, nineteenth.due_on) == (date(2021, 2, 9), date(2023, 8, 31))


def test_next_meeting_is_due_for_the_papers_of_october(loaded: Desk) -> None:
    wanted = action(loaded.session, "PPM-024")
    october = meetings.by_reference(loaded.session, "PPM-2023-10-04")
    assert (wanted.due_kind, wanted.due_meeting_id) == (DueKind.MEETING, october.id)
    assert wanted.due_on == october.papers_due == date(2023, 9, 27)
    assert (wanted.last_update_on, wanted.last_rating) == (date(2023, 9, 12), Rating.GREEN)
    assert october.starts_at == datetime(2023, 10, 4, 13, 30, tzinfo=UTC), "14:30 in summer"


def test_an_update_printed_before_its_promise_was_taken_up_keeps_its_day(loaded: Desk) -> None:
    session = loaded.session
    key = action(session, "PPM-022").key
    days = session.exec(
        select(Update.given_on).where(Update.action_id == key).order_by(Update.given_on)
    ).all()
    assert days == [date(2021, 2, 11), date(2023, 5, 17)]
    assert action(session, "PPM-022").last_update_on == date(2023, 5, 17)


def test_the_next_number_is_the_one_after_the_last_and_each_gap_is_explained(loaded: Desk) -> None:
    october = meetings.by_reference(loaded.session, "PPM-2023-10-04")
    new, _ = raising.raise_action(loaded, meeting=october, wanted=Wanted("Bring the figures"))
    assert new.reference == "PPM-044"
    gaps = loaded.session.exec(select(NumberGap)).all()
    assert [gap.number for gap in gaps] == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13]
    assert all(gap.explanation for gap in gaps)


def test_no_hour_is_invented(loaded: Desk) -> None:
    session = loaded.session
    held = session.exec(select(Meeting).where(Meeting.status == MeetingStatus.HELD)).all()
    assert len(held) == 4
    assert {(m.starts_at, m.started_at, m.closed_at) for m in held} == {(None, None, None)}
    assert set(session.exec(select(Action.raised_at))) == {None}
    assert set(session.exec(select(Update.given_at))) == {None}
    assert set(session.exec(select(Review.recorded_at))) == {None}


def test_a_day_of_which_only_the_month_is_known_is_told_as_the_month(loaded: Desk) -> None:
    session = loaded.session
    assert meetings.by_reference(session, "PPM-2020-02-01").date_words == "February 2020"
    key = action(session, "PPM-016").key
    assert session.exec(select(Update.given_words).where(Update.action_id == key)).one() == "February 2020"
    told = session.exec(select(func.count()).select_from(Update).where(Update.given_words != "")).one()
    assert told == 1


def test_nothing_is_there_that_the_record_does_not_name(loaded: Desk, papers: Papers) -> None:
    session = loaded.session

    def count(table: type) -> int:
        return session.exec(select(func.count()).select_from(table)).one()

    assert count(Action) == len(papers.actions)
    assert count(Update) == sum(len(a.updates) for a in papers.actions)
    assert count(Review) == sum(len(a.reviews) for a in papers.actions)
    assert count(Evidence) == sum(len(u.evidence) for a in papers.actions for u in a.updates)
    assert count(Document) == len(papers.documents)
    assert {
        a.title: (a.priority_id is None, a.national_measure_id is None) for a in session.exec(select(Action))
    } == {a.title: (a.priority is None, a.national_measure is None) for a in papers.actions}


def test_what_was_chosen_is_marked_as_chosen(loaded: Desk) -> None:
    session = loaded.session
    assert set(session.exec(select(Review.chosen))) == {True}
    assert action(session, "PPM-027").chosen == "number, title"
    assert meetings.by_reference(session, "PPM-2023-10-04").chosen == "agenda"
    placeholders = session.exec(select(Person).where(Person.name.contains("chosen"))).all()  # type: ignore[attr-defined]
    assert len(placeholders) == 18
    assert all(person.chosen for person in placeholders)


def test_no_invented_decision_or_update_is_put_into_a_real_persons_mouth(loaded: Desk) -> None:
    session = loaded.session
    real = set(session.exec(select(Person.name).where(Person.chosen == False)))  # noqa: E712
    assert "Chris Noble" in real
    said = {*session.exec(select(Review.decided_by)), *session.exec(select(Update.by_name))}
    assert not said & real
    assert not set(session.exec(select(User.name))) & real


def test_a_holders_day_that_is_only_proved_is_not_called_the_first_or_last(loaded: Desk) -> None:
    contact = posts.by_code(loaded.session, "head-of-contact")
    second, first = posts.holders(loaded.session, [contact.key])[contact.key]
    assert (first.ends_on, first.starts_known, first.ends_known) == (date(2023, 6, 30), False, True)
    assert (second.starts_on, second.starts_known, second.ends_on) == (date(2023, 7, 1), True, None)
    vacant = posts.by_code(loaded.session, "head-of-estates")
    assert posts.holders_on(loaded.session, FIRST_DAY, [vacant.key]) == {}
    assert loaded.session.exec(select(Holder).where(Holder.acting)).one().starts_known is False


def test_the_owner_account_answers_for_contact_and_nothing_else(loaded: Desk) -> None:
    session = loaded.session
    owner = session.exec(select(User).where(User.email == "owner@demo.example")).one()
    held = posts.posts_of_person(session, owner.person_id or 0, FIRST_DAY)
    assert held == {posts.by_code(session, "head-of-contact").key}
    assert sorted(role.name for role in owner.roles) == ["owner"]


def test_the_history_tells_every_event_on_its_day_and_verifies(loaded: Desk) -> None:
    session = loaded.session
    head = history.head(session)
    assert verify(loaded.keys.history, history.chain(session), head=head, kept=None) == head
    rows = session.exec(select(HistoryRow).order_by(HistoryRow.number)).all()  # type: ignore[arg-type]
    assert {row.source for row in rows} == {"demonstration"}
    assert all(earlier.at <= later.at for earlier, later in pairwise(rows))
    closed = next(r for r in rows if r.event == "action.complete" and r.subject == "PPM-006")
    assert closed.at.startswith("2019-02-12")


def test_the_calendar_starts_on_the_offices_day_of_loading(loaded: Desk) -> None:
    assert facts.demonstration_days(loaded.session) == (date(2030, 7, 1), FIRST_DAY)


def test_a_database_that_holds_a_record_is_left_alone(loaded: Desk) -> None:
    before = history.head(loaded.session)
    assert load(loaded) is None
    assert history.head(loaded.session) == before


def test_the_request_for_october_is_begun_and_waits_for_somebody_to_send_it(loaded: Desk) -> None:
    october = meetings.by_reference(loaded.session, "PPM-2023-10-04")
    request = loaded.session.exec(select(Commission)).one()
    assert (request.meeting_id, request.mail_id, request.answered_on) == (october.id, None, None)
    liaison = posts.by_code(loaded.session, "liaison-officer")
    assert request.post_id == liaison.id == meetings.series_numbered(loaded.session, 1).liaison_post_id
    assert len(request.requests.splitlines()) == 3
    assert "by Wednesday 27 September 2023" in request.opening


def test_the_one_date_that_the_office_owes_says_that_it_is_invented(loaded: Desk) -> None:
    clock = loaded.session.exec(select(StatutoryClock)).one()
    assert clock.title.endswith("(invented for the demonstration)")
    assert (clock.starts_on, clock.last_on) == (date(2023, 9, 1), date(2023, 10, 26))


def test_every_figure_of_the_papers_is_a_reading_with_its_paper_and_what_is_made_up_says_so(
    loaded: Desk, papers: Papers
) -> None:
    rows = loaded.session.exec(select(MeasureReading)).all()
    real, invented = ([row for row in rows if row.invented is made_up] for made_up in (False, True))
    assert len(real) == sum(len(one.figures) for one in papers.figure_sets)
    assert all(row.document_id and row.source and row.page is None for row in real)
    assert len(invented) == sum(len(one.values) for one in papers.invented_series)
    assert all(row.document_id is None and row.source == MADE_UP for row in invented)


def test_a_chart_has_its_signal_and_a_standing_action_says_how_far_it_is(loaded: Desk) -> None:
    session, force = loaded.session, measures.area_by_code(loaded.session, "force")
    abandoned = measures.by_code(session, "101-abandonment")
    rows = [row for row in measures.readings(session, abandoned.key) if row.area_id == force.id]
    chart = plot_of(session, abandoned, force, Basis.MONTH, rows).chart
    assert [len(group.points) for group in chart.groups] == [15, 14]
    assert (chart.variation, chart.trial_limits) == (PointType.CONCERN, False)
    rule = exit_rules.of_action(session, action(session, "PPM-025").key)
    assert rule
    progress = exit_rules.seen(session, rule, FIRST_DAY).progress
    assert progress == "5 of 7 months below the average; earliest possible: September 2023"
