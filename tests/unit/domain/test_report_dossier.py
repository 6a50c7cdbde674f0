"""An action dossier: what it says in which order, which files go with it, and which pages its print form appends."""

from dataclasses import replace

import pytest

from tests.support.dossier_sample import dossier, with_sensitive_pack
from tracker.domain.audiences import Audience
from tracker.domain.marking import Marking
from tracker.domain.paper import Facts, Paper, Part, Prose, Table
from tracker.domain.report_dossier import ActionDossier, DossierEvidence
from tracker.domain.report_dossier_evidence import size_words
from tracker.domain.report_dossier_files import MOST_APPENDED, MOST_ATTACHED, attached, given, to_append
from tracker.domain.report_dossier_paper import dossier_paper
from tracker.domain.report_record import from_text, record_text
from tracker.domain.wording import count_words

CONTENTS = [
    "What was asked",
    "Owner and holders",
    "Due dates",
    "Updates",
    "Decisions",
    "Exit rule",
    "Linked actions",
    "Mails, reminders and calls",
    "Evidence",
    "Files",
    "Corrections of the record",
    "History",
]


def part(paper: Paper, title: str) -> Part:
    return next(one for one in paper.parts if one.title == title)


def facts(one: Part) -> dict[str, str]:
    """The facts of a part, by their labels."""
    listed = [fact for block in one.blocks if isinstance(block, Facts) for fact in block.facts]
    return {
        fact.label: " ".join((fact.strong, *fact.texts, *(link.words for link in fact.links))).strip()
        for fact in listed
    }


def within(one: Part) -> list[Part]:
    return [block for block in one.blocks if isinstance(block, Part)]


def rows(one: Part) -> list[list[str]]:
    """The tables of a part: the words of each cell."""
    return [
        [" ".join((cell.strong, *cell.texts, *cell.quiet)).strip() for cell in row]
        for table in one.blocks
        if isinstance(table, Table)
        for row in table.rows
    ]


def prose(one: Part) -> str:
    return " ".join(text for block in one.blocks if isinstance(block, Prose) for text in block.texts)


def test_it_tells_one_side_of_the_action_after_the_other() -> None:
    paper = dossier_paper(dossier())
    assert paper.title == "Action 006: Report on the first months of the Resolution Centre"
    assert paper.lead == "Open. On record: 1 update, 1 decision, 5 pieces of evidence."
    assert [one.title for one in paper.parts] == CONTENTS
    assert all(one.anchor for one in paper.parts)


def test_where_it_was_raised_comes_with_the_minute_of_the_video() -> None:
    told = facts(part(dossier_paper(dossier()), "What was asked"))
    assert list(told) == ["Asked", "Raised", "Video", "Owner", "Assurance"]
    assert told["Video"].startswith("0:52:10 into the recording")


def test_owners_and_holders_are_told_over_time() -> None:
    assert rows(part(dossier_paper(dossier()), "Owner and holders")) == [
        ["Head of Contact", "17 May 2023 at 10:52", "Priya Shah"],
        ["Ann Able", "Head of Contact", "Not known", "30 June 2023"],
        ["Ben Best Acting", "Head of Contact", "1 July 2023", "Still in post"],
    ]


def test_every_move_of_the_date_has_its_cause_and_its_reason() -> None:
    cells = rows(part(dossier_paper(dossier()), "Due dates"))
    assert cells == [
        [
            "3 July 2023",
            "30 June 2023",
            "31 October 2023",
            "Revised date agreed Reason: The survey is late By The Commissioner",
        ]
    ]


def test_an_update_says_its_rating_who_said_it_and_how_it_came() -> None:
    (update,) = within(part(dossier_paper(dossier()), "Updates"))
    told = facts(update)
    assert update.title == "Update, 26 June 2023"
    assert told["Said"] == "The centre took on 19,295 incidents. It settled 18,849 of them."
    assert told["How it came"] == "By telephone, received by Priya Shah"
    assert told["Rests on"] == "Evidence 1 Evidence 2"
    tags = [tag.words for block in update.blocks if isinstance(block, Facts) for tag in block.facts[0].tags]
    assert tags == ["Amber, at risk"]


def test_a_decision_says_what_was_known_when_it_was_made() -> None:
    (decision,) = within(part(dossier_paper(dossier()), "Decisions"))
    assert facts(decision)["Decided"] == "Revised date agreed. The survey comes first."
    assert facts(decision)["Assurance"] == "Further assurance needed"
    (known,) = within(decision)
    assert known.title == "What was known on 3 July 2023"
    assert facts(known) == {
        "Status then": "Open",
        "Due then": "30 June 2023",
    } | {key: value for key, value in facts(known).items() if key in ("Ends when", "How far")}
    assert len(rows(known)) == 8


def test_a_decision_of_which_nothing_was_frozen_says_so() -> None:
    (review,) = dossier().reviews
    bare = replace(review, known_on=None, known=(), exit=None)
    (decision,) = within(part(dossier_paper(dossier(reviews=(bare,))), "Decisions"))
    assert "was not frozen" in prose(decision)


def test_what_was_sent_says_what_became_of_it() -> None:
    ((day, what, became),) = rows(part(dossier_paper(dossier()), "Mails, reminders and calls"))
    assert (day, what) == ("20 June 2023", "Reminder to Ann Able 1 update due by 30 June")
    assert became.endswith("20 June 2023 at 09:04: Delivered.")


def test_the_history_has_each_digest_and_the_end_of_the_chain() -> None:
    told = part(dossier_paper(dossier()), "History")
    assert [row[0] for row in rows(told)] == ["74", "78"]
    assert "cd" * 32 in rows(told)[0][2]
    assert f"500 rows when this was frozen. The digest of the last one is {'ab' * 32}" in prose(told)


def test_what_was_removed_is_struck_and_its_reason_told() -> None:
    evidence = within(part(dossier_paper(dossier()), "Evidence"))
    assert [one.label for one in evidence] == [f"Evidence {number}" for number in range(1, 6)]
    assert [one.struck for one in evidence] == [False, False, False, False, True]
    assert facts(evidence[4])["Removed"].endswith("it repeats Evidence 1")
    assert facts(evidence[3])["Held"] == "Nobody has seen it here."


def test_what_is_empty_says_so_in_a_sentence() -> None:
    bare = dossier(
        owners=(), dues=(), updates=(), reviews=(), mails=(), links=(), evidence=(), files=(), corrections=()
    )
    said = [prose(one) for one in dossier_paper(replace(bare, exit=None, exit_rule="")).parts]
    assert "The owner has not reported yet." in said
    assert "Nothing is attached to this action." in said
    assert "No mail has gone about this action, and no call is on record." in said


def test_a_dossier_with_anything_sensitive_is_marked_so_throughout() -> None:
    assert dossier_paper(dossier()).report.marking == Marking.OFFICIAL
    paper = dossier_paper(with_sensitive_pack())
    assert paper.report.marking == Marking.SENSITIVE
    assert facts(within(part(paper, "Evidence"))[0])["Marking"] == Marking.SENSITIVE
    assert dossier_paper(dossier(action_marking=Marking.SENSITIVE)).report.marking == Marking.SENSITIVE


def test_it_is_the_same_after_it_was_frozen() -> None:
    assert from_text(record_text(dossier())) == dossier()


def test_each_file_is_given_once_with_its_size_and_digest() -> None:
    whole = dossier()
    twice = replace(whole, evidence=(*whole.evidence, replace(whole.evidence[0], number=6)))
    assert [one.name for one in attached(twice)] == ["01-performance-pack.pdf", "02-figures.csv"]
    cells = rows(part(dossier_paper(twice), "Files"))
    assert cells[1] == ["02-figures.csv Performance pack", "31 bytes", whole.files[1].sha256]


def test_files_that_are_too_large_together_are_listed_and_not_attached() -> None:
    first, second = dossier().files
    large = dossier(files=(replace(first, size=MOST_ATTACHED - second.size + 1), second))
    assert attached(large) == ()
    told = part(dossier_paper(large), "Files")
    assert "more than the 41.9 MB that one PDF carries" in prose(told)
    assert "not attached" in prose(told)
    assert len(rows(told)) == 2
    assert len(attached(dossier(files=(replace(first, size=MOST_ATTACHED - second.size), second)))) == 2


def withheld(whole: ActionDossier, field: str) -> ActionDossier:
    first, *others = whole.evidence
    return replace(whole, evidence=(replace(first, **{field: "A [withheld: section 40] word"}), *others))


@pytest.mark.parametrize("field", ["citation", "quote", "place", "shows", "url"])
def test_a_file_goes_with_no_form_where_anything_of_its_evidence_is_withheld(field: str) -> None:
    cut = withheld(dossier(), field)
    assert [one.name for one in given(cut)] == ["02-figures.csv"]
    assert to_append(cut, whole=False)[0].why == "It is withheld from the readers of this version."
    told = within(part(dossier_paper(cut), "Evidence"))[0]
    assert "File" not in facts(told)


@pytest.mark.parametrize("audience", [Audience.PANEL, Audience.PUBLIC, Audience.OWNER])
def test_a_sensitive_file_goes_to_nobody_but_the_office(audience: Audience) -> None:
    cut = replace(with_sensitive_pack(), audience=audience)
    assert [one.name for one in attached(cut)] == ["02-figures.csv"]
    assert [one.file for one in to_append(cut, whole=True)] == [0, 0, 0, 0]


def test_the_print_form_appends_the_cited_page_and_says_where_the_rest_is() -> None:
    sheets = to_append(dossier(), whole=False)
    assert [(one.evidence, one.file, one.page) for one in sheets] == [
        (1, 1, 3),
        (2, 0, None),
        (3, 0, None),
        (4, 0, None),
    ]
    assert [one.why for one in sheets[1:]] == [
        "The file 02-figures.csv is no PDF. It is attached to the PDF of this dossier as 02-figures.csv.",
        "It is not on paper: https://inspectorate.example/figures",
        "This document is not held.",
    ]


def test_the_whole_document_is_appended_once() -> None:
    whole = dossier()
    again = replace(whole.evidence[0], number=6, page=1)
    sheets = to_append(replace(whole, evidence=(*whole.evidence, again)), whole=True)
    assert [one.page for one in sheets if one.evidence == 1] == [1, 2, 3]
    assert [one.why for one in sheets if one.evidence == 6] == ["Its file is appended to Evidence 1."]


def test_a_document_that_is_cited_without_a_page_gets_a_sheet_that_says_so() -> None:
    first, *others = dossier().evidence
    (sheet, *_) = to_append(dossier(evidence=(replace(first, page=None), *others)), whole=False)
    assert sheet.why.startswith("No page of 01-performance-pack.pdf is cited.")


def test_more_pages_than_a_print_holds_are_not_appended() -> None:
    one: DossierEvidence = dossier().evidence[0]
    many = tuple(replace(one, number=number) for number in range(1, MOST_APPENDED + 2))
    (sheet,) = to_append(dossier(evidence=many), whole=False)
    assert f"More than {MOST_APPENDED} pages" in sheet.why
    assert len(to_append(dossier(evidence=many[:-1]), whole=False)) == MOST_APPENDED


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 byte"), (999, "999 bytes"), (14_200, "14 kB"), (2_440_000, "2.4 MB")]
)
def test_sizes_are_said_as_people_compare_them(size: int, words: str) -> None:
    assert size_words(size) == words
    assert count_words(2, "byte") == "2 bytes"
