"""How staff say it: statuses, outcomes, ratings and assurance in the words of the office (product.md, Words)."""

from collections.abc import Mapping

from tracker.domain.actions import Assurance, Closure, Kind, Move, Rating, Status
from tracker.domain.wording import join_words

RATING: Mapping[Rating, str] = {
    Rating.GREEN: "Green, on track",
    Rating.AMBER: "Amber, at risk",
    Rating.RED: "Red, off track",
}
ASSURANCE: Mapping[Assurance, str] = {
    Assurance.ASSURED: "assured",
    Assurance.FURTHER: "further assurance needed",
    Assurance.NOT_ASSURED: "not assured",
}
KIND: Mapping[Kind, str] = {
    Kind.ACTION: "Action",
    Kind.COMMITMENT: "Commitment",
    Kind.OUTCOME: "Outcome",
    Kind.STANDING: "Standing item",
}
CLOSURE: Mapping[Closure, str] = {
    Closure.COMPLETE: "Closed – complete",
    Closure.NO_FURTHER_ACTION: "Closed – no further action",
    Closure.MERGED: "Merged",
    Closure.VOID: "Void",
}
DONE = frozenset({Closure.COMPLETE, Closure.NO_FURTHER_ACTION})
"""The closures by which the office says that it has done its part."""
OUTCOME: Mapping[Move, str] = {
    Move.UPDATE: "update",
    Move.RECOMMEND: "recommended for closure",
    Move.CONTINUE: "continue",
    Move.REVISED_DATE: "revised date agreed",
    Move.COMPLETE: "agreed closed – complete",
    Move.NO_FURTHER_ACTION: "closed – no further action",
    Move.MADE_STANDING: "made a standing item",
    Move.RAISE: "raise with the Chief Constable",
    Move.DEFERRED: "deferred",
    Move.MERGED: "merged with another action",
    Move.VOID: "void",
    Move.REOPENED: "reopened",
}


def status_words(
    status: Status, closure: Closure | None, kind: Kind = Kind.ACTION, *, open_with: str = ""
) -> str:
    """ "Open", "Standing item", "Recommended for closure", "Closed – complete"; "Closed by the office; open with HMICFRS" where the
    inspectorate that asked for it has not closed it."""
    if open_with and status is Status.CLOSED and closure in DONE:
        return f"Closed by the office; open with {open_with}"
    if status is Status.CLOSED:
        return CLOSURE[closure] if closure else "Closed"
    if status is Status.RECOMMENDED:
        return "Recommended for closure"
    return "Standing item" if kind is Kind.STANDING else "Open"


CHOSEN = {
    "post": "owner",
    "parent": "link to another action",
    "asked": "what was asked",
    "raised_at": "where it was raised",
    "agenda_item": "agenda item",
    "reviews": "decisions",
}
"""How a field that was chosen for the demonstration is called, where that is another word."""


def chosen_words(fields: str) -> str:
    """ "number, title, post" as "number, title and owner" """
    return join_words([CHOSEN.get(name, name) for name in fields.split(", ")])
