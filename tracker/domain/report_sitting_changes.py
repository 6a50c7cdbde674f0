"""What two versions of a paper about one sitting are compared by."""

from tracker.domain.attendance import LABELS
from tracker.domain.report_changes import Compared
from tracker.domain.report_sitting import LoggedAction, LoggedDecision, SittingReport
from tracker.domain.report_sitting_parts import (
    asked_texts,
    closed_text,
    decision_texts,
    item_words,
    kind_tags,
    outcome_words,
)

Fields = dict[str, str]


def compared(report: SittingReport) -> Compared:
    """The meeting, who came to it, then each action that it raised or decided on."""
    return {
        "The meeting": compared_meeting(report),
        **compared_attendance(report),
        **compared_actions(report),
    }


def compared_meeting(report: SittingReport) -> Fields:
    return {
        "Day and place": report.meeting_words,
        "Hours": report.hours_words,
        "Next meeting": report.next_meeting_words,
    }


def compared_attendance(report: SittingReport) -> dict[str, Fields]:
    """Each post by itself, as its correction names it."""
    return {
        one.post: {"Attendance": LABELS[one.attended].lower(), "Who": one.name, "Note": one.note}
        for one in report.attendance
    }


def compared_actions(report: SittingReport) -> dict[str, Fields]:
    fields: dict[str, Fields] = {action.number_words: _asked(action) for action in report.raised}
    for decision in report.decisions:
        fields.setdefault(decision.number_words, {}).update(_decided(decision))
    return fields


def _asked(action: LoggedAction) -> Fields:
    return {
        "Title": action.title,
        "What was asked": " ".join(asked_texts(action)),
        "Owner": action.owner,
        "Due": action.due_words,
        "Kind": ", ".join(tag.words for tag in kind_tags(action)),
        "Agenda item": item_words(action),
        "Follows": action.parent,
        "Why it is not counted": "" if action.counts else closed_text(action),
    }


def _decided(decision: LoggedDecision) -> Fields:
    return {
        "Decision": outcome_words(decision),
        "What was said": " ".join(decision_texts(decision)),
        "Decided by": decision.decided_by,
    }
