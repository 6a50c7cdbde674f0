"""What an action status report finds, counts, and tells in which order."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.report_sample import report
from tracker.domain.actions import Closure, Kind, Status
from tracker.domain.paper import Facts, Link, Part
from tracker.domain.report_chart import LABELS, WIDTH, alternative, chart
from tracker.domain.report_decisions import asks, decisions
from tracker.domain.report_findings import counts, figures, finding_title, lead, subtitle, total_count
from tracker.domain.report_gaps import Gap, grouped
from tracker.domain.report_sections import sections
from tracker.domain.reports import NumberGap, ReportAction, ReportEvidence

DAY = date(2023, 10, 2)


def action(number: int, **facts: object) -> ReportAction:
    given = {"due_on": DAY, "original_due_on": DAY, "priority_code": "local", **facts}
    return ReportAction(f"PPM-{number:03}", f"Action {number:03}", f"Title {number}", **given)  # type: ignore[arg-type]


def late(number: int, days: int = 3, **facts: object) -> ReportAction:
    return action(number, overdue_working_days=days, **facts)


def ready(number: int, **facts: object) -> ReportAction:
    return action(number, status=Status.RECOMMENDED, **facts)


def closed(number: int, **facts: object) -> ReportAction:
    return action(number, **{"status": Status.CLOSED, "closure": Closure.COMPLETE, **facts})


def numbers(part: Part) -> list[str]:
    return [one.label for one in part.blocks if isinstance(one, Part)]


def title(*actions: ReportAction) -> str:
    return finding_title(report(actions=actions))


def test_the_title_says_how_many_are_overdue_and_can_be_closed() -> None:
    assert finding_title(report()) == "Four actions are overdue; three can be closed"


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ((), "No actions are open"),
        ((closed(1),), "No actions are open"),
        ((action(1),), "No actions are overdue; one is open"),
        ((action(1), action(2)), "No actions are overdue; two are open"),
        ((late(1),), "One action is overdue"),
        ((late(1), ready(2)), "One action is overdue; one can be closed"),
        ((late(1), late(2)), "Two actions are overdue"),
        ((ready(1),), "No actions are overdue; one can be closed"),
        (tuple(late(n) for n in range(11)), "11 actions are overdue"),
        (tuple(late(n) for n in range(10)), "Ten actions are overdue"),
        ((late(1, status=Status.RECOMMENDED),), "One action is overdue; one can be closed"),
    ],
)
def test_the_title_is_grammatical_for_none_one_and_many(actions: tuple[ReportAction, ...], said: str) -> None:
    assert title(*actions) == said


def test_the_subtitle_names_the_paper_and_its_meeting() -> None:
    whole = report(meeting_words="February 2020, a hall in Stafford")
    assert subtitle(whole) == "Action status report for the Public Performance Meeting of February 2020"


def test_the_figures_divide_the_open_actions_into_overdue_in_time_and_standing() -> None:
    assert [(f.key, f.number) for f in figures(report())] == [
        ("overdue", 4),
        ("in-time", 17),
        ("ready", 3),
        ("standing", 2),
    ]


def test_a_closed_action_is_never_overdue() -> None:
    assert title(closed(1, overdue_working_days=9)) == "No actions are open"


def test_a_standing_item_that_is_overdue_is_counted_once() -> None:
    whole = report(actions=(late(1, kind=Kind.STANDING), action(2, kind=Kind.STANDING, due_on=None)))
    assert {f.key: f.number for f in figures(whole)} == {
        "overdue": 1,
        "in-time": 0,
        "ready": 0,
        "standing": 1,
    }


def test_a_void_and_a_merged_number_stand_in_no_figure() -> None:
    whole = report(
        actions=(action(1), closed(2, closure=Closure.VOID), closed(3, closure=Closure.MERGED)),
        since_words="17 May 2023",
    )
    assert total_count(counts(whole)).total == 1
    assert "No actions were closed since 17 May 2023" in lead(whole)


def test_the_lead_names_the_longest_overdue_action() -> None:
    said = lead(report(actions=(late(1, 2), late(2, 41), closed(3))))
    assert said == (
        "Two actions are open. The longest overdue is Action 002, by 41 working days. "
        "One action was closed since 17 May 2023."
    )


def test_the_counts_add_up_to_the_figures() -> None:
    whole = total_count(counts(report()))
    assert (whole.overdue, whole.in_time, whole.standing, whole.closed, whole.total) == (4, 17, 2, 15, 38)


def test_an_action_of_an_unknown_priority_is_counted_under_no_priority() -> None:
    rows = counts(report(actions=(action(1), action(2, priority_code="older-plan"))))
    assert [(row.title, row.total) for row in rows][-1] == ("No priority recorded", 1)


def test_what_was_closed_before_the_last_meeting_is_not_told_again() -> None:
    old = closed(1, closed_in_period=False)
    whole = report(actions=(old, action(2)), number_gaps=())
    assert [part.key for part in sections(whole)] == ["priority"]
    assert total_count(counts(whole)).closed == 0


def test_each_action_that_waits_for_a_decision_is_asked_about_once_with_its_reason() -> None:
    by_rule = "the exit rule has been met since 12 September 2023: 3 of 3 months running at 5% or less"
    told = asks(
        report(
            actions=(
                ready(3, more_time_words="1 November 2023"),
                late(2, more_time_words="30 October 2023", due_words="2 October 2023"),
                action(1, due_on=None),
                ready(4, due_on=None, evidence=(ReportEvidence("A pack"),)),
                action(5, kind=Kind.STANDING, due_on=None, ready_words=by_rule),
                closed(6, ready_words=by_rule),
                action(7),
            )
        )
    )
    assert [
        (ask.title, ask.count_words, [(one.number_words, ask.reason(one)) for one in ask.actions])
        for ask in told
    ] == [
        (
            "Agree to close",
            "2 actions, recommended by the owner",
            [
                (
                    "Action 003",
                    "The owner says that it is done. Nothing is attached to show it.",
                ),
                ("Action 004", "The owner says that it is done."),
            ],
        ),
        (
            "Decide whether it ends",
            "1 standing item, ready by the exit rule",
            [
                (
                    "Action 005",
                    "The exit rule has been met since 12 September 2023: 3 of 3 months running at 5% or less.",
                )
            ],
        ),
        (
            "Agree or refuse more time",
            "1 action",
            [
                (
                    "Action 002",
                    "The owner asks for time until 30 October 2023; it is due 2 October 2023.",
                )
            ],
        ),
        ("Set a date", "1 action without one", [("Action 001", "")]),
    ]


def test_the_meeting_hears_first_why_actions_are_late() -> None:
    told = decisions(report(actions=(late(2), late(1, 9), ready(3))))
    assert told
    first, second = told.blocks
    assert isinstance(first, Facts)
    assert [(one.label, one.texts, one.links) for one in first.facts] == [
        (
            "Hear why",
            ("Two actions are overdue:",),
            (Link("Action 001", "#action-001"), Link("Action 002", "#action-002")),
        )
    ]
    assert isinstance(second, Part)
    assert (second.title, second.count_words) == ("Agree to close", "1 action, recommended by the owner")


def test_nothing_is_asked_when_nothing_waits() -> None:
    assert decisions(report(actions=(action(1), action(2, kind=Kind.STANDING, due_on=None)))) is None


def test_the_parts_come_in_the_order_in_which_a_meeting_needs_them() -> None:
    assert [(part.key, part.title, part.count_words) for part in sections(report())] == [
        ("overdue", "Overdue", "4 actions"),
        ("priority", "A local and responsive service", "6 actions"),
        ("priority", "Prevent harm and protect people", "5 actions"),
        ("priority", "Support victims and witnesses", "3 actions"),
        ("priority", "Reduce offending and reoffending", "1 action"),
        ("priority", "A more effective criminal justice system", "2 actions"),
        ("standing", "Standing items", "2 items"),
        ("closed", "Closed since 17 May 2023", "15 actions"),
        ("not-in-use", "Numbers not counted", "13 numbers"),
    ]


def test_every_action_is_told_exactly_once() -> None:
    whole = report()
    told = [number for part in sections(whole) for number in numbers(part)]
    assert sorted(told) == sorted(action.number_words for action in whole.actions)


def test_the_longest_overdue_comes_first() -> None:
    part = sections(report(actions=(late(1, 2), late(2, 30), late(3, 30), late(4, 5))))[0]
    assert numbers(part) == ["Action 002", "Action 003", "Action 004", "Action 001"]


def test_within_a_priority_the_next_due_comes_first_and_the_undated_last() -> None:
    actions = (action(1, due_on=None), action(2, due_on=date(2023, 12, 1)), action(3))
    part = sections(report(actions=actions, number_gaps=()))[0]
    assert numbers(part) == ["Action 003", "Action 002", "Action 001"]


def test_gaps_with_one_explanation_are_told_in_one_line() -> None:
    gaps = [NumberGap(f"Action {number:03}", "Not known") for number in (1, 2, 3, 5, 7, 8)]
    assert grouped([*gaps, NumberGap("Action 009", "Spoilt")]) == (
        Gap("001 to 003, 005, 007 and 008", "Not known"),
        Gap("009", "Spoilt"),
    )


def test_a_gap_with_a_name_of_its_own_is_told_by_it() -> None:
    assert grouped([NumberGap("the numbers of 2018", "Lost")]) == (Gap("the numbers of 2018", "Lost"),)


def test_the_bars_of_the_picture_are_on_one_scale() -> None:
    drawn = chart(counts(report()))
    widths = {part.number: part.width for bar in drawn.bars for part in bar.parts}
    assert widths[6] == pytest.approx(6 * widths[1], abs=0.1)
    assert all(part.x >= LABELS and part.x + part.width <= WIDTH for bar in drawn.bars for part in bar.parts)


def test_a_figure_that_its_part_cannot_hold_is_left_to_the_table() -> None:
    many = tuple(closed(n) for n in range(2, 300))
    parts = chart(counts(report(actions=(late(1), *many)))).bars[0].parts
    assert [(part.key, part.fits) for part in parts] == [("overdue", False), ("closed", True)]


def test_the_picture_of_no_actions_has_no_parts() -> None:
    assert all(bar.parts == () for bar in chart(counts(report(actions=()))).bars)


def test_the_picture_is_told_in_words() -> None:
    words = alternative(counts(report()))
    assert words.startswith(
        "Stacked bars of 38 actions by priority: 4 overdue, 17 open in time, 2 standing and 15 closed."
    )
    assert "Reduce offending and reoffending: 1 open in time and 2 closed." in words


def test_a_priority_with_a_long_name_is_set_in_two_lines() -> None:
    priorities = (
        replace(
            report().priorities[0], title="A priority whose name goes on for longer than a line of it can"
        ),
    )
    assert chart(counts(report(priorities=priorities, actions=()))).bars[0].label == (
        "A priority whose name goes on for longer",
        "than a line of it can",
    )
