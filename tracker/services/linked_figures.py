"""Looks up the figures that a written text links to."""

from collections.abc import Sequence

from sqlmodel import Session

from tracker.domain.linked_figures import LinkedFigure, code_of, looked_up, since
from tracker.domain.prose import Writing, with_figures
from tracker.store import linked_figures as stored


def linked(session: Session, writing: Writing) -> Writing:
    """The text with its figures as the record has them now. What they were before, in `writing.figures`, is compared and noted."""
    return with_figures(writing, figures_now(session, writing.asked_figures, writing.figures))


def figures_now(
    session: Session, asked: Sequence[str], before: Sequence[LinkedFigure] = ()
) -> tuple[LinkedFigure, ...]:
    """Each figure as it is now, noted where it was another `before`. One read for all of them."""
    measures = stored.kept(session, {code_of(typed) for typed in asked}) if asked else {}
    now = [looked_up(typed, measures) for typed in asked]
    added = {one.held.number: one.added_on for measure in measures.values() for one in measure.readings}
    return since(before, now, added)
