"""One action as it is told in a report: its heading, the line under it, and its facts, each with its tags and paragraphs."""

from dataclasses import dataclass

from tracker.domain.actions import Closure, Kind
from tracker.domain.labels import RATING
from tracker.domain.paper import Fact, Tag
from tracker.domain.report_words import capital, paragraphs, stopped
from tracker.domain.reports import ReportAction, ReportEvidence, ReportReview
from tracker.domain.wording import count_words, date_words, join_words, ordinal_times

LINE = 80
KEPT_TOGETHER = 14
"""An action of up to this many lines (of `LINE` characters) is never broken over two pages: about a third of a page."""


@dataclass(frozen=True)
class Entry:
    """One action, ready to be printed. `struck` is true for what is not counted; `about` stands under the heading."""

    anchor: str
    number_words: str
    title: str
    about: tuple[str, ...]
    facts: tuple[Fact, ...]
    struck: bool
    kept_together: bool


def entry(action: ReportAction, *, priority_title: str = "") -> Entry:
    """The whole story of one action. `priority_title` is told where the section does not tell it."""
    facts = tuple(fact for fact in _facts(action) if fact.tags or fact.strong or fact.texts)
    return _entry(action, (*_about(action), *([priority_title] if priority_title else ())), facts)


def brief_entry(action: ReportAction) -> Entry:
    """A number that is not counted: what it was, and why it is out of the count."""
    label = "Merged" if action.closure is Closure.MERGED else "Void"
    tag = Tag("void", action.status_words or label)
    texts = tuple(stopped(text) for text in (action.closed_words, *action.notes) if text)
    return _entry(action, _about(action), (Fact(label, (tag,), "", (" ".join(texts),)),))


def due_texts(action: ReportAction) -> str:
    """Due date and slippage in words: "13 September 2023, the original target, never moved." """
    due = capital(action.due_words) or (date_words(action.due_on) if action.due_on else "No date yet")
    if action.original_due_on is None:
        return stopped(due)
    if action.times_moved:
        far = _how_far(action.moved_days)
        original = date_words(action.original_due_on)
        return f"{stopped(due)} Original target {original}, moved {ordinal_times(action.times_moved)}{far}."
    if action.original_due_on == action.due_on:
        return f"{due}, the original target, never moved."
    return f"{stopped(due)} Original target {date_words(action.original_due_on)}; it moved with its meeting."


def overdue_words(working_days: int) -> str:
    """ "Overdue by 10 working days" """
    return f"Overdue by {count_words(working_days, 'working day')}"


def _entry(action: ReportAction, about: tuple[str, ...], facts: tuple[Fact, ...]) -> Entry:
    lines = sum(1 + (len(fact.strong) + len(text)) // LINE for fact in facts for text in fact.texts or ("",))
    return Entry(
        anchor=action.number_words.replace(" ", "-").lower(),
        number_words=action.number_words,
        title=action.title,
        about=about,
        facts=facts,
        struck=not action.counts,
        kept_together=lines <= KEPT_TOGETHER,
    )


def _about(action: ReportAction) -> tuple[str, ...]:
    owner = action.owner or "No owner yet"
    note = f" ({action.owner_note})" if action.owner_note else ""
    said = [owner + note]
    if action.kind is Kind.COMMITMENT:
        said.append("Offered by the owner")
    if action.raised_words:
        said.append(f"Raised {action.raised_words}")
    if action.times_carried:
        said.append(f"Carried forward {ordinal_times(action.times_carried)}")
    return tuple(said)


def _facts(action: ReportAction) -> tuple[Fact, ...]:
    return (
        Fact("Asked", texts=paragraphs(action.asked) if action.asked.strip() != action.title.strip() else ()),
        _due_fact(action),
        _update_fact(action),
        _decision_fact(action.last_review) if action.is_open else Fact("Decision"),
        Fact("Assurance", texts=_assurance(action.last_review)),
        Fact("Evidence", texts=tuple(_evidence_text(e) for e in action.evidence)),
        Fact("Linked to", texts=_links(action)),
        Fact("Note", texts=tuple(stopped(note) for note in action.notes)),
    )


def _due_fact(action: ReportAction) -> Fact:
    if not action.is_open:
        return _closed_fact(action)
    if action.is_overdue:
        return Fact(
            "Due",
            (Tag("overdue", overdue_words(action.overdue_working_days or 0)),),
            texts=(due_texts(action),),
        )
    if action.kind is Kind.STANDING:
        rule = action.exit_rule or "No exit rule is recorded: the meeting is asked for one."
        return Fact("Ends when", (Tag("standing", "Standing item"),), texts=paragraphs(rule))
    if action.is_undated:
        return Fact("Due", (Tag("undated", "No date yet"),), texts=("A date is asked for.",))
    return Fact("Due", texts=(due_texts(action),))


def _closed_fact(action: ReportAction) -> Fact:
    """How it ended and why: for a closed action the last decision is the closing, so it is told once."""
    tag = Tag("closed", action.status_words or "Closed")
    when = (stopped(capital(action.closed_words)),) if action.closed_words else ()
    why = _reasons(action.last_review) if action.last_review else ()
    return Fact("Closed", (tag,), texts=tuple(filter(None, (" ".join((*when, *why[:1])), *why[1:]))))


def _update_fact(action: ReportAction) -> Fact:
    update = action.last_update
    if update is None:
        return Fact("Last update", texts=("None received.",) if action.is_open else ())
    tags = (
        (Tag(update.rating.value, RATING[update.rating], update.rating.value[0].upper()),)
        if update.rating
        else ()
    )
    if update.recommends_closure:
        tags = (*tags, Tag("ready", "Recommended for closure"))
    who = f", {update.by}" if update.by and update.by != action.owner else ""
    return Fact("Last update", tags, f"{update.day}{who}.", paragraphs(update.text))


def _decision_fact(review: ReportReview | None) -> Fact:
    if review is None:
        return Fact("Decision")
    return Fact("Decision", (), f"{capital(review.outcome_words)}, {review.on_words}.", _reasons(review))


def _reasons(review: ReportReview) -> tuple[str, ...]:
    return (*paragraphs(review.note), *paragraphs(f"Reason: {review.reason}" if review.reason else ""))


def _assurance(review: ReportReview | None) -> tuple[str, ...]:
    return (stopped(capital(review.assurance_words)),) if review and review.assurance_words else ()


def _evidence_text(evidence: ReportEvidence) -> str:
    where = f", {evidence.where}" if evidence.where else ""
    held = "" if evidence.held else " (not held by the office)"
    quote = f" “{' '.join(evidence.quote.split())}”" if evidence.quote else ""
    return stopped(f"{evidence.label}{where}{held}") + quote


def _links(action: ReportAction) -> tuple[str, ...]:
    said = [f"Follows {action.parent}."] if action.parent else []
    if action.children:
        said.append(f"Led to {join_words(action.children)}.")
    return (" ".join(said),) if said else ()


def _how_far(days: int) -> str:
    if not days:
        return ""
    return f", {count_words(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
