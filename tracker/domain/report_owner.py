"""What an owner's report is made from: all that one post answers for, what it was asked by mail, and what it ended lately."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.reports import Report, ReportAction


@dataclass(frozen=True)
class OwnerAsked:
    """An action that the post was asked about by mail, from `first_on` to `last_on` so many `times`, and has not answered since."""

    reference: str
    number_words: str
    title: str
    first_on: date
    last_on: date
    times: int


@dataclass(frozen=True, kw_only=True)
class OwnersReport(Report):
    """Every open action of a post, and those closed since the day in `since_words`, by series and number.

    `holder_words` say who holds the post ("A. Person, acting since 1 May 2023"), "" where it is vacant.
    """

    actions: tuple[ReportAction, ...] = ()
    unanswered: tuple[OwnerAsked, ...] = ()
    holder_words: str = ""
    since_words: str = ""
