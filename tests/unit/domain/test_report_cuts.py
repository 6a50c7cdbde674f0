"""What the readers of each audience get of the same frozen record."""

from tests.support import report_sample, sitting_sample
from tracker.domain.audiences import Audience
from tracker.domain.redaction import Redaction
from tracker.domain.report_cuts import Cut, as_it_stands
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_markings import with_markings
from tracker.domain.report_withheld import ReportNames, ReportPerson
from tracker.domain.reports import ReportAction, ReportChange

SENSITIVE = "OFFICIAL-SENSITIVE"
REPORT = report_sample.report(
    actions=(
        ReportAction(
            "PPM-006", "Action 006", "Bring Jane Smith’s figures", children=("Action 007", "Action 008")
        ),
        ReportAction(
            "PPM-007", "Action 007", "Tell of the operation", marking=SENSITIVE, parent="Action 006"
        ),
        ReportAction("PPM-008", "Action 008", "Go on", parent="Action 007"),
    ),
    names=ReportNames(people=(ReportPerson("Jane Smith", "Head of Contact"),)),
)


def texts_of(audience: Audience, **more: object) -> tuple[str, list[str]]:
    cut = as_it_stands(REPORT, Cut(audience=audience, **more))  # type: ignore[arg-type]
    return cut.marking, [action.title for action in cut.actions]


def test_the_public_gets_nothing_that_is_official_sensitive_and_is_told_how_much() -> None:
    cut = as_it_stands(REPORT, Cut(audience=Audience.PUBLIC, marking=""))
    assert [action.reference for action in cut.actions] == ["PPM-006", "PPM-008"]
    assert (cut.left_out, cut.marking) == (1, "OFFICIAL")
    assert cut.actions[0].children == ("Action 008",)
    assert cut.actions[1].parent == ""
    paper = kind_of(cut).paper(cut)
    assert paper.parts[-1].title == "What is withheld from this version"
    assert "One action is not shown here because of the protective marking." in str(paper.parts[-1].blocks)


def test_the_panel_gets_it_marked_and_so_is_the_paper() -> None:
    cut = as_it_stands(REPORT, Cut(audience=Audience.PANEL))
    assert (len(cut.actions), cut.left_out, cut.marking) == (3, 0, SENSITIVE)
    paper = kind_of(cut).paper(cut)
    assert "What is withheld from this version" not in [part.title for part in paper.parts]


def test_a_change_of_what_is_left_out_is_not_told() -> None:
    changes = (ReportChange("Action 007", ("Added.",)), ReportChange("Action 006", ("Added.",)))
    cut = as_it_stands(REPORT, Cut(audience=Audience.PUBLIC, changed_since="version 1", changes=changes))
    assert [change.subject for change in cut.changes] == ["Action 006"]


def test_names_are_posts_for_the_public_alone_and_nobody_gets_the_list_of_names() -> None:
    assert texts_of(Audience.PUBLIC)[1][0] == "Bring Head of Contact’s figures"
    assert texts_of(Audience.PUBLIC, kept_names=("Jane Smith",))[1][0] == "Bring Jane Smith’s figures"
    assert texts_of(Audience.PANEL)[1][0] == "Bring Jane Smith’s figures"
    for audience in Audience:
        assert not as_it_stands(REPORT, Cut(audience=audience)).names.people


def test_words_are_withheld_where_the_name_stands_and_where_the_post_does() -> None:
    path = "actions/PPM-006/title"
    for words in ("Jane Smith", "Head of Contact"):
        _, titles = texts_of(Audience.PUBLIC, redactions=(Redaction(path, words, "foi-40"),))
        assert titles[0] == "Bring [withheld: section 40]’s figures"


def test_what_stood_there_before_is_not_told_of_what_is_withheld_now() -> None:
    change = ReportChange(
        "Action 006", ("What was asked changed from “Ask about X” to “Bring Jane Smith’s figures”.",)
    )
    cut = Cut(
        audience=Audience.PANEL,
        changed_since="version 1",
        changes=(change,),
        redactions=(Redaction("actions/PPM-006/title", "", "foi-31"),),
    )
    assert as_it_stands(REPORT, cut).changes[0].sentences == (
        "What was asked changed, and is withheld here.",
    )


def test_a_line_about_an_action_is_marked_in_every_kind_that_has_it() -> None:
    log = sitting_sample.action_log()
    first = log.raised[0].reference
    marked = with_markings(log, frozenset({first}))
    assert marked.raised[0].marking == SENSITIVE
    assert {one.marking for one in marked.raised[1:]} == {"OFFICIAL"}
    assert SENSITIVE in str(kind_of(marked).paper(marked).parts)
    assert as_it_stands(marked, Cut()).marking == SENSITIVE
    assert with_markings(log, frozenset()) == log
