"""A version that quotes the force is sent to a post of it for its word, and the answer is written down."""

import uuid
from dataclasses import dataclass
from datetime import date

from tracker.domain.approval import LONGEST_NAME, checked_length
from tracker.domain.errors import BadInput, InvalidMove, NotFound
from tracker.domain.letter_words import nobody_to_write_to
from tracker.domain.mails import MailKind, MailState, can_be_rewritten
from tracker.domain.report_kinds import kind_named
from tracker.domain.version_states import VersionState
from tracker.domain.wording import moment_words
from tracker.models.mail import Mail
from tracker.models.people import Organisation, OrganisationKind, Post
from tracker.models.reports import ReportVersion, SignOff
from tracker.services.addressees import Addressees
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.post_office import Stationery
from tracker.services.report_files import drop_files
from tracker.services.report_subjects import subject_of
from tracker.services.sign_off_letter import write_sign_off_mail
from tracker.services.versions import check_version, next_version
from tracker.store import posts, report_versions
from tracker.store import reports as stored
from tracker.store.markings import is_sensitive_report

HELD_TO_BE_READ = "A request for sign-off is read before it leaves."
OVERTAKEN = "Not sent: the report says something else by now. Ask again."


@dataclass(frozen=True)
class SignOffWanted:
    """Whom to ask, by which day, and what the mail says besides."""

    post: str
    answer_by: date
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """What the force said: whether what the version says of it may be passed on, who said so, and in what words."""

    authorised: bool
    by: str
    words: str = ""


def ask_sign_off(
    desk: Desk, version: ReportVersion, wanted: SignOffWanted, stationery: Stationery
) -> SignOff:
    """Asks a post of the force, by a mail that is held until the secretariat has read it; the PDF goes with it.

    Raises `BadInput`, and `InvalidMove` for what is issued, never leaves the office, or is with that post already.
    """
    version = stored.lock_version(desk.session, version.key)
    _check_open(version)
    post = _post_of_force(desk, wanted.post)
    if wanted.answer_by < desk.moment.today:
        raise BadInput("Give a day that is still to come.", field="answer_by")
    note = checked_length(wanted.note.replace("\r\n", "\n").strip(), "note")
    waiting = (one for one in report_versions.sign_offs(desk.session, version.key) if _waits(one))
    if any(one.post_id == post.key for one in waiting):
        raise InvalidMove(f"This version is with the {post.title} already. Record the answer first.")
    asked = SignOff(
        report_version_id=version.key,
        post_id=post.key,
        asked_at=desk.moment.now,
        asked_by=desk.by.name,
        answer_by=wanted.answer_by,
        note=note,
    )
    desk.session.add(asked)
    mail = _held(desk, version, post, asked, stationery)
    asked.mail_id = mail.key
    desk.session.flush()
    about = subject_of(desk.session, version).name
    after = {
        "kind": version.kind,
        "audience": version.audience,
        "version": version.number,
        "post": post.code,
        "answer_by": wanted.answer_by.isoformat(),
    }
    record(desk, "report.sign_off_asked", about, after=after)
    record(desk, "mail.held", f"mail {mail.key}", after={"to": mail.to_address, "post": post.code})
    return asked


def record_answer(
    desk: Desk, version: ReportVersion, sign_off_id: int, answer: Answer, *, seen: int | None
) -> SignOff:
    """Writes down what the force said; files that do not say it are dropped.

    Raises `NotFound`, `BadInput`, `Conflict` where somebody wrote it down first, and `InvalidMove` once the version is issued or says
    something else than was sent.
    """
    version = stored.lock_version(desk.session, version.key)
    asked = report_versions.lock_sign_off(desk.session, sign_off_id)
    if asked is None or asked.report_version_id != version.key:
        raise NotFound("The force was not asked this about the report.")
    _check_open(version)
    if asked.fell_away_at is not None:
        raise InvalidMove("The report says something else since it was sent. Send it again.")
    check_version(asked, seen, {"words": asked.answered_words})
    name = " ".join(answer.by.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(f"Say who of the force answered, in up to {LONGEST_NAME} characters.", field="by")
    asked.answered_words = checked_length(answer.words.replace("\r\n", "\n").strip(), "words")
    asked.authorised, asked.authorised_by = answer.authorised, name
    asked.answered_at, asked.recorded_by = desk.moment.now, desk.by.name
    next_version(asked)
    next_version(version)
    drop_files(desk, version)
    after = {
        "kind": version.kind,
        "audience": version.audience,
        "version": version.number,
        "authorised": answer.authorised,
        "by": name,
        "words": asked.answered_words,
    }
    record(desk, "report.sign_off_answered", subject_of(desk.session, version).name, after=after)
    return asked


def let_fall(desk: Desk, version: ReportVersion) -> None:
    """For a version that says something else from now on: nobody was asked about that, and what has not left stays here."""
    for asked in report_versions.sign_offs(desk.session, version.key):
        asked.fell_away_at = asked.fell_away_at or desk.moment.now
    for mail in report_versions.sign_off_mails(desk.session, version.key):
        if can_be_rewritten(mail, desk.moment.machine):
            mail.state, mail.last_error = MailState.CANCELLED, OVERTAKEN
            next_version(mail)
            record(desk, "mail.out_of_date", f"mail {mail.key}", after={"reason": OVERTAKEN})


def _check_open(version: ReportVersion) -> None:
    if kind_named(version.kind).working:
        raise InvalidMove("A working paper of the day stays in the room, so nobody is asked to sign it off.")
    if version.state is VersionState.ISSUED:
        raise InvalidMove("This version is issued, so it stays as it is.")


def _waits(asked: SignOff) -> bool:
    return asked.fell_away_at is None and asked.authorised is None


def _post_of_force(desk: Desk, code: str) -> Post:
    post = posts.find(desk.session, code) if code else None
    if post is None:
        raise BadInput("Choose the post that is asked.", field="post")
    if desk.session.get_one(Organisation, post.organisation_id).kind is not OrganisationKind.FORCE:
        raise BadInput("Only a post of the force signs off what quotes it. Choose one.", field="post")
    return post


def _held(desk: Desk, version: ReportVersion, post: Post, asked: SignOff, stationery: Stationery) -> Mail:
    to = Addressees(desk.session, desk.moment.today).of(post.key)
    is_hidden = is_sensitive_report(desk.session, version)
    letter = write_sign_off_mail(
        stationery,
        to_name=to.name or post.title,
        version=version,
        about=subject_of(desk.session, version),
        made=moment_words(version.made_at),
        asked=asked,
        is_hidden=is_hidden,
    )
    mail = Mail(
        kind=MailKind.SIGN_OFF,
        state=MailState.HELD,
        post_id=post.key,
        to_name=to.name or post.title,
        to_address=to.address,
        subject=letter.subject,
        body_text=letter.body_text,
        body_html=letter.body_html,
        held_because=HELD_TO_BE_READ if to.address else nobody_to_write_to(post.title, vacant=not to.name),
        for_day=desk.moment.today,
        message_id=str(uuid.uuid4()),
        queued_at=desk.moment.now,
        report_version_id=None if is_hidden else version.key,
    )
    desk.session.add(mail)
    desk.session.flush()
    return mail
