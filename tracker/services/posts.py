"""Keeps organisations, posts, persons and holders, and hands a post over."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.domain.addresses import mail_address
from tracker.domain.errors import BadInput
from tracker.domain.posts import check_period
from tracker.domain.wording import date_words
from tracker.models.people import Holder, Organisation, OrganisationKind, Person, Post
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.links import revoke_links
from tracker.services.versions import check_version, next_version
from tracker.store import posts as stored


@dataclass(frozen=True)
class PostWanted:
    """A post as the form gives it."""

    code: str
    title: str
    organisation_id: int
    chief_officer: bool = False
    elected: bool = False
    named_contact: bool = False
    escalates_to_id: int | None = None
    address: str = ""
    active: bool = True


def create_post(desk: Desk, wanted: PostWanted) -> Post:
    """A new post. Raises `BadInput` for a code that is taken or a title that is missing."""
    post = Post(**_columns(desk, wanted, None))
    desk.session.add(post)
    record(desk, "post.created", post.code, after=_shown(post))
    return post


def correct_post(desk: Desk, post: Post, wanted: PostWanted, *, version: int | None) -> Post:
    before = _shown(post)
    check_version(post, version, before)
    for name, value in _columns(desk, wanted, post).items():
        setattr(post, name, value)
    next_version(post)
    record_change(desk, "post.corrected", post.code, before, _shown(post))
    return post


def create_person(desk: Desk, *, name: str, email: str, chosen: bool = False) -> Person:
    """A person with an address, who may never sign in."""
    person = Person(
        name=_needed(name, "name", "Give the person's name."), email=mail_address(email), chosen=chosen
    )
    desk.session.add(person)
    record(desk, "person.created", person.name, after={"name": person.name, "email": person.email})
    return person


def add_holder(
    desk: Desk,
    *,
    post: Post,
    person: Person,
    starts_on: date | None,
    ends_on: date | None = None,
    acting: bool = False,
    note: str = "",
    starts_known: bool = True,
    ends_known: bool = True,
) -> Holder:
    """Someone's time in a post. Raises `BadInput` for a period that ends before it starts or meets another of the same kind.

    A day that is not known to be the first or the last is the edge of what is proved.
    """
    check_period(starts_on, ends_on)
    for other in stored.holdings(desk.session, post.key, acting=acting):
        if _meet(starts_on, ends_on, other.starts_on, other.ends_on):
            raise BadInput(
                "Someone holds this post on some of those days. End their time first.", field="starts_on"
            )
    holder = Holder(
        post_id=post.key,
        person_id=person.key,
        starts_on=starts_on,
        ends_on=ends_on,
        acting=acting,
        note=note,
        starts_known=starts_known,
        ends_known=ends_known,
    )
    desk.session.add(holder)
    kept = {"person": person.name, "from": starts_on, "to": ends_on, "acting": acting}
    record(desk, "holder.added", post.code, after=kept)
    return holder


def hand_over_post(desk: Desk, *, post: Post, to: Person, on: date, acting: bool = False) -> Holder:
    """From `on`, `to` holds the post. The work moves with it, the history stays, and the old holder's links are revoked.

    Who acts in the post stops acting; the substantive holder stays behind a new acting one. A substantive holder who
    comes back to the post has never left it. Raises `BadInput` (field `on`) for a day on which the last change came later.
    """
    staying = None
    for holder in _going_on(desk, post, acting_alone=acting):
        if not acting and not holder.acting and holder.person_id == to.id:
            staying = holder
        else:
            _end_before(desk, post, holder, on)
    return staying or add_holder(desk, post=post, person=to, starts_on=on, acting=acting)


def vacate_post(desk: Desk, *, post: Post, on: date) -> None:
    """From `on`, nobody acts in the post; where nobody did, nobody holds it any more.

    Raises `BadInput` where nobody holds it now.
    """
    holders = _going_on(desk, post, acting_alone=False)
    acting = [holder for holder in holders if holder.acting]
    if not holders:
        raise BadInput("Nobody holds this post, so nobody can leave it.", field="who")
    for holder in acting or holders:
        _end_before(desk, post, holder, on)


def _going_on(desk: Desk, post: Post, *, acting_alone: bool) -> list[Holder]:
    """Those who hold the post and have no last day: who acts in it, then who holds it substantively."""
    acting = stored.holdings(desk.session, post.key, acting=True, going_on=True)
    if acting_alone:
        return list(acting)
    return [*acting, *stored.holdings(desk.session, post.key, acting=False, going_on=True)]


def _end_before(desk: Desk, post: Post, holder: Holder, on: date) -> None:
    if holder.starts_on is not None and holder.starts_on >= on:
        name = desk.session.get_one(Person, holder.person_id).name
        raise BadInput(
            f"{name} took this post on {date_words(holder.starts_on)}. Give a later day.", field="on"
        )
    end_holding(desk, post=post, holder=holder, ends_on=on - timedelta(days=1))


def end_holding(desk: Desk, *, post: Post, holder: Holder, ends_on: date) -> None:
    """The holder's last day. Links in mails to them stop working."""
    check_period(holder.starts_on, ends_on)
    before = {"ends_on": holder.ends_on}
    holder.ends_on = ends_on
    next_version(holder)
    revoke_links(desk, post_id=post.key)
    person = desk.session.get_one(Person, holder.person_id)
    record(desk, "holder.ended", post.code, before=before, after={"person": person.name, "ends_on": ends_on})


def create_organisation(desk: Desk, *, code: str, name: str, kind: OrganisationKind) -> Organisation:
    """A force, an office, a partner. Raises `BadInput` (field `organisation_name`) for a name that is missing or taken."""
    name = _needed(name, "organisation_name", "Give the name of the organisation.")
    if any(
        one.name.casefold() == name.casefold() or one.code == code
        for one in stored.organisations(desk.session)
    ):
        raise BadInput(f"{name} is on record already. Choose it from the list.", field="organisation_name")
    organisation = Organisation(code=code, name=name, kind=kind)
    desk.session.add(organisation)
    record(desk, "organisation.created", code, after={"name": name, "kind": kind})
    return organisation


def _columns(desk: Desk, wanted: PostWanted, post: Post | None) -> dict[str, Any]:
    code = (
        _needed(wanted.code, "code", "Give a short code, such as head-of-contact.").lower().replace(" ", "-")
    )
    taken = stored.find(desk.session, code)
    if taken is not None and (post is None or taken.id != post.id):
        raise BadInput(f"The code {code} belongs to another post. Give another one.", field="code")
    _check_line(desk, post, wanted.escalates_to_id)
    return {
        "code": code,
        "title": _needed(wanted.title, "title", "Give the title of the post."),
        "organisation_id": wanted.organisation_id,
        "chief_officer": wanted.chief_officer,
        "elected": wanted.elected,
        "named_contact": wanted.named_contact,
        "escalates_to_id": wanted.escalates_to_id,
        "address": mail_address(wanted.address),
        "active": wanted.active,
    }


def _check_line(desk: Desk, post: Post | None, above_id: int | None) -> None:
    """Raises `BadInput` where the line of escalation would lead back to the post itself."""
    passed: set[int] = set()
    while post is not None and above_id is not None and above_id not in passed:
        if above_id == post.id:
            raise BadInput(
                "This post would escalate to itself. Choose a post that does not stand below it.",
                field="escalates_to",
            )
        passed.add(above_id)
        above_id = desk.session.get_one(Post, above_id).escalates_to_id


def _shown(post: Post) -> dict[str, object]:
    named = ("chief_officer", "elected", "named_contact")
    names = ("code", "title", "organisation_id", *named, "escalates_to_id", "address", "active")
    return {name: getattr(post, name) for name in names}


def _needed(typed: str, field: str, sentence: str) -> str:
    text = " ".join(typed.split())
    if not text or len(text) > 200:
        raise BadInput(sentence if not text else "Keep this to 200 characters.", field=field)
    return text


def _meet(a_from: date | None, a_to: date | None, b_from: date | None, b_to: date | None) -> bool:
    return (a_from or date.min) <= (b_to or date.max) and (b_from or date.min) <= (a_to or date.max)
