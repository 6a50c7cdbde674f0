"""What an address names, where the program that asks may see it."""

from typing import TYPE_CHECKING

from tracker.store import api_lists
from tracker.web.api.admission import caller
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.actions import Action


def action_of(reference: str, *, lock: bool = False) -> "Action":
    """The action `PPM-006`. Raises `NotFound`, also where it is OFFICIAL-SENSITIVE and the token does not see that."""
    return api_lists.action(
        current_session(), caller().viewer, reference, sees_sensitive=caller().sees_sensitive, lock=lock
    )
