"""The line of escalation from a post upwards, and where it ends within the force."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rung:
    """One post of the line. `above` is the number of the post that it escalates to, or None at the end."""

    above: int | None
    in_force: bool
    chief_officer: bool


def top_within_the_force(post_id: int, rungs: Mapping[int, Rung]) -> int | None:
    """The highest post of the force in the line from `post_id` upwards, itself included: the Chief Constable's.

    None where the line does not come to a chief officer of the force; then nobody is guessed. A line that runs in a circle
    is followed once.
    """
    top, passed = None, set[int]()
    at: int | None = post_id
    while at is not None and at in rungs and at not in passed:
        passed.add(at)
        if rungs[at].in_force:
            top = at
        at = rungs[at].above
    return top if top is not None and rungs[top].chief_officer else None
