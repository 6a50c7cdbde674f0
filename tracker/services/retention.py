"""Rules of how long a class is kept, and disposal: one person proposes, another decides. Nothing is disposed of by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.canonical import canonical_text
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotAllowed, NotFound
from tracker.domain.keeping import DisposalState, KeptClass
from tracker.domain.retention import CLASSES, check_rule, check_why, disposed_words, latest_due
from tracker.domain.stemming import WordReader
from tracker.domain.viewers import Role
from tracker.models.keeping import Disposal, RetentionRule
from tracker.services.desk import Desk
from tracker.services.destroying import destroy_payloads, sweep_later
from tracker.services.disposing import destroy_thing
from tracker.services.history import record, record_change
from tracker.store import retention as stored

PROPOSING = frozenset({Role.SECRETARIAT, Role.COMMISSIONER, Role.ADMINISTRATOR})
DECIDING = frozenset({Role.COMMISSIONER, Role.ADMINISTRATOR})
SAME_PERSON = "You proposed this yourself. Another person has to decide."
OVER = "Somebody has decided this already. Load the page again."


@dataclass(frozen=True)
class Judged:
    """What the second person says: destroyed, refused, or kept until a day."""

    state: DisposalState
    reason: str
    keep_until: date | None = None


def set_rule(
    desk: Desk, kept_class: KeptClass, *, years: str, basis: str, version: int | None
) -> RetentionRule:
    """Says how long a class is kept. `version` is that of the rule as it was shown, None where there was none. Raises `BadInput`, `Conflict`."""
    if Role.ADMINISTRATOR not in desk.by.roles:
        raise NotAllowed("Only an administrator sets how long things are kept.")
    kept_years, basis = check_rule(years, basis)
    rule = stored.rule_of(desk.session, kept_class, lock=True)
    if (rule.version if rule else None) != version:
        raise Conflict("Somebody changed this rule first.", current={}, version=rule.version if rule else 0)
    before = {"years": rule.years, "basis": rule.basis} if rule else {}
    if rule is None:
        rule = RetentionRule(kept_class=kept_class, years=kept_years, basis=basis)
        desk.session.add(rule)
    else:
        rule.years, rule.basis, rule.version = kept_years, basis, rule.version + 1
    desk.session.flush()
    record_change(
        desk,
        "retention.rule_set",
        f"retention of {kept_class}",
        before,
        {"years": kept_years, "basis": basis},
    )
    return rule


def propose(desk: Desk, kept_class: KeptClass, subjects: Sequence[str], *, reason: str) -> Sequence[Disposal]:
    """Puts things that are due before a second person. Raises `BadInput`, and `InvalidMove` for what is not due."""
    if not PROPOSING & desk.by.roles:
        raise NotAllowed("You cannot propose that something is disposed of.")
    if not subjects:
        raise BadInput("Tick at least one thing.", field="subject")
    reason = check_why(reason)
    rule = stored.rule_of(desk.session, kept_class, lock=True)
    if rule is None:
        raise InvalidMove(f"The office has no rule for {CLASSES[kept_class].title.lower()} yet.")
    today = desk.moment.today
    due = stored.due_among(desk.session, kept_class, latest_due(today, rule.years), today, subjects)
    if set(subjects) - set(due):
        raise InvalidMove("Something that you ticked is not due any more. Look at the list again.")
    made = [
        Disposal(
            kept_class=kept_class,
            subject=subject,
            reason=reason,
            proposed_at=desk.moment.now,
            proposed_by=desk.by.name,
            proposed_by_id=desk.by.user_id,
        )
        for subject in subjects
    ]
    desk.session.add_all(made)
    desk.session.flush()
    for one in made:
        record(desk, "disposal.proposed", one.subject, after={"class": kept_class, "reason": reason})
    return made


def decide(desk: Desk, reader: WordReader, number: int, judged: Judged, *, version: int) -> Disposal:
    """The second person's word. Raises `NotAllowed` for the one who proposed, `Conflict` where it was decided meanwhile."""
    if not DECIDING & desk.by.roles:
        raise NotAllowed("Disposal is decided by the Commissioner, the Chief Executive or an administrator.")
    found = stored.lock(desk.session, number)
    if found is None:
        raise NotFound("There is no such proposal.")
    if found.state is not DisposalState.PROPOSED or found.version != version:
        raise Conflict(OVER, current={}, version=found.version)
    if _is_same_person(desk, found):
        raise NotAllowed(SAME_PERSON)
    needs_reason = judged.state is not DisposalState.DESTROYED
    found.decided_reason = (
        check_why(judged.reason, "decided_reason") if needs_reason else judged.reason.strip()
    )
    if judged.state is DisposalState.KEPT:
        found.review_on = _later(desk, judged.keep_until)
    found.state, found.version = judged.state, found.version + 1
    found.decided_at, found.decided_by = desk.moment.now, desk.by.name
    payloads: set[int] = set()
    if judged.state is DisposalState.DESTROYED:
        payloads = _destroy(desk, reader, found)
    desk.session.flush()
    destroy_payloads(desk, payloads)
    after = {"proposed_by": found.proposed_by, "reason": found.decided_reason, "review_on": found.review_on}
    record(desk, f"disposal.{found.state}", found.subject, after={**after, "destroyed": found.destroyed})
    return found


def _destroy(desk: Desk, reader: WordReader, found: Disposal) -> set[int]:
    """Destroys it, notes how many of what, and returns the rows of the history that are to say nothing any more."""
    rule = stored.rule_of(desk.session, found.kept_class)
    years = rule.years if rule else None
    said = disposed_words(found.kept_class, desk.moment.today, years, found.proposed_by, desk.by.name)
    gone = destroy_thing(desk, reader, found.subject, said)
    found.destroyed = canonical_text(gone.counts)
    sweep_later(desk, gone.loose)
    return gone.payloads


def _is_same_person(desk: Desk, found: Disposal) -> bool:
    same_account = desk.by.user_id is not None and desk.by.user_id == found.proposed_by_id
    return same_account or desk.by.name.casefold() == found.proposed_by.casefold()


def _later(desk: Desk, until: date | None) -> date:
    if until is None or until <= desk.moment.today:
        raise BadInput("Give a day to come on which it is looked at again.", field="keep_until")
    return until
