"""Takes an owner's update: progress, a recommendation to close, or a request for more time."""

from dataclasses import dataclass
from datetime import date

from tracker.domain import actions as life
from tracker.domain.actions import Given, Move, Rating, State
from tracker.domain.errors import BadInput
from tracker.models.actions import Action, Update
from tracker.services.actions import TEXT_LIMIT
from tracker.services.desk import Desk
from tracker.services.due import check_not_past
from tracker.services.history import record
from tracker.services.versions import next_version
from tracker.store import stories


@dataclass(frozen=True)
class Said:
    """An update as the form gives it. `more_time_until` asks for a later date; the Commissioner decides on it."""

    body: str
    rating: Rating | None = None
    recommends_closure: bool = False
    more_time_until: date | None = None


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

    `via` is "account", "link", "on behalf" or "document"; `received_by` is who took it down on the owner's behalf.

    Raises `BadInput` for a text that is missing or too long, `InvalidMove` when the action is closed.
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
    wanted = Move.RECOMMEND if said.recommends_closure else Move.UPDATE
    state = State(action.status, action.closure, action.kind)
    action.status = life.move(state, wanted, roles=desk.by.roles, given=Given(text=bool(body))).status
    update = Update(
        action_id=action.key,
        post_id=action.post_id,
        by_name=by_name,
        received_by=received_by,
        given_on=desk.moment.today,
        given_at=desk.moment.now,
        rating=said.rating,
        body=body,
        recommends_closure=said.recommends_closure,
        more_time_until=said.more_time_until,
        via=via,
        client_id=client_id,
    )
    desk.session.add(update)
    action.last_update_on = desk.moment.today
    action.last_rating = said.rating or action.last_rating
    next_version(action)
    kept = {"text": body, "rating": said.rating, "recommends_closure": said.recommends_closure, "via": via}
    record(
        desk,
        "update.given",
        action.reference,
        after={**kept, "more_time_until": said.more_time_until, "by": by_name, "received_by": received_by},
    )
    return update
