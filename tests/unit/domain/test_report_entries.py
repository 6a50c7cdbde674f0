"""How one action is told in a report."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.report_sample import report
from tracker.domain.actions import Closure, Kind, Rating, Status
from tracker.domain.control_charts import Improvement
from tracker.domain.frozen_chart import FrozenChart, FrozenPoint
from tracker.domain.measures import Unit
from tracker.domain.paper import Citations, Cited, Fact, Facts, Part, Picture, Tag, Thumbnail
from tracker.domain.report_entries import brief_entry, due_texts, entry
from tracker.domain.reports import (
    ReportAction,
    ReportEvent,
    ReportEvidence,
    ReportMove,
    ReportReview,
    ReportUpdate,
)

DAY = date(2023, 9, 13)
PLAIN = ReportAction(
    "PPM-013", "Action 013", "Repeat callers", owner="Head of Contact", due_on=DAY, original_due_on=DAY
)
UPDATE = ReportUpdate(date(2023, 6, 30), "Head of Contact", "First line.\n\n  Second   line.", Rating.AMBER)


def fact(action: ReportAction, label: str) -> Fact:
    return next(one for one in facts(entry(action)) if one.label == label)


def facts(part: Part) -> list[Fact]:
    return [one for block in part.blocks if isinstance(block, Facts) for one in block.facts]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "13 September 2023, the original target, never moved."),
        ({"due_words": "this meeting"}, "This meeting, the original target, never moved."),
        (
            {"times_moved": 1, "moved_days": 14, "due_on": date(2023, 9, 27)},
            "27 September 2023. Original target 13 September 2023, moved once, 14 days later.",
        ),
        (
            {"times_moved": 3, "moved_days": 1379},
            "13 September 2023. Original target 13 September 2023, moved 3 times, 1,379 days later.",
        ),
        (
            {"times_moved": 2, "moved_days": -1},
            "13 September 2023. Original target 13 September 2023, moved twice, 1 day earlier.",
        ),
        (
            {"times_moved": 2, "moved_days": 0},
            "13 September 2023. Original target 13 September 2023, moved twice.",
        ),
        (
            {"due_on": date(2023, 9, 20)},
            "20 September 2023. Original target 13 September 2023; it moved with its meeting.",
        ),
        ({"original_due_on": None}, "13 September 2023."),
        ({"original_due_on": None, "due_on": None}, "No date yet."),
    ],
)
def test_the_due_date_is_told_with_its_slippage(changes: dict[str, object], said: str) -> None:
    assert due_texts(replace(PLAIN, **changes)) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "words"), [(1, "Overdue by 1 working day"), (1200, "Overdue by 1,200 working days")]
)
def test_an_overdue_action_says_by_how_many_working_days(days: int, words: str) -> None:
    assert fact(replace(PLAIN, overdue_working_days=days), "Due").tags == (Tag("overdue", words),)


def test_an_undated_promise_asks_for_a_date() -> None:
    told = fact(replace(PLAIN, due_on=None, original_due_on=None), "Due")
    assert (told.tags[0].words, told.texts) == ("No date yet", ("A date is asked for.",))


def test_a_standing_item_tells_what_ends_it() -> None:
    standing = replace(
        PLAIN, kind=Kind.STANDING, due_on=None, original_due_on=None, exit_rule="Six months under 60 minutes"
    )
    assert fact(standing, "Ends when").texts == ("Six months under 60 minutes",)
    assert "asked for one" in fact(replace(standing, exit_rule=""), "Ends when").texts[0]


def test_an_update_keeps_its_paragraphs_and_says_its_rating_in_words_and_letter() -> None:
    told = fact(replace(PLAIN, last_update=UPDATE), "Last update")
    assert told.tags == (Tag("amber", "Amber, at risk", "A"),)
    assert told.texts == ("First line.", "Second line.")


def test_an_update_names_who_gave_it_unless_it_was_the_owner() -> None:
    assert fact(replace(PLAIN, last_update=UPDATE), "Last update").strong == "30 June 2023."
    other = replace(UPDATE, by="Governance Officer")
    assert (
        fact(replace(PLAIN, last_update=other), "Last update").strong == "30 June 2023, Governance Officer."
    )


def test_an_open_action_without_an_update_says_so() -> None:
    assert fact(PLAIN, "Last update").texts == ("None received.",)


def test_a_decision_is_told_with_its_note_reason_and_assurance() -> None:
    review = ReportReview("17 May 2023", "revised date agreed", "A note.", "A reason.", "not assured")
    told = fact(replace(PLAIN, last_review=review), "Decision")
    assert (told.strong, told.texts) == (
        "Revised date agreed, 17 May 2023.",
        ("A note.", "Reason: A reason."),
    )
    assert fact(replace(PLAIN, last_review=review), "Assurance").texts == ("Not assured.",)


def test_the_closing_of_an_action_is_told_once() -> None:
    review = ReportReview("17 May 2023", "agreed closed – complete", reason="Shown in the pack.")
    over = replace(
        PLAIN,
        status=Status.CLOSED,
        closure=Closure.COMPLETE,
        status_words="Closed – complete",
        closed_words="17 May 2023",
        last_review=review,
    )
    assert fact(over, "Closed").texts == ("17 May 2023. Reason: Shown in the pack.",)
    assert "Decision" not in [one.label for one in facts(entry(over))]


def test_evidence_says_its_place_its_words_and_whether_it_is_held() -> None:
    evidence = (
        ReportEvidence("Performance pack", "page 8", "callers\nring again"),
        ReportEvidence("The pack of 2022", "page 47", held=False),
        ReportEvidence("Minutes"),
    )
    (told,) = [b for b in entry(replace(PLAIN, evidence=evidence)).blocks if isinstance(b, Citations)]
    assert told.cited == (
        Cited("Performance pack, page 8.", "“callers ring again”"),
        Cited("The pack of 2022, page 47 (not held by the office)."),
        Cited("Minutes."),
    )


def test_a_page_stands_beside_its_citation_and_says_which_it_is() -> None:
    evidence = (ReportEvidence("Pack", "page 8", picture_sha256="ab" * 32, address="https://a.example/p"),)
    (told,) = [b for b in entry(replace(PLAIN, evidence=evidence)).blocks if isinstance(b, Citations)]
    small = Thumbnail("ab" * 32, "The page cited, made small: Pack, page 8.")
    assert told.cited == (Cited("Pack, page 8.", "", small, "https://a.example/p"),)


def test_a_standing_item_shows_its_chart_with_what_is_found_and_a_closed_one_does_not() -> None:
    chart = FrozenChart(
        "Abandoned calls",
        Unit.PERCENT,
        Improvement.DECREASE,
        tuple(FrozenPoint(date(2022, month, 1), 5.0 + month % 3, "") for month in range(1, 13)),
        invented=True,
    )
    standing = replace(PLAIN, kind=Kind.STANDING, due_on=None, chart=chart, progress_words="2 of 7 months")
    (picture,) = [b for b in entry(standing).blocks if isinstance(b, Picture)]
    assert picture.alternative.startswith("Control chart. Abandoned calls. Invented for the demonstration.")
    assert picture.caption.endswith("The figures are invented for the demonstration.")
    assert fact(standing, "Measure").texts == ("2 of 7 months.",)
    closed = replace(standing, status=Status.CLOSED, closure=Closure.COMPLETE)
    assert not [b for b in entry(closed).blocks if isinstance(b, Picture)]


def test_each_move_of_its_date_is_told_with_its_reason() -> None:
    moves = (
        ReportMove(DAY, "30 September 2019", "16 February 2021", "agreed", "The survey was not commissioned"),
        ReportMove(DAY, "16 February 2021", "17 May 2023", "with its meeting"),
    )
    assert fact(replace(PLAIN, moves=moves), "Date moved").texts == (
        "30 September 2019 to 16 February 2021, agreed on 13 September 2023. Reason: The survey was not commissioned.",
        "16 February 2021 to 17 May 2023, with its meeting on 13 September 2023.",
    )


def test_what_came_before_is_told_in_brief_the_latest_first() -> None:
    story = tuple(
        ReportEvent(
            date(2023, 1, day), "", "Head of Contact", "A long word " * 30 if day == 9 else "Yes", Rating.RED
        )
        for day in range(1, 10)
    )
    texts = fact(replace(PLAIN, story=story), "Before that").texts
    assert len(texts) == 7
    assert texts[0].startswith("9 January 2023, Head of Contact, red. A long word")
    assert texts[0].endswith("…")
    assert texts[1] == "8 January 2023, Head of Contact, red. Yes."
    assert texts[-1] == "Three earlier entries."


def test_what_was_asked_is_left_out_where_the_title_says_it() -> None:
    assert [one.label for one in facts(entry(replace(PLAIN, asked="Repeat callers ")))] == [
        "Due",
        "Last update",
    ]
    assert fact(replace(PLAIN, asked="Who are they?"), "Asked").texts == ("Who are they?",)


def test_parents_and_children_are_named() -> None:
    linked = replace(PLAIN, parent="Action 006", children=("Action 021", "Action 022", "Action 023"))
    assert fact(linked, "Linked to").texts == (
        "Follows Action 006. Led to Action 021, Action 022 and Action 023.",
    )


def test_the_line_under_the_heading_tells_owner_origin_and_carrying_forward() -> None:
    told = replace(
        PLAIN, owner_note="post vacant", kind=Kind.COMMITMENT, raised_words="17 May 2023", times_carried=4
    )
    assert entry(told, priority_title="Prevent harm").under == (
        "Head of Contact (post vacant) · Offered by the owner · Raised 17 May 2023 · Carried forward 4 times · Prevent harm"
    )
    assert entry(replace(PLAIN, owner="")).under == "No owner yet"


def test_a_void_number_is_named_and_struck_out() -> None:
    void = replace(
        PLAIN, status=Status.CLOSED, closure=Closure.VOID, status_words="Void", notes=("Logged in error",)
    )
    told = brief_entry(void)
    assert told.struck
    assert facts(told) == [Fact("Void", (Tag("void", "Void"),), "", ("Logged in error.",))]


def test_a_short_action_is_kept_on_one_page_and_a_long_one_may_break() -> None:
    assert entry(PLAIN).together
    long = replace(UPDATE, text="word " * 2000)
    assert not entry(replace(PLAIN, last_update=long)).together


def test_every_action_of_the_sample_has_an_anchor_of_its_own() -> None:
    anchors = [entry(action).anchor for action in report().actions]
    assert len(set(anchors)) == len(anchors)
    assert "action-016" in anchors
