"""The commissioning request for a meeting: written from the record, held as one mail, and its answer noted."""

import uuid
from datetime import date

from sqlmodel import Session

from tracker.domain.commissions import (
    CAN_BE_WRITTEN,
    CommissionWanted,
    Stage,
    checked,
    checked_answer,
    opening_for,
    stage_of,
)
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.letter_words import nobody_to_write_to
from tracker.domain.mails import MailKind, MailState
from tracker.domain.meetings import MeetingStatus
from tracker.domain.moments import Moment
from tracker.domain.viewers import THE_OFFICE
from tracker.models.chasing import Commission
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.people import Post
from tracker.ports import MailText
from tracker.services.addressees import Addressee, Addressees
from tracker.services.commission_letter import write_commission
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.meeting_letters import day_of
from tracker.services.post_office import Stationery
from tracker.services.versions import check_version, next_version
from tracker.store import commissions as stored
from tracker.store import posts
from tracker.store.markings import sensitive

HELD_BECAUSE = "A commissioning request is read before it leaves."


def draft(session: Session, meeting: Meeting) -> CommissionWanted:
    """What stands in the request: what was saved, else the usual opening to the liaison officer of the series."""
    series = session.get_one(MeetingSeries, meeting.series_id)
    known = stored.of_meeting(session, meeting.key)
    if known is not None:
        return CommissionWanted(known.post_id, known.opening, known.requests)
    opening = opening_for(series.title, day_of(meeting, series).words, meeting.papers_due)
    return CommissionWanted(series.liaison_post_id, opening, "")


def stage(session: Session, meeting: Meeting) -> Stage:
    """How far the request for `meeting` is."""
    known = stored.of_meeting(session, meeting.key)
    mail = stored.mail_of(session, known)
    answered = known.answered_on if known else None
    return stage_of(mail.state if mail else None, answered, begun=known is not None)


def write(
    session: Session, meeting: Meeting, wanted: CommissionWanted, stationery: Stationery, today: date
) -> MailText:
    """The mail as it would arrive. Keeps nothing."""
    to = Addressees(session, today).of(wanted.post_id) if wanted.post_id else None
    return _write(session, meeting, wanted, stationery, _called(to))


def save_commission(
    desk: Desk,
    meeting: Meeting,
    wanted: CommissionWanted,
    stationery: Stationery,
    *,
    version: int | None,
    hold: bool = False,
) -> Commission:
    """Keeps the request; with `hold` it is put among the mails that wait for release. One that waits there is written anew.

    `version` is 0 for a form that began without one. The post written to becomes the liaison officer's of the series. Call it with the meeting locked. Raises `BadInput`,
    `Conflict` where someone saved first, and `InvalidMove` once the mail was released or the meeting is over.
    """
    if meeting.status is not MeetingStatus.SCHEDULED:
        raise InvalidMove("The request is written before the meeting. This one is not to come any more.")
    row = stored.of_meeting(desk.session, meeting.key, lock=True)
    mail = stored.mail_of(desk.session, row, lock=True)
    before = _shown(desk.session, draft(desk.session, meeting))
    if row is not None:
        check_version(row, version, before)
    elif version:
        raise InvalidMove("This request is not there any more. Open the page again.")
    if (
        stage_of(mail.state if mail else None, row.answered_on if row else None, begun=True)
        not in CAN_BE_WRITTEN
    ):
        raise InvalidMove(
            "The request was released, so it stays as it is. Write to the liaison officer about anything more."
        )
    wanted = checked(wanted, {number for number, _, _ in posts.named(desk.session) if number})
    if hold and wanted.post_id is None:
        raise BadInput("Choose the post of the liaison officer who gets the request.", field="post")
    is_new = row is None
    if row is None:
        row = Commission(meeting_id=meeting.key)
        desk.session.add(row)
    else:
        next_version(row)
    row.post_id, row.opening, row.requests = wanted.post_id, wanted.opening, wanted.requests
    desk.session.flush()
    held = mail if mail and mail.state is MailState.HELD else None
    rewritten = _hold(desk, meeting, row, wanted, stationery, held) if held or hold else None
    _keep_liaison(desk, meeting, wanted.post_id)
    after = _shown(desk.session, wanted)
    if is_new:
        record(desk, "commission.written", subject_of(meeting), after=after)
    else:
        record_change(desk, "commission.corrected", subject_of(meeting), before, after)
    if rewritten:
        event = "mail.rewritten" if held else "mail.held"
        record(
            desk,
            event,
            f"mail {rewritten.key}",
            after={"to": rewritten.to_address, "meeting": meeting.reference},
        )
    return row


def note_answer(
    desk: Desk, meeting: Meeting, answered_on: date | None, note: str, *, version: int | None
) -> Commission:
    """The force answered on that day; None takes it back. Raises `BadInput`, `Conflict`, and `InvalidMove` before it was sent."""
    row = stored.of_meeting(desk.session, meeting.key, lock=True)
    mail = stored.mail_of(desk.session, row)
    if row is None or mail is None or mail.state is not MailState.SENT:
        raise InvalidMove("The request was not sent yet, so there is no answer to note.")
    before = {"answered_on": row.answered_on, "answer_note": row.answer_note}
    check_version(row, version, before)
    sent_on = Moment.at(mail.sent_at).today if mail.sent_at else None
    row.answer_note = checked_answer(answered_on, note, sent_on=sent_on, today=desk.moment.today)
    row.answered_on = answered_on
    next_version(row)
    after = {"answered_on": row.answered_on, "answer_note": row.answer_note}
    record_change(desk, "commission.answered", subject_of(meeting), before, after)
    return row


def subject_of(meeting: Meeting) -> str:
    """What the history calls the request for a meeting."""
    return f"request {meeting.reference}"


def _hold(
    desk: Desk,
    meeting: Meeting,
    row: Commission,
    wanted: CommissionWanted,
    stationery: Stationery,
    mail: Mail | None,
) -> Mail:
    post_id = wanted.post_id
    if post_id is None:
        raise BadInput("Choose the post of the liaison officer who gets the request.", field="post")
    to = Addressees(desk.session, desk.moment.today).of(post_id)
    if mail is None:
        mail = Mail(
            kind=MailKind.COMMISSION,
            state=MailState.HELD,
            meeting_id=meeting.key,
            for_day=desk.moment.today,
            message_id=str(uuid.uuid4()),
            queued_at=desk.moment.now,
        )
        desk.session.add(mail)
    mail.post_id, mail.to_name, mail.to_address = post_id, _called(to), to.address
    mail.held_because = HELD_BECAUSE if to.address else nobody_to_write_to(to.post.title, vacant=not to.name)
    letter = _write(desk.session, meeting, wanted, stationery, mail.to_name)
    mail.subject, mail.body_text, mail.body_html = letter.subject, letter.body_text, letter.body_html
    mail.queued_at = desk.moment.now
    next_version(mail)
    desk.session.flush()
    row.mail_id = mail.key
    return mail


def _write(
    session: Session, meeting: Meeting, wanted: CommissionWanted, stationery: Stationery, to_name: str
) -> MailText:
    material = stored.material(session, THE_OFFICE, meeting, wanted.post_id)
    numbers = [row.id for row in (*material.standing, *material.due)]
    return write_commission(
        stationery,
        to_name=to_name,
        series=session.get_one(MeetingSeries, meeting.series_id),
        meeting=meeting,
        opening=wanted.opening,
        requests=wanted.requests,
        material=material,
        asked=stored.asked(session, numbers),
        hidden=sensitive(session, numbers),
    )


def _keep_liaison(desk: Desk, meeting: Meeting, post_id: int | None) -> None:
    series = desk.session.get_one(MeetingSeries, meeting.series_id)
    if post_id is None or series.liaison_post_id == post_id:
        return
    names = {number: code for number, code, _ in posts.named(desk.session)}
    before, series.liaison_post_id = series.liaison_post_id, post_id
    record(
        desk,
        "series.liaison_set",
        series.code,
        before={"liaison": names.get(before, "")},
        after={"liaison": names[post_id]},
    )


def _called(to: Addressee | None) -> str:
    return (to.name or to.post.title) if to else "liaison officer"


def _shown(session: Session, wanted: CommissionWanted) -> dict[str, object]:
    post = session.get_one(Post, wanted.post_id).code if wanted.post_id else ""
    return {"post": post, "opening": wanted.opening, "requests": wanted.requests}
