"""The minutes, put into words: by agenda item what was said, what was decided, and what was asked of whom."""

from collections.abc import Iterator

from tracker.domain import plain_text
from tracker.domain.matters_arising import is_matters_arising
from tracker.domain.paper import Block, Bullets, Fact, Facts, Paper, Part, Prose
from tracker.domain.report_changes import Compared
from tracker.domain.report_sitting import LoggedAction, LoggedDecision, MinutedItem, Minutes
from tracker.domain.report_sitting_changes import compared_actions, compared_attendance, compared_meeting
from tracker.domain.report_sitting_parts import (
    NO_DATE,
    NO_OWNER,
    asked_texts,
    closed_text,
    decided_by_words,
    decision_texts,
    kind_tags,
    meeting_part,
    outcome_words,
)
from tracker.domain.report_words import paragraphs, stopped
from tracker.domain.wording import count_words, join_words

NAME = "Minutes"
READING = (
    "What stands under “Decided” was decided at the meeting. An action is something asked of an owner; its number is given once "
    "and never used again, and the action log of the meeting has its due date in full."
)
WHOLE = "The meeting as a whole"
MATTERS = "Matters arising"


def minutes_paper(minutes: Minutes) -> Paper:
    day = minutes.meeting_words.partition(", ")[0]
    return Paper(
        name=NAME,
        report=minutes,
        title=f"Minutes of the {minutes.series_title}",
        subtitle=f"{day}. {_summary(minutes)}",
        lead="The meeting is in session: this is what is on record so far." if minutes.in_session else "",
        reading=READING,
        parts=(meeting_part(minutes), *_items(minutes)),
    )


def compared(minutes: Minutes) -> Compared:
    """What two versions of minutes are compared by."""
    subjects = {"The meeting": compared_meeting(minutes), **compared_attendance(minutes)}
    for item in minutes.items:
        fields = subjects.setdefault(_heading(item), {})
        fields.update({"Notes": _one_line(item.notes), "Decided": _one_line(item.decisions)})
    for subject, fields in compared_actions(minutes).items():
        subjects.setdefault(subject, {}).update(fields)
    return subjects


def _summary(minutes: Minutes) -> str:
    raised = sum(action.counts for action in minutes.raised)
    said = [f"{count_words(raised, 'action')} raised"]
    if minutes.decisions:
        said.append(f"{count_words(len(minutes.decisions), 'matter arising', 'matters arising')} decided")
    return join_words(said)


def _items(minutes: Minutes) -> tuple[Part, ...]:
    """Every agenda item in order; what belongs to none of them stands at the end."""
    told_at = next((item for item in minutes.items if is_matters_arising(item.title)), None)
    parts = [
        Part(
            _heading(item),
            _item_blocks(item, _under(minutes, item), minutes.decisions if item is told_at else ()),
            key="item",
        )
        for item in minutes.items
    ]
    known = {(item.number, item.title) for item in minutes.items}
    loose = tuple(a for a in minutes.raised if (a.item_number, a.item_title) not in known)
    if minutes.decisions and told_at is None:
        parts.append(Part(MATTERS, (_decisions(minutes.decisions),), key="item"))
    if loose:
        parts.append(Part("Actions raised under no item", (_actions(loose),), key="item"))
    return tuple(parts)


def _under(minutes: Minutes, item: MinutedItem) -> tuple[LoggedAction, ...]:
    at = (item.number, item.title)
    return tuple(action for action in minutes.raised if (action.item_number, action.item_title) == at)


def _item_blocks(
    item: MinutedItem, actions: tuple[LoggedAction, ...], decisions: tuple[LoggedDecision, ...]
) -> tuple[Block, ...]:
    blocks: list[Block] = list(_written(item.notes))
    if decided := paragraphs(item.decisions):
        blocks.append(Facts((Fact("Decided", texts=decided),)))
    if decisions:
        blocks.append(_decisions(decisions))
    if actions:
        blocks.append(_actions(actions))
    return tuple(blocks) or (Prose(("Nothing is minuted under this item.",), quiet=True),)


def _written(text: str) -> Iterator[Block]:
    """Notes as they were typed: paragraphs and lists."""
    for block in plain_text.blocks(text):
        lines = tuple(" ".join(line.split()) for line in block.lines)
        yield Bullets(lines) if block.is_list else Prose(lines)


def _decisions(decisions: tuple[LoggedDecision, ...]) -> Facts:
    return Facts(tuple(_decision(one) for one in decisions))


def _decision(decision: LoggedDecision) -> Fact:
    said = (*decision_texts(decision), decided_by_words(decision))
    outcome = stopped(outcome_words(decision))
    return Fact(
        decision.number_words,
        strong=stopped(decision.title),
        texts=(" ".join((outcome, *(text for text in said if text))),),
    )


def _actions(actions: tuple[LoggedAction, ...]) -> Facts:
    return Facts(tuple(_action(one) for one in actions))


def _action(action: LoggedAction) -> Fact:
    if not action.counts:
        return Fact(action.number_words, kind_tags(action), stopped(action.title), (closed_text(action),))
    due = f"Due: {stopped(action.due_words)}" if action.due_words else f"{NO_DATE}."
    owed = " ".join((f"{action.owner or NO_OWNER}. {due}", *(f"{one}." for one in action.marked)))
    texts = (*asked_texts(action), owed)
    return Fact(action.number_words, kind_tags(action), stopped(action.title), texts)


def _heading(item: MinutedItem) -> str:
    return " ".join(part for part in (item.number, item.title) if part) or WHOLE


def _one_line(text: str) -> str:
    return " ".join(text.split())
