"""The Panel update, put into words: purpose, recommendation, background, progress by priority with numbered paragraphs, whom to ask."""

from tracker.domain.figures_used import figures_parts
from tracker.domain.numbering import numbered
from tracker.domain.paper import Block, Bullets, Fact, Facts, Paper, Part, Prose
from tracker.domain.report_panel import (
    ACROSS,
    BACKGROUND,
    NAME,
    PAPERS,
    PURPOSE,
    RECOMMENDATION,
    PanelUpdate,
    priority_slot,
)
from tracker.domain.report_panel_actions import actions_table, came_of
from tracker.domain.report_panel_asks import asked_part
from tracker.domain.report_told import (
    Signatory,
    ToldMeasure,
    ToldPriority,
    figures_table,
    of_no_priority,
    of_priority,
    small_picture,
    with_figures,
)
from tracker.domain.reports import ReportAction
from tracker.domain.written_reports import written_blocks

READING = (
    "Paragraphs are numbered so that they can be quoted. A figure is that of the reading on record, with its period; where the force was "
    "asked about a figure, that is said beside it. An action is something asked of an owner, and its number is never used again. A date "
    "moves only where that was agreed at a meeting, or with its meeting."
)
TITLE, UNTITLED = "Police and Crime Plan update", "Update to the Panel"
PRIORITIES = "The Plan has these priorities, and this report follows them:"
NO_PANEL, NO_DAY = "The Panel", "Its next meeting is not scheduled yet."
PROGRESS = "Progress to date"
OTHER = "Across the priorities"
FIGURES = "These are the latest readings on record under this priority, and what each is set beside."
FIGURES_OTHER = (
    "These are the latest readings on record that belong to no one priority, and what each is set beside."
)


def panel_paper(report: PanelUpdate) -> Paper:
    return Paper(
        name=NAME,
        report=report,
        title=TITLE if report.plan else UNTITLED,
        subtitle=_subtitle(report),
        reading=READING,
        parts=(
            _addressed(report),
            _section("1", "Purpose of the report", report, PURPOSE),
            _section("2", "Recommendation", report, RECOMMENDATION),
            _background(report),
            _progress(report),
            *asked_part(report),
            _signed(report),
            *_papers(report),
            *figures_parts(report),
        ),
    )


def _subtitle(report: PanelUpdate) -> str:
    whose = f"Report of the {report.elected[0].post}" if report.elected else f"Report of {report.office_name}"
    return f"{whose} to the {report.panel}" if report.panel else whose


def _addressed(report: PanelUpdate) -> Part:
    """The title block: to whom, for which meeting, about what, from whom."""
    facts = (
        Fact("To", texts=(report.panel or NO_PANEL,)),
        Fact("Meeting of", texts=(report.panel_meeting or NO_DAY,)),
        Fact("Subject", texts=(report.plan or UNTITLED,)),
        Fact("Report of", texts=tuple(map(_who, report.elected)) or (report.office_name,)),
        Fact("Contact officer", texts=tuple(map(_who, report.contacts)) or (report.contact or "Not named",)),
    )
    return Part("This report", (Facts(facts),), key="addressed")


def _section(number: str, title: str, report: PanelUpdate, slot: str) -> Part:
    return Part(f"{number}. {title}", numbered(number, written_blocks(report, slot)), key="clauses")


def _background(report: PanelUpdate) -> Part:
    listed: tuple[Block, ...] = ()
    if report.priorities:
        listed = (Prose((PRIORITIES,)), Bullets(tuple(one.title for one in report.priorities)))
    blocks = numbered("3", (*written_blocks(report, BACKGROUND), *listed))
    return Part("3. Background", blocks, key="clauses")


def _progress(report: PanelUpdate) -> Part:
    parts = [_priority(report, one, f"4.{number}") for number, one in enumerate(report.priorities, 1)]
    other = _other(report, f"4.{len(parts) + 1}")
    return Part(f"4. {PROGRESS}", (*parts, *other), key="progress")


def _priority(report: PanelUpdate, priority: ToldPriority, section: str) -> Part:
    actions = tuple(one for one in report.actions if one.priority_code == priority.code)
    told = _told(report, of_priority(report.measures, priority.code), actions, FIGURES)
    blocks = (*written_blocks(report, priority_slot(priority.code)), *told)
    return Part(f"{section}. {priority.title}", numbered(section, blocks), key="clauses")


def _other(report: PanelUpdate, section: str) -> tuple[Part, ...]:
    """What belongs to no priority of the Plan; nothing where there is no such thing."""
    known = {one.code for one in report.priorities}
    actions = tuple(one for one in report.actions if one.priority_code not in known)
    measures = of_no_priority(report.measures, known)
    blocks = (*written_blocks(report, ACROSS), *_told(report, measures, actions, FIGURES_OTHER))
    return (Part(f"{section}. {OTHER}", numbered(section, blocks), key="clauses"),) if blocks else ()


def _told(
    report: PanelUpdate, measures: tuple[ToldMeasure, ...], actions: tuple[ReportAction, ...], words: str
) -> tuple[Block, ...]:
    """What the record says: the readings with their pictures, then what came of the actions."""
    found: list[Block] = []
    if figures := with_figures(measures):
        found += [Prose((words,)), *figures_table(figures, "Readings on record"), *_pictures(figures)]
    if actions:
        found += [Prose((came_of(actions, report.since_words),)), actions_table(actions, report.since_words)]
    return tuple(found)


def _pictures(measures: tuple[ToldMeasure, ...]) -> tuple[Block, ...]:
    return tuple(small_picture(one.chart) for one in measures if one.chart)


def _signed(report: PanelUpdate) -> Part:
    """Who answers for the paper, and whom to ask, in the words of such papers."""
    facts = (
        *(Fact("Report of", strong=f"{one.name},", texts=(one.post,)) for one in report.elected if one.name),
        *(Fact("Contact officer", texts=(one.words,)) for one in report.contacts),
    )
    asked = facts or (Fact("Contact officer", texts=(report.contact or "Not named",)),)
    return Part("Contact officer", (Facts(asked),), key="signed", together=True)


def _papers(report: PanelUpdate) -> tuple[Part, ...]:
    listed = (Bullets(report.papers),) if report.papers else ()
    blocks = (*written_blocks(report, PAPERS), *listed)
    return (Part("Background papers", blocks, key="papers"),) if blocks else ()


def _who(one: Signatory) -> str:
    return f"{one.name}, {one.post}" if one.name else one.post
