"""Takes an owner's update: progress, a recommendation to close, or a request for more time."""

from dataclasses import dataclass
from datetime import date

from tracker.domain import actions as life
from tracker.domain.actions import Given, Move, Rating, State
from tracker.domain.errors import BadInput
from tracker.domain.reading import first_reading
from tracker.domain.wording import date_words
from tracker.models.actions import Action, Update
from tracker.services.actions import TEXT_LIMIT
from tracker.services.desk import Desk
from tracker.services.due import check_not_past
from tracker.services.history import record
from tracker.services.versions import next_version
from tracker.store import stories


@dataclass(frozen=True)
class Said:
    """An update as the form gives it. `more_time_until` asks for a later date; the Commissioner decides on it.

    `given_on` is the day on which the owner said it, where that was before today.
    """

    body: str
    rating: Rating | None = None
    recommends_closure: bool = False
    more_time_until: date | None = None
    given_on: date | None = None


def give_update(
    desk: Desk,
    action: Action,
    said: Said,
    *,
    by_name: str,
    via: str,
    received_by: str = "",
    client_id: str | None = None,
) -> Update:
    """Adds an update; the same `client_id` again gives the same one. An update never overwrites another, so it needs no version.

    `via` is a `Way`; `received_by` is who took it down on the owner's behalf. What the owner sent waits to be read by the
    secretariat; what the office took down is accepted with it.

    Raises `BadInput` for a text that is missing or too long or a day that cannot be, `InvalidMove` when the action is closed.
    """
    if client_id:
        known = stories.update_by_client_id(desk.session, client_id)
        if known is not None and known.action_id == action.id:
            return known
    body = said.body.strip()
    if len(body) > TEXT_LIMIT:
        raise BadInput(f"Keep the update to {TEXT_LIMIT:,} characters; it has {len(body):,}.", field="text")
    if said.more_time_until:
        check_not_past(said.more_time_until, desk.moment.today, field="more_until")
    given_on = _day_given(desk, action, said)
    wanted = Move.RECOMMEND if said.recommends_closure else Move.UPDATE
    state = State(action.status, action.closure, action.kind)
    action.status = life.move(state, wanted, roles=desk.by.roles, given=Given(text=bool(body))).status
    update = Update(
        action_id=action.key,
        post_id=action.post_id,
        by_name=by_name,
        received_by=received_by,
        given_on=given_on,
        given_at=desk.moment.now if given_on == desk.moment.today else None,
        rating=said.rating,
        body=body,
        recommends_closure=said.recommends_closure,
        more_time_until=said.more_time_until,
        via=via,
        reading=first_reading(via),
        read_by=received_by,
        client_id=client_id,
    )
    desk.session.add(update)
    if action.last_update_on is None or given_on >= action.last_update_on:
        action.last_update_on = given_on
        action.last_rating = said.rating or action.last_rating
    next_version(action)
    kept = {"text": body, "rating": said.rating, "recommends_closure": said.recommends_closure, "via": via}
    record(
        desk,
        "update.given",
        action.reference,
        after={
            **kept,
            "more_time_until": said.more_time_until,
            "by": by_name,
            "received_by": received_by,
            **({"given_on": given_on} if said.given_on else {}),
        },
    )
    return update


def _day_given(desk: Desk, action: Action, said: Said) -> date:
    """The day on which it was said: today unless another is named. Raises `BadInput` for one that cannot be."""
    day = said.given_on or desk.moment.today
    if day > desk.moment.today:
        raise BadInput("That day has not come yet. Give the day on which it came.", field="given_on")
    if said.given_on and action.raised_on and day < action.raised_on:
        asked = date_words(action.raised_on)
        raise BadInput(
            f"This was asked on {asked}, so the answer came on that day or later.", field="given_on"
        )
    return day
