"""The inspection register, put into words: the figures, each report with its comments, and each finding with where it stands."""

from datetime import date

from tracker.domain.inspections import KINDS_WORDS, FindingKind, FindingState
from tracker.domain.labels import RATING
from tracker.domain.paper import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Figure,
    Paper,
    Part,
    Picture,
    Prose,
    Table,
    Tag,
)
from tracker.domain.report_inspections import NAME, InspectionRegister, RegisteredFinding, RegisteredReport
from tracker.domain.report_inspections_picture import counts, draw, says
from tracker.domain.report_words import capital, paragraphs, stopped
from tracker.domain.reports import ReportEvent
from tracker.domain.wording import count_words, date_words, number_words

READING = (
    "The words of a report are those of the inspectorate. It closes a finding; the office submits one for closure and closes its own "
    "action, which is told beside it. Comments on a report are published within 56 days, the day of publication counted as the first "
    "(Police Act 1996, section 55)."
)
NOT_SAID = "[Not said yet: what is done about it, or why nothing is]"
TAGS = {
    FindingState.OPEN: ("open", "Open"),
    FindingState.SUBMITTED: ("ready", "Submitted for closure"),
    FindingState.CLOSED: ("closed", "Closed"),
}
LINES_TOGETHER = 14
LINE = 80


def register_paper(report: InspectionRegister) -> Paper:
    return Paper(
        name=NAME,
        report=report,
        title=_title(report),
        subtitle="What inspections of the force found, and what came of it",
        lead=_lead(report),
        reading=READING,
        figures=_figures(report),
        parts=(*_summary(report), *_unanswered(report), *map(_report, report.reports), *_nothing(report)),
    )


def comments_words(one: RegisteredReport) -> str:
    """ "Published in time, on 20 October 2023", "Due by 31 October 2023" """
    if one.comments_published_on is None:
        return f"Due by {date_words(one.last_on)}"
    on = date_words(one.comments_published_on)
    late = (one.comments_published_on - one.last_on).days
    return (
        f"Published on {on}, {count_words(late, 'day')} late" if late > 0 else f"Published in time, on {on}"
    )


def _title(report: InspectionRegister) -> str:
    found = report.findings
    if not found:
        return "No finding of an inspection is on record"
    opened = [one for one in found if one.state is not FindingState.CLOSED]
    concerns = sum(one.kind is FindingKind.CAUSE_OF_CONCERN for one in opened)
    if not opened:
        return "Every finding is closed by the inspectorate"
    first = f"{count_words(len(opened), 'finding', starts=True)} {_is(len(opened))} not closed yet"
    return f"{first}; {number_words(concerns)} {_is(concerns)} {_concern(concerns)}" if concerns else first


def _concern(count: int) -> str:
    return "a cause of concern" if count == 1 else "causes of concern"


def _lead(report: InspectionRegister) -> str:
    said = []
    owed = sum(one.comments_published_on is None for one in report.reports)
    if owed:
        said.append(f"Comments on {count_words(owed, 'report')} are still owed.")
    missing = len(report.unanswered)
    if missing:
        verb = "says" if missing == 1 else "say"
        what = (
            f"{count_words(missing, 'finding', starts=True)} {verb} neither what is done nor why nothing is."
        )
        said.append(what)
    return " ".join(said)


def _figures(report: InspectionRegister) -> tuple[Figure, ...]:
    states = [one.state for one in report.findings]
    return (
        Figure("overdue", states.count(FindingState.OPEN), "open"),
        Figure("in-time", states.count(FindingState.SUBMITTED), "submitted for closure"),
        Figure("closed", states.count(FindingState.CLOSED), "closed by the inspectorate"),
        Figure("asked", len(report.unanswered), "still to be answered"),
    )


def _summary(report: InspectionRegister) -> tuple[Part, ...]:
    counted = counts(report.findings)
    if not counted:
        return ()
    columns = (
        Column("Kind", 40),
        Column("Open", 15, "number"),
        Column("Submitted", 15, "number"),
        Column("Closed", 15, "number"),
        Column("All", 15, "number"),
    )
    rows = tuple(
        (
            Cell(strong=capital(KINDS_WORDS[kind])),
            *(Cell(texts=(str(states[state]),)) for state in FindingState),
            Cell(texts=(str(sum(states.values())),)),
        )
        for kind, states in counted.items()
    )
    table = Table("counts", "How many findings of each kind stand how", columns, rows)
    return (Part("Where they stand", (Picture(draw(counted), says(counted)), table), key="summary"),)


def _unanswered(report: InspectionRegister) -> tuple[Part, ...]:
    """In a draft, what has still to be said; what is issued says it at each finding."""
    if not report.unanswered or report.state.value != "draft":
        return ()
    facts = tuple(
        Fact(one.reference, texts=(f"{one.name}: {stopped(one.title)}",)) for one in report.unanswered
    )
    words = "Of each recommendation the comments say what is done or will be, or why nothing is. It is not said yet of these."
    return (
        Part(
            "Still to be said",
            (Prose((words,)), Facts(facts)),
            count_words(len(facts), "finding"),
            key="asked",
        ),
    )


def _report(one: RegisteredReport) -> Part:
    facts = (
        Fact("Published", texts=(stopped(f"{date_words(one.published_on)}, by {one.body}"),)),
        Fact(
            "Comments",
            _comments_tags(one),
            texts=(stopped(comments_words(one)), *_address(one.comments_address)),
        ),
        Fact("Force’s comments", texts=_on("Received on", one.force_comments_on)),
        Fact("Sent", texts=_sent(one)),
        Fact("The report", texts=_address(one.address)),
    )
    blocks: tuple[Block, ...] = (Facts(tuple(fact for fact in facts if fact.texts)),)
    if not one.findings:
        blocks = (*blocks, Prose(("Nothing that it found is on record yet.",)))
    under = " · ".join(filter(None, (one.body, one.kind)))
    found = tuple(_finding(finding) for finding in one.findings)
    return Part(one.title, (*blocks, *found), count_words(len(found), "finding"), key="register", under=under)


def _comments_tags(one: RegisteredReport) -> tuple[Tag, ...]:
    return () if one.comments_published_on else (Tag("undated", "Owed"),)


def _sent(one: RegisteredReport) -> tuple[str, ...]:
    return (
        *_on("To the inspectorate on", one.sent_to_inspectorate_on),
        *_on("To the Home Secretary on", one.sent_to_home_secretary_on),
    )


def _on(words: str, day: date | None) -> tuple[str, ...]:
    return (f"{words} {date_words(day)}.",) if day else ()


def _address(address: str) -> tuple[str, ...]:
    return (address,) if address else ()


def _finding(one: RegisteredFinding) -> Part:
    key, words = TAGS[one.state]
    said = (
        Fact("The report says", texts=paragraphs(one.wording)),
        Fact("Stands under", texts=(stopped(one.under),) if one.under else ()),
        Fact("What is done", texts=paragraphs(one.action_taken)),
        Fact("Why nothing is", texts=paragraphs(one.no_action_reason)),
        Fact("What is done", texts=() if one.is_answered else (NOT_SAID,)),
        Fact("Where it stands", (Tag(key, words),), texts=(stopped(one.stands_words),)),
        Fact("Our action", _late(one), texts=(stopped(one.action_words),)),
        Fact("Due", texts=_due(one)),
        Fact("Notes", texts=tuple(_note(note) for note in one.notes)),
    )
    facts = Facts(tuple(fact for fact in said if fact.texts or fact.tags))
    lines = sum(1 + len(text) // LINE for fact in facts.facts for text in fact.texts)
    owner = one.owner or "No owner yet"
    return Part(
        one.title,
        (facts,),
        key="action",
        label=one.reference,
        under=f"{one.name} · {owner}",
        anchor=one.reference.lower(),
        together=lines <= LINES_TOGETHER,
    )


def _late(one: RegisteredFinding) -> tuple[Tag, ...]:
    if one.overdue_working_days is None:
        return ()
    return (Tag("overdue", f"Overdue by {count_words(one.overdue_working_days, 'working day')}"),)


def _due(one: RegisteredFinding) -> tuple[str, ...]:
    words = date_words(one.due_on) if one.due_on else one.due_words
    return (stopped(capital(words)),) if words.strip() else ()


def _note(note: ReportEvent) -> str:
    rating = f", {RATING[note.rating].partition(',')[0].lower()}" if note.rating else ""
    text = " ".join(note.text.split())
    return (
        f"{note.on_words or date_words(note.on)}, {note.what}{rating}.{f' {stopped(text)}' if text else ''}"
    )


def _nothing(report: InspectionRegister) -> tuple[Part, ...]:
    if report.reports:
        return ()
    return (Part("Inspection reports", (Prose(("No inspection report is on record.",)),)),)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
