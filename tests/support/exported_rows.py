"""Actions as our own export would say them, made by hypothesis: with all that has ever broken a sheet in their texts."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tracker.domain.actions import Assurance, Kind, Move, Rating
from tracker.domain.due import DueCause, DueKind
from tracker.domain.evidence import EvidenceKind
from tracker.domain.import_rows import LogDueChange, LogEvidence, LogReview, LogRow, LogUpdate, More
from tracker.domain.log_export import due_in_log, status_in_log
from tracker.domain.log_export_columns import STATUS_WORDS
from tracker.domain.reading import Reading, Way

HOSTILE = (
    "=1+1",
    "+44 1785",
    "-",
    "@sum",
    "'quoted'",
    "\u200b=cmd",
    '"double" and ;,',
    "two\nlines\r\nand more\r",
    " spaces at both ends ",
    "\tTab",
    "_x000D_ as it stands",
    "_x005F_x000D_",
    "bell \x07 and form feed \x0c",
    "👩🏽‍⚖️ decided – “agreed”",
    "2023-10-04",
    "04/10/2023",
    "007",
    "1.0",
    "TRUE",
    "\ufeffmark",
    "line\u2028separator\x85",
    "x" * 40_000,
    "😀" * 17_000,
    "… [The whole text is in “Long texts” under T1]",
    "no\u00a0break and \u2003wide",
    "spaces before \n\n the break",
    "[]",
    "Reference",
)
"""Texts that a spreadsheet, a CSV or XML would change."""

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
WRITTEN = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60))
DAYS = st.one_of(st.none(), st.dates())
COUNTS = st.one_of(st.none(), st.integers(1, 9_999))
MOMENTS = st.sampled_from(("", "2023-09-20T09:00:00+00:00"))


def _or_none(kind: type) -> SearchStrategy[str]:
    return st.sampled_from(("", *(one.value for one in kind)))  # type: ignore[attr-defined]


def _one_of(kind: type) -> SearchStrategy[str]:
    return st.sampled_from([one.value for one in kind])  # type: ignore[attr-defined]


UPDATES = st.builds(
    LogUpdate,
    body=WRITTEN,
    given_on=DAYS,
    given_words=TEXTS,
    by=TEXTS,
    rating=_or_none(Rating),
    recommends_closure=st.booleans(),
    post=TEXTS,
    received_by=TEXTS,
    given_at=MOMENTS,
    more_time_until=DAYS,
    via=_or_none(Way),
    reading=_or_none(Reading),
    read_by=TEXTS,
    disposed_on=DAYS,
)
REVIEWS = st.builds(
    LogReview,
    decided_on=st.dates(),
    outcome=_one_of(Move),
    meeting=TEXTS,
    note=TEXTS,
    reason=TEXTS,
    decided_by=TEXTS,
    recorded_by=TEXTS,
    assurance=_or_none(Assurance),
    revised_to=DAYS,
    recorded_at=MOMENTS,
)
DUE_CHANGES = st.builds(
    LogDueChange,
    changed_on=st.dates(),
    before_kind=_one_of(DueKind),
    before_on=DAYS,
    after_kind=_one_of(DueKind),
    after_on=DAYS,
    cause=_one_of(DueCause),
    reason=TEXTS,
    by=TEXTS,
)
EVIDENCE = st.builds(
    LogEvidence,
    kind=_one_of(EvidenceKind),
    label=TEXTS,
    url=TEXTS,
    document=TEXTS,
    page=COUNTS,
    place=TEXTS,
    shows=TEXTS,
    second=COUNTS,
    added_on=DAYS,
    added_by=TEXTS,
    sha256=st.sampled_from(("", "0" * 64)),
    file_name=TEXTS,
    removed_on=DAYS,
    removed_by=TEXTS,
    removed_reason=TEXTS,
    update=COUNTS,
    review=COUNTS,
    citation=TEXTS,
    quote=TEXTS,
    paragraph=COUNTS,
    measured=TEXTS,
    seen_on=DAYS,
    held=st.booleans(),
)


@st.composite
def exported_rows(draw: st.DrawFn) -> LogRow:
    """One action, consistent in what our export derives: where it stands, and what its due date means, in the words of a log."""
    status, closure = draw(st.sampled_from([(str(s), str(c)) for s, c in STATUS_WORDS]))
    due_kind, due_words = draw(_one_of(DueKind)), draw(TEXTS)
    more = draw(
        st.builds(
            More,
            kind=_one_of(Kind),
            status=st.just(status),
            closure=st.just(closure),
            assurance=_or_none(Assurance),
            marking=st.sampled_from(("OFFICIAL", "OFFICIAL-SENSITIVE")),
            exit_rule=TEXTS,
            due_kind=st.just(due_kind),
            due_meeting=TEXTS,
            due_since=DAYS,
            origin=TEXTS,
            source=TEXTS,
            own_reference=TEXTS,
            raised_at=MOMENTS,
            national_measure=TEXTS,
            parent=TEXTS,
            merged_into=TEXTS,
            times_moved=st.integers(0, 99),
            times_carried=st.integers(0, 99),
            owner_code=TEXTS,
            plan=TEXTS,
            disposed_on=DAYS,
            reviews=st.lists(REVIEWS, max_size=2).map(tuple),
            due_changes=st.lists(DUE_CHANGES, max_size=2).map(tuple),
            evidence=st.lists(EVIDENCE, max_size=2).map(tuple),
        )
    )
    return draw(
        st.builds(
            LogRow,
            row=st.just(0),
            title=WRITTEN,
            reference=st.just("PPM-1"),
            asked=TEXTS,
            owner=TEXTS,
            due=DAYS,
            due_text=st.just(due_words),
            due_kind=st.just(due_in_log(due_kind, due_words)),
            original_due=DAYS,
            status=st.just(status_in_log(status, closure)),
            meeting=TEXTS,
            agenda_item=TEXTS,
            raised_on=DAYS,
            closed_on=DAYS,
            closed_reason=TEXTS,
            priority=TEXTS,
            rating=_or_none(Rating),
            updates=st.lists(UPDATES, max_size=3).map(tuple),
            unread=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
            more=st.just(more),
        )
    )
