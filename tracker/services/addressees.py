"""Who is written to about a post: its holder on the day, who stands in for them, or for a vacant post the one above."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.domain.policy import Policy
from tracker.models.people import Post
from tracker.store import addressees as besides
from tracker.store import bad_addresses
from tracker.store import posts as stored
from tracker.store.posts import Held


@dataclass(frozen=True)
class Addressee:
    """`name` is empty where nobody holds the post, `address` where none is known. Either way the mail is held.

    `staff_officer` is the address of whoever gets copies; `weekly_only` that the person asked for one mail a week;
    `away` the name of the holder for whom they stand in.
    """

    post: Post
    name: str
    address: str
    staff_officer: str = ""
    weekly_only: bool = False
    away: str = ""


def copies_to(to: Addressee, policies: Collection[Policy]) -> tuple[str, ...]:
    """The addresses that get a mail to `to` too, by these policies: the staff officer's, and those that they name."""
    officers = [to.staff_officer] if any(one.copy_staff_officer for one in policies) else []
    named = sorted({address for one in policies for address in one.copy_to})
    return tuple(one for one in dict.fromkeys([*officers, *named]) if one not in ("", to.address))


class Addressees:
    """All posts, their holders and who stands in for them on one day, read once."""

    def __init__(self, session: Session, day: date) -> None:
        self._posts = {post.key: post for post in stored.listed(session)}
        self._held: dict[int, Held] = stored.holders_on(session, day)
        self._standing_in = besides.standing_in(session, day)
        self._staff_officers = besides.staff_officers(session)
        self._weekly_only = besides.weekly_only(session)
        self._failed = bad_addresses.all_standing(session)
        self._made: dict[int, Addressee] = {}

    def post(self, post_id: int) -> Post:
        return self._posts[post_id]

    def is_vacant(self, post_id: int) -> bool:
        return post_id not in self._held

    def of(self, post_id: int) -> Addressee:
        """The holder of the post itself, or who stands in for them: at their own address, else at the post's."""
        if post_id not in self._made:
            self._made[post_id] = self._make(post_id)
        return self._made[post_id]

    def above(self, post_id: int, *, levels: int = 1) -> Addressee | None:
        """The holder of the nearest post above that is not vacant, or with 2 `levels` of the one above that; None without one."""
        passed = {post_id}
        above = self._posts[post_id].escalates_to_id
        while above is not None and above not in passed:
            levels -= not self.is_vacant(above)
            if levels == 0:
                return self.of(above)
            passed.add(above)
            above = self._posts[above].escalates_to_id
        return None

    def answering(self, post_id: int) -> Addressee:
        """Who answers for the post on the day: its holder, else the one above, else nobody."""
        return (self.above(post_id) if self.is_vacant(post_id) else None) or self.of(post_id)

    def _make(self, post_id: int) -> Addressee:
        post, held = self._posts[post_id], self._held.get(post_id)
        if held is None:
            return Addressee(post, "", "")
        staff_officer = self._usable(self._staff_officers.get(post_id, ""))
        # A person made up for a demonstration stands for the post, and is greeted as it.
        name = post.title if held.chosen else held.name
        delegate = self._standing_in.get(post_id)
        if delegate and (address := self._usable(delegate.email, post.address)):
            weekly = delegate.person_id in self._weekly_only
            return Addressee(post, delegate.name, address, staff_officer, weekly, away=name)
        weekly = held.person_id in self._weekly_only
        return Addressee(post, name, self._usable(held.email, post.address), staff_officer, weekly)

    def _usable(self, *addresses: str) -> str:
        """The first address that mail did not come back from; empty where there is none."""
        return next((one for one in addresses if one and one.lower() not in self._failed), "")
