"""Counts of tries, each in its window."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, update

from tracker.models.record import Limit


def count(session: Session, bucket: str, window_start: int) -> int:
    """Adds one to the count of `bucket` in the window and returns it, in one statement, so that no try is lost."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    one = insert(Limit).values(bucket=bucket, window_start=window_start, count=1)
    added = one.on_conflict_do_update(
        index_elements=["bucket", "window_start"], set_={"count": Limit.count + 1}
    )
    return int(session.execute(added.returning(col(Limit.count))).scalar_one())


def take_back(session: Session, bucket: str, window_start: int) -> None:
    """Takes one from the count of `bucket` in the window, unless there is none."""
    one = update(Limit).where(
        col(Limit.bucket) == bucket, col(Limit.window_start) == window_start, col(Limit.count) > 0
    )
    session.execute(one.values(count=Limit.count - 1))


def forget_before(session: Session, window_start: int) -> None:
    """Drops the windows that are over."""
    session.execute(delete(Limit).where(col(Limit.window_start) < window_start))
