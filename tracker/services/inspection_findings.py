"""What an inspection found: each finding with the action that answers it, what is said of it, and how far it is with the inspectorate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.due import NOT_DATED, Due, DueKind
from tracker.domain.errors import BadInput
from tracker.domain.inspection_list import MOST
from tracker.domain.inspections import (
    LONGEST_NAME,
    LONGEST_WORDING,
    FindingKind,
    FindingState,
    InspectionStepKind,
    checked_day,
    checked_note,
    finding_words,
    moved,
)
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words
from tracker.models.actions import Action
from tracker.models.inspections import Finding, InspectionReport, InspectionStep
from tracker.services.actions import Wanted, raise_outside
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import inspections as stored
from tracker.store import posts

LONGEST_NUMBER = 40


@dataclass(frozen=True)
class FindingWanted:
    """A finding as it was confirmed. `wording` is the report's; `title` is what the office calls the action.

    `under` is the place in the same list (from 0) of the cause of concern that it stands under. `post` is the code of the owner, or "".
    """

    kind: FindingKind
    wording: str
    title: str
    number: str = ""
    due_words: str = ""
    due_on: date | None = None
    post: str = ""
    under: int | None = None
    action_taken: str = ""


@dataclass(frozen=True)
class Answered:
    """What the Commissioner's comments say of a finding: the action taken or proposed, or the reason for none."""

    action_taken: str
    no_action_reason: str


@dataclass(frozen=True)
class StepWanted:
    """Something that was done: on which day, by whom, and what was said."""

    on: date | None
    by: str = ""
    note: str = ""


def add_findings(desk: Desk, report: InspectionReport, wanted: Sequence[FindingWanted]) -> list[Finding]:
    """Puts what a report found on record, each as an action of the series of inspections. Call it with the report locked.

    Raises `BadInput` for one that cannot be kept or is there already; its field is that of the form with the place of the finding
    ("wording-3"), and nothing is written.
    """
    if not wanted:
        raise BadInput("Nothing was chosen. Keep at least one finding, or leave the page.")
    if len(wanted) > MOST:
        raise BadInput(f"Add up to {MOST} findings at once; these are {len(wanted)}.")
    known = stored.findings(desk.session, THE_OFFICE, report.key)
    there = {_same(row.finding.kind, row.finding.wording): row.action.reference for row in known}
    found: list[Finding] = []
    for place, one in enumerate(wanted):
        reference = there.get(_same(one.kind, one.wording))
        if reference:
            raise BadInput(
                f"This is on record already as {reference}. Leave it out.", field=f"wording-{place}"
            )
        finding, reference = _add(desk, report, one, place, len(known), found)
        there[_same(one.kind, one.wording)] = reference
        found.append(finding)
    next_version(report)
    return found


def answer_finding(desk: Desk, finding: Finding, answered: Answered, *, version: int | None) -> Finding:
    """Says what is done about a finding, or why nothing is. Call it with the finding locked. Raises `BadInput`, `Conflict`."""
    before = answered_of(finding)
    check_version(finding, version, before)
    finding.action_taken = checked_note(answered.action_taken, "action_taken", LONGEST_WORDING)
    finding.no_action_reason = checked_note(answered.no_action_reason, "no_action_reason", LONGEST_WORDING)
    next_version(finding)
    record_change(desk, "finding.answered", _reference(desk, finding), before, answered_of(finding))
    return finding


def move_finding(
    desk: Desk, finding: Finding, what: InspectionStepKind, step: StepWanted, *, version: int | None
) -> Finding:
    """Notes that a finding was submitted for closure, sent back, closed by the inspectorate, or is open again. The action that
    answers it stays as it is: the office closes that, the inspectorate this. Call it with the finding locked.

    Raises `InvalidMove`, `BadInput` (fields `on`, `note`), and `Conflict` where someone was first.
    """
    before = {"state": finding.state}
    check_version(finding, version, before)
    report = desk.session.get_one(InspectionReport, finding.report_id)
    state = moved(finding.state, what, step.note)
    earliest, why = report.published_on, "The report was published on"
    if what is not InspectionStepKind.SUBMITTED and finding.submitted_on:
        earliest, why = finding.submitted_on, "It was submitted on"
    on = checked_day(step.on, "on", today=desk.moment.today, earliest=earliest, why=why)
    note, by = checked_note(step.note), checked_name(step.by) or desk.by.name
    finding.state = state
    if what is InspectionStepKind.SUBMITTED:
        finding.submitted_on, finding.submitted_by, finding.submitted_note = on, by, note
    elif what is InspectionStepKind.CLOSED:
        finding.closed_on, finding.closed_note = on, note
    if state is FindingState.OPEN:
        finding.submitted_on, finding.submitted_by, finding.submitted_note = None, "", ""
        finding.closed_on, finding.closed_note = None, ""
    next_version(finding)
    keep_step(desk, report, what, on, by, note, finding=finding)
    after = {"state": state, "on": on, "by": by, "note": note}
    record(desk, f"finding.{what.value}", _reference(desk, finding), before=before, after=after)
    return finding


def keep_step(
    desk: Desk,
    report: InspectionReport,
    what: InspectionStepKind,
    on: date,
    by: str,
    note: str,
    *,
    finding: Finding | None = None,
) -> None:
    """Notes one thing that was done, for the pages and the register. The history has it too."""
    desk.session.add(
        InspectionStep(
            report_id=report.key,
            finding_id=finding.key if finding else None,
            what=what,
            done_on=on,
            done_by=by,
            note=note,
            recorded_at=desk.moment.now,
            recorded_by=desk.by.name,
        )
    )
    desk.session.flush()


def answered_of(finding: Finding) -> dict[str, object]:
    return {"action_taken": finding.action_taken, "no_action_reason": finding.no_action_reason}


def checked_name(name: str, field: str = "by") -> str:
    """Raises `BadInput` for a name that is too long."""
    kept = " ".join(name.split())
    if len(kept) > LONGEST_NAME:
        raise BadInput(f"Keep the name to {LONGEST_NAME} characters.", field=field)
    return kept


def _add(
    desk: Desk,
    report: InspectionReport,
    one: FindingWanted,
    place: int,
    after: int,
    earlier: Sequence[Finding],
) -> tuple[Finding, str]:
    wording = checked_note(one.wording, f"wording-{place}", LONGEST_WORDING)
    if not wording:
        raise BadInput("Give the words of the report.", field=f"wording-{place}")
    number = " ".join(one.number.split())
    if len(number) > LONGEST_NUMBER:
        raise BadInput(f"Keep the number to {LONGEST_NUMBER} characters.", field=f"number-{place}")
    done = checked_note(one.action_taken, f"action_taken-{place}", LONGEST_WORDING)
    parent, post_id = _parent(one, place, earlier), _post(desk, one, place)
    try:
        action = raise_outside(
            desk,
            series_id=report.series_id,
            wanted=Wanted(title=one.title, asked=wording, post_id=post_id, due=_due(one)),
            origin=origin_of(report, one.kind, number),
            raised_on=report.published_on,
        )
    except BadInput as error:
        raise BadInput(str(error), field=f"{error.field or 'title'}-{place}") from None
    action.source = report.url or f"{report.body}, {report.title}"
    action.due_words = "" if one.due_on else one.due_words.strip()
    finding = Finding(
        report_id=report.key,
        action_id=action.key,
        parent_id=parent.key if parent else None,
        position=after + place,
        kind=one.kind,
        number=number,
        wording=wording,
        due_words=one.due_words.strip(),
        action_taken=done,
    )
    desk.session.add(finding)
    desk.session.flush()
    said = {
        "report": report.code,
        "kind": one.kind,
        "number": number,
        "wording": wording,
        "due_words": finding.due_words,
        **({"action_taken": done} if done else {}),
    }
    record(desk, "finding.added", action.reference, after=said)
    return finding, action.reference


def origin_of(report: InspectionReport, kind: FindingKind, number: str) -> str:
    """ "Raised by HMICFRS: Recommendation 3 of “Custody in Staffordshire”, published on 1 March 2023" """
    words = finding_words(kind, number)
    return f"Raised by {report.body}: {words} of “{report.title}”, published on {date_words(report.published_on)}"


def _parent(one: FindingWanted, place: int, earlier: Sequence[Finding]) -> Finding | None:
    if one.under is None:
        return None
    parent = earlier[one.under] if 0 <= one.under < len(earlier) else None
    if parent is None or parent.kind is not FindingKind.CAUSE_OF_CONCERN or parent.parent_id is not None:
        raise BadInput(
            "It can stand only under a cause of concern before it in the list.", field=f"under-{place}"
        )
    if one.kind is not FindingKind.RECOMMENDATION:
        raise BadInput("Only a recommendation stands under a cause of concern.", field=f"under-{place}")
    return parent


def _post(desk: Desk, one: FindingWanted, place: int) -> int | None:
    if not one.post:
        return None
    post = posts.find(desk.session, one.post)
    if post is None:
        raise BadInput("There is no such post. Choose one, or leave the owner open.", field=f"post-{place}")
    return post.key


def _due(one: FindingWanted) -> Due:
    return Due(DueKind.DATE, on=one.due_on) if one.due_on else NOT_DATED


def _same(kind: FindingKind, wording: str) -> tuple[FindingKind, str]:
    return kind, " ".join(wording.lower().split())


def _reference(desk: Desk, finding: Finding) -> str:
    return desk.session.get_one(Action, finding.action_id).reference
