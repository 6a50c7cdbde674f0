"""What the bundle of a disclosure freezes: everything that is held about what was asked for, word for word, and how it was searched for."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.reports import Report


@dataclass(frozen=True)
class HeldText:
    """One text that was found. `heading` is what it is about ("Action 006"), `label` which text of it ("What was asked").

    `number` counts from 1 within the bundle, `source` is the part of the record. `day_words` may be empty.
    """

    number: str
    source: str
    heading: str
    label: str
    text: str
    day_words: str = ""


@dataclass(frozen=True)
class SearchedPart:
    """A part of the record that was gone through: how many rows it holds, and how many texts of it are in the bundle."""

    title: str
    rows: int
    found: int


@dataclass(frozen=True, kw_only=True)
class DisclosureBundle(Report):
    """`asked` is the request in its own words; `terms` what was searched for; `not_searched` what nobody could search."""

    reference: str
    kind_words: str
    asked: str
    received_on: date
    answer_by: date
    law: str
    terms: tuple[str, ...]
    texts: tuple[HeldText, ...] = ()
    searched: tuple[SearchedPart, ...] = ()
    not_searched: tuple[str, ...] = ()
