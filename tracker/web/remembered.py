"""What is remembered of an action, in the one line that stands wherever it is looked at."""

from typing import TYPE_CHECKING

from tracker.domain.matters_arising import memory

if TYPE_CHECKING:
    from tracker.models.actions import Action


def remembered(action: "Action") -> str:
    """ "Carried forward 4 times · date moved 3 times · original target 16 February 2021 · further assurance needed", or "" """
    words = memory(
        times_carried=action.times_carried,
        times_moved=action.times_moved,
        original=action.original_due_on,
        due_on=action.due_on,
        assurance=action.assurance,
    )
    return words[:1].upper() + words[1:]
