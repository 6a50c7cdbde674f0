"""The thread of an action in brief, as a report tells it: each move of its date and why, and what was said and decided before."""

from tracker.domain.labels import RATING
from tracker.domain.paper import Fact
from tracker.domain.report_words import capital, stopped
from tracker.domain.reports import ReportEvent, ReportMove
from tracker.domain.wording import count_words, date_words

LONGEST = 180
"""Characters of something that was said earlier; the whole of it stands in the action's dossier."""

MOST = 6
"""Of what came before so much is told, the latest; of the rest how much it was."""


def moves_fact(moves: tuple[ReportMove, ...]) -> Fact:
    """ "30 September 2019 to 16 February 2021: agreed on 12 February 2020. Reason: …" """
    return Fact("Date moved", texts=tuple(_move(one) for one in moves))


def story_fact(story: tuple[ReportEvent, ...]) -> Fact:
    """What came before the last update and decision, the latest first."""
    told = [_event(one) for one in story[::-1][:MOST]]
    left = len(story) - len(told)
    if left:
        told.append(f"{count_words(left, 'earlier entry', 'earlier entries', starts=True)}.")
    return Fact("Before that", texts=tuple(told))


def shortened(text: str, longest: int = LONGEST) -> str:
    """`text` in one line of up to so many characters, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return stopped(line)
    return f"{line[:longest].rpartition(' ')[0] or line[:longest]}…"


def _move(one: ReportMove) -> str:
    why = f" {stopped(f'Reason: {one.reason.strip()}')}" if one.reason.strip() else ""
    return (
        f"{capital(one.before_words)} to {one.after_words}, {one.cause_words} on {date_words(one.on)}.{why}"
    )


def _event(one: ReportEvent) -> str:
    rating = f", {RATING[one.rating].partition(',')[0].lower()}" if one.rating else ""
    said = f" {shortened(one.text)}" if one.text.strip() else ""
    return f"{one.on_words or date_words(one.on)}, {one.what}{rating}.{said}"
