"""Looks up the figures that a written text links to."""

from collections.abc import Sequence
from dataclasses import replace

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


def to_look_at(session: Session, frozen: Sequence[LinkedFigure]) -> tuple[LinkedFigure, ...]:
    """Those of the figures of a frozen report that print otherwise now, were withdrawn, or have a note in the report itself."""
    noted = {one.typed: one.notes for one in frozen}
    now = figures_now(session, [one.typed for one in frozen], frozen)
    every = (replace(one, notes=tuple(dict.fromkeys((*one.notes, *noted[one.typed])))) for one in now)
    return tuple(one for one in every if not one.is_in_order)
