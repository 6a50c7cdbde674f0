"""Who has answered for a meeting, and whether in time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.papers import (
    Answer,
    Answered,
    Asked,
    OwnersAnswers,
    SatBefore,
    Standing,
    answered,
    answers_words,
    counts,
    is_owed,
    readiness_words,
    reminding_words,
    shares,
)
from tracker.domain.reminders import step_owed
from tracker.domain.wording import date_words

MAY, PAPERS, OCTOBER = date(2023, 5, 17), date(2023, 9, 27), date(2023, 10, 4)
ENDED = datetime(2023, 5, 17, 16, 0, tzinfo=UTC)
TODAY = date(2023, 9, 20)
JUNE = Answer(date(2023, 6, 30))


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def standing(*answers: Answer, raised: date | None = MAY, today: date = TODAY) -> Standing:
    before = SatBefore(MAY, ENDED)
    return answered(Asked(raised), answers, before, papers_due=PAPERS, today=today).standing


@pytest.mark.parametrize(
    ("asked", "owed"),
    [
        (Asked(MAY, due_here=True), True),
        (Asked(MAY, standing=True), True),
        (Asked(MAY, due_on=date(2023, 9, 13)), True),
        (Asked(MAY, due_on=PAPERS), True),
        (Asked(MAY, due_on=PAPERS + timedelta(days=1)), False),
        (Asked(MAY), False),
    ],
)
def test_an_answer_is_owed_on_what_is_due_here_or_by_the_papers_and_on_what_stands(
    asked: Asked, owed: bool
) -> None:
    assert is_owed(asked, papers_due=PAPERS, today=TODAY) is owed


def test_what_is_overdue_is_owed_though_the_papers_were_due_before_it() -> None:
    late = Asked(MAY, due_on=date(2023, 9, 29))
    assert not is_owed(late, papers_due=PAPERS, today=date(2023, 9, 29))
    assert is_owed(late, papers_due=PAPERS, today=date(2023, 9, 30))


def test_an_update_after_the_meeting_before_is_an_answer_and_an_earlier_one_is_none() -> None:
    assert standing(JUNE) is Standing.IN_TIME
    assert standing(Answer(date(2023, 5, 10)), raised=date(2023, 2, 1)) is Standing.TO_COME


@pytest.mark.parametrize(
    ("at", "expected"),
    [(time(15, 0), Standing.TO_COME), (time(16, 0), Standing.TO_COME), (time(17, 0), Standing.IN_TIME)],
)
def test_on_the_day_of_the_meeting_before_the_hour_decides(at: time, expected: Standing) -> None:
    assert standing(Answer(MAY, datetime.combine(MAY, at, UTC))) is expected


def test_where_an_hour_is_not_known_what_was_said_that_day_was_said_at_the_meeting() -> None:
    evening = Answer(MAY, datetime(2023, 5, 17, 18, 0, tzinfo=UTC))
    assert not counts(Answer(MAY), MAY, SatBefore(MAY, ENDED))
    assert not counts(evening, MAY, SatBefore(MAY))


def test_an_action_that_was_raised_since_is_answered_since_then() -> None:
    raised = date(2023, 8, 1)
    assert standing(JUNE, raised=raised) is Standing.TO_COME
    assert standing(Answer(raised), raised=raised) is Standing.IN_TIME
    assert standing(JUNE, raised=None) is Standing.IN_TIME, (
        "where that is not known, the meeting before counts"
    )


def test_without_a_meeting_before_every_answer_since_it_was_raised_counts() -> None:
    found = answered(Asked(MAY), [Answer(MAY)], None, papers_due=PAPERS, today=TODAY)
    assert found == Answered(Standing.IN_TIME, MAY)


def test_the_first_answer_settles_whether_it_came_in_time_and_the_last_one_is_shown() -> None:
    late = Answer(date(2023, 9, 29))
    assert standing(JUNE, late) is Standing.IN_TIME
    assert standing(late, today=OCTOBER) is Standing.LATE
    assert standing(Answer(PAPERS)) is Standing.IN_TIME
    found = answered(Asked(MAY), [late, JUNE], SatBefore(MAY), papers_due=PAPERS, today=OCTOBER)
    assert found.last == late.on


def test_what_is_not_answered_is_to_come_until_the_papers_are_due_and_then_not_in() -> None:
    assert standing(today=PAPERS) is Standing.TO_COME
    assert standing(today=PAPERS + timedelta(days=1)) is Standing.MISSING


days = st.dates(date(2023, 1, 1), date(2023, 12, 31))
answer = st.builds(Answer, days, st.none() | st.datetimes(timezones=st.just(UTC)))
before = st.none() | st.builds(SatBefore, days, st.none() | st.datetimes(timezones=st.just(UTC)))


@given(st.lists(answer), answer, st.none() | days, before, days, days)
def test_one_more_answer_never_takes_back_that_there_was_one(
    answers: list[Answer], more: Answer, raised: date | None, sat: SatBefore | None, papers: date, today: date
) -> None:
    once = answered(Asked(raised), answers, sat, papers_due=papers, today=today)
    twice = answered(Asked(raised), [*answers, more], sat, papers_due=papers, today=today)
    assert twice.is_in >= once.is_in
    assert once.standing is not Standing.IN_TIME or twice.standing is Standing.IN_TIME
    assert once.last is None or (twice.last is not None and twice.last >= once.last)


@given(st.lists(answer), st.none() | days, before, days, days)
def test_the_order_in_which_answers_are_read_does_not_matter(
    answers: list[Answer], raised: date | None, sat: SatBefore | None, papers: date, today: date
) -> None:
    found = answered(Asked(raised), answers, sat, papers_due=papers, today=today)
    assert found == answered(Asked(raised), reversed(answers), sat, papers_due=papers, today=today)


@given(st.lists(answer, min_size=1), st.none() | days, before, days, days)
def test_a_later_deadline_makes_no_answer_late(
    answers: list[Answer], raised: date | None, sat: SatBefore | None, papers: date, today: date
) -> None:
    soon = answered(Asked(raised), answers, sat, papers_due=papers, today=today)
    later = answered(Asked(raised), answers, sat, papers_due=papers + timedelta(days=7), today=today)
    assert soon.standing is not Standing.IN_TIME or later.standing is Standing.IN_TIME


def owner(*each: Standing) -> OwnersAnswers:
    return OwnersAnswers(
        [Answered(one, TODAY if one in (Standing.IN_TIME, Standing.LATE) else None) for one in each]
    )


IN, TO_COME = Standing.IN_TIME, Standing.TO_COME


@pytest.mark.parametrize(
    ("owners", "words"),
    [
        ([owner(IN), owner(IN, TO_COME)], "1 of 2 owners has answered; papers are due in 5 working days"),
        (
            [owner(IN), owner(IN), owner(TO_COME)],
            "2 of 3 owners have answered; papers are due in 5 working days",
        ),
        ([owner(IN), owner(IN, IN)], "Both owners have answered; papers are due in 5 working days"),
        ([owner(TO_COME), owner(TO_COME)], "None of 2 owners has answered; papers are due in 5 working days"),
        (
            [owner(TO_COME)],
            "The one owner who owes an answer has not answered yet; papers are due in 5 working days",
        ),
        ([], "No owner owes an answer for this meeting"),
    ],
)
def test_the_heading_says_how_many_owners_have_answered_all_they_owe(
    owners: list[OwnersAnswers], words: str
) -> None:
    assert readiness_words(owners, papers_due=PAPERS, today=TODAY, is_working_day=weekdays) == words


def test_the_heading_knows_that_the_day_is_past() -> None:
    words = readiness_words([owner(IN)], papers_due=PAPERS, today=OCTOBER, is_working_day=weekdays)
    assert words.endswith("has answered; papers were due on 27 September 2023")


def test_an_owner_is_told_by_how_much_is_in() -> None:
    both = owner(IN, Standing.LATE, TO_COME)
    assert (both.owed, both.is_in, both.count(Standing.LATE), both.last) == (3, 2, 1, TODAY)
    found = [
        answers_words(one)
        for one in (both, owner(IN, IN), owner(IN), owner(TO_COME), owner(TO_COME, TO_COME))
    ]
    assert found == ["answered 2 of 3", "all 2 answered", "answered", "not answered", "answered 0 of 2"]


@given(st.lists(st.sampled_from(list(Standing)), min_size=1, max_size=60))
def test_the_parts_of_the_picture_make_the_whole_and_stand_side_by_side(each: list[Standing]) -> None:
    parts = shares([Answered(one) for one in each])
    assert sum(part.count for part in parts) == len(each)
    assert sum(part.width for part in parts) == pytest.approx(100, abs=0.01)
    assert [part.standing for part in parts] == [one for one in Standing if one in each]
    ends = [part.start + part.width for part in parts]
    assert [part.start for part in parts[1:]] == pytest.approx(ends[:-1], abs=0.01)


def test_without_anything_owed_there_is_no_picture() -> None:
    assert shares([]) == []


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2023, 9, 1), "goes on 13 September 2023."),
        (date(2023, 9, 13), "goes on 22 September 2023."),
        (date(2023, 9, 25), "goes on 27 September 2023."),
        (PAPERS, "every five working days while an answer is overdue."),
        (PAPERS + timedelta(days=1), "every five working days while an answer is overdue."),
    ],
)
def test_the_day_of_the_next_reminder_is_told(today: date, said: str) -> None:
    assert reminding_words(PAPERS, today, weekdays).endswith(said)


@given(st.integers(0, 30))
def test_the_day_that_is_told_is_one_on_which_a_reminder_is_owed(before: int) -> None:
    today = PAPERS - timedelta(days=before)
    told = reminding_words(PAPERS, today, weekdays)
    steps = [
        day
        for day in (today + timedelta(days=shift) for shift in range(1, before + 1))
        if (owed := step_owed(due_on=PAPERS, since=date(2023, 5, 17), today=day, is_working_day=weekdays))
        and owed.on == day
    ]
    assert date_words(steps[0]) in told if steps else "every five working days" in told
