"""What the first page says: the one sentence that answers "what needs doing?"."""

from datetime import date

from tracker.domain.wording import count_words, date_words


def days_words(working_days: int) -> str:
    """ "today", "in 1 working day", "in 5 working days", "2 working days ago" """
    if working_days == 0:
        return "today"
    words = count_words(abs(working_days), "working day")
    return f"in {words}" if working_days > 0 else f"{words} ago"


def heading(
    *,
    in_session: date | None,
    meeting: date | None,
    papers_in: int | None,
    overdue: int,
    to_come: int,
    decisions: int,
) -> str:
    """The heading of My work: the meeting that is on, else the papers that are due, else what is late, else what waits.

    `papers_in` is the number of working days until the papers of `meeting` are due, negative when that day has passed.
    """
    if in_session:
        return f"The meeting of {date_words(in_session)} is in session"
    if meeting and papers_in is not None and to_come and papers_in >= 0:
        return f"Papers for {meeting.day} {meeting:%B} are due {days_words(papers_in)}"
    if meeting and papers_in is not None and to_come:
        return f"Papers for {meeting.day} {meeting:%B} were due {days_words(papers_in)}"
    if overdue:
        return f"{count_words(overdue, 'action is', 'actions are')} overdue"
    if decisions:
        return f"{count_words(decisions, 'action waits', 'actions wait')} for a decision"
    return "Nothing is waiting"
