"""Keeps who is away and who stands in, who gets the copies of a post's mail, and who asked for one mail a week."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import BadInput
from tracker.domain.posts import check_period
from tracker.models.chasing import Absence
from tracker.models.people import Person, Post
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version

LONGEST_NOTE = 200
"""Characters."""


@dataclass(frozen=True)
class Away:
    """An absence as the form gives it: both days are part of it. Without a delegate the holder is written to all the same."""

    starts_on: date
    ends_on: date
    delegate_id: int | None = None
    note: str = ""


def note_absence(desk: Desk, post: Post, away: Away) -> Absence:
    """The holder of `post` is away. Raises `BadInput` (fields `ends_on`, `note`, `delegate`)."""
    absence = Absence(post_id=post.key, starts_on=away.starts_on, ends_on=away.ends_on)
    _put(desk, absence, away)
    desk.session.add(absence)
    desk.session.flush()
    record(desk, "absence.noted", post.code, after=_shown(desk, absence))
    return absence


def correct_absence(desk: Desk, absence: Absence, away: Away, *, version: int | None) -> Absence:
    """Other days, or another delegate. Raises `BadInput`, and `Conflict` where someone saved first."""
    before = _shown(desk, absence)
    check_version(absence, version, before)
    _put(desk, absence, away)
    next_version(absence)
    post = desk.session.get_one(Post, absence.post_id)
    record_change(desk, "absence.corrected", post.code, before, _shown(desk, absence))
    return absence


def drop_absence(desk: Desk, absence: Absence) -> None:
    """The holder is not away after all."""
    post, before = desk.session.get_one(Post, absence.post_id), _shown(desk, absence)
    desk.session.delete(absence)
    desk.session.flush()
    record(desk, "absence.dropped", post.code, before=before)


def set_staff_officer(desk: Desk, post: Post, person: Person | None, *, version: int | None) -> None:
    """Who gets a copy of what is written to `post`; None ends that. Raises `BadInput` for someone without an address."""
    if person and not person.email:
        raise BadInput(f"{person.name} has no email address. Give one first.", field="staff_officer")
    before = _name(desk, post.staff_officer_id)
    check_version(post, version, {"staff_officer": before})
    post.staff_officer_id = person.id if person else None
    next_version(post)
    after = person.name if person else ""
    record_change(
        desk, "post.staff_officer_set", post.code, {"staff_officer": before}, {"staff_officer": after}
    )


def ask_weekly_only(desk: Desk, person: Person, wanted: bool) -> None:
    """Whether `person` gets one mail a week in place of each reminder. Escalations come all the same."""
    before = {"weekly_only": person.weekly_only}
    person.weekly_only = wanted
    next_version(person)
    record_change(desk, "person.weekly_only", person.name, before, {"weekly_only": wanted})


def _put(desk: Desk, absence: Absence, away: Away) -> None:
    check_period(away.starts_on, away.ends_on)
    note = " ".join(away.note.split())
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"Keep the note to {LONGEST_NOTE} characters; it has {len(note)}.", field="note")
    delegate = desk.session.get(Person, away.delegate_id) if away.delegate_id else None
    if away.delegate_id and delegate is None:
        raise BadInput("Choose a person from the list to stand in.", field="delegate")
    absence.starts_on, absence.ends_on, absence.note = away.starts_on, away.ends_on, note
    absence.delegate_id = away.delegate_id


def _shown(desk: Desk, absence: Absence) -> dict[str, object]:
    return {
        "from": absence.starts_on,
        "to": absence.ends_on,
        "delegate": _name(desk, absence.delegate_id),
        "note": absence.note,
    }


def _name(desk: Desk, person_id: int | None) -> str:
    return desk.session.get_one(Person, person_id).name if person_id else ""
