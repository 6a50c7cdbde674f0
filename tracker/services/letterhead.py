"""What a mail carries besides its words: the headers that hang it in its thread, how to end a weekly one, and its calendar file."""

from collections.abc import Mapping

from sqlmodel import Session

from tracker.domain.links import make_token
from tracker.domain.mails import MailKind
from tracker.domain.unsubscribing import unsubscribe_token
from tracker.domain.wording import date_words
from tracker.models.mail import Mail, UpdateLink
from tracker.models.meetings import Meeting
from tracker.ports import Attachment
from tracker.services.calendars import FILE_NAME, MEDIA_TYPE, days_of_mail
from tracker.services.desk import Desk
from tracker.services.post_office import PostOffice
from tracker.store.threads import first_mail, topic_of


def join_thread(session: Session, mail: Mail, meeting_id: int | None) -> None:
    """Hangs a new mail below the first one to its post about this meeting; a mail about no meeting stands alone."""
    if meeting_id is None or mail.post_id is None:
        return
    first = first_mail(session, mail.post_id, meeting_id)
    mail.meeting_id = meeting_id
    mail.thread = first.thread or first.message_id if first else mail.message_id


def headers_of(session: Session, mail: Mail, office: PostOffice) -> dict[str, str]:
    """The headers of a mail by which programs know where it belongs, where to answer, and how to end a weekly one."""
    headers = {"Reply-To": office.replies.of(mail.key)} if office.replies else {}
    if mail.thread and mail.thread != mail.message_id:
        headers |= dict.fromkeys(("In-Reply-To", "References"), f"<{mail.thread}@{office.domain}>")
    if mail.thread and mail.meeting_id and mail.post_id:
        # Outlook goes by this where other programs go by References: the subject counts, and so it changes.
        headers["Thread-Topic"] = _topic(*topic_of(session, mail.meeting_id, mail.post_id))
    if mail.kind is MailKind.DIGEST and office.weekly_key:
        token = unsubscribe_token(office.weekly_key, mail.key)
        headers["List-Unsubscribe"] = f"<{office.base_url}/weekly-mail/{token}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def files_of(
    desk: Desk, mail: Mail, office: PostOffice, links: Mapping[int, UpdateLink]
) -> tuple[Attachment, ...]:
    """The calendar file of what is due, as the record stands now; none where nothing is to come."""
    if office.calendar is None:
        return ()
    addresses = {link.action_id: link_address(office, link) for link in links.values()}
    days = days_of_mail(desk.session, mail, addresses, desk.moment.today)
    if not days:
        return ()
    content = office.calendar.make(office.calendar_name, days, at=desk.moment.machine)
    return (Attachment(FILE_NAME, MEDIA_TYPE, content),)


def link_address(office: PostOffice, link: UpdateLink) -> str:
    """The address that an owner's link has."""
    return f"{office.base_url}/update/{make_token(office.link_key, link.key, link.action_id)}"


def _topic(meeting: Meeting, series: str, post: str) -> str:
    return f"{series}, {meeting.date_words or date_words(meeting.starts_on)}: {post}"
