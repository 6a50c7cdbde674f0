"""Goes through the record for a request, and fills in its bundle."""

from sqlmodel import Session

from tracker.domain.disclosures import KIND_WORDS, LAWS
from tracker.domain.errors import BadInput, NotFound
from tracker.domain.held import Meant, label_of, source_of
from tracker.domain.references import parse_action, spoken
from tracker.domain.report_disclosure import DisclosureBundle, HeldText, SearchedPart
from tracker.domain.reports import Report
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import count_words, date_words
from tracker.models.keeping import Disclosure
from tracker.services.desk import Desk
from tracker.store import actions, held

MOST_TEXTS = 2_000
"""A bundle of more is read by nobody: the terms have to be narrower."""
MOST_FILES = 100
"""Names of unread files that are told one by one."""


def compose_disclosure(desk: Desk, disclosure: Disclosure, head: Report) -> DisclosureBundle:
    """Everything that is held about what was asked for. Raises `BadInput` where that is too much to be read."""
    terms = tuple(disclosure.terms.splitlines())
    about = actions_among(desk.session, terms)
    meant = Meant((*terms, *(spoken(reference) for reference in about)))
    texts: list[HeldText] = []
    parts: list[SearchedPart] = []
    for searched in held.going_through(desk.session, meant, frozenset(about.values())):
        source = source_of(searched.table)
        for one in searched.found:
            day = date_words(one.day) if one.day else ""
            texts.append(
                HeldText(str(len(texts) + 1), source, one.heading, label_of(one.column), one.text, day)
            )
        title = source if not searched.did else f"{source} ({_did(searched.did)})"
        if searched.rows:
            parts.append(SearchedPart(title, searched.rows, len(searched.found)))
        if len(texts) > MOST_TEXTS:
            raise BadInput(
                f"More than {MOST_TEXTS:,} texts were found, and nobody reads so many. Search for something narrower.",
                field="terms",
            )
    return DisclosureBundle(
        **head.__dict__,
        reference=disclosure.reference,
        kind_words=KIND_WORDS[disclosure.kind],
        asked=disclosure.about,
        received_on=disclosure.received_on,
        answer_by=disclosure.answer_by or disclosure.received_on,
        law=LAWS[disclosure.kind],
        terms=terms,
        texts=tuple(texts),
        searched=tuple(parts),
        not_searched=_unread(desk.session),
    )


def actions_among(session: Session, terms: tuple[str, ...]) -> dict[str, int]:
    """The actions that are named by a term alone, by their references: all of theirs is held about them."""
    found = {}
    for term in terms:
        try:
            code, number = parse_action(term)
            action = actions.by_reference(session, THE_OFFICE, f"{code}-{number:03d}")
        except (BadInput, NotFound):
            continue
        found[action.reference] = action.key
    return found


def _did(count: int) -> str:
    return f"named as who did it in {count_words(count, 'row')}"


def _unread(session: Session) -> tuple[str, ...]:
    names = held.unread_files(session)
    more = len(names) - MOST_FILES
    return (*names[:MOST_FILES], *([f"and {count_words(more, 'file')} more"] if more > 0 else ()))
