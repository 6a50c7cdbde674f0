"""One action as it is told in a report: its heading, the line under it, its facts, its chart, and what it rests on."""

from tracker.domain.actions import Closure, Kind
from tracker.domain.frozen_chart_picture import BESIDE, chart_blocks
from tracker.domain.labels import RATING
from tracker.domain.marking import Marking, marking_of
from tracker.domain.paper import Block, Citations, Cited, Fact, Facts, Part, Tag, Thumbnail
from tracker.domain.report_decisions import anchor_of
from tracker.domain.report_story import moves_fact, story_fact
from tracker.domain.report_words import capital, paragraphs, stopped
from tracker.domain.reports import ReportAction, ReportEvidence, ReportReview
from tracker.domain.wording import count_words, date_words, join_words, ordinal_times

LINE = 80
KEPT_TOGETHER = 12
"""An action of up to this many lines (of `LINE` characters) is never broken over two pages: about a quarter of a page."""

PAGE_LINES, PICTURE_LINES = 6, 20
"""How many lines a page made small takes, and a chart."""


def entry(action: ReportAction, *, priority_title: str = "") -> Part:
    """The whole story of one action. `priority_title` is told where the section does not tell it."""
    about = (*_about(action), *([priority_title] if priority_title else ()))
    chart = chart_blocks(action.chart, width=BESIDE) if action.chart and action.is_open else ()
    blocks = (
        *_facts(*_standing_of(action)),
        *chart,
        *citations(action.evidence),
        *_facts(Fact("Linked to", texts=_links(action)), Fact("Note", texts=_notes(action))),
    )
    return _part(action, about, blocks)


def brief_entry(action: ReportAction) -> Part:
    """A number that is not counted: what it was, and why it is out of the count."""
    label = "Merged" if action.closure is Closure.MERGED else "Void"
    tag = Tag("void", action.status_words or label)
    texts = tuple(stopped(text) for text in (action.closed_words, *action.notes) if text)
    return _part(action, _about(action), (Facts((Fact(label, (tag,), "", (" ".join(texts),)),)),))


def citations(evidence: tuple[ReportEvidence, ...]) -> tuple[Citations, ...]:
    """What an action rests on, each with its page where there is a picture of it; nothing where there is none."""
    return (Citations(tuple(_cited(one) for one in evidence)),) if evidence else ()


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


def _part(action: ReportAction, about: tuple[str, ...], blocks: tuple[Block, ...]) -> Part:
    return Part(
        action.title,
        blocks,
        key="action",
        label=action.number_words,
        under=" · ".join(about),
        anchor=anchor_of(action),
        together=sum(_lines(block) for block in blocks) <= KEPT_TOGETHER,
        struck=not action.counts,
    )


def _lines(block: Block) -> int:
    """About how many lines a block takes."""
    if isinstance(block, Facts):
        texts = ((fact, text) for fact in block.facts for text in fact.texts or ("",))
        return sum(1 + (len(fact.strong) + len(text)) // LINE for fact, text in texts)
    if isinstance(block, Citations):
        return sum(
            max(PAGE_LINES if one.thumbnail else 1, 1 + (len(one.citation) + len(one.quote)) // LINE)
            for one in block.cited
        )
    return PICTURE_LINES


def _about(action: ReportAction) -> tuple[str, ...]:
    owner = action.owner or "No owner yet"
    note = f" ({action.owner_note})" if action.owner_note else ""
    said = [owner + note]
    if marking_of(action.marking) is Marking.SENSITIVE:
        said.insert(0, Marking.SENSITIVE.value)
    if action.kind is Kind.COMMITMENT:
        said.append("Offered by the owner")
    if action.raised_words:
        said.append(f"Raised {action.raised_words}")
    if action.times_carried:
        said.append(f"Carried forward {ordinal_times(action.times_carried)}")
    return tuple(said)


def _facts(*facts: Fact) -> tuple[Facts, ...]:
    """Those of them that say something, as one block; nothing where none does."""
    told = tuple(fact for fact in facts if fact.tags or fact.strong or fact.texts)
    return (Facts(told),) if told else ()


def _standing_of(action: ReportAction) -> tuple[Fact, ...]:
    return (
        Fact("Asked", texts=paragraphs(action.asked) if action.asked.strip() != action.title.strip() else ()),
        _due_fact(action),
        moves_fact(action.moves),
        _update_fact(action),
        _decision_fact(action.last_review) if action.is_open else Fact("Decision"),
        Fact("Assurance", texts=_assurance(action.last_review)),
        story_fact(action.story),
        _progress_fact(action),
    )


def _notes(action: ReportAction) -> tuple[str, ...]:
    return tuple(stopped(note) for note in action.notes)


def _progress_fact(action: ReportAction) -> Fact:
    """How far its measure is, for what ends by a measured result."""
    if action.ready_words:
        return Fact(
            "Measure",
            (Tag("ready", "Ready for a decision"),),
            texts=(stopped(capital(action.ready_words)),),
        )
    return Fact("Measure", texts=paragraphs(stopped(action.progress_words)))


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


def _cited(evidence: ReportEvidence) -> Cited:
    where = f", {evidence.where}" if evidence.where else ""
    held = "" if evidence.held else " (not held by the office)"
    quote = f"“{' '.join(evidence.quote.split())}”" if evidence.quote else ""
    small = (
        Thumbnail(evidence.picture_sha256, f"The page cited, made small: {evidence.label}{where}.")
        if evidence.picture_sha256
        else None
    )
    return Cited(stopped(f"{evidence.label}{where}{held}"), quote, small, evidence.address)


def _links(action: ReportAction) -> tuple[str, ...]:
    said = [f"Follows {action.parent}."] if action.parent else []
    if action.children:
        said.append(f"Led to {join_words(action.children)}.")
    return (" ".join(said),) if said else ()


def _how_far(days: int) -> str:
    if not days:
        return ""
    return f", {count_words(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
