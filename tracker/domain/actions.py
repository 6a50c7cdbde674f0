"""The life of an action, as one state machine: which move leads where, who may make it, and what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.errors import BadInput, EvidenceMissing, InvalidMove, NotAllowed
from tracker.domain.viewers import Role


class Status(StrEnum):
    OPEN = "open"
    RECOMMENDED = "recommended"
    CLOSED = "closed"


class Closure(StrEnum):
    COMPLETE = "complete"
    NO_FURTHER_ACTION = "no_further_action"
    MERGED = "merged"
    VOID = "void"


class Kind(StrEnum):
    """What was asked for: a piece of work, one that the owner offered, a result to be shown, or a place at every meeting."""

    ACTION = "action"
    COMMITMENT = "commitment"
    OUTCOME = "outcome"
    STANDING = "standing"


class Rating(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Assurance(StrEnum):
    """The Commissioner's judgement. It stands beside the status and outlives the closing of an action."""

    ASSURED = "assured"
    FURTHER = "further"
    NOT_ASSURED = "not_assured"


class Move(StrEnum):
    """What can be done to an action. The decisions among them are the outcomes of a review."""

    UPDATE = "update"
    RECOMMEND = "recommend"
    CONTINUE = "continue"
    REVISED_DATE = "revised_date"
    COMPLETE = "complete"
    NO_FURTHER_ACTION = "no_further_action"
    MADE_STANDING = "made_standing"
    RAISE = "raise_with_chief_constable"
    DEFERRED = "deferred"
    MERGED = "merged"
    VOID = "void"
    REOPENED = "reopened"


class Need(StrEnum):
    """What a move needs beside the wish to make it."""

    TEXT = "text"
    REASON = "reason"
    NEW_DATE = "new_date"
    EXIT_RULE = "exit_rule"
    OTHER_ACTION = "other_action"
    EVIDENCE_OR_REASON = "evidence_or_reason"


@dataclass(frozen=True)
class State:
    """Where an action stands."""

    status: Status
    closure: Closure | None = None
    kind: Kind = Kind.ACTION


@dataclass(frozen=True)
class Given:
    """What came with a move, as far as the rule asks: only whether it is there."""

    text: bool = False
    reason: bool = False
    new_date: bool = False
    exit_rule: bool = False
    other_action: bool = False
    evidence: bool = False


@dataclass(frozen=True)
class Rule:
    """One move: the statuses it starts from, where it leads, who may make it, what it needs."""

    starts: frozenset[Status]
    who: frozenset[Role]
    to: Status | None = None
    closure: Closure | None = None
    needs: tuple[Need, ...] = ()


LIVE = frozenset({Status.OPEN, Status.RECOMMENDED})
OVER = frozenset({Status.CLOSED})
OWNERS = frozenset({Role.OWNER, Role.SECRETARIAT})
DECIDERS = frozenset({Role.COMMISSIONER, Role.SECRETARIAT})
"""The Commissioner decides; the secretariat records "decided at the meeting by …"."""

RULES: Mapping[Move, Rule] = {
    Move.UPDATE: Rule(LIVE, OWNERS, needs=(Need.TEXT,)),
    Move.RECOMMEND: Rule(LIVE, OWNERS, Status.RECOMMENDED, needs=(Need.TEXT,)),
    Move.CONTINUE: Rule(LIVE, DECIDERS, Status.OPEN),
    Move.REVISED_DATE: Rule(LIVE, DECIDERS, Status.OPEN, needs=(Need.NEW_DATE, Need.REASON)),
    Move.COMPLETE: Rule(LIVE, DECIDERS, Status.CLOSED, Closure.COMPLETE, (Need.EVIDENCE_OR_REASON,)),
    Move.NO_FURTHER_ACTION: Rule(LIVE, DECIDERS, Status.CLOSED, Closure.NO_FURTHER_ACTION, (Need.REASON,)),
    Move.MADE_STANDING: Rule(LIVE, DECIDERS, Status.OPEN, needs=(Need.EXIT_RULE,)),
    Move.RAISE: Rule(LIVE, DECIDERS),
    Move.DEFERRED: Rule(LIVE, DECIDERS),
    Move.MERGED: Rule(LIVE, DECIDERS, Status.CLOSED, Closure.MERGED, (Need.OTHER_ACTION,)),
    Move.VOID: Rule(LIVE, frozenset({Role.SECRETARIAT}), Status.CLOSED, Closure.VOID, (Need.REASON,)),
    Move.REOPENED: Rule(OVER, DECIDERS, Status.OPEN, needs=(Need.REASON,)),
}

DECISIONS = tuple(move for move in Move if move not in {Move.UPDATE, Move.RECOMMEND})
"""The outcomes of a review, in the order in which they are offered."""

REVIEW_OUTCOMES = tuple(m for m in DECISIONS if m not in {Move.VOID, Move.REOPENED})

MISSING: Mapping[Need, tuple[str, str]] = {
    Need.TEXT: ("text", "Write what has happened, in a sentence or two."),
    Need.REASON: ("reason", "Give the reason: it is printed with the decision."),
    Need.NEW_DATE: ("revised_to", "Give the new date that was agreed."),
    Need.EXIT_RULE: ("exit_rule", "Say what must be shown for this standing item to end."),
    Need.OTHER_ACTION: ("merged_into", "Choose the action that this one is merged with."),
    Need.EVIDENCE_OR_REASON: ("reason", "Attach the evidence, or give the reason for closing without any."),
}


def move(state: State, wanted: Move, *, roles: frozenset[Role], given: Given) -> State:
    """The state after `wanted`. Raises `NotAllowed`, `InvalidMove`, `BadInput` or `EvidenceMissing`, each with its sentence."""
    rule = RULES[wanted]
    if not rule.who & roles:
        raise NotAllowed(f"You cannot {VERBS[wanted]}. Ask {_those_who_may(rule)}.")
    if state.status not in rule.starts:
        raise InvalidMove(_wrong_state(state, wanted))
    for need in rule.needs:
        _check(need, given)
    kind = Kind.STANDING if wanted is Move.MADE_STANDING else state.kind
    return State(rule.to or state.status, rule.closure, kind)


def moves_open_to(state: State, roles: frozenset[Role]) -> tuple[Move, ...]:
    """The moves that someone with `roles` may make now, whatever they would still have to give."""
    return tuple(m for m, rule in RULES.items() if rule.who & roles and state.status in rule.starts)


def _check(need: Need, given: Given) -> None:
    field, sentence = MISSING[need]
    if need is Need.EVIDENCE_OR_REASON:
        if not (given.evidence or given.reason):
            raise EvidenceMissing(sentence, field=field)
    elif not getattr(given, need.value):
        raise BadInput(sentence, field=field)


def _those_who_may(rule: Rule) -> str:
    return "the secretariat" if Role.SECRETARIAT in rule.who else "the Commissioner"


def _wrong_state(state: State, wanted: Move) -> str:
    if state.status is Status.CLOSED:
        return f"This action is closed, so you cannot {VERBS[wanted]}. Reopen it first, with a reason."
    return "This action is open already. There is nothing to reopen."


VERBS: Mapping[Move, str] = {
    Move.UPDATE: "add an update",
    Move.RECOMMEND: "recommend closure",
    Move.CONTINUE: "decide that this continues",
    Move.REVISED_DATE: "agree a revised date",
    Move.COMPLETE: "agree this closed as complete",
    Move.NO_FURTHER_ACTION: "close this with no further action",
    Move.MADE_STANDING: "make this a standing item",
    Move.RAISE: "raise this with the Chief Constable",
    Move.DEFERRED: "defer this",
    Move.MERGED: "merge this with another action",
    Move.VOID: "void this action",
    Move.REOPENED: "reopen this action",
}
