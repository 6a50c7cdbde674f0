"""What has changed since an action was frozen, in sentences."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.actions import Assurance, Closure, Kind, Move, Rating, Status
from tracker.domain.due import DueKind
from tracker.domain.evidence import EvidenceKind
from tracker.domain.frozen import Known, KnownDecision, KnownEvidence, KnownUpdate
from tracker.domain.since import since_words

MAY = date(2023, 5, 17)
THEN = Known(
    as_at=MAY,
    reference="PPM-016",
    title="Bring 101 back",
    asked="",
    kind=Kind.ACTION,
    status=Status.OPEN,
    closure=None,
    rating=None,
    assurance=None,
    owner="Head of Contact",
    holder="Ann Able",
    acting=False,
    raised_words="16 February 2021",
    due_kind=DueKind.DATE,
    due_words="31 August 2023",
    due_on=date(2023, 8, 31),
    due_meeting="",
    due_since=MAY,
    original_due_on=date(2023, 8, 31),
    times_moved=0,
    moved_days=0,
    times_carried=1,
    exit_rule="",
    closed_on=None,
    closed_reason="",
    merged_into="",
    updates=1,
    last_update=KnownUpdate(MAY, "17 May 2023", "Ann Able", "Begun."),
    evidence=(),
    last_decision=None,
    version=3,
)


def test_where_nothing_has_changed_nothing_is_said() -> None:
    assert since_words(THEN, replace(THEN, as_at=date(2024, 1, 1), version=9)) == ()


def test_what_happened_to_it_is_told_in_sentences() -> None:
    on = date(2023, 10, 4)
    now = replace(
        THEN,
        status=Status.CLOSED,
        closure=Closure.COMPLETE,
        closed_on=on,
        assurance=Assurance.FURTHER,
        due_words="30 September 2023",
        times_moved=2,
        times_carried=3,
        updates=3,
        last_update=KnownUpdate(on, "4 October 2023", "Ann Able", "Done.", Rating.AMBER),
        evidence=(KnownEvidence(5, "Pack", "page 8", EvidenceKind.DOCUMENT, held=False),),
        last_decision=KnownDecision(on, "4 October 2023", "PPM-2023-10-04", Move.COMPLETE, "A", "B"),
        owner="Head of Estates",
        title="Bring 101 and 999 back",
    )
    assert since_words(THEN, now) == (
        "It was closed as complete on 4 October 2023.",
        "The last decision since, on 4 October 2023: agreed closed – complete.",
        "When it is due: 30 September 2023; then: 31 August 2023.",
        "A new date was agreed twice.",
        "It was carried forward twice.",
        "Two updates came in, the last one on 4 October 2023: amber, at risk.",
        "One piece of evidence was attached.",
        "The Commissioner’s assurance: “further assurance needed”; then nothing was said.",
        "Its owner: Head of Estates; then: Head of Contact.",
        "It is worded differently: “Bring 101 and 999 back”.",
    )


def test_the_other_ways_in_which_it_can_end_or_come_back() -> None:
    closed = replace(THEN, status=Status.CLOSED, closed_on=MAY)
    said = {
        Closure.NO_FURTHER_ACTION: "It was closed with no further action on 17 May 2023.",
        Closure.MERGED: "It was merged with Action 020 on 17 May 2023.",
        Closure.VOID: "It was voided on 17 May 2023.",
    }
    for closure, sentence in said.items():
        assert since_words(THEN, replace(closed, closure=closure, merged_into="PPM-020")) == (sentence,)
    assert since_words(replace(closed, closure=Closure.COMPLETE), THEN) == ("It was reopened.",)
    assert since_words(THEN, replace(THEN, status=Status.RECOMMENDED)) == ("Its owner recommends closure.",)
    standing = replace(THEN, kind=Kind.STANDING, exit_rule="Six months under target.")
    assert since_words(THEN, standing) == (
        "It was made a standing item.",
        "It ends when: Six months under target.",
    )


def test_a_change_of_holder_is_told_where_the_post_is_the_same() -> None:
    assert since_words(THEN, replace(THEN, holder="Bea Best")) == (
        "Head of Contact is held by Bea Best; then held by Ann Able.",
    )
    assert since_words(THEN, replace(THEN, holder="")) == (
        "Head of Contact is vacant; then held by Ann Able.",
    )


@given(st.from_type(Known), st.from_type(Known))
def test_any_two_states_can_be_compared(then: Known, now: Known) -> None:
    assert all(sentence.endswith((".", now.exit_rule)) for sentence in since_words(then, now))
    assert since_words(now, now) == ()


def test_evidence_that_was_removed_since_is_told() -> None:
    rested = KnownEvidence(1, "Pack", "page 8", EvidenceKind.DOCUMENT, held=True)
    words = since_words(replace(THEN, evidence=(rested,)), THEN)
    assert words == ("One piece of evidence was removed.",)
