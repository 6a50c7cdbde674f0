"""One change to many actions: what can be changed, why some are left alone, and the sentences of its mails."""

from enum import StrEnum

from tracker.domain.reminder_words import titled
from tracker.domain.wording import count_words


class What(StrEnum):
    """What is done to all of them."""

    OWNER = "owner"
    PRIORITY = "priority"
    DUE = "due"
    MEETING = "meeting"
    ASK = "ask"


class Side(StrEnum):
    """What a change is to the owner who is told of it."""

    GAINED = "gained"
    LOST = "lost"
    MOVED = "moved"
    ASKED = "asked"


MOST = 5_000
"""Actions that are changed in one go: what a server does within a request, and a person can still look through."""

CLOSED = "It is closed. Reopen it first, with a reason."
NOT_THERE = "There is no such action, or it is not yours to see."
STANDING = "It is a standing item: it comes back at every meeting until its exit rule is met."
OTHER_SERIES = "It belongs to another series, and comes back at the meetings of that one."
RAISED_LATER = "It was raised at that meeting or after it."
NO_OWNER = "It has no owner, so there is nobody to ask."
ASKED_TODAY = "Its owner was asked for an update today."
DUE_ALREADY = "It is due then already."
NO_SUCH_PRIORITY = "The Plan of its day has no such priority."
OTHER_BY_NOW = (
    "Something changed after you looked: nothing was written. This is what would change now. "
    "Look at it again, then press the button."
)


def subject(side: Side, count: int, *, post: str, number: str, title: str, corrected: bool = False) -> str:
    """What the mail is about. `title` is that of the only action, and empty where it may not stand in a subject."""
    many = count_words(count, "action")
    if side is Side.ASKED:
        one, all_of_them = f"An update is wanted on {number}", f"An update is wanted on {many}"
    elif side is Side.GAINED:
        one, all_of_them = f"{number} is with you now", f"{many} are with you now, as {post}"
    elif side is Side.LOST:
        one, all_of_them = f"{number} is not with you any more", f"{many} are not with you any more"
    elif corrected:
        one, all_of_them = f"When {number} is due was corrected", f"When {many} are due was corrected"
    else:
        one, all_of_them = f"A revised date for {number}", f"Revised dates for {many}"
    if count > 1:
        return all_of_them
    return titled(f"{one}:", title) if title else one


def done_words(what: What, changed: int, mails: int, held: int) -> str:
    """ "12 actions were changed. 3 mails are in the queue, 1 waits for you to release it." """
    verb = "was" if changed == 1 else "were"
    said = f"{count_words(changed, 'action')} {verb} changed."
    if what is What.ASK:
        said = f"An update is asked for on {count_words(changed, 'action')}."
    queued = mails - held
    parts = []
    if queued:
        parts.append(f"{count_words(queued, 'mail is', 'mails are')} in the queue")
    if held:
        waits = "waits for you to release it" if held == 1 else "wait for you to release them"
        parts.append(f"{held} {waits}" if queued else f"{count_words(held, 'mail')} {waits}")
    return f"{said} {', '.join(parts)}." if parts else said
