"""A due date in words, as a list says it and as a form shows it, and a typed one read back."""

from datetime import date

from tracker.domain.capture_due import find_due
from tracker.domain.captured import DueAsked
from tracker.domain.due import NOT_DATED, RULE_TO_COME, Due, DueKind
from tracker.domain.errors import BadInput
from tracker.domain.wording import date_words
from tracker.domain.workdays import IsWorkingDay

LONGEST = 500
"""Characters of a typed due date: a date, or a standing item with its exit rule."""


def due_words(
    kind: DueKind,
    on: date | None,
    *,
    meeting_on: date | None = None,
    next_on: date | None = None,
    exit_rule: str = "",
) -> str:
    """ "due 30 November 2023", "due next meeting", "every meeting until …"; "" where nothing is agreed.

    `meeting_on` is the day of the meeting it is due at, `next_on` that of the meeting after the one being looked at.
    """
    if kind is DueKind.STANDING:
        return standing_words(exit_rule)
    words = typed_words(kind, on, meeting_on=meeting_on, next_on=next_on)
    return f"due {words}" if words else ""


def typed_words(
    kind: DueKind,
    on: date | None,
    *,
    meeting_on: date | None = None,
    next_on: date | None = None,
    exit_rule: str = "",
) -> str:
    """The same as somebody would type it: "30 November 2023", "next meeting", "every meeting until …" or ""."""
    if kind is DueKind.STANDING:
        return f"every meeting until {rule}" if (rule := _rule(exit_rule)) else "standing"
    if kind is DueKind.NEXT_MEETING or (kind is DueKind.MEETING and meeting_on in (None, next_on)):
        return "next meeting"
    if kind is DueKind.MEETING and meeting_on:
        return f"at the meeting of {date_words(meeting_on)}"
    return date_words(on) if on else ""


def standing_words(exit_rule: str) -> str:
    """ "every meeting until attendance improves" """
    rule = _rule(exit_rule)
    if not rule:
        return "standing item, exit rule still to be written"
    # A rule that is a sentence of its own stands for itself.
    return f"every meeting; {rule}" if rule.endswith(".") else f"every meeting until {rule}"


def has_rule(exit_rule: str) -> bool:
    """False for a standing item that was logged without its exit rule."""
    return bool(_rule(exit_rule))


def read_due(typed: str, today: date, is_working_day: IsWorkingDay | None = None) -> DueAsked | None:
    """What is typed into the field of a due date; None when it is left empty. "due" itself may be left out.

    `is_working_day` is for "in 10 working days". Raises `BadInput`, for the field `due`, for what is no date, is not in the calendar or is in the past.
    """
    text = " ".join(typed.split())
    if not text:
        return None
    if len(text) > LONGEST:
        raise BadInput(f"Keep this to {LONGEST} characters; it has {len(text):,}.", field="due")
    # As typed first: "standing until …" stands by itself, and "due" before it would be a word too many.
    for line in (text, f"due {text}"):
        read = find_due(line, today, is_working_day)
        if read.due and read.spans == ((0, len(line)),):
            return read.due
    vague = next((note for note in read.notes if note.kind == "vague_date"), None)
    if said := read.problem or vague:
        # The grammar's sentences show how a whole line would say it; here the date stands alone.
        raise BadInput(said.sentence.replace("“due ", "“"), field="due")
    raise BadInput(
        f"“{text[:60]}” is not a date. Type “next meeting”, a date such as “30 November 2023”, "
        "or “every meeting until …” for a standing item.",
        field="due",
    )


def as_due(asked: DueAsked | None) -> Due:
    """What was asked for, before it is settled which day that is."""
    if asked is None:
        return NOT_DATED
    rule = (asked.exit_rule or RULE_TO_COME) if asked.kind is DueKind.STANDING else ""
    return Due(asked.kind, on=asked.on, exit_rule=rule)


def _rule(exit_rule: str) -> str:
    """The rule without the "until" that may begin it; "" where it is still to be written."""
    rule = exit_rule.strip()
    if rule == RULE_TO_COME:
        return ""
    return rule[6:] if rule[:6].casefold() == "until " else rule
