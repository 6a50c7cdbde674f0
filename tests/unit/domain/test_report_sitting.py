"""The action log and the minutes of a meeting in words."""

from tests.support.sitting_sample import CARRIED, HEAD, RAISED, action_log, minutes
from tracker.domain.paper import Bullets, Facts, Paper, Part, Prose, Table
from tracker.domain.report_action_log import MOST_LINES, action_log_paper
from tracker.domain.report_kinds import ACTION_LOG, KINDS
from tracker.domain.report_minutes import minutes_paper
from tracker.domain.report_sitting import ActionLog, CarriedAction, for_owner, owners
from tracker.domain.reports import ReportChange


def part(paper: Paper, title: str) -> Part:
    return next(part for part in paper.parts if part.title == title)


def table(paper: Paper, title: str) -> list[str]:
    """The rows of a table, each in one line."""
    found = next(block for block in part(paper, title).blocks if isinstance(block, Table))
    return [
        " | ".join(
            " / ".join([cell.strong, *(tag.words for tag in cell.tags), *cell.texts, *cell.quiet]).strip(" /")
            for cell in row
        )
        for row in found.rows
    ]


def facts(paper: Paper, title: str) -> dict[str, tuple[str, ...]]:
    blocks = (block for block in part(paper, title).blocks if isinstance(block, Facts))
    return {fact.label: (fact.strong, *fact.texts) for block in blocks for fact in block.facts}


def test_the_log_is_called_by_what_the_meeting_did() -> None:
    paper = action_log_paper(action_log())
    assert paper.title == "Three actions were raised; two matters were decided"
    assert paper.subtitle == "Action log of the Public Performance Meeting of 4 October 2023"
    assert action_log_paper(action_log(raised=RAISED[:1], decisions=())).title == "One action was raised"
    assert action_log_paper(action_log(raised=(), decisions=())).title == "No actions were raised"


def test_a_log_of_a_meeting_in_session_says_so() -> None:
    paper = action_log_paper(action_log(in_session=True, hours_words="since 14:31"))
    assert paper.title.startswith("Three actions were raised so far;")
    assert "in session" in paper.lead
    assert facts(paper, "The meeting")["Held"][1].endswith("in session since 14:31.")
    assert part(paper, "Open from before")


def test_the_meeting_is_told_with_who_was_there_and_who_was_not() -> None:
    told = facts(action_log_paper(action_log()), "The meeting")
    assert told["Held"] == ("", "4 October 2023, 14:31 to 16:05, Oak Room, County Buildings, Stafford.")
    assert told["Present"][1:] == ("Chris Noble, Chief Constable", "Ann Able, Head of Contact (for Bea Bold)")
    assert told["Apologies"][1:] == ("Val Vane, Head of Victims",)
    assert told["Next meeting"][1:] == ("Wednesday 6 December 2023 at 14:30",)


def test_what_is_not_recorded_is_said_to_be_so() -> None:
    told = facts(action_log_paper(action_log(attendance=(), next_meeting_words="")), "The meeting")
    assert told["Present"][1:] == ("Who was there is not recorded.",)
    assert told["Next meeting"][1:] == ("Not scheduled yet.",)


def test_each_action_is_told_with_what_was_asked_its_owner_its_due_date_and_its_item() -> None:
    rows = table(action_log_paper(action_log()), "Actions raised")
    assert rows[0] == (
        "Action 044 | 101 calls: how long people wait / Bring the waiting times by hour. / Say what was tried. / "
        "Item 3.1 Contact and response | Head of Contact | Meeting of 6 December 2023, papers by 29 November 2023"
    )
    assert (
        rows[1] == "Action 045 | Survey victims of burglary / Commitment | Head of Victims | 30 November 2023"
    )
    assert rows[3].endswith("Follows Action 045 | No owner yet | No date yet")


def test_a_void_number_is_explained_and_not_counted() -> None:
    paper = action_log_paper(action_log())
    assert table(paper, "Actions raised")[2] == (
        "Action 046 | 101 calls again / Void / Logged in error. It repeats Action 044. The number is not used again. | – | –"
    )
    assert part(paper, "Actions raised").count_words == "3 actions"


def test_a_decision_is_told_with_its_reason_the_assurance_and_who_decided() -> None:
    rows = table(action_log_paper(action_log()), "Decisions on matters arising")
    assert rows[0] == (
        "Action 012 | What counts as violence / Head of Contact | Revised date agreed: 30 November 2023. / New rules apply. / "
        "Reason: The registrar left. / Further assurance needed. / Decided by Ben Adams."
    )
    assert rows[1].endswith("Agreed closed – complete. / Decided by Ben Adams.")


def test_what_is_carried_forward_has_one_line_each_and_of_a_very_long_list_the_rest_is_counted() -> None:
    assert table(action_log_paper(action_log()), "Carried forward") == [
        "Action 012 | What counts as violence | Head of Contact | 30 November 2023"
    ]
    many = tuple(CarriedAction(f"PPM-{n}", f"Action {n}", "Title") for n in range(MOST_LINES + 2))
    carried = part(action_log_paper(action_log(carried=many)), "Carried forward")
    assert carried.blocks[1] == Prose(("2 more actions: see the action status report.",))


def test_the_cut_for_an_owner_holds_nothing_of_another() -> None:
    changed = (ReportChange("Action 044", ("Added.",)), ReportChange("Action 045", ("Added.",)))
    log = for_owner(action_log(changes=changed), "head-of-contact", "Head of Contact")
    paper = action_log_paper(log)
    assert paper.title == "One action was raised; one matter was decided"
    assert paper.subtitle.endswith(", for the Head of Contact")
    assert log.changes == changed[:1]
    lines = (*log.raised, *log.decisions, *log.carried)
    assert {line.owner_code for line in lines} == {"head-of-contact"}
    assert log.carried == CARRIED


def test_the_owners_of_a_log_are_those_who_have_something_in_it() -> None:
    assert owners(action_log()) == (
        ("head-of-contact", "Head of Contact"),
        ("head-of-victims", "Head of Victims"),
    )
    assert owners(ActionLog(**HEAD)) == ()


def test_a_second_version_says_first_what_changed() -> None:
    changed = ReportChange("Action 044", ("Owner changed from “A” to “B”.",), ("Reason: misheard.",))
    whole = KINDS[ACTION_LOG].paper
    paper = whole(action_log(changed_since="version 1, issued on 6 October 2023", changes=(changed,)))
    assert paper.parts[0].title == "What changed since version 1, issued on 6 October 2023"
    told = facts(paper, paper.parts[0].title)
    assert told["Action 044"][1:] == ("Owner changed from “A” to “B”.", "Reason: misheard.")
    unchanged = whole(action_log(changed_since="version 1"))
    assert "Nothing" in facts(unchanged, "What changed since version 1")


def test_the_minutes_go_through_the_agenda() -> None:
    paper = minutes_paper(minutes())
    assert [part.title for part in paper.parts] == [
        "The meeting",
        "1 Matters arising",
        "3.1 Contact and response",
        "9 Any other business",
        "Actions raised under no item",
    ]
    prose, bullets, decided, actions = part(paper, "3.1 Contact and response").blocks
    assert prose == Prose(("The Chief Constable spoke to the figures.",))
    assert bullets == Bullets(("Abandonment rose.", "Grade 1 fell."))
    assert isinstance(decided, Facts)
    assert decided.facts[0].texts == ("The figures come to every meeting.",)
    assert isinstance(actions, Facts)
    assert actions.facts[0].texts[-1].startswith("Head of Contact. Due: Meeting of 6 December 2023")
    assert part(paper, "9 Any other business").blocks == (
        Prose(("Nothing is minuted under this item.",), quiet=True),
    )


def test_decisions_stand_under_matters_arising_or_after_the_agenda() -> None:
    assert set(facts(minutes_paper(minutes()), "1 Matters arising")) == {"Action 012", "Action 018"}
    without = minutes_paper(minutes(items=minutes().items[1:]))
    assert set(facts(without, "Matters arising")) == {"Action 012", "Action 018"}


def test_no_action_is_told_twice_or_left_out_of_the_minutes() -> None:
    paper = minutes_paper(minutes())
    labels = [
        fact.label
        for part in paper.parts
        for block in part.blocks
        if isinstance(block, Facts)
        for fact in block.facts
        if fact.label.startswith("Action")
    ]
    assert sorted(labels) == [f"Action 0{number}" for number in (12, 18, 44, 45, 46, 47)]
