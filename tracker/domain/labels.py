"""How staff say it: statuses, outcomes, ratings and assurance in the words of the office (product.md, Words)."""

from collections.abc import Mapping

from tracker.domain.actions import Assurance, Closure, Kind, Move, Rating, Status

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
CLOSURE: Mapping[Closure, str] = {
    Closure.COMPLETE: "Closed – complete",
    Closure.NO_FURTHER_ACTION: "Closed – no further action",
    Closure.MERGED: "Merged",
    Closure.VOID: "Void",
}
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


def status_words(status: Status, closure: Closure | None, kind: Kind = Kind.ACTION) -> str:
    """ "Open", "Standing item", "Recommended for closure", "Closed – complete" """
    if status is Status.CLOSED:
        return CLOSURE[closure] if closure else "Closed"
    if status is Status.RECOMMENDED:
        return "Recommended for closure"
    return "Standing item" if kind is Kind.STANDING else "Open"
