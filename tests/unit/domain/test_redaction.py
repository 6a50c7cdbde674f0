"""Words that readers do not get: whole fields and words, wherever they stand and however they are written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import report_sample
from tracker.domain.errors import BadInput
from tracker.domain.redaction import (
    Redaction,
    check_redaction,
    counted,
    fits,
    offered,
    unmarked,
    withhold,
)
from tracker.domain.redaction_paths import texts
from tracker.domain.redaction_reasons import EXEMPTIONS, OWN, REASONS, Weighing, mark_of
from tracker.domain.redaction_words import spans
from tracker.domain.report_withheld import Withheld
from tracker.domain.reports import ActionStatusReport, ReportAction, ReportUpdate

ASKED = "actions/PPM-006/asked"
MARK = "[withheld: section 40]"


def a_report(asked: str = "", update: str = "", title: str = "Bring the figures") -> ActionStatusReport:
    first = ReportAction(
        "PPM-006",
        "Action 006",
        title,
        asked=asked,
        last_update=ReportUpdate(on=report_sample.report().as_at, by="Head of Contact", text=update),
    )
    return report_sample.report(
        actions=(first, ReportAction("PPM-007", "Action 007", "Look at Smithson Road"))
    )


def asked_without(words: str, text: str) -> str:
    return withhold(a_report(text), [Redaction(ASKED, words, "foi-40")]).actions[0].asked


def test_every_exemption_of_the_act_is_there_by_its_section() -> None:
    numbers = [reason.mark.removeprefix("section ") for reason in EXEMPTIONS]
    assert numbers == [
        *("21", "22", "22A", "23", "24"),
        *(str(number) for number in range(26, 45)),
    ]
    absolute = {
        reason.mark.removeprefix("section ") for reason in EXEMPTIONS if reason.test is Weighing.ABSOLUTE
    }
    partly = {reason.mark.removeprefix("section ") for reason in EXEMPTIONS if reason.test is Weighing.EITHER}
    assert absolute == {"21", "23", "32", "34", "41", "44"}
    assert partly == {"36", "37", "40"}


def test_no_two_reasons_leave_the_same_mark() -> None:
    assert len({mark_of(reason) for reason in REASONS.values()}) == len(EXEMPTIONS) + len(OWN)


@pytest.mark.parametrize(
    "text",
    [
        "Ask Jane Smith about it",
        "Ask JANE SMITH about it",
        "Ask Jane\nSmith about it",
        "Ask Jane\u00a0Smith about it",
        "Ask Jane Sm\u00adith about it",
        "Ask Ja\u0301ne Smith about it",
        "Ask Ｊａｎｅ Smith about it",
        "Ask Jane-Smith about it",
        "Ask jane.smith about it",
        "Ask jane_smith about it",
    ],
)
def test_words_are_found_however_they_are_written(text: str) -> None:
    assert asked_without("Jane Smith", text) == f"Ask {MARK} about it"


def test_a_possessive_keeps_its_ending_and_a_longer_name_stays() -> None:
    assert asked_without("Smith", "Smith’s papers, not Smithson’s") == f"{MARK}’s papers, not Smithson’s"
    assert asked_without("O'Brien", "O’Brien and OBrien") == f"{MARK} and {MARK}"


def test_the_same_words_are_withheld_in_every_place() -> None:
    report = a_report("Jane Smith asked", "Seen by Jane Smith.", "For Jane Smith")
    cut = withhold(report, [Redaction(ASKED, "Jane Smith", "foi-40")]).actions[0]
    assert (cut.title, cut.asked) == (f"For {MARK}", f"{MARK} asked")
    assert cut.last_update
    assert cut.last_update.text == f"Seen by {MARK}."


def test_words_can_be_withheld_in_one_place_alone() -> None:
    report = a_report("Jane Smith asked", "Seen by Jane Smith.")
    cut = withhold(report, [Redaction(ASKED, "Jane Smith", "foi-40", everywhere=False)]).actions[0]
    assert cut.asked == f"{MARK} asked"
    assert cut.last_update
    assert cut.last_update.text == "Seen by Jane Smith."


def test_a_whole_field_is_withheld_and_so_is_its_text_where_it_is_quoted() -> None:
    report = a_report("The operation in May", "As was said (“the operation in May”), it is done.")
    cut = withhold(report, [Redaction(ASKED, "", "operational")]).actions[0]
    assert cut.asked == "[withheld: operational detail]"
    assert cut.last_update
    assert cut.last_update.text == "As was said (“[withheld: operational detail]”), it is done."


def test_the_code_of_a_withheld_title_goes_with_it_and_still_joins() -> None:
    report = report_sample.report()
    path = "priorities/harm/title"
    cut = withhold(report, [Redaction(path, "", "foi-31"), Redaction(path, "harm", "foi-31")])
    assert "harm" not in {one.code for one in cut.priorities}
    codes = {one.code for one in cut.priorities}
    assert {action.priority_code for action in cut.actions} - {""} <= codes


def test_the_longer_words_are_withheld_for_their_own_reason() -> None:
    report = a_report("Jane Smith saw Smith")
    both = [Redaction(ASKED, "Smith", "foi-31"), Redaction(ASKED, "Jane Smith", "foi-40")]
    assert withhold(report, both).actions[0].asked == f"{MARK} saw [withheld: section 31]"


def test_words_of_a_mark_are_not_looked_for_in_marks() -> None:
    report = a_report("Section 40 was withheld")
    both = [Redaction(ASKED, "Section 40", "foi-40"), Redaction(ASKED, "withheld", "foi-31")]
    assert withhold(report, both).actions[0].asked == f"{MARK} was [withheld: section 31]"


def test_what_is_withheld_is_counted_by_reason() -> None:
    report = a_report("Jane Smith asked", "Jane Smith and the operation")
    both = [Redaction(ASKED, "Jane Smith", "foi-40"), Redaction(ASKED, "operation", "foi-31")]
    assert counted(withhold(report, both)) == (
        Withheld("section 31", "law enforcement", 1),
        Withheld("section 40", "personal information", 2),
    )


def test_a_redaction_fits_a_later_record_while_its_words_are_there() -> None:
    words = Redaction(ASKED, "Jane Smith", "foi-40")
    assert fits(words, a_report("", "Jane Smith again"))
    assert not fits(replace(words, everywhere=False), a_report("", "Jane Smith again"))
    assert not fits(words, a_report("John Smith"))
    assert fits(Redaction(ASKED, "", "foi-40"), a_report("Something else"))
    assert not fits(Redaction(ASKED, "", "foi-40"), a_report(""))


@pytest.mark.parametrize(
    ("redaction", "sentence"),
    [
        (Redaction("actions/PPM-099/asked", "", "foi-40"), "Choose the text"),
        (Redaction("actions/PPM-006/reference", "", "foi-40"), "Choose the text"),
        (Redaction(ASKED, "Smi", "foi-40"), "whole words"),
        (Redaction(ASKED, "…", "foi-40"), "at least one whole word"),
        (Redaction(ASKED, "Smith", "foi-25"), "Choose the reason"),
    ],
)
def test_what_cannot_be_withheld_is_refused_with_a_sentence(redaction: Redaction, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        check_redaction(redaction, a_report("Jane Smith"))


TEXTS = st.text(alphabet=st.sampled_from("aAbBéßﬁİ ’'-._\n\u00ad\u0301sS1[]:"), max_size=24)
REDACTIONS = st.lists(
    st.builds(
        Redaction,
        path=st.sampled_from([ASKED, "actions/PPM-006/title", "actions/PPM-006/last_update/text", "contact"]),
        words=st.one_of(st.just(""), TEXTS),
        reason=st.sampled_from(["foi-40", "foi-31", "operational"]),
        everywhere=st.booleans(),
    ),
    max_size=4,
)


@given(asked=TEXTS, update=TEXTS, title=TEXTS, redactions=REDACTIONS)
def test_no_withheld_word_is_left_and_withholding_twice_is_the_same(
    asked: str, update: str, title: str, redactions: list[Redaction]
) -> None:
    report = a_report(asked, update, title)
    cut = withhold(report, redactions)
    for one in redactions:
        for place in texts(cut):
            if one.words and place.is_prose and (one.everywhere or place.path == one.path):
                assert not any(spans(one.words, part) for part in unmarked(place.text))
            if not one.words and place.path == one.path and place.text:
                assert place.text.startswith("[withheld: ")
    assert withhold(cut, redactions) == cut


@given(asked=TEXTS, update=TEXTS, title=TEXTS)
def test_what_is_not_named_is_unchanged(asked: str, update: str, title: str) -> None:
    report = a_report(asked, update, title)
    cut = withhold(report, [Redaction(ASKED, "", "foi-40", everywhere=False)])
    left = {place.path: place.text for place in texts(report) if place.path != ASKED}
    assert {place.path: place.text for place in texts(cut) if place.path != ASKED} == left
    assert withhold(report, []) is report


def test_every_text_of_a_record_can_be_withheld_but_what_holds_it_together() -> None:
    paths = {place.path for place in offered(report_sample.report())}
    assert "contact" in paths
    assert not {path for path in paths if path.endswith(("/reference", "history_head"))}
