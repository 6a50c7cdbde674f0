"""Loads reference data (priorities, national measures) and the documents: what is printed on each, and no file."""

from datetime import date

from tracker.demonstration.entries import Document as DocumentEntry
from tracker.demonstration.stage import Stage
from tracker.models.evidence import Document
from tracker.models.meetings import NationalMeasure, Priority, PrioritySet
from tracker.services.history import record


def load_reference(stage: Stage, day: date) -> None:
    """The Plan with its priorities, and the national measures, in the order of their file."""
    desk, told = stage.on(day), stage.record
    plans: dict[str, int] = {}
    for plan in told.priority_sets:
        row = PrioritySet(title=plan.title, starts_on=plan.starts_on, ends_on=plan.ends_on)
        desk.session.add(row)
        desk.session.flush()
        plans[plan.code] = row.key
        titles = [p.title for p in told.priorities if p.priority_set == plan.code]
        record(desk, "plan.created", plan.title, after={"years": plan_years(row), "priorities": titles})
    for position, priority in enumerate(told.priorities, 1):
        stage.priorities[priority.code] = Priority(
            priority_set_id=plans[priority.priority_set],
            code=priority.code,
            title=priority.title,
            position=position,
        )
    for position, measure in enumerate(told.national_measures, 1):
        stage.measures[measure.code] = NationalMeasure(
            code=measure.code, title=measure.title, position=position
        )
    desk.session.add_all([*stage.priorities.values(), *stage.measures.values()])
    titles = [measure.title for measure in told.national_measures]
    record(desk, "national_measures.created", "national measures", after={"measures": titles})


def plan_years(plan: PrioritySet) -> str:
    return f"{plan.starts_on.isoformat()} to {plan.ends_on.isoformat()}"


def load_documents(stage: Stage, day: date) -> None:
    """The papers with what is printed on them. Their files are other people's texts and no part of the demonstration.

    A paper that is held was read, as text, to make the record; one that is not is known by name alone.
    """
    desk = stage.on(day)
    for entry in stage.record.documents:
        document = Document(
            code=entry.code,
            title=entry.title,
            publisher=entry.publisher,
            published_on=entry.published_on,
            published_words=entry.published_words,
            marking=entry.marking,
            transparency=entry.transparency,
            owner=entry.owner,
            authors=entry.authors,
            authorised_by=entry.authorised_by,
            held=entry.held,
            note=_note(entry),
            added_at=desk.moment.now,
            added_by=desk.by.name,
            chosen=", ".join(entry.chosen),
        )
        desk.session.add(document)
        stage.documents[entry.code] = document
        record(desk, "document.named", entry.code, after={"title": entry.title, "held": entry.held})


def file_under_meeting(stage: Stage, entry: DocumentEntry, day: date) -> None:
    """Puts a paper to its meeting, once that is on record."""
    stage.documents[entry.code].meeting_id = stage.meetings[str(entry.meeting)].key
    record(stage.on(day), "document.corrected", entry.code, after={"meeting": entry.meeting})


def _note(entry: DocumentEntry) -> str:
    """What else the cover says, and what the record notes."""
    said = {"Version as printed": entry.version, "Contact officer": entry.contact_officer}
    cover = [f"{name}: {value}." for name, value in said.items() if value]
    return " ".join([*cover, entry.note]).strip()
