"""Loads organisations, persons, posts and who held them."""

from collections.abc import Iterable
from datetime import date

from tracker.demonstration.entries import Holder, Post
from tracker.demonstration.stage import Stage
from tracker.models.people import OrganisationKind
from tracker.services import posts as services
from tracker.services.posts import PostWanted
from tracker.store import posts as stored

CHOSEN = "Chosen for the demonstration."


def load_people(stage: Stage, day: date) -> None:
    """Everyone and everything that can answer for an action."""
    desk = stage.on(day)
    for row in stage.record.organisations:
        kind = OrganisationKind(row.kind)
        stage.organisations[row.code] = services.create_organisation(
            desk, code=row.code, name=row.name, kind=kind
        )
    for person in stage.record.persons:
        stage.persons[person.code] = services.create_person(
            desk, name=person.name, email=person.email, chosen=person.chosen
        )
    desk.session.flush()
    for post in _from_the_top(stage.record.posts):
        above = stage.posts[post.escalates_to].key if post.escalates_to else None
        wanted = PostWanted(
            code=post.code,
            title=post.title,
            organisation_id=stage.organisations[post.organisation].key,
            chief_officer=post.chief_officer,
            escalates_to_id=above,
            address=post.address,
        )
        made = services.create_post(desk, wanted)
        made.elected, made.named_contact = post.elected, post.named_contact
        stage.posts[post.code] = made
        desk.session.flush()


def take_post(stage: Stage, entry: Holder, day: date) -> None:
    """A holder begins. A last day that is known is told when it comes; one that is only the edge of what is proved, at once."""
    chosen = bool(entry.chosen)
    services.add_holder(
        stage.on(day),
        post=stage.posts[entry.post],
        person=stage.persons[entry.person],
        starts_on=entry.starts_on,
        ends_on=None if entry.ends_known else entry.ends_on,
        acting=entry.acting,
        note=entry.note or (CHOSEN if chosen else ""),
        starts_known=entry.starts_known,
        ends_known=entry.ends_known or entry.ends_on is None,
    )


def leave_post(stage: Stage, entry: Holder, day: date) -> None:
    """A holder's last day, where the record knows it."""
    post = stage.posts[entry.post]
    going_on = stored.holdings(stage.desk.session, post.key, acting=entry.acting, going_on=True)
    for holder in going_on:
        services.end_holding(stage.on(day), post=post, holder=holder, ends_on=day)


def _from_the_top(posts: Iterable[Post]) -> list[Post]:
    """Each post after the one that it escalates to."""
    waiting, placed = list(posts), dict[str, Post]()
    while waiting:
        ready = [post for post in waiting if post.escalates_to is None or post.escalates_to in placed]
        placed.update((post.code, post) for post in ready)
        waiting = [post for post in waiting if post.code not in placed]
    return list(placed.values())
