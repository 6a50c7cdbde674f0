"""What has changed of an action since it was frozen, in sentences."""

from collections.abc import Iterator

from tracker.domain.actions import Closure, Kind, Rating, Status
from tracker.domain.frozen import Known, KnownUpdate
from tracker.domain.labels import ASSURANCE, OUTCOME, RATING
from tracker.domain.references import spoken
from tracker.domain.wording import count_words, date_words, ordinal_times


def since_words(then: Known, now: Known) -> tuple[str, ...]:
    """The differences, the weightiest first; none where nothing has changed."""
    return tuple(
        sentence
        for told in (_status, _decision, _due, _carried, _updates, _evidence, _assurance, _owner, _words)
        for sentence in told(then, now)
    )


def _status(then: Known, now: Known) -> Iterator[str]:
    if now.status is Status.CLOSED and then.status is not Status.CLOSED:
        yield _closed(now)
    elif then.status is Status.CLOSED and now.status is not Status.CLOSED:
        yield "It was reopened."
    elif now.status is Status.RECOMMENDED and then.status is not Status.RECOMMENDED:
        yield "Its owner recommends closure."
    if now.kind is Kind.STANDING and then.kind is not Kind.STANDING:
        yield "It was made a standing item."


def _closed(now: Known) -> str:
    how = {
        Closure.COMPLETE: "closed as complete",
        Closure.NO_FURTHER_ACTION: "closed with no further action",
        Closure.MERGED: f"merged with {spoken(now.merged_into)}" if now.merged_into else "merged",
        Closure.VOID: "voided",
    }[now.closure or Closure.COMPLETE]
    on = f" on {date_words(now.closed_on)}" if now.closed_on else ""
    return f"It was {how}{on}."


def _decision(then: Known, now: Known) -> Iterator[str]:
    last = now.last_decision
    if last is not None and last != then.last_decision:
        yield f"The last decision since, on {last.on_words}: {OUTCOME[last.outcome]}."


def _due(then: Known, now: Known) -> Iterator[str]:
    if now.due_words != then.due_words:
        yield f"When it is due: {_lower(now.due_words)}; then: {_lower(then.due_words)}."
    if now.times_moved > then.times_moved:
        yield f"A new date was agreed {ordinal_times(now.times_moved - then.times_moved)}."
    if now.exit_rule and now.exit_rule != then.exit_rule:
        yield f"It ends when: {now.exit_rule}"


def _carried(then: Known, now: Known) -> Iterator[str]:
    if now.times_carried > then.times_carried:
        yield f"It was carried forward {ordinal_times(now.times_carried - then.times_carried)}."


def _updates(then: Known, now: Known) -> Iterator[str]:
    more, last = now.updates - then.updates, now.last_update
    if more > 0 and last:
        came = count_words(more, "update", starts=True)
        which = "on" if more == 1 else "the last one on"
        yield f"{came} came in, {which} {last.on_words}{_rated(last)}."


def _rated(update: KnownUpdate) -> str:
    words: dict[Rating, str] = {rating: _lower(said) for rating, said in RATING.items()}
    return f": {words[update.rating]}" if update.rating else ""


def _evidence(then: Known, now: Known) -> Iterator[str]:
    known = {one.number for one in then.evidence}
    more = [one for one in now.evidence if one.number not in known]
    if more:
        pieces = count_words(len(more), "piece of evidence", "pieces of evidence", starts=True)
        yield f"{pieces} {'was' if len(more) == 1 else 'were'} attached."
    standing = {one.number for one in now.evidence}
    if gone := [one for one in then.evidence if one.number not in standing]:
        pieces = count_words(len(gone), "piece of evidence", "pieces of evidence", starts=True)
        yield f"{pieces} {'was' if len(gone) == 1 else 'were'} removed."


def _assurance(then: Known, now: Known) -> Iterator[str]:
    if now.assurance and now.assurance is not then.assurance:
        before = f"then “{ASSURANCE[then.assurance]}”" if then.assurance else "then nothing was said"
        yield f"The Commissioner’s assurance: “{ASSURANCE[now.assurance]}”; {before}."


def _owner(then: Known, now: Known) -> Iterator[str]:
    if now.owner != then.owner:
        yield f"Its owner: {now.owner or 'nobody'}; then: {then.owner or 'nobody'}."
    elif now.holder != then.holder:
        yield f"{now.owner} is {_held(now)}; then {_held(then)}."


def _held(known: Known) -> str:
    return f"held by {known.holder}" if known.holder else "vacant"


def _words(then: Known, now: Known) -> Iterator[str]:
    if now.title != then.title:
        yield f"It is worded differently: “{now.title}”."
    elif now.asked != then.asked:
        yield "Its details were changed."


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
