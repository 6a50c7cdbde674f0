"""Who was chased: requests, answers and days by post, and the bars that show them."""

from datetime import date

from tracker.domain.chased import Ask, Tally, tallies, together
from tracker.domain.chased_picture import LEAST, WIDTH, Bar, bars
from tracker.domain.workdays import working_days_between


def calendar_days(start: date, end: date) -> int:
    return (end - start).days


def day(number: int) -> date:
    return date(2023, 9, number)


def test_mails_about_an_action_that_one_answer_settles_are_one_request_and_days_count_from_the_first() -> (
    None
):
    asks = [Ask(1, "Head", 7, day(1), day(11)), Ask(2, "Head", 7, day(6), day(11))]
    assert tallies(asks, calendar_days) == [Tally("Head", mails=2, asked=1, answered=1, days=10)]
    assert [ask.took(calendar_days) for ask in asks] == [10, 5]


def test_what_is_asked_again_after_an_answer_is_another_request() -> None:
    asks = [Ask(1, "Head", 7, day(1), day(3)), Ask(2, "Head", 7, day(20), None)]
    (one,) = tallies(asks, calendar_days)
    assert (one.asked, one.answered, one.open, one.days) == (2, 1, 1, 2)


def test_the_days_are_the_median_so_that_one_late_answer_does_not_hide_the_others() -> None:
    asks = [Ask(n, "Head", n, day(1), day(1 + took)) for n, took in enumerate((2, 3, 28))]
    assert tallies(asks, calendar_days)[0].days == 3


def test_a_post_that_never_answered_has_no_days_and_the_most_unanswered_stands_first() -> None:
    asks = [Ask(1, "Answers", 1, day(1), day(2)), Ask(2, "Silent", 2, day(1), None)]
    found = tallies(asks, calendar_days)
    assert [(one.post, one.days) for one in found] == [("Silent", None), ("Answers", 1)]
    assert together(found) == (2, 1)


def test_bars_are_to_one_scale_and_the_filled_part_never_leaves_the_outline() -> None:
    posts = [Tally("A", 1, 40, 10, 3), Tally("B", 1, 20, 20, 3), Tally("C", 1, 1, 0, None)]
    assert bars(posts) == [Bar(WIDTH, WIDTH // 4), Bar(WIDTH // 2, WIDTH // 2), Bar(LEAST, 0)]
    assert bars([]) == []


def test_a_weekend_is_not_held_against_a_post() -> None:
    # Friday 1 September 2023, answered on Monday the 4th.
    ask = Ask(1, "Head", 7, day(1), day(4))

    def working_days(start: date, end: date) -> int:
        return working_days_between(start, end, lambda on: on.weekday() < 5)

    assert ask.took(working_days) == tallies([ask], working_days)[0].days == 1
