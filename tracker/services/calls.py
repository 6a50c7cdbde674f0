"""Keeps the chases that were made by telephone or in person: who spoke to whom about what, and what was said."""

from datetime import date

from tracker.domain.errors import BadInput
from tracker.domain.wording import weekday_date
from tracker.models.actions import Action
from tracker.models.chasing import Call
from tracker.models.people import Post
from tracker.services.desk import Desk
from tracker.services.history import record

LONGEST_NAME = 200
LONGEST_NOTE = 2_000
"""Characters."""


def note_call(
    desk: Desk, post: Post, action: Action | None, *, made_on: date, spoke_to: str, note: str = ""
) -> Call:
    """A call to `post` about `action`, or about all that it owes. Raises `BadInput` (fields `made_on`, `spoke_to`, `note`)."""
    spoke_to, note = " ".join(spoke_to.split()), note.strip()
    if made_on > desk.moment.today:
        raise BadInput(
            f"{weekday_date(made_on)} is still to come. Give the day of the call.", field="made_on"
        )
    if not spoke_to or len(spoke_to) > LONGEST_NAME:
        raise BadInput(
            "Say who you spoke to." if not spoke_to else f"Keep this to {LONGEST_NAME} characters.",
            field="spoke_to",
        )
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"Keep the note to {LONGEST_NOTE:,} characters; it has {len(note):,}.", field="note")
    call = Call(
        post_id=post.key,
        action_id=action.key if action else None,
        made_on=made_on,
        by_name=desk.by.name,
        spoke_to=spoke_to,
        note=note,
    )
    desk.session.add(call)
    desk.session.flush()
    record(
        desk,
        "call.noted",
        action.reference if action else post.code,
        after={"post": post.code, "on": made_on, "spoke_to": spoke_to, "note": note},
    )
    return call
