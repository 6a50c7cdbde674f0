"""What a paper about a sitting says, as sheets: what was raised, decided and carried forward, what was minuted, and who was there."""

from tracker.domain.attendance import LABELS
from tracker.domain.labels import ASSURANCE, CLOSURE, KIND, RATING
from tracker.domain.report_chairs_list import question
from tracker.domain.report_sheets import Told, day, day_in, number, text
from tracker.domain.report_sitting_parts import outcome_words
from tracker.domain.report_words import capital

ABOUT: tuple[Told, ...] = (
    text("Reference", "reference", lambda one: one.reference, 12),
    text("Action", "title", lambda one: one.title, 44),
    text("Owner", "owner", lambda one: one.owner, 30),
)
DUE: tuple[Told, ...] = (
    day("Due on", "due_on", lambda one: day_in(one.due_words)),
    text("Due", "due", lambda one: one.due_words, 34),
)
RAISED: tuple[Told, ...] = (
    *ABOUT,
    *DUE,
    text("What was asked", "asked", lambda one: one.asked, 60),
    text("Kind", "kind", lambda one: KIND[one.kind], 14),
    text("Agenda item", "agenda_item", lambda one: f"{one.item_number} {one.item_title}".strip(), 28),
    text("What became of the date", "moved", lambda one: one.moved_words, 28),
    text("Follows", "follows", lambda one: one.parent, 14),
    text("Not counted", "closure", lambda one: CLOSURE[one.closure] if one.closure else "", 20),
    text("Why", "closed", lambda one: one.closed_words, 34),
)
DECIDED: tuple[Told, ...] = (
    *ABOUT,
    text("Decision", "decision", outcome_words, 34),
    day("Revised date", "revised_to", lambda one: one.revised_to),
    text("Note", "note", lambda one: one.note, 50),
    text("Reason", "reason", lambda one: one.reason, 50),
    text("Decided by", "decided_by", lambda one: one.decided_by, 24),
    text(
        "Assurance", "assurance", lambda one: capital(ASSURANCE[one.assurance]) if one.assurance else "", 24
    ),
)
CARRIED: tuple[Told, ...] = (*ABOUT, *DUE)
MATTER: tuple[Told, ...] = (
    *ABOUT,
    *DUE,
    number("Working days overdue", "working_days_overdue", lambda one: one.overdue_working_days),
    text("So far", "memory", lambda one: one.memory.replace(" · ", ", "), 34),
    text("Kind", "kind", lambda one: KIND[one.kind], 14),
    text("Rating", "rating", lambda one: RATING[u.rating] if (u := one.last_update) and u.rating else "", 18),
    text("Last update on", "last_update_on", lambda one: one.last_update.day if one.last_update else "", 20),
    text("Last update", "last_update", lambda one: one.last_update.text if one.last_update else "", 60),
    text("Asked for", "more_time_until", lambda one: one.more_time_words, 20),
    text("For the chair to decide", "question", lambda one: "" if one.decided_words else question(one), 34),
    text("Decided", "decided", lambda one: one.decided_words, 34),
    text("What was asked", "asked", lambda one: one.asked, 60),
)
ITEM: tuple[Told, ...] = (
    text("Number", "number", lambda one: one.number, 10),
    text("Agenda item", "title", lambda one: one.title, 40),
    text("Notes", "notes", lambda one: one.notes, 80),
    text("Decisions", "decisions", lambda one: one.decisions, 60),
)
ATTENDANCE: tuple[Told, ...] = (
    text("Post", "post", lambda one: one.post, 44),
    text("Name", "name", lambda one: one.name, 30),
    text("Attended", "attended", lambda one: LABELS[one.attended], 16),
    text("Note", "note", lambda one: one.note, 40),
)
