"""What is done to a line of the running list with one key or one button: undone, put back, marked."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import abort, request
from flask.typing import ResponseReturnValue

from tracker.domain.actions import Kind
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.references import spoken
from tracker.services import room
from tracker.web.conflicts import last_saved
from tracker.web.htmx import wants_fragment
from tracker.web.live import live
from tracker.web.live_lines import done, found, line_part
from tracker.web.live_page import room_page
from tracker.web.requests import abandon, current_desk

if TYPE_CHECKING:
    from tracker.models.actions import Action

Does = Callable[["Action"], object]
SAYS = {
    Kind.ACTION: "{} is an ordinary action.",
    Kind.COMMITMENT: "{} is a commitment: its owner offered it.",
    Kind.OUTCOME: "{} is an outcome: a result that is wanted.",
}


@live.post("/meetings/<reference>/actions/<action>/undo")
def undo(reference: str, action: str) -> ResponseReturnValue:
    """Voids the line that was logged. It can be put back; its number is never used again."""
    return _do(
        reference,
        action,
        lambda subject: room.undo_action(current_desk(), subject, version=version()),
        "{} is undone. Its number is not used again.",
    )


@live.post("/meetings/<reference>/actions/<action>/put-back")
def put_back(reference: str, action: str) -> ResponseReturnValue:
    return _do(
        reference,
        action,
        lambda subject: room.put_back(current_desk(), subject, version=version()),
        "{} is back as it was.",
    )


@live.post("/meetings/<reference>/actions/<action>/kind/<kind>")
def mark(reference: str, action: str, kind: str) -> ResponseReturnValue:
    """Marks it as a commitment, an outcome, or an ordinary action again."""
    if kind not in room.MARKS:
        abort(404)
    wanted = Kind(kind)
    return _do(
        reference,
        action,
        lambda subject: room.mark_action(current_desk(), subject, wanted, version=version()),
        SAYS[wanted],
    )


def version() -> int:
    """The version that the line or the form was made from. One without it is taken for a stale one."""
    typed = request.form.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _do(reference: str, action: str, does: Does, says: str) -> ResponseReturnValue:
    meeting, subject = found(reference, action, lock=True)
    try:
        does(subject)
    except Conflict:
        who, when = last_saved(subject.reference)
        return _not_done(
            reference,
            action,
            f"{who} changed {spoken(subject.reference).lower()} at {when}. This is how it stands now.",
        )
    except (BadInput, InvalidMove) as error:
        return _not_done(reference, action, str(error))
    return done(meeting, action, says.format(spoken(subject.reference)))


def _not_done(reference: str, action: str, problem: str) -> ResponseReturnValue:
    """The line as it stands, and why nothing was done to it."""
    abandon()
    meeting, _subject = found(reference, action)
    if wants_fragment():
        return line_part(meeting, action, problem), 409
    return room_page(meeting, errors=[{"text": problem, "href": f"#logged-{action.upper()}"}]), 409
