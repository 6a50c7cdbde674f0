"""Who is expected at a meeting and came: what the list says, and what is proposed while there is none."""

from typing import TYPE_CHECKING, Any

from tracker.domain.attendance import LABELS, NOT_EXPECTED, Attended, Marked, attendance_words
from tracker.domain.meetings import UNDER_WAY
from tracker.domain.viewers import THE_OFFICE
from tracker.store import attendance as stored
from tracker.store import papers
from tracker.web.requests import current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

Row = dict[str, Any]


def section(meeting: "Meeting") -> Row:
    """What the meeting's page says: {words, groups: [{label, people: [{name, post, note}]}], left: still expected, proposed: how many posts}."""
    kept = stored.of_meeting(current_session(), meeting.key)
    names = names_of(meeting, [one.post_id for one in kept])
    people = [
        (one.attended, {"name": said_name(one, names), "post": one.title, "note": one.note}) for one in kept
    ]
    return {
        "words": attendance_words([one.attended for one in kept]),
        "groups": [
            {"label": LABELS[kind], "people": [row for attended, row in people if attended is kind]}
            for kind in (Attended.PRESENT, Attended.APOLOGIES, Attended.EXPECTED)
            if any(attended is kind for attended, _ in people)
        ],
        "left": sum(one.attended is Attended.EXPECTED for one in kept),
        "proposed": 0 if kept or meeting.status not in UNDER_WAY else len(proposed_posts(meeting)),
    }


def rows(meeting: "Meeting", shown: dict[int, Marked] | None = None) -> tuple[list[Row], list[Row], bool]:
    """The list as the form shows it: the posts on it, those that owe something and are not on it, and whether it is proposed.

    `shown` is what was typed, by post, where that is not what is on record.
    """
    session = current_session()
    kept = {one.post_id: one for one in stored.of_meeting(session, meeting.key)}
    others = (owing_posts(meeting) if kept else proposed_posts(meeting)) - set(kept)
    typed = set(shown or {}) - set(kept) - others
    titles = stored.titles(session, {*kept, *others, *typed})
    names = names_of(meeting, titles)
    proposed = not kept

    def row(post_id: int) -> Row:
        seen = (
            kept[post_id].marked
            if post_id in kept
            else Marked()
            if proposed and post_id in others
            else NOT_EXPECTED
        )
        return {
            "id": post_id,
            "title": titles[post_id],
            "holder": names.get(post_id, ""),
            "seen": seen,
            "now": (shown or {}).get(post_id, seen),
        }

    by_title = sorted(titles, key=lambda post_id: (titles[post_id], post_id))
    on_list = [row(post_id) for post_id in by_title if post_id in kept or post_id in typed or proposed]
    beside = [row(post_id) for post_id in by_title if post_id in others and not proposed]
    return on_list, beside, proposed


def proposed_posts(meeting: "Meeting") -> set[int]:
    """The posts that were on the last list of the series, and those that owe an answer for this meeting."""
    return owing_posts(meeting) | stored.last_list(current_session(), meeting)


def owing_posts(meeting: "Meeting") -> set[int]:
    owed = papers.owed(current_session(), THE_OFFICE, meeting, current_moment().today)
    return {one.action.post_id for one in owed if one.action.post_id is not None}


def names_of(meeting: "Meeting", post_ids: Any) -> dict[int, str]:
    """Who holds each post on the day of the meeting; of one that is over the names are frozen, so nobody."""
    if meeting.status not in UNDER_WAY:
        return {}
    return stored.holders(current_session(), post_ids, meeting.starts_on)


def said_name(one: stored.Attending, names: dict[int, str]) -> str:
    """The stand-in, else the holder of the day, else the name that was frozen; "" for a vacant post."""
    return one.marked.stands_in or names.get(one.post_id, one.name)
