"""What was said and decided about one action, as the plain values of its dossier, the first thing first."""

from tracker.domain import labels
from tracker.domain.frozen import Known, known_of_text
from tracker.domain.reading import READING_WORDS, WAY_WORDS
from tracker.domain.report_dossier import DossierReview, DossierUpdate, DossierValue
from tracker.domain.report_words import capital
from tracker.domain.wording import count_words, date_words, ordinal_times
from tracker.models.actions import Review, Update
from tracker.models.meetings import Meeting
from tracker.services.report_dossier_evidence import Filed
from tracker.store.shown import Story

CHOSEN = "Chosen for the demonstration; no paper says it."


def updates_of(story: Story, filed: Filed) -> tuple[DossierUpdate, ...]:
    return tuple(_update(row, story, filed) for row in reversed(story.updates))


def _update(row: Update, story: Story, filed: Filed) -> DossierUpdate:
    notes = []
    if row.more_time_until:
        notes.append(f"More time was asked for, until {date_words(row.more_time_until)}.")
    if row.chosen:
        notes.append(CHOSEN)
    return DossierUpdate(
        day=row.given_words or date_words(row.given_on),
        by=row.by_name,
        text=row.body,
        rating=row.rating,
        recommends_closure=row.recommends_closure,
        way=_way(row),
        reading=READING_WORDS[row.reading] + (f", by {row.read_by}" if row.read_by else ""),
        notes=tuple(notes),
        evidence=filed.of_update(story, row.key),
    )


def _way(row: Update) -> str:
    """ "By telephone, received by Priya Shah" """
    ways: dict[str, str] = {way.value: words for way, words in WAY_WORDS.items()}
    received = f", received by {row.received_by}" if row.received_by else ""
    return capital(ways.get(row.via, row.via)) + received


def reviews_of(story: Story, series_title: str) -> tuple[DossierReview, ...]:
    return tuple(_review(row, meeting, series_title) for row, meeting in reversed(story.reviews))


def _review(row: Review, meeting: Meeting | None, series_title: str) -> DossierReview:
    known = known_of_text(row.known)
    notes = []
    if row.revised_to:
        notes.append(f"Due by {date_words(row.revised_to)} from then on.")
    if row.recorded_by and row.recorded_by != row.decided_by and not row.chosen:
        notes.append(f"Recorded by {row.recorded_by}.")
    if row.chosen:
        notes.append(CHOSEN)
    return DossierReview(
        day=(meeting.date_words if meeting else "") or date_words(row.decided_on),
        at=f"at the {series_title}" if meeting else "between meetings",
        outcome=capital(labels.OUTCOME[row.outcome]),
        by=row.decided_by,
        note=row.note,
        reason=row.reason,
        assurance=capital(labels.ASSURANCE[row.assurance]) if row.assurance else "",
        notes=tuple(notes),
        known_on=known.as_at if known else None,
        known=_known(known) if known else (),
        exit=known.exit if known else None,
    )


def _known(known: Known) -> tuple[DossierValue, ...]:
    """What was known of the action when it was decided on."""
    told = (
        ("Status then", labels.status_words(known.status, known.closure, known.kind)),
        ("Owner then", _owner(known)),
        ("Due then", _due(known)),
        ("Carried forward", capital(ordinal_times(known.times_carried))),
        ("Rating then", labels.RATING[known.rating] if known.rating else ""),
        ("Assurance then", capital(labels.ASSURANCE[known.assurance]) if known.assurance else "Not said yet"),
        ("Last update then", _last_update(known)),
        ("Rested on", "; ".join(", ".join(filter(None, (one.label, one.place))) for one in known.evidence)),
    )
    return tuple(DossierValue(label, value) for label, value in told if value)


def _owner(known: Known) -> str:
    if not known.owner:
        return "No owner yet"
    acting = ", acting" if known.acting else ""
    return f"{known.owner} ({known.holder}{acting})" if known.holder else f"{known.owner} (post vacant)"


def _due(known: Known) -> str:
    if not known.times_moved:
        return known.due_words
    moved = f"moved {ordinal_times(known.times_moved)}, {count_words(abs(known.moved_days), 'day')} in all"
    original = f"; original target {date_words(known.original_due_on)}" if known.original_due_on else ""
    return f"{known.due_words}; {moved}{original}"


def _last_update(known: Known) -> str:
    last = known.last_update
    if last is None:
        return "None"
    return f"Of {last.on_words}{f', by {last.by_name}' if last.by_name else ''} ({count_words(known.updates, 'update')} by then)"
