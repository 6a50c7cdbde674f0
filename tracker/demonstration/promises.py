"""Loads actions, and their stories: updates with their evidence, and what was decided.

Actions are written directly: their numbers are those of the record, some were raised before any meeting on record, and what a
paper leaves out must not be filled in from an agenda. Updates, evidence and decisions go through the services, each on its day.
"""

from datetime import date

from tracker.demonstration.entries import Action as Entry
from tracker.demonstration.entries import Due as DueEntry
from tracker.demonstration.entries import Evidence, Review, Update
from tracker.demonstration.stage import Stage
from tracker.domain.due import Due, DueKind
from tracker.domain.evidence import Locator
from tracker.domain.reading import Reading
from tracker.domain.references import action_reference
from tracker.domain.wording import date_words
from tracker.models.actions import Action
from tracker.services import due as dates
from tracker.services.actions import shown
from tracker.services.evidence import attach_document
from tracker.services.history import record
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update

FIRST_UNREAD = date(2023, 9, 1)
"""What owners said from this day on the secretariat has not read yet, so that its page of answers shows how that is done."""


def put_on_record(stage: Stage, entry: Entry, day: date) -> None:
    """An action is raised at its meeting or, where that is not on record, comes up with its origin in words."""
    desk = stage.on(day)
    meeting = stage.meetings[entry.raised_at] if entry.raised_at else None
    series = stage.series[entry.series]
    due = dates.settle(desk.session, _due(stage, entry.due), series_id=series.key, said_on=day)
    action = Action(
        series_id=series.key,
        number=entry.number,
        reference=action_reference(entry.series, entry.number),
        title=entry.title,
        asked=entry.asked,
        kind=entry.kind,
        post_id=stage.posts[entry.post].key,
        raised_meeting_id=meeting.key if meeting else None,
        raised_on=meeting.starts_on if meeting else None,
        origin=entry.origin,
        agenda_item_id=_agenda_item(stage, entry),
        priority_id=stage.priorities[entry.priority].key if entry.priority else None,
        national_measure_id=stage.measures[entry.national_measure].key if entry.national_measure else None,
        parent_id=stage.actions[entry.parent].key if entry.parent else None,
        original_due_on=due.on,
        source=_source(stage, entry.source) if entry.source else "",
        chosen=", ".join(entry.chosen),
    )
    dates.put_due(action, due, since=day)
    desk.session.add(action)
    stage.actions[entry.number] = action
    record(desk, "action.raised", action.reference, after={**shown(action), "origin": entry.origin})


def tell_update(stage: Stage, entry: Entry, update: Update, day: date) -> None:
    """A report of progress. It may have been printed some days before the meeting that took the promise up."""
    desk, action = stage.on(day), stage.actions[entry.number]
    post = stage.posts[update.post]
    said = Said(body=update.text, rating=update.rating, recommends_closure=update.recommends_closure)
    via = "account" if update.chosen else "document"
    row = give_update(desk, action, said, by_name=post.title, via=via)
    # The papers give a day at most, and sometimes only a month.
    row.post_id, row.given_on, row.given_at, row.chosen = post.key, update.on, None, update.chosen
    row.given_words = date_words(update.on).partition(" ")[2] if update.on_known == "month" else ""
    if update.on < FIRST_UNREAD:
        row.reading = Reading.ACCEPTED
    action.last_update_on = update.on
    desk.session.flush()
    for evidence in update.evidence:
        title = stage.documents[evidence.document].title
        where = Locator(page=evidence.page, place=evidence.where)
        attach_document(desk, action, title, where=where, update_id=row.key)


def decide(stage: Stage, entry: Entry, review: Review, day: date) -> None:
    """What was decided. It is said by the post: no person is given words that a paper does not give them."""
    meeting = stage.meetings[review.meeting] if review.meeting else None
    revised = _due(stage, review.revised_to) if review.revised_to else None
    revised_meeting = (
        stage.meetings[review.revised_to.meeting] if review.revised_to and review.revised_to.meeting else None
    )
    decision = Decision(
        outcome=review.outcome,
        note=review.note,
        reason=review.reason,
        decided_by=stage.posts[review.decided_by].title,
        assurance=review.assurance,
        revised_to=revised_meeting.papers_due if revised_meeting else revised and revised.on,
        revised_meeting=revised_meeting,
        merged_into=stage.actions[review.merged_into] if review.merged_into else None,
    )
    row = record_review(stage.on(day), stage.actions[entry.number], decision, meeting=meeting, version=None)
    row.recorded_at, row.chosen = None, review.chosen


def _due(stage: Stage, entry: DueEntry) -> Due:
    if entry.kind in {DueKind.MEETING, DueKind.NEXT_MEETING}:
        return dates.for_meeting(stage.meetings[entry.meeting or ""])
    return Due(entry.kind, on=entry.on, exit_rule=entry.exit_rule)


def _agenda_item(stage: Stage, entry: Entry) -> int | None:
    if not (entry.raised_at and entry.agenda_item):
        return None
    return stage.agenda[entry.raised_at, entry.agenda_item].key


def _source(stage: Stage, evidence: Evidence) -> str:
    where = Locator(page=evidence.page, place=evidence.where).words()
    return ", ".join(filter(None, (stage.documents[evidence.document].title, where)))
