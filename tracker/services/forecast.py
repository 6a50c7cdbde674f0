"""What goes out in the days to come: what is planned, what is made already, and how a planned mail will read. Writes nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.domain.links import mark
from tracker.domain.mails import MailKind
from tracker.domain.workdays import IsWorkingDay
from tracker.models.mail import Mail
from tracker.ports import MailText
from tracker.services import letters
from tracker.services.chasing import DAYS_AHEAD, plan_ahead
from tracker.services.mails import shown, shown_html
from tracker.services.office_ahead import NOTHING, OfficeDay, office_ahead
from tracker.services.planned import Planned
from tracker.services.policies import Policies, policies
from tracker.services.post_office import Stationery
from tracker.store import forecast as stored
from tracker.store import stories
from tracker.store.markings import sensitive


@dataclass(frozen=True)
class Day:
    """A working day: the mails that are still to be made, those that were made for it, and what the office itself owes."""

    on: date
    planned: tuple[Planned, ...]
    made: tuple[Mail, ...] = ()
    office: OfficeDay = NOTHING


def forecast(
    session: Session, today: date, is_working_day: IsWorkingDay, *, by: Policies | None = None
) -> list[Day]:
    """The next ten working days, as the record stands; `by` other policies than those that are in force."""
    made = stored.made(session, today)
    days = plan_ahead(session, today, is_working_day, DAYS_AHEAD, by=by)
    office = office_ahead(
        session, [on for on, _ in days], is_working_day, policies(session) if by is None else by
    )
    return [
        Day(on, tuple(mails), tuple(mail for mail in made if mail.for_day == on), office[on])
        for on, mails in days
    ]


@dataclass(frozen=True)
class Change:
    """A mail as it is planned now and as it would be: None where it is not there."""

    on: date
    now: Planned | None
    then: Planned | None


def compare(now: Sequence[Day], then: Sequence[Day]) -> list[Change]:
    """Every mail of either, by day and post: the two are of the same days."""
    found = []
    for before, after in zip(now, then, strict=True):
        mails = {(mail.to.post.title, mail.kind): (mail, None) for mail in before.planned}
        both: dict[tuple[str, MailKind], tuple[Planned | None, Planned | None]] = {**mails}
        for mail in after.planned:
            at = mail.to.post.title, mail.kind
            both[at] = both.get(at, (None, None))[0], mail
        found += [Change(before.on, *both[at]) for at in sorted(both)]
    return found


def find_planned(
    session: Session, today: date, is_working_day: IsWorkingDay, *, day: date, code: str, kind: MailKind
) -> Planned | None:
    """The mail of `kind` that is planned on `day` for the post of that code."""
    for on, mails in plan_ahead(session, today, is_working_day):
        if on == day:
            return next((one for one in mails if (one.to.post.code, one.kind) == (code, kind)), None)
    return None


def fingerprint(planned: Planned) -> str:
    """Sixteen hex digits that change with whom the mail goes to, and what is in it."""
    parts = [planned.to.address, *sorted(f"{item.key}" for item in planned.items)]
    parts += sorted(str(one.action.id) for one in planned.listed)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def read_ahead(session: Session, stationery: Stationery, planned: Planned, day: date) -> MailText:
    """The mail as it will read on `day` if nothing changes. Its links open nothing."""
    numbers = [part.action.id for part in planned.parts]
    letter = letters.write_reminder(
        stationery,
        planned,
        dict.fromkeys(numbers, mark(0)),
        stories.last_updates(session, numbers),
        day,
        sensitive(session, numbers),
    )
    return MailText(letter.subject, shown(letter.body_text), shown_html(letter.body_html))
