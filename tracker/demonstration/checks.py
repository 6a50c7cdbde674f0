"""What must hold between the entries of the demonstration record; ValueError names the file and the entry."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import date

from tracker.demonstration.entries import Action, Due, Entry, Evidence, Record, Review, Update
from tracker.domain.actions import Kind, Move
from tracker.domain.due import DueKind

FIRST_DAY = date(2023, 9, 20)
"""The day on which the demonstration starts: nothing is reported or decided after it."""
TITLE_LENGTH = 90
ADDRESS_ENDINGS = ("@demo.example", ".demo.example")
ORGANISATION_KINDS = frozenset({"force", "office", "fire_service", "partner", "panel"})
DATE_KNOWN = frozenset({"day", "month"})
CLOSING = frozenset({Move.COMPLETE, Move.NO_FURTHER_ACTION, Move.MERGED, Move.VOID})
REASONED = frozenset({Move.REVISED_DATE, Move.NO_FURTHER_ACTION, Move.VOID})
DECIDED = CLOSING | {Move.CONTINUE, Move.REVISED_DATE, Move.MADE_STANDING, Move.RAISE, Move.DEFERRED}
DUE_FIELDS = {
    DueKind.DATE: {"on"},
    DueKind.MEETING: {"meeting"},
    DueKind.NEXT_MEETING: {"meeting"},
    DueKind.STANDING: {"exit_rule"},
    DueKind.NONE: set[str](),
}


def check(record: Record) -> None:
    """Raises ValueError for the first thing that does not hold."""
    _check_names(record)
    _check_organisations(record)
    _check_posts(record)
    _check_holders(record)
    _check_meetings(record)
    _check_numbers(record)
    _check_office(record)
    for action in record.actions:
        _check_action(record, action)
        _check_due(record, action.due, f"{action.place}, due")
        _check_story(record, action)


def _fail_if(wrong: object, place: str, sentence: str) -> None:
    if wrong:
        raise ValueError(f"{place}: {sentence}")


def _known(name: str | None, names: Collection[str], place: str, field: str) -> None:
    _fail_if(name is not None and name not in names, place, f"{field} {name!r} is not on record")


def _codes(entries: Iterable[Entry]) -> set[str]:
    return {getattr(entry, "code", "") for entry in entries}


def _check_names(record: Record) -> None:
    """No name twice in a table; `chosen` lists only fields that the entry could have."""
    for table in fields(Record):
        seen: set[object] = set()
        for entry in getattr(record, table.name):
            name = next((getattr(entry, n) for n in ("number", "ref", "code") if hasattr(entry, n)), entry)
            _fail_if(name in seen, entry.place, "this name is used twice")
            seen.add(name)
            listed = getattr(entry, "chosen", ())
            strange = set(listed if isinstance(listed, tuple) else ()) - {f.name for f in fields(entry)}
            _fail_if(strange, entry.place, f"chosen names unknown fields: {', '.join(sorted(strange))}")


def _check_organisations(record: Record) -> None:
    for organisation in record.organisations:
        kinds = ", ".join(sorted(ORGANISATION_KINDS))
        _fail_if(organisation.kind not in ORGANISATION_KINDS, organisation.place, f"kind is none of {kinds}")


def _check_posts(record: Record) -> None:
    above = {post.code: post.escalates_to for post in record.posts}
    for post in record.posts:
        _known(post.organisation, _codes(record.organisations), post.place, "organisation")
        _known(post.escalates_to, above, post.place, "escalates_to")
        _fail_if(
            not post.address.endswith(ADDRESS_ENDINGS), post.place, "the address must end in demo.example"
        )
        passed, now = {post.code}, post.escalates_to
        while now:
            _fail_if(now in passed, post.place, "the line of escalation goes in a circle")
            passed.add(now)
            now = above.get(now)


def _check_holders(record: Record) -> None:
    for person in record.persons:
        wrong = person.email and not person.email.endswith(ADDRESS_ENDINGS)
        _fail_if(wrong, person.place, "the e-mail address must end in demo.example")
    last: dict[str, date] = {}
    for holder in sorted(record.holders, key=lambda h: h.starts_on):
        _known(holder.post, _codes(record.posts), holder.place, "post")
        _known(holder.person, _codes(record.persons), holder.place, "person")
        ends_on = holder.ends_on or date.max
        _fail_if(ends_on < holder.starts_on, holder.place, "the last day is before the first")
        overlaps = holder.starts_on <= last.get(holder.post, date.min)
        _fail_if(overlaps, holder.place, "two persons hold the post at once")
        last[holder.post] = ends_on


def _check_meetings(record: Record) -> None:
    for meeting in record.meetings:
        _known(meeting.series, _codes(record.series), meeting.place, "series")
        expected = f"{meeting.series}-{meeting.starts_on.isoformat()}"
        _fail_if(meeting.ref != expected, meeting.place, f"the reference should be {expected}")
        _fail_if(meeting.date_known not in DATE_KNOWN, meeting.place, "date_known is neither day nor month")
        month_only = meeting.date_known == "month"
        _fail_if(month_only != bool(meeting.date_words), meeting.place, "date_words go with a month")
        for item in meeting.agenda:
            _known(item.priority, _codes(record.priorities), meeting.place, "priority")
            _known(item.national_measure, _codes(record.national_measures), meeting.place, "national_measure")
    for priority in record.priorities:
        _known(priority.priority_set, _codes(record.priority_sets), priority.place, "priority_set")
    for document in record.documents:
        _known(document.meeting, {m.ref for m in record.meetings}, document.place, "meeting")


def _check_office(record: Record) -> None:
    for request in record.commissions:
        _known(request.meeting, {m.ref for m in record.meetings}, request.place, "meeting")
        late = request.on > FIRST_DAY
        _fail_if(late, request.place, "lies after the first day of the demonstration")
    for clock in record.clocks:
        late = clock.starts_on > FIRST_DAY
        _fail_if(late, clock.place, "lies after the first day of the demonstration")
        unsaid = "invented for the demonstration" not in clock.title
        _fail_if(unsaid, clock.place, "its title should say that it is invented for the demonstration")
    for entry in (*record.commissions, *record.clocks):
        _known(entry.post, _codes(record.posts), entry.place, "post")


def _check_numbers(record: Record) -> None:
    """Every number below the counter is an action or an explained gap, and never both."""
    for series in record.series:
        used = [a.number for a in record.actions if a.series == series.code]
        used += [g.number for g in record.gaps if g.series == series.code]
        for number in range(1, series.next_number):
            once = used.count(number) == 1
            _fail_if(not once, series.place, f"{number} should be one action or one explained gap")
        _fail_if(max(used, default=0) >= series.next_number, series.place, "next_number is used already")
    for gap in record.gaps:
        _known(gap.series, _codes(record.series), gap.place, "series")
    for action in record.actions:
        _known(action.series, _codes(record.series), action.place, "series")


def _check_action(record: Record, action: Action) -> None:
    meetings = {m.ref: m for m in record.meetings}
    too_long = len(action.title) > TITLE_LENGTH
    _fail_if(too_long, action.place, f"the title is longer than {TITLE_LENGTH} characters")
    _fail_if(
        bool(action.raised_at) == bool(action.origin), action.place, "give raised_at or origin, not both"
    )
    _known(action.raised_at, meetings, action.place, "raised_at")
    agenda = meetings[action.raised_at].agenda if action.raised_at else ()
    _known(action.agenda_item, {item.number for item in agenda}, action.place, "agenda_item")
    _known(action.post, _codes(record.posts), action.place, "post")
    _known(action.priority, _codes(record.priorities), action.place, "priority")
    _known(action.national_measure, _codes(record.national_measures), action.place, "national_measure")
    before = {a.number for a in record.actions if a.number < action.number}
    _fail_if(
        action.parent and action.parent not in before, action.place, "its parent is not an earlier action"
    )
    by_rule = action.due.kind is DueKind.STANDING
    _fail_if(
        (action.kind is Kind.STANDING) != by_rule, action.place, "standing items alone have an exit rule"
    )
    for evidence in (action.source, *(e for u in action.updates for e in u.evidence)):
        if evidence:
            _check_evidence(record, evidence, action.place)


def _check_due(record: Record, due: Due, place: str) -> None:
    given = {name for name in ("on", "meeting", "exit_rule") if getattr(due, name)}
    wanted = DUE_FIELDS[due.kind]
    _fail_if(given != wanted, place, f"{due.kind} takes {' and '.join(sorted(wanted)) or 'nothing'}")
    _known(due.meeting, {m.ref for m in record.meetings}, place, "meeting")


def _check_evidence(record: Record, evidence: Evidence, place: str) -> None:
    document = {d.code: d for d in record.documents}.get(evidence.document)
    if document is None:
        raise ValueError(f"{place}: document {evidence.document!r} is not on record")
    _fail_if(evidence.held != document.held, place, f"held differs from what {document.code} says")
    _fail_if(evidence.page and document.held, place, f"{document.code} is held without pages")


def _check_story(record: Record, action: Action) -> None:
    """Updates and reviews in order: none after the action closed, none after the first day."""
    for number, review in enumerate(action.reviews, 1):
        _check_review(record, action, review, f"{action.place}, review {number}")
    closed, proof = False, False
    raised_on = record.meeting(action.raised_at).starts_on if action.raised_at else date.min
    for day, told in record.story(action):
        place = f"{action.place}, {day.isoformat()}"
        _fail_if(closed, place, "the action was closed before")
        # A promise may be printed in the pack, and so reported, some days before the meeting that took it up.
        early = isinstance(told, Review) and day < raised_on
        _fail_if(early, place, "decided before the action was raised")
        _fail_if(day > FIRST_DAY, place, "lies after the first day of the demonstration")
        if isinstance(told, Update):
            _known(told.post, _codes(record.posts), place, "post")
            _fail_if(told.on_known not in DATE_KNOWN, place, "on_known is neither day nor month")
            bare = told.recommends_closure and not told.evidence
            _fail_if(bare, place, "recommended for closure without evidence")
            proof = proof or bool(told.evidence)
        else:
            complete_bare = told.outcome is Move.COMPLETE and not (proof or told.reason)
            _fail_if(complete_bare, place, "closed as complete without evidence or a reason")
            closed = told.outcome in CLOSING


def _check_review(record: Record, action: Action, review: Review, place: str) -> None:
    _fail_if(bool(review.meeting) == bool(review.on), place, "give meeting or on, and not both")
    _known(review.meeting, {m.ref for m in record.meetings}, place, "meeting")
    _known(review.decided_by, _codes(record.posts), place, "decided_by")
    _fail_if(review.outcome not in DECIDED, place, f"{review.outcome} is no outcome of a review")
    _fail_if(review.outcome in REASONED and not review.reason, place, "this outcome needs a reason")
    revised, merged = review.outcome is Move.REVISED_DATE, review.outcome is Move.MERGED
    _fail_if(revised != bool(review.revised_to), place, "revised_to goes with revised_date")
    _fail_if(merged != bool(review.merged_into), place, "merged_into goes with merged")
    others = {a.number for a in record.actions} - {action.number}
    _fail_if(merged and review.merged_into not in others, place, "merged_into is not another action")
    if review.revised_to:
        _check_due(record, review.revised_to, f"{place}, revised_to")
