"""The comments that are owed on an inspection report: the Chief Constable is asked for theirs, the Commissioner's are written, published
and sent. Police Act 1996, section 55: subsections (4) to (6)."""

import uuid
from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.evidence import web_address
from tracker.domain.inspection_steps import COMMENTS, COMMENTS_SLOT
from tracker.domain.inspections import LONGEST_WORDING, InspectionStepKind, checked_day, checked_note
from tracker.domain.letter_words import nobody_to_write_to
from tracker.domain.mails import MailKind, MailState
from tracker.domain.subjects import about_inspection
from tracker.models.inspections import InspectionReport
from tracker.models.mail import Mail
from tracker.models.people import Organisation, OrganisationKind, Post
from tracker.ports import MailText
from tracker.services.addressees import Addressee, Addressees
from tracker.services.clocks import meet_clock
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.inspection_findings import StepWanted, checked_name, keep_step
from tracker.services.inspection_letter import write_invitation
from tracker.services.inspections import subject_of
from tracker.services.post_office import Stationery
from tracker.services.versions import check_version, next_version
from tracker.store import inspections as stored
from tracker.store import posts, writing

HELD_BECAUSE = "It asks the {} for comments on an inspection report. Read it, then release it."
PUBLISHED = "The report was published on"
SENT = {
    InspectionStepKind.SENT_TO_INSPECTORATE: "sent_to_inspectorate_on",
    InspectionStepKind.SENT_TO_HOME_SECRETARY: "sent_to_home_secretary_on",
}


@dataclass(frozen=True)
class Invitation:
    """Whom to ask for comments (the code of a post of the force), by which day, and what the mail says besides."""

    post: str
    answer_by: date | None
    note: str = ""


def invite_force(
    desk: Desk, report: InspectionReport, wanted: Invitation, stationery: Stationery, *, version: int | None
) -> Mail:
    """Asks for the force's comments, by a mail that is held until the secretariat has read it. A mail that waits from an earlier try is
    cancelled. Call it with the report locked. Raises `BadInput` (fields `post`, `answer_by`, `note`), `Conflict`, `InvalidMove`.
    """
    check_version(report, version, shown(report))
    if report.comments_published_on:
        raise InvalidMove("The comments are published, so the Chief Constable is not asked any more.")
    post = _post_of_force(desk, wanted.post)
    if wanted.answer_by is None or wanted.answer_by < desk.moment.today:
        raise BadInput("Give the day by which the comments are wanted, today or later.", field="answer_by")
    checked = Invitation(post.code, wanted.answer_by, checked_note(wanted.note))
    earlier = desk.session.get(Mail, report.invited_mail_id) if report.invited_mail_id else None
    if earlier is not None and earlier.state is MailState.HELD:
        earlier.state, earlier.last_error = (
            MailState.CANCELLED,
            "Not sent: the Chief Constable is asked anew.",
        )
        next_version(earlier)
    mail = _held(desk, report, post, checked, stationery)
    report.invited_on, report.invited_mail_id = desk.moment.today, mail.key
    next_version(report)
    asked = f"Asked the {post.title} by mail"
    keep_step(desk, report, InspectionStepKind.INVITED, desk.moment.today, desk.by.name, asked)
    after = {"post": post.code, "answer_by": wanted.answer_by, "note": checked.note}
    record(desk, "inspection.force_invited", subject_of(report), after=after)
    record(desk, "mail.held", f"mail {mail.key}", after={"to": mail.to_address, "post": post.code})
    return mail


def invitation(desk: Desk, report: InspectionReport, wanted: Invitation, stationery: Stationery) -> MailText:
    """The mail as it would arrive. Keeps nothing. Raises `BadInput` as `invite_force` does."""
    post = _post_of_force(desk, wanted.post)
    return _letter(desk, report, Addressees(desk.session, desk.moment.today).of(post.key), wanted, stationery)


def note_force_comments(
    desk: Desk, report: InspectionReport, text: str, step: StepWanted, *, version: int | None
) -> InspectionReport:
    """What the Chief Constable submitted, and when it came. It is published with the Commissioner's comments. Locked by the caller."""
    before = shown(report)
    check_version(report, version, before)
    kept = checked_note(text, "text", LONGEST_WORDING)
    if not kept:
        raise BadInput("Give the comments, or say that the Chief Constable has none.", field="text")
    on = _day(desk, report, step)
    report.force_comments, report.force_comments_on = kept, on
    next_version(report)
    keep_step(desk, report, InspectionStepKind.FORCE_COMMENTED, on, checked_name(step.by), "")
    record_change(desk, "inspection.force_commented", subject_of(report), before, shown(report))
    return report


def note_published(
    desk: Desk, report: InspectionReport, url: str, step: StepWanted, *, version: int | None
) -> InspectionReport:
    """The comments are published, as they are written just now or at a web address: the clock is met. Locked by the caller.

    Raises `BadInput` (fields `on`, `url`) where nothing is written and no address is given.
    """
    before = shown(report)
    check_version(report, version, before)
    on = _day(desk, report, step)
    address = _address(url)
    body = draft_of(desk, report)
    if not body and not address:
        raise BadInput(
            "Write the comments first, or give the address at which they are published.", field="url"
        )
    report.comments, report.comments_url, report.comments_published_on = body, address, on
    next_version(report)
    clock = stored.clock_of(desk.session, report, lock=True)
    if clock is not None:
        meet_clock(desk, clock, on, version=None)
    keep_step(desk, report, InspectionStepKind.PUBLISHED, on, checked_name(step.by), checked_note(step.note))
    record_change(desk, "inspection.comments_published", subject_of(report), before, shown(report))
    return report


def note_sent(
    desk: Desk, report: InspectionReport, what: InspectionStepKind, step: StepWanted, *, version: int | None
) -> InspectionReport:
    """A copy of what was published went to the inspectorate or to the Home Secretary. Locked by the caller.

    Raises `InvalidMove` before the comments are published: the law asks for a copy of the published document.
    """
    before = shown(report)
    check_version(report, version, before)
    if what not in SENT:
        raise InvalidMove("Comments are sent to the inspectorate and to the Home Secretary.")
    if report.comments_published_on is None:
        raise InvalidMove("Copies are sent of what was published. Note the publication first.")
    on = _day(desk, report, step)
    setattr(report, SENT[what], on)
    next_version(report)
    keep_step(desk, report, what, on, checked_name(step.by), checked_note(step.note))
    record_change(desk, f"inspection.{what.value}", subject_of(report), before, shown(report))
    return report


def draft_of(desk: Desk, report: InspectionReport) -> str:
    """The Commissioner's comments as they are written now: Markdown, "" where nothing is."""
    text = writing.find(desk.session, COMMENTS, about_inspection(report.code), COMMENTS_SLOT)
    if text is None or not text.current:
        return ""
    return writing.version_numbered(desk.session, text.key, text.current).body


def shown(report: InspectionReport) -> dict[str, object]:
    """How far the comments are, as the history keeps it."""
    names = ("invited_on", "force_comments", "force_comments_on", "comments", "comments_url")
    dates = ("comments_published_on", *SENT.values())
    return {name: getattr(report, name) for name in (*names, *dates)}


def _day(desk: Desk, report: InspectionReport, step: StepWanted) -> date:
    return checked_day(step.on, "on", today=desk.moment.today, earliest=report.published_on, why=PUBLISHED)


def _address(typed: str) -> str:
    try:
        return web_address(typed) if typed.strip() else ""
    except BadInput as error:
        raise BadInput(str(error), field="url") from None


def _post_of_force(desk: Desk, code: str) -> Post:
    post = posts.find(desk.session, code) if code else None
    if post is None:
        raise BadInput("Choose the post that is asked.", field="post")
    if desk.session.get_one(Organisation, post.organisation_id).kind is not OrganisationKind.FORCE:
        raise BadInput("The Chief Constable of the force is asked. Choose a post of the force.", field="post")
    return post


def _held(
    desk: Desk, report: InspectionReport, post: Post, wanted: Invitation, stationery: Stationery
) -> Mail:
    to = Addressees(desk.session, desk.moment.today).of(post.key)
    letter = _letter(desk, report, to, wanted, stationery)
    held = HELD_BECAUSE.format(post.title)
    mail = Mail(
        kind=MailKind.INSPECTION,
        state=MailState.HELD,
        post_id=post.key,
        to_name=to.name or post.title,
        to_address=to.address,
        subject=letter.subject,
        body_text=letter.body_text,
        body_html=letter.body_html,
        held_because=held if to.address else nobody_to_write_to(post.title, vacant=not to.name),
        for_day=desk.moment.today,
        message_id=str(uuid.uuid4()),
        queued_at=desk.moment.now,
    )
    desk.session.add(mail)
    desk.session.flush()
    return mail


def _letter(
    desk: Desk, report: InspectionReport, to: Addressee, wanted: Invitation, stationery: Stationery
) -> MailText:
    clock = stored.clock_of(desk.session, report)
    return write_invitation(
        stationery,
        to_name=to.name or to.post.title,
        report=report,
        answer_by=wanted.answer_by,
        last_on=clock.last_on if clock else None,
        note=wanted.note,
    )
