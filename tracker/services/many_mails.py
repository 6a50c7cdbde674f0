"""Which mails one change to many actions owes: one for each owner, planned to be read before, and put in the queue after."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from tracker.domain.letter_words import nobody_to_write_to
from tracker.domain.links import mark
from tracker.domain.mails import MailKind, MailState
from tracker.domain.many_at_once import Side, What
from tracker.domain.moments import Moment
from tracker.domain.reminder_words import held_first, why_held
from tracker.models.actions import Update
from tracker.models.mail import Mail, Reminder, UpdateLink
from tracker.ports import MailText
from tracker.services.addressees import Addressee, Addressees, copies_to
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.mails import shown
from tracker.services.many_letters import ForOwner, numbers, write_to_owner
from tracker.services.many_plan import Asking, Line
from tracker.services.policies import policies
from tracker.services.post_office import Stationery
from tracker.store import meetings, reminders, stories
from tracker.store.markings import sensitive


@dataclass(frozen=True)
class OwnersMail:
    """The mail to one owner, as it will read; `text` holds no link. `held_because` is empty where it goes by itself."""

    to: Addressee
    told: ForOwner
    held_because: str
    copies: tuple[str, ...]
    text: MailText

    @property
    def kind(self) -> MailKind:
        return MailKind.UPDATE_ASKED if self.told.side is Side.ASKED else MailKind.CHANGED


class MailsOwed:
    """The mails of one change. What they say besides the change is read once for all of them."""

    def __init__(
        self, session: Session, moment: Moment, asking: Asking, lines: Sequence[Line], stationery: Stationery
    ) -> None:
        self._session, self._asking, self._stationery = session, asking, stationery
        self._who = Addressees(session, moment.today)
        self._policies = policies(session)
        self._told = reminders.series_told(session)
        self._series = {one.key: one.code for one in meetings.series_listed(session)}
        ids = numbers(lines)
        self._updates: Mapping[int, Update] = stories.last_updates(session, ids)
        self._hidden: Collection[int] = sensitive(session, ids)
        self.planned = [self._plan(side, post_id, of) for (side, post_id), of in self._sides(lines).items()]

    def put_in_queue(self, desk: Desk) -> list[Mail]:
        """Writes them with their links, and notes each in the history. Call it after the actions were changed."""
        rows = [self._row(desk, one) for one in self.planned]
        desk.session.add_all(rows)
        desk.session.flush()
        for mail, one in zip(rows, self.planned, strict=True):
            letter = self._write(one.told, self._links(desk, mail, one))
            mail.subject, mail.body_text, mail.body_html = letter.subject, letter.body_text, letter.body_html
        for mail, one in zip(rows, self.planned, strict=True):
            references = [line.action.reference for line in one.told.lines]
            after = {"to": mail.to_address, "post": one.to.post.code, "actions": references}
            record(desk, "mail.held" if mail.held_because else "mail.queued", f"mail {mail.key}", after=after)
        return rows

    def _sides(self, lines: Sequence[Line]) -> dict[tuple[Side, int], list[Line]]:
        """What is told to whom, in the order of the titles of their posts. Whose post is vacant is not told what went away."""
        found: dict[tuple[Side, int], list[Line]] = {}
        for line in lines:
            for side, post_id in self._concerned(line):
                found.setdefault((side, post_id), []).append(line)
        return dict(
            sorted(found.items(), key=lambda one: (one[0][0] is Side.LOST, self._who.post(one[0][1]).title))
        )

    def _concerned(self, line: Line) -> list[tuple[Side, int]]:
        owner, new = line.owner_id, self._asking.post
        if self._asking.what is What.ASK and owner:
            return [(Side.ASKED, owner)]
        if self._asking.moves_dates and owner:
            return [(Side.MOVED, owner)]
        if self._asking.what is What.OWNER and new:
            lost = [(Side.LOST, owner)] if owner and self._who.of(owner).address else []
            return [(Side.GAINED, new.key), *lost]
        return []

    def _plan(self, side: Side, post_id: int, lines: list[Line]) -> OwnersMail:
        to = self._who.of(post_id)
        told = ForOwner(side, to.post, to.name or to.post.title, tuple(lines))
        rules = {self._policies[line.action.series_id] for line in lines}
        text = self._write(told, {} if side is Side.LOST else dict.fromkeys(numbers(lines), mark(0)))
        text = MailText(text.subject, shown(text.body_text), "")
        return OwnersMail(to, told, self._why_held(to, lines), copies_to(to, rules), text)

    def _why_held(self, to: Addressee, lines: Sequence[Line]) -> str:
        if not to.address:
            return nobody_to_write_to(to.post.title, vacant=self._who.is_vacant(to.post.key))
        each = {line.action.series_id: self._policies[line.action.series_id] for line in lines}
        chief = to.post.chief_officer and any(one.hold_chief_officers for one in each.values())
        reasons = why_held(post=to.post.title, chief_officer=chief, escalations=[], address=to.address)
        firsts = [self._series[key] for key, one in each.items() if one.hold_first and key not in self._told]
        return " ".join(filter(None, (reasons, held_first(sorted(firsts)))))

    def _write(self, told: ForOwner, marks: Mapping[int, str]) -> MailText:
        return write_to_owner(
            self._stationery, told, self._asking, marks=marks, updates=self._updates, hidden=self._hidden
        )

    def _row(self, desk: Desk, one: OwnersMail) -> Mail:
        return Mail(
            kind=one.kind,
            state=MailState.HELD if one.held_because else MailState.QUEUED,
            post_id=one.to.post.key,
            to_name=one.told.to_name,
            to_address=one.to.address,
            held_because=one.held_because,
            copies="\n".join(one.copies),
            for_day=desk.moment.today,
            message_id=str(uuid.uuid4()),
            queued_at=desk.moment.now,
        )

    def _links(self, desk: Desk, mail: Mail, one: OwnersMail) -> dict[int, str]:
        """A mark for the link to each action, and with each that the mail told of it; none for what went away."""
        if one.told.side is Side.LOST:
            return {}
        expires_at = desk.moment.machine + timedelta(days=self._stationery.link_days)
        ids = numbers(one.told.lines)
        links = [
            UpdateLink(action_id=key, post_id=one.to.post.key, mail_id=mail.key, expires_at=expires_at)
            for key in ids
        ]
        step = f"{'asked' if one.told.side is Side.ASKED else 'changed'}-{mail.key}"
        desk.session.add_all(links)
        desk.session.add_all(
            Reminder(
                action_id=line.action.key,
                post_id=one.to.post.key,
                step=step,
                due_on=line.due.on or desk.moment.today,
                owed_on=desk.moment.today,
                mail_id=mail.key,
            )
            for line in one.told.lines
        )
        desk.session.flush()
        return {link.action_id: mark(link.key) for link in links}
