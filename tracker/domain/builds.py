"""The files of a report, made in the background: how far that has come, in steps that are told as they are taken."""

from collections.abc import Sequence
from enum import StrEnum


class BuildState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OVER = frozenset({BuildState.DONE, BuildState.FAILED, BuildState.CANCELLED})
MOST_TRIES = 3
"""So often a build is begun that was cut short by the death of its process; then it is given up, and says so."""
GIVEN_UP = f"Making the files broke off {MOST_TRIES} times, so it was given up. Ask the administrator to read the log."
CUT_ANEW = "What the report says changed meanwhile: its files are made anew."

OF_A_PDF = ("reading the page", "reading the style", "styling", "laying out", "writing")
STAGES = {"pdf": OF_A_PDF, "archive": OF_A_PDF}
"""What is told of the making of a form, in its order, by its name. A form without a row is made in one step."""


def steps_of(forms: Sequence[str]) -> int:
    """How many steps these forms take together."""
    return sum(len(_stages(form)) for form in forms)


def steps_done(forms: Sequence[str], form: str, said: str) -> int:
    """How many steps are behind, while `form` is made and `said` is told of it ("laying out page 12").

    What is not known is not counted: the number never says more than was done, and never goes back within a form.
    """
    before = steps_of(forms[: list(forms).index(form)])
    reached = [number for number, stage in enumerate(_stages(form)) if said.startswith(stage)]
    return before + (reached[0] if reached else 0)


def steps_after(forms: Sequence[str], form: str) -> int:
    """How many steps are behind when `form` is made and kept."""
    return steps_of(forms[: list(forms).index(form) + 1])


def _stages(form: str) -> tuple[str, ...]:
    return STAGES.get(form, ("making",))
