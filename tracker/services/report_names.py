"""Who is on record, by name and post, as it is frozen with a report: the public's version needs it."""

from datetime import date

from sqlmodel import Session

from tracker.domain.posts import holder_on
from tracker.domain.report_withheld import ReportNames, ReportPerson
from tracker.models.people import Post
from tracker.store import posts, users

SECRETARIAT = "the secretariat"
"""What stands in place of somebody who signs in and holds no post."""


def names_of(session: Session, day: date, office_name: str) -> ReportNames:
    """Everyone with a name, and the titles of posts and organisations. Whoever held a chief officer's or an elected post is named for good;
    whoever is the contact, for as long as they are."""
    known = {post.key: post for post in posts.listed(session)}
    held: dict[int, list[tuple[Post, bool]]] = {}
    for post_id, rows in posts.holders(session).items():
        now = holder_on(day, [row.holding for row in rows])
        for row in rows:
            is_now = now is not None and row.person_id == now.person_id
            held.setdefault(row.person_id, []).append((known[post_id], is_now))
    people = [_person(person.name, held.get(person.key, [])) for person in posts.persons(session)]
    names = {person.name for person in people}
    people += [
        ReportPerson(user.name, SECRETARIAT) for user in users.listed(session) if user.name not in names
    ]
    titles = {*(post.title for post in known.values()), *(one.name for one in posts.organisations(session))}
    return ReportNames(tuple(people), tuple(sorted({*titles, office_name})))


def _person(name: str, held: list[tuple[Post, bool]]) -> ReportPerson:
    """The post that they hold, else the last one that they held."""
    first = next((post for post, is_now in held if is_now), held[0][0] if held else None)
    is_named = any(post.chief_officer or post.elected or (post.named_contact and now) for post, now in held)
    return ReportPerson(name, first.title if first else "", is_named)
