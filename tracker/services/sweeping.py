"""Once a destruction is committed: the disk and the database's own files are rid of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from tracker.ports import FilesHeld
from tracker.services.desk import Desk
from tracker.services.destroying import owed, swept

Writing = Callable[[], AbstractContextManager[Desk]]


def sweep(writing: Writing, held: FilesHeld, rewrite: Callable[[], None]) -> None:
    """Destroys what the record let go of, and has the database written anew. Safe to repeat; nothing where nothing is owed.

    Raises `Unavailable` where the database cannot be written anew just now. What is owed stays on record, so that it is tried again.
    """
    with writing() as desk:
        waiting = owed(desk.session)
    if waiting is None:
        return
    held.destroy(waiting)
    rewrite()
    with writing() as desk:
        if owed(desk.session) == waiting:  # else somebody destroyed more meanwhile: that is swept by itself
            swept(desk)
