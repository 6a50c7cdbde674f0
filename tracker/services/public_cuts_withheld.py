"""What the public does not get of a cut: what was withheld from a report for the public that tells of the same thing, and names.

An action that a public report tells with words withheld must not say them on a page of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from tracker.domain.public_cuts import PublicCut, kind_of
from tracker.domain.public_names import posts_for_names
from tracker.domain.publishing import Published
from tracker.domain.redaction import Redaction, withhold
from tracker.domain.redaction_paths import texts
from tracker.domain.redaction_words import pattern_of
from tracker.domain.report_record import from_text
from tracker.domain.report_withheld import ReportNames
from tracker.services.report_names import names_of
from tracker.store import public_withholdings, publishable, redactions


@dataclass(frozen=True)
class WithheldHere:
    """What the last version of one report for the public withholds, and the names that may stand there. `record` is the frozen text."""

    record: str
    rules: tuple[Redaction, ...]
    kept_names: tuple[str, ...]


@dataclass(frozen=True)
class PublicRules:
    """Read once, then any number of cuts can be made by it."""

    names: ReportNames
    withheld: tuple[WithheldHere, ...] = ()
    pages: Mapping[tuple[Published, str], tuple[Redaction, ...]] = field(default_factory=dict, repr=False)
    """What is withheld from the page of one thing."""


def public_rules(session: Session, day: date) -> PublicRules:
    """What holds on `day` for whatever is made public."""
    pages: dict[tuple[Published, str], tuple[Redaction, ...]] = {}
    for row in public_withholdings.live(session):
        here = (row.kind, row.subject)
        pages[here] = (*pages.get(here, ()), Redaction("", row.words, row.reason))
    return PublicRules(names_of(session, day, ""), tuple(_withheld(session)), pages)


def as_the_public_reads(cut: PublicCut, subject: str, rules: PublicRules) -> PublicCut:
    """The cut with a mark in place of what is withheld, and posts in place of names. `subject` is its reference or code."""
    here = [one for one in rules.withheld if f'"{subject}"' in one.record]
    own = rules.pages.get((kind_of(cut), subject), ())
    cut = withhold(cut, [*own, *(rule for one in here for rule in one.rules)])
    cut, _ = posts_for_names(cut, rules.names, [name for one in here for name in one.kept_names])
    return cut


def _withheld(session: Session) -> Iterator[WithheldHere]:
    for version, snapshot in publishable.last_public_versions(session):
        rows = redactions.live(session, version.key)
        if rows:
            rules = tuple(_by_words(snapshot.record, redactions.rules(rows)))
            yield WithheldHere(snapshot.record, rules, redactions.kept_names(rows))


def _by_words(record: str, rules: tuple[Redaction, ...]) -> Iterator[Redaction]:
    """The rules with the words of whole fields: a public cut has other fields than a report."""
    known = {place.path: place.text for place in texts(from_text(record))}
    for rule in rules:
        words = rule.words or known.get(rule.path, "")
        if pattern_of(words) is not None:
            yield replace(rule, words=words, everywhere=True)
