"""Updates: what owners say of their actions."""

from typing import TYPE_CHECKING

from tracker.domain.api_tokens import Scope
from tracker.domain.reading import Way
from tracker.services.updates import Said, give_update
from tracker.store import api_lists
from tracker.web.api.admission import caller
from tracker.web.api.found import action_of
from tracker.web.api.operations import Answered, operation
from tracker.web.api.parts import following
from tracker.web.api.shapes import Paged
from tracker.web.api.shapes_actions import Updates, UpdateSent, UpdateShown
from tracker.web.requests import current_desk, current_session

if TYPE_CHECKING:
    from tracker.models.actions import Update


@operation("GET", "/actions/<reference>/updates", scope=Scope.ACTIONS_READ, asked=Paged, answers=Updates)
def list_updates(reference: str, asked: Paged) -> Answered:
    """Lists the updates of an action. The first one first."""
    found = api_lists.updates(
        current_session(), action_of(reference).key, after=asked.after, limit=asked.limit + 1
    )
    rows, after = following(found, asked.limit)
    return Answered(Updates(updates=[update_shown(row) for row in rows], next_after=after), after)


@operation(
    "POST",
    "/actions/<reference>/updates",
    scope=Scope.ACTIONS_WRITE,
    sent=UpdateSent,
    answers=UpdateShown,
    status=201,
    fields={"more_until": "more_time_until"},
)
def add_update(reference: str, sent: UpdateSent) -> Answered:
    """Adds an update. It waits to be read by the secretariat, like one that an owner sends."""
    action = action_of(reference, lock=True)
    said = Said(
        body=sent.text,
        rating=sent.rating,
        recommends_closure=sent.recommends_closure,
        more_time_until=sent.more_time_until,
        given_on=sent.given_on,
    )
    update = give_update(current_desk(caller().actor), action, said, by_name=sent.by, via=Way.PROGRAM)
    current_session().flush()
    return Answered(update_shown(update), location=f"/api/v1/actions/{action.reference}/updates")


def update_shown(row: "Update") -> UpdateShown:
    return UpdateShown(
        id=row.key,
        given_on=row.given_on,
        given_words=row.given_words or None,
        by=row.by_name or None,
        text=row.body,
        rating=row.rating,
        recommends_closure=row.recommends_closure,
        more_time_until=row.more_time_until,
        via=row.via,
        received_by=row.received_by or None,
        reading=row.reading,
    )
