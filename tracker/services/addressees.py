"""Who is written to about a post: its holder on the day, or for a vacant post the one above."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.models.people import Post
from tracker.store import posts as stored
from tracker.store.posts import Held


@dataclass(frozen=True)
class Addressee:
    """`name` is empty where nobody holds the post, `address` where none is known. Either way the mail is held."""

    post: Post
    name: str
    address: str


class Addressees:
    """All posts and their holders on one day, read once."""

    def __init__(self, session: Session, day: date) -> None:
        self._posts = {post.key: post for post in stored.listed(session)}
        self._held: dict[int, Held] = stored.holders_on(session, day)

    def post(self, post_id: int) -> Post:
        return self._posts[post_id]

    def is_vacant(self, post_id: int) -> bool:
        return post_id not in self._held

    def of(self, post_id: int) -> Addressee:
        """The holder of the post itself: at their own address, else at the post's."""
        post, held = self._posts[post_id], self._held.get(post_id)
        if held is None:
            return Addressee(post, "", "")
        # A person made up for a demonstration stands for the post, and is greeted as it.
        return Addressee(post, post.title if held.chosen else held.name, held.email or post.address)

    def above(self, post_id: int) -> Addressee | None:
        """The holder of the nearest post above that is not vacant; None where there is none."""
        passed = {post_id}
        above = self._posts[post_id].escalates_to_id
        while above is not None and above not in passed:
            if not self.is_vacant(above):
                return self.of(above)
            passed.add(above)
            above = self._posts[above].escalates_to_id
        return None

    def answering(self, post_id: int) -> Addressee:
        """Who answers for the post on the day: its holder, else the one above, else nobody."""
        return (self.above(post_id) if self.is_vacant(post_id) else None) or self.of(post_id)
