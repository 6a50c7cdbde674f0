"""When a thing is due to be looked at, and what a decision about it says. Nothing is ever disposed of by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import BadInput
from tracker.domain.keeping import KeptClass
from tracker.domain.wording import count_words, date_words

MOST_YEARS = 100
DISPOSED_OF = "Disposed of"
"""The title of what was disposed of, wherever it is listed."""


@dataclass(frozen=True)
class ClassWords:
    """A class in words: its name, from which day its years count, and what is proposed where the office has no rule yet."""

    title: str
    counts_from: str
    goes: str
    years: int
    basis: str


CLASSES: Mapping[KeptClass, ClassWords] = {
    KeptClass.ACTIONS: ClassWords(
        "Actions",
        "the day on which it was closed",
        "its words, updates, decisions, evidence of its own and what the history says of it",
        7,
        "Six years after the year in which the matter ended, as most offices keep records of decisions",
    ),
    KeptClass.UPDATES: ClassWords(
        "Updates of closed actions",
        "the day on which it was given",
        "the words of the update",
        7,
        "As long as the action that it reports on",
    ),
    KeptClass.MAIL: ClassWords(
        "Mail, sent and come in",
        "the day on which it was sent or came in",
        "its words and addresses, and the files that came with it",
        2,
        "Correspondence that leads to nothing more",
    ),
    KeptClass.DOCUMENTS: ClassWords(
        "Documents",
        "the day on which it was published, else that on which it came in",
        "its files, what was read in them, and the words of excerpts",
        10,
        "As long as the Police and Crime Plan and the next one rest on it",
    ),
    KeptClass.DRAFTS: ClassWords(
        "Drafts of reports and earlier versions of texts",
        "the day on which it was made",
        "its files, what was frozen for it, and its words",
        1,
        "Drafts are of no use once a version was issued",
    ),
}


def review_date(last_day: date, years: int) -> date:
    """The first day on which `years` are over: the same day of the year, 1 March for a 29 February that is not there."""
    try:
        return last_day.replace(year=last_day.year + years)
    except ValueError:
        return date(last_day.year + years, 3, 1)


def latest_due(today: date, years: int) -> date:
    """The latest last day that is due today: a thing is due where its last day is this one or an earlier one."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 2, 28)


def check_rule(years: str, basis: str) -> tuple[int, str]:
    """The years and the basis of a rule as they were typed. Raises `BadInput`."""
    digits = years.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10 and 0 < int(digits) <= MOST_YEARS):
        raise BadInput(f"Give a number of years from 1 to {MOST_YEARS}.", field="years")
    basis = " ".join(basis.split())
    if not basis:
        raise BadInput("Say by what rule of the office this is kept so long.", field="basis")
    return int(digits), basis


def check_why(reason: str, field: str = "reason") -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise BadInput("Give the reason: it is kept with the decision.", field=field)
    if len(reason) > 500:
        raise BadInput("Keep the reason to 500 characters.", field=field)
    return reason


def disposed_words(kept_class: KeptClass, day: date, years: int | None, first: str, second: str) -> str:
    """What stands where the words stood: "Disposed of on 4 October 2023 under the rule …, decided by A and B." """
    rule = (
        f" under the rule of {count_words(years, 'year')} for {CLASSES[kept_class].title.lower()}"
        if years
        else ""
    )
    return f"{DISPOSED_OF} on {date_words(day)}{rule}, decided by {first} and {second}."
