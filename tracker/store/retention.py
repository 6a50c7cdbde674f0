"""What is due to be disposed of, by class: what it is, its last day, and what was decided about it before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlmodel import Session, col

from tracker.domain.actions import Status
from tracker.domain.incoming import IncomingState
from tracker.domain.keeping import DisposalState, KeptClass
from tracker.domain.mails import MailState
from tracker.domain.version_states import VersionState
from tracker.models.actions import Action, Update
from tracker.models.chasing import IncomingMail
from tracker.models.evidence import Document
from tracker.models.keeping import Disposal, RetentionRule
from tracker.models.mail import Mail
from tracker.models.reports import ReportVersion, WrittenText, WrittenVersion

OVER = (MailState.SENT, MailState.FAILED, MailState.CANCELLED)


@dataclass(frozen=True)
class DueThing:
    """One thing that is due. `subject` names it as the history does."""

    subject: str
    title: str
    last_day: date


def rules(session: Session) -> Mapping[KeptClass, RetentionRule]:
    return {rule.kept_class: rule for rule in session.execute(select(RetentionRule)).scalars()}


def due(
    session: Session,
    kept_class: KeptClass,
    until: date,
    today: date,
    *,
    words: str = "",
    start: int = 0,
    most: int = 50,
) -> tuple[Sequence[DueThing], int]:
    """What has its last day until `until` and is not decided on, the oldest first: `most` from `start` on, and how many there are."""
    things = _things(kept_class, until).subquery()
    query = select(things).where(~_settled(things.c.subject, today))
    if words:
        query = query.where(func.lower(things.c.title).contains(words.lower(), autoescape=True))
    total = int(session.execute(select(func.count()).select_from(query.subquery())).scalar_one())
    rows = session.execute(query.order_by(things.c.last_day, things.c.subject).limit(most).offset(start))
    return [DueThing(row.subject, row.title, row.last_day) for row in rows], total


def due_among(
    session: Session, kept_class: KeptClass, until: date, today: date, subjects: Sequence[str]
) -> Mapping[str, DueThing]:
    """Those of `subjects` that are due, by their name."""
    things = _things(kept_class, until).subquery()
    query = select(things).where(things.c.subject.in_(subjects), ~_settled(things.c.subject, today))
    return {row.subject: DueThing(row.subject, row.title, row.last_day) for row in session.execute(query)}


def proposed(session: Session) -> Sequence[Disposal]:
    """What waits for a second person, the oldest first."""
    query = select(Disposal).where(col(Disposal.state) == DisposalState.PROPOSED)
    return session.execute(query.order_by(col(Disposal.id))).scalars().all()


def decided(session: Session, most: int = 100) -> Sequence[Disposal]:
    """What was decided lately, the latest first."""
    query = select(Disposal).where(col(Disposal.state) != DisposalState.PROPOSED)
    return session.execute(query.order_by(col(Disposal.decided_at).desc()).limit(most)).scalars().all()


def lock(session: Session, number: int) -> Disposal | None:
    query = select(Disposal).where(col(Disposal.id) == number).with_for_update()
    found: Disposal | None = session.execute(
        query.execution_options(populate_existing=True)
    ).scalar_one_or_none()
    return found


def rule_of(session: Session, kept_class: KeptClass, *, lock: bool = False) -> RetentionRule | None:
    query = select(RetentionRule).where(col(RetentionRule.kept_class) == kept_class)
    found: RetentionRule | None = session.execute(
        query.with_for_update() if lock else query
    ).scalar_one_or_none()
    return found


def _settled(subject: ColumnElement[str], today: date) -> ColumnElement[bool]:
    """True for what was proposed or destroyed, or is kept until a day that has not come."""
    kept = and_(col(Disposal.state) == DisposalState.KEPT, col(Disposal.review_on) > today)
    over = col(Disposal.state).in_([DisposalState.PROPOSED, DisposalState.DESTROYED])
    return exists().where(col(Disposal.subject) == subject, or_(over, kept))


def _things(kept_class: KeptClass, until: date) -> Any:
    """The subject, the title and the last day of everything of a class whose last day is `until` or earlier."""
    parts = {
        KeptClass.ACTIONS: (_actions(until),),
        KeptClass.UPDATES: (_updates(until),),
        KeptClass.MAIL: (_mails(until), _incoming(until)),
        KeptClass.DOCUMENTS: (_documents(until),),
        KeptClass.DRAFTS: (_report_drafts(until), _written(until)),
    }[kept_class]
    return parts[0] if len(parts) == 1 else union_all(*parts)


def _row(subject: Any, title: Any, day: Any, *conditions: ColumnElement[bool], until: date) -> Select[Any]:
    query = select(subject.label("subject"), title.label("title"), day.label("last_day"))
    return query.where(day.is_not(None), day <= until, *conditions)


def _named(prefix: str, number: Any) -> ColumnElement[str]:
    return literal(prefix) + cast(number, String)


def _day(moment: Any) -> ColumnElement[date]:
    """The day of a moment, as it is kept: in UTC."""
    return func.date(moment, type_=Date)


def _actions(until: date) -> Select[Any]:
    title = col(Action.reference) + ": " + col(Action.title)
    closed = (col(Action.status) == Status.CLOSED, col(Action.disposed_on).is_(None))
    return _row(col(Action.reference), title, col(Action.closed_on), *closed, until=until)


def _updates(until: date) -> Select[Any]:
    title = literal("Update on ") + col(Action.reference) + literal(" by ") + col(Update.by_name)
    own = (col(Action.status) == Status.CLOSED, col(Update.disposed_on).is_(None))
    query = _row(_named("update ", Update.id), title, col(Update.given_on), *own, until=until)
    return query.join(Action, col(Action.id) == Update.action_id)


def _mails(until: date) -> Select[Any]:
    day = func.coalesce(_day(Mail.sent_at), col(Mail.for_day), type_=Date)
    own = (col(Mail.state).in_(OVER), col(Mail.disposed_on).is_(None))
    return _row(_named("mail ", Mail.id), col(Mail.subject), day, *own, until=until)


def _incoming(until: date) -> Select[Any]:
    settled = col(IncomingMail.state) != IncomingState.WAITING
    name = _named("incoming mail ", IncomingMail.id)
    return _row(name, col(IncomingMail.subject), _day(IncomingMail.received_at), settled, until=until)


def _documents(until: date) -> Select[Any]:
    day = func.coalesce(col(Document.published_on), _day(Document.added_at), type_=Date)
    name = _named("document ", Document.id)
    return _row(name, col(Document.title), day, col(Document.disposed_on).is_(None), until=until)


def _report_drafts(until: date) -> Select[Any]:
    title = (
        col(ReportVersion.kind)
        + literal(" ")
        + col(ReportVersion.about)
        + _named(", version ", ReportVersion.number)
    )
    own = (col(ReportVersion.state) != VersionState.ISSUED, col(ReportVersion.disposed_on).is_(None))
    return _row(
        _named("report version ", ReportVersion.id), title, _day(ReportVersion.made_at), *own, until=until
    )


def _written(until: date) -> Select[Any]:
    title = (
        literal("Text ")
        + col(WrittenText.slot)
        + literal(" of ")
        + col(WrittenText.about)
        + _named(", version ", WrittenVersion.number)
    )
    earlier = col(WrittenVersion.number) != col(WrittenText.current)
    name = _named("written version ", WrittenVersion.id)
    query = _row(name, title, _day(WrittenVersion.saved_at), earlier, until=until)
    return query.join(WrittenText, col(WrittenText.id) == WrittenVersion.text_id)
