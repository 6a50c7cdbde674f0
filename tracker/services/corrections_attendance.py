"""Corrects what the record of a closed meeting says of who came to it."""

from tracker.domain.attendance import LABELS, Marked, tidy
from tracker.domain.corrections import Changed, changes_sentence
from tracker.domain.errors import BadInput
from tracker.models.meetings import Attendance
from tracker.models.sitting import MeetingCorrection
from tracker.services.attendance import mark_words, marked, put_down
from tracker.services.correcting import Correcting, keep_correction
from tracker.services.desk import Desk
from tracker.services.history import record_change
from tracker.services.versions import check_version
from tracker.store import attendance as stored

EVENT = "attendance.corrected"


def correct_attendance(
    desk: Desk, post_id: int, now: Marked, *, made: Correcting, version: int | None
) -> MeetingCorrection:
    """Says anew whether a post came to the meeting, and who stood in. Lock the meeting first.

    A post that was not on the list, whose version is 0, is put down; one that is not expected any more is taken off. The name
    of who held the post that day stays as it was frozen. Raises `BadInput` without a reason, without a post or where nothing
    differs, and `Conflict` for a stale form.
    """
    made = made.checked()
    meeting = made.meeting
    title = stored.titles(desk.session, [post_id]).get(post_id)
    if title is None:
        raise BadInput("Choose the post from the list.", field="post")
    row = stored.locked(desk.session, meeting.key).get(post_id) or Attendance(
        meeting_id=meeting.key, post_id=post_id, version=0
    )
    before = marked(row if row.version else None)
    check_version(row, version, {title: mark_words(before)})
    holder = _holder(desk, made, row)
    now = tidy(now, holder)
    put_down(desk, row, now, holder)
    desk.session.flush()
    after = {title: mark_words(now), "reason": made.reason}
    record_change(desk, EVENT, meeting.reference, {title: mark_words(before)}, after)
    return keep_correction(desk, made, subject=title, what=_sentence(before, now))


def _sentence(before: Marked, now: Marked) -> str:
    return changes_sentence(
        [
            Changed("Attendance", _attended(before), _attended(now)),
            Changed("Stand-in", before.stands_in, now.stands_in),
            Changed("Note", before.note, now.note, quoted=True),
        ]
    )


def _attended(of: Marked) -> str:
    return LABELS[of.attended].lower() if of.attended else "not expected"


def _holder(desk: Desk, made: Correcting, row: Attendance) -> str:
    """The name that was frozen; where someone stood in, or there was nobody on the list, who held the post on that day."""
    if row.name and not marked(row).stands_in:
        return row.name
    return stored.holders(desk.session, [row.post_id], made.meeting.starts_on).get(row.post_id, "")
