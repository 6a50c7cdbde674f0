"""The parts that the papers about one sitting share, in words: who was there, decisions, and what changed since."""

from tracker.domain import labels
from tracker.domain.actions import Closure, Kind
from tracker.domain.attendance import Attended
from tracker.domain.paper import Cell, Column, Fact, Facts, Part, Table, Tag
from tracker.domain.report_sitting import Attendee, LoggedAction, LoggedDecision, SittingReport
from tracker.domain.report_words import capital, paragraphs, stopped
from tracker.domain.wording import date_words

KIND_TAGS = {
    Kind.COMMITMENT: Tag("standing", "Commitment"),
    Kind.OUTCOME: Tag("standing", "Outcome"),
    Kind.STANDING: Tag("standing", "Standing item"),
}
NO_OWNER = "No owner yet"
NO_DATE = "No date yet"
IN_ERROR = "Logged in error"


def meeting_part(report: SittingReport) -> Part:
    """When and where it was held, who was there and who sent apologies, and when it meets again."""
    facts = (
        Fact("Held", texts=(_held(report),)),
        *_attendance(report.attendance),
        Fact("Next meeting", texts=(report.next_meeting_words or "Not scheduled yet.",)),
    )
    return Part("The meeting", (Facts(facts),), key="meeting")


def decisions_table(decisions: tuple[LoggedDecision, ...], caption: str) -> Table:
    """Each matter arising that the meeting decided: what it was, and what was decided, why and by whom."""
    columns = (Column("Number", 13), Column("Matter arising", 37), Column("Decision", 50))
    rows = tuple(
        (
            Cell(strong=one.number_words),
            Cell(texts=(one.title,), quiet=(one.owner or NO_OWNER, *one.marked)),
            _decision_cell(one),
        )
        for one in decisions
    )
    return Table("decisions", caption, columns, rows)


def kind_tags(action: LoggedAction) -> tuple[Tag, ...]:
    """The word that says that an action is more than an action; for a number that is not counted, why."""
    if action.closure is not None:
        return (Tag("void", labels.CLOSURE[action.closure]),)
    return (KIND_TAGS[action.kind],) if action.kind in KIND_TAGS else ()


def asked_texts(action: LoggedAction) -> tuple[str, ...]:
    """What was asked, where it says more than the title does."""
    return paragraphs(action.asked) if action.asked.strip() != action.title.strip() else ()


def item_words(action: LoggedAction) -> str:
    """ "Item 3.1 Contact and response"; "" for an action of no item."""
    words = " ".join(part for part in (action.item_number, action.item_title) if part)
    return f"Item {words}" if words else ""


def closed_text(action: LoggedAction) -> str:
    """Why a number is not counted: "Logged in error. It repeats Action 017. The number is not used again." """
    if action.closure is Closure.MERGED:
        return stopped(action.closed_words)
    reason = stopped(capital(action.closed_words))
    said = reason if reason.startswith(IN_ERROR) else f"{IN_ERROR}. {reason}".strip()
    return f"{said} The number is not used again."


def outcome_words(decision: LoggedDecision) -> str:
    """ "Revised date agreed: 30 November 2023" """
    said = capital(labels.OUTCOME[decision.outcome])
    if decision.revised_to:
        return f"{said}: {date_words(decision.revised_to)}"
    return f"Merged with {decision.merged_into}" if decision.merged_into else said


def decision_texts(decision: LoggedDecision) -> tuple[str, ...]:
    """What was said, the reason, the Commissioner's assurance, and who decided, where they are on record."""
    reason = paragraphs(f"Reason: {decision.reason}") if decision.reason.strip() else ()
    assurance = (stopped(capital(labels.ASSURANCE[decision.assurance])),) if decision.assurance else ()
    return (*paragraphs(decision.note), *reason, *assurance)


def decided_by_words(decision: LoggedDecision) -> str:
    return f"Decided by {stopped(decision.decided_by)}" if decision.decided_by.strip() else ""


def _decision_cell(decision: LoggedDecision) -> Cell:
    by = decided_by_words(decision)
    return Cell(
        strong=stopped(outcome_words(decision)), texts=decision_texts(decision), quiet=(by,) if by else ()
    )


def _held(report: SittingReport) -> str:
    when = f"{report.meeting_words}, in session {report.hours_words}" if report.in_session else ""
    if when:
        return stopped(when)
    hours = f", {report.hours_words}" if report.hours_words else ""
    day, _, place = report.meeting_words.partition(", ")
    return stopped(f"{day}{hours}{f', {place}' if place else ''}")


def _attendance(attendance: tuple[Attendee, ...]) -> tuple[Fact, ...]:
    if not attendance:
        return (Fact("Present", texts=("Who was there is not recorded.",)),)
    named = {
        "Present": Attended.PRESENT,
        "Apologies": Attended.APOLOGIES,
        "Expected": Attended.EXPECTED,
    }
    facts = {
        label: tuple(_attendee(one) for one in attendance if one.attended is attended)
        for label, attended in named.items()
    }
    if facts["Expected"]:
        facts["Expected"] = ("Whether they came is not recorded:", *facts["Expected"])
    return tuple(
        Fact(label, texts=texts or ("None recorded.",))
        for label, texts in facts.items()
        if texts or label != "Expected"
    )


def _attendee(one: Attendee) -> str:
    name = f"{one.name}, {one.post}" if one.name else one.post
    return f"{name} ({one.note})" if one.note.strip() else name
