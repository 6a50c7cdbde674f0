"""The round that a meeting makes through its matters arising: in which order, which comes next, and how far it has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from tracker.domain.wording import count_words


class Group(IntEnum):
    """What is gone through first: an answer that is to be talked about, what was not reached last time, what was asked for now …"""

    PROPOSED = 1
    DEFERRED = 2
    DUE_HERE = 3
    OVERDUE = 4
    STANDING = 5
    RECOMMENDED = 6
    REST = 7
    DECIDED = 8


HEADINGS: Mapping[Group, str] = {
    Group.PROPOSED: "Proposed for the meeting: an answer to talk about",
    Group.DEFERRED: "Deferred, not reached last time",
    Group.DUE_HERE: "Due at this meeting",
    Group.OVERDUE: "Overdue",
    Group.STANDING: "Standing items",
    Group.RECOMMENDED: "Recommended for closure",
    Group.REST: "Everything else that is open",
    Group.DECIDED: "Decided at this meeting",
}


MOST_COUNTED = 1_000
"""Matters arising are counted so far and no further, in the room: no meeting goes through more."""


def so_many(count: int) -> str:
    """How many there are of what is counted up to `MOST_COUNTED`: "32", "more than 1,000"."""
    return f"{count:,}" if count <= MOST_COUNTED else f"more than {MOST_COUNTED:,}"


@dataclass(frozen=True)
class Matter:
    """What the round needs to know of one action.

    `deferred` is whether the last word on it, at a meeting before this one, was that it was not reached; `proposed` whether
    the secretariat proposed an answer on it for the meeting; `decided` whether this meeting has decided on it.
    """

    reference: str
    number: int
    due_here: bool = False
    overdue: bool = False
    standing: bool = False
    recommended: bool = False
    decided: bool = False
    deferred: bool = False
    proposed: bool = False

    @property
    def group(self) -> Group:
        """The first group that the action belongs to."""
        for fits, group in (
            (self.decided, Group.DECIDED),
            (self.proposed, Group.PROPOSED),
            (self.deferred, Group.DEFERRED),
            (self.due_here, Group.DUE_HERE),
            (self.overdue, Group.OVERDUE),
            (self.standing, Group.STANDING),
            (self.recommended, Group.RECOMMENDED),
        ):
            if fits:
                return group
        return Group.REST


def in_order(matters: Sequence[Matter]) -> list[Matter]:
    """The order in which a meeting goes through them: by group, then by number. What is decided stands last."""
    return sorted(matters, key=lambda matter: (matter.group, matter.number))


def next_to_decide(matters: Sequence[Matter], after: str) -> str | None:
    """The reference of the next one that waits for a decision, from the one `after` on and then from the top; or None."""
    places = [m.reference for m in sorted(matters, key=lambda m: (_place(m), m.number))]
    start = places.index(after) + 1 if after in places else 0
    waiting = {m.reference for m in matters if not m.decided and m.reference != after}
    return next((reference for reference in places[start:] + places[:start] if reference in waiting), None)


def neighbours(matters: Sequence[Matter], reference: str) -> tuple[str | None, str | None]:
    """The one before and the one after `reference`, in the order in which they stand; None at either end."""
    places = [matter.reference for matter in in_order(matters)]
    if reference not in places:
        return None, None
    at = places.index(reference)
    return (places[at - 1] if at else None), (places[at + 1] if at + 1 < len(places) else None)


def progress_words(matters: Sequence[Matter]) -> str:
    """ "9 of 12 matters arising are decided", "All 12 matters arising are decided", "12 matters arise" """
    total, decided = len(matters), sum(matter.decided for matter in matters)
    if not total:
        return "Nothing arises from earlier meetings"
    if not decided:
        return f"{count_words(total, 'matter arises', 'matters arise')} from earlier meetings"
    if decided == total:
        return (
            "The one matter arising is decided" if total == 1 else f"All {total} matters arising are decided"
        )
    return f"{decided} of {total} matters arising {'is' if decided == 1 else 'are'} decided"


def arising_words(matters: Sequence[Matter]) -> str:
    """ "23 matters arise: 4 overdue, 2 recommended for closure", for before the meeting."""
    if not matters:
        return "Nothing arises from earlier meetings"
    counted = (
        (sum(matter.proposed for matter in matters), "proposed for the meeting"),
        (sum(matter.deferred for matter in matters), "deferred last time"),
        (sum(matter.overdue for matter in matters), "overdue"),
        (sum(matter.recommended for matter in matters), "recommended for closure"),
    )
    said = ", ".join(f"{count} {words}" for count, words in counted if count)
    return f"{count_words(len(matters), 'matter arises', 'matters arise')}{f': {said}' if said else ''}"


def _place(matter: Matter) -> Group:
    """The group that the action would be in if nothing were decided yet: the round goes on where it was."""
    return replace(matter, decided=False).group
