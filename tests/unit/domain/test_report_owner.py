"""What an owner's report says, and in which order."""

from tests.support.owner_sample import owners_report
from tracker.domain.paper import Facts, Part
from tracker.domain.report_owner_paper import owners_paper


def test_it_opens_with_what_is_open_and_who_holds_the_post() -> None:
    paper = owners_paper(owners_report())
    assert paper.title == "Two actions are open; one is overdue"
    assert paper.subtitle == "Owner’s report for the Head of Contact"
    assert paper.lead == "Held by Ann Able, since 1 May 2021. An answer to a mail is awaited on 1 action."
    assert [(one.number, one.label) for one in paper.figures] == [
        (1, "overdue"),
        (1, "open and in time"),
        (0, "standing items"),
        (1, "asked and not answered"),
    ]
    assert paper.document_title == "Owner’s report: Head of Contact"


def test_the_parts_come_in_the_order_in_which_an_owner_needs_them() -> None:
    assert [(part.title, part.count_words) for part in owners_paper(owners_report()).parts] == [
        ("Asked by mail and not answered", "1 action"),
        ("Overdue", "1 action"),
        ("Open and in time", "1 action"),
        ("Closed since 28 March 2023", "1 action"),
    ]


def test_it_says_how_often_an_action_was_asked_about() -> None:
    asked = owners_paper(owners_report()).parts[0].blocks[0]
    assert isinstance(asked, Facts)
    assert asked.facts[0].texts == ("Asked 3 times, first on 3 July 2023 and last on 14 September 2023.",)


def test_every_action_is_told_with_its_history() -> None:
    parts = owners_paper(owners_report()).parts[1:]
    told = [one for part in parts for one in part.blocks if isinstance(one, Part)]
    assert [one.label for one in told] == ["Action 017", "Action 018", "Action 019"]
    facts = [fact.label for block in told[0].blocks if isinstance(block, Facts) for fact in block.facts]
    assert "Before that" in facts


def test_a_post_that_owes_nothing_has_a_report_too() -> None:
    paper = owners_paper(owners_report(actions=(), unanswered=(), holder_words=""))
    assert (paper.title, paper.lead) == ("Nothing is open", "The post is vacant.")
    assert [part.title for part in paper.parts] == ["What the post owes"]
