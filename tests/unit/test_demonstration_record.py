"""The demonstration record holds together, keeps to what the documents say, and says where it does not."""

import re
import shutil
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

import pytest

from tracker.demonstration.checks import CLOSING, FIRST_DAY
from tracker.demonstration.entries import Action, Record, Review, Update
from tracker.demonstration.record import read_record
from tracker.domain.actions import Kind, Move
from tracker.domain.due import Due as DomainDue
from tracker.domain.due import DueKind, is_overdue

MAY_2023 = "PPM-2023-05-17"
OCTOBER_2023 = "PPM-2023-10-04"


@pytest.fixture(scope="module")
def record() -> Record:
    return read_record()


def numbered(record: Record, number: int) -> Action:
    return next(a for a in record.actions if a.number == number)


def how_it_stands(record: Record, action: Action) -> str:
    """open, recommended or one of the closing decisions, on the first day of the demonstration."""
    now = "open"
    for _, told in record.story(action):
        if isinstance(told, Review):
            now = told.outcome.value if told.outcome in CLOSING else "open"
        elif told.recommends_closure:
            now = "recommended"
    return now


def due_now(action: Action) -> DomainDue:
    revised = [r.revised_to for r in action.reviews if r.revised_to]
    due = revised[-1] if revised else action.due
    return DomainDue(due.kind, due.on)


def live(record: Record) -> list[Action]:
    return [a for a in record.actions if how_it_stands(record, a) in {"open", "recommended"}]


def numbers(actions: list[Action]) -> list[int]:
    return [a.number for a in actions]


def test_every_number_of_the_series_is_an_action_or_an_explained_gap(record: Record) -> None:
    assert [g.number for g in record.gaps] == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13]
    assert sorted([g.number for g in record.gaps] + numbers(list(record.actions))) == list(range(1, 44))
    assert all(g.explanation for g in record.gaps)


def test_the_four_old_actions_come_from_before_the_record_and_two_are_answered_in_part(
    record: Record,
) -> None:
    old = [numbered(record, n) for n in (6, 12, 14, 15)]
    assert all(a.origin and a.raised_at is None for a in old)
    assert [a.number for a in old if "Not answered:" in a.updates[0].text] == [12, 15]


def test_the_stop_and_search_answer_has_sixteen_points_and_raises_further_actions(record: Record) -> None:
    answered = numbered(record, 16)
    points = [int(p) for p in re.findall(r"^(\d+)\. ", answered.updates[0].text, re.MULTILINE)]
    assert points == list(range(1, 17))
    assert [a.number for a in record.actions if a.parent == 16] == [17, 18, 19, 20]


def test_each_promise_of_may_2023_names_its_place_in_the_response(record: Record) -> None:
    raised = [a for a in record.actions if a.raised_at == MAY_2023 and "raised_at" not in a.chosen]
    assert len(raised) == 20
    assert {a.source.document for a in raised if a.source} == {"response-2023-05"}


def test_on_the_first_day_some_actions_are_overdue_and_some_wait_for_the_next_meeting(record: Record) -> None:
    overdue = [a for a in live(record) if is_overdue(due_now(a).on, FIRST_DAY)]
    for_october = [a for a in live(record) if due_now(a).kind in {DueKind.MEETING, DueKind.NEXT_MEETING}]
    undated = [a for a in live(record) if due_now(a).kind is DueKind.NONE]
    assert len(live(record)) == 23
    assert numbers(overdue) == [19, 26, 30, 37]
    assert numbers(for_october) == [12, 21, 24, 35, 38, 40]
    assert numbers(undated) == [18, 27, 28, 31, 33, 34, 36, 42]
    assert numbers([a for a in live(record) if a.kind is Kind.STANDING]) == [23, 25, 29, 39]


def test_closed_merged_void_and_recommended_actions_are_all_there(record: Record) -> None:
    stands = {a.number: how_it_stands(record, a) for a in record.actions}
    by_state = {state: [n for n, s in stands.items() if s == state] for state in set(stands.values())}
    assert by_state["recommended"] == [18, 21]
    assert by_state["complete"] == [6, 14, 16, 22]
    assert by_state["no_further_action"] == [15, 17]
    assert by_state["merged"] == [20, 32]
    assert by_state["void"] == [43]


def test_a_date_that_moved_three_times_keeps_its_reasons(record: Record) -> None:
    moves = [r for r in numbered(record, 19).reviews if r.outcome is Move.REVISED_DATE]
    assert len(moves) == 3
    assert all(m.reason for m in moves)


def test_no_page_is_given_for_a_document_that_is_held(record: Record) -> None:
    cited = [e for a in record.actions for u in a.updates for e in u.evidence]
    cited += [a.source for a in record.actions if a.source]
    assert {(e.document, e.page) for e in cited if e.page} == {("pack-2023-05", 47)}
    assert sum(d.held for d in record.documents) == 5


def test_what_the_documents_do_not_say_is_marked_as_chosen(record: Record) -> None:
    assert all(r.chosen for a in record.actions for r in a.reviews)
    assert all("number" in a.chosen for a in record.actions if a.number >= 16)
    assert all("address" in p.chosen for p in record.posts)
    assert all(p.chosen for p in record.persons if "chosen" in p.name)


def test_a_chosen_update_brings_no_figure_of_its_own(record: Record) -> None:
    chosen = [u for a in record.actions for u in a.updates if u.chosen]
    unproved = [u for u in chosen if not any(e.held for e in u.evidence)]
    assert len(unproved) == 7
    assert not [u.text for u in unproved if re.search(r"\d", u.text.replace("4 October", ""))]


def test_one_post_with_open_actions_is_vacant_and_one_changed_hands(record: Record) -> None:
    held = {h.post for h in record.holders if h.starts_on <= FIRST_DAY <= (h.ends_on or date.max)}
    assert {a.post for a in live(record)} - held == {"head-of-estates"}
    assert sum(h.post == "head-of-contact" for h in record.holders) == 2


def test_the_chief_constable_of_2019_returns_and_the_one_between_is_acting(record: Record) -> None:
    chiefs = [(h.person, h.acting) for h in record.holders if h.post == "chief-constable"]
    names = ["gareth-morgan", "nick-baker", "gareth-morgan", "chris-noble"]
    assert chiefs == [(name, name == "nick-baker") for name in names]


def test_papers_came_out_five_to_eight_days_before_a_meeting(record: Record) -> None:
    days = [m.starts_on - m.papers_published_on for m in record.meetings if m.papers_published_on]
    assert days == [timedelta(8), timedelta(5)]


def test_a_story_is_told_in_the_order_of_its_days(record: Record) -> None:
    told = list(record.story(numbered(record, 21)))
    assert [day for day, _ in told] == [date(2023, 5, 17), date(2023, 7, 12)]
    assert isinstance(told[1][1], Update)


BROKEN = [
    ("posts.toml", 'organisation = "office"', 'organisation = "nowhere"', "'nowhere' is not on record"),
    ("posts.toml", 'escalates_to = "commissioner"', 'escalates_to = "dcc"', "goes in a circle"),
    ("posts.toml", "contact@force.demo.example", "contact@force.example", "must end in demo.example"),
    ("posts.toml", 'chosen = ["address"]', 'chosen = ["adress"]', "chosen names unknown fields: adress"),
    ("persons.toml", "owner@demo.example", "owner@example.org", "must end in demo.example"),
    ("holders.toml", "ends_on = 2023-06-30", "ends_on = 2023-07-30", "two persons hold the post at once"),
    ("holders.toml", "ends_on = 2019-02-12", "ends_on = 2019-02-01", "the last day is before the first"),
    ("organisations.toml", 'kind = "panel"', 'kind = "club"', "kind is none of"),
    ("meetings.toml", "starts_on = 2021-02-16", "starts_on = 2021-02-17", "should be PPM-2021-02-17"),
    ("meetings.toml", "starts_on = 2021-02-16", 'starts_on = "soon"', "should be a date such as 2023-10-04"),
    ("meetings.toml", "next_number = 44", "next_number = 45", "44 should be one action or one explained gap"),
    ("meetings.toml", 'date_words = "February 2020"', "", "date_words go with a month"),
    ("gaps.toml", "number = 13", "number = 14", "13 should be one action or one explained gap"),
    ("documents.toml", 'code = "pack-2021-02"', 'code = "pack-2020-02"', "this name is used twice"),
    ("actions-2021.toml", 'agenda_item = "2.4"', 'agenda_item = "9.9"', "agenda_item '9.9' is not on record"),
    ("actions-2023-people.toml", "parent = 22", "parent = 43", "its parent is not an earlier action"),
    ("actions-2023-people.toml", 'kind = "action"', 'kind = "wish"', "is none of action, commitment"),
    ("actions-2023-people.toml", "on = 2023-09-14", "on = 2023-09-21", "lies after the first day"),
    ("actions-2023-people.toml", "on = 2024-03-31", 'meeting = "PPM-2023-10-04"', "date takes on"),
    ("actions-2023-people.toml", "asked = ", "wanted = ", "unknown: wanted; missing: asked"),
    ("actions-2023-local.toml", "page = 47, held = false", "page = 47", "held differs"),
    ("actions-2023-local.toml", "merged_into = 29", "merged_into = 32", "merged_into is not another action"),
    ("actions-2023-local.toml", 'reason = "Logged in error', 'note2 = "Logged', "unknown: note2"),
    ("actions-2023-local.toml", 'where = "Opening paragraph"', 'where = "1", page = 1', "held without pages"),
    ("actions-2020.toml", "on = 2021-10-05", "on = 2019-10-05", "decided before the action was raised"),
    ("actions-2020.toml", 'outcome = "merged"', 'outcome = "complete"', "merged_into goes with merged"),
    ("actions-2019.toml", 'outcome = "deferred"', 'outcome = "void"', "this outcome needs a reason"),
    ("actions-2019.toml", "number = 12", "number = 12 twelve", "not readable as TOML"),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), BROKEN)
def test_a_mistake_is_named_with_its_file_and_entry(
    tmp_path: Path, file: str, old: str, new: str, sentence: str
) -> None:
    folder = copy_of_the_record(tmp_path)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(sentence)) as raised:
        read_record(folder)
    named = "meetings.toml" if file == "gaps.toml" else file
    assert str(raised.value).startswith(named)


def test_an_action_that_was_closed_takes_no_further_review(tmp_path: Path) -> None:
    folder = copy_of_the_record(tmp_path)
    late = '\n[[actions.reviews]]\non = 2023-06-01\noutcome = "continue"\ndecided_by = "commissioner"\n'
    with (folder / "actions-2021.toml").open("a", encoding="utf-8") as file:
        file.write(late)
    with pytest.raises(ValueError, match=r"actions-2021.toml, \[\[actions\]\] 22, .*closed before"):
        read_record(folder)


def copy_of_the_record(tmp_path: Path) -> Path:
    folder = tmp_path / "record"
    folder.mkdir()
    for file in resources.files("tracker.demonstration").iterdir():
        if file.name.endswith(".toml"):
            with resources.as_file(file) as path:
                shutil.copy(path, folder)
    return folder
