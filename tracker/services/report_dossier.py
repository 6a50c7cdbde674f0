"""Puts everything that the record holds of one action into the plain values of an action dossier."""

from collections.abc import Sequence
from datetime import date, datetime

from tracker.domain import labels
from tracker.domain.actions import Kind
from tracker.domain.due import DueCause
from tracker.domain.due_words import due_words
from tracker.domain.history_words import changes, event_words, numbers_in
from tracker.domain.posts import first_day_words, last_day_words
from tracker.domain.references import spoken
from tracker.domain.report_dossier import (
    ActionDossier,
    DossierCorrection,
    DossierDue,
    DossierHolder,
    DossierLink,
    DossierOwner,
    DossierRow,
    DossierValue,
)
from tracker.domain.report_words import capital
from tracker.domain.reports import Report
from tracker.domain.video import begins_at, elapsed, link_at, seconds_into
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words, moment_words, ordinal_times
from tracker.models.actions import Action
from tracker.models.measures import ExitRule
from tracker.models.people import Post
from tracker.models.record import HistoryRow
from tracker.services.desk import Desk
from tracker.services.exit_rules import known_exit
from tracker.services.report_dossier_evidence import evidence_of
from tracker.services.report_dossier_mails import mails_of
from tracker.services.report_dossier_said import reviews_of, updates_of
from tracker.store import exit_rules, posts, shown
from tracker.store import report_dossier as stored
from tracker.store.names import named
from tracker.store.shown import Linked, Shown, Story

CAUSES = {
    DueCause.AGREED: "Revised date agreed",
    DueCause.MEETING_MOVED: "The meeting moved",
    DueCause.CARRIED_FORWARD: "Carried forward",
    DueCause.CORRECTED: "Corrected",
    DueCause.MADE_STANDING: "Made a standing item",
}
Rows = Sequence[tuple[HistoryRow, str | None]]
LONGEST_CHANGE = 160
"""Characters of a value in a row of the history: the whole of it stands where the dossier tells it."""


def compose_dossier(desk: Desk, action: Action, head: Report) -> ActionDossier:
    """The dossier of `action` as the record stands at the desk's moment."""
    session = desk.session
    seen = shown.shown(session, THE_OFFICE, action.reference)
    story = shown.story(session, action)
    rows = stored.history_of(session, action.reference)
    filed = evidence_of(session, story)
    rule = exit_rules.of_action(session, action.key)
    owners = _owners(desk, action, rows)
    return ActionDossier(
        **vars(head),
        reference=action.reference,
        number_words=spoken(action.reference),
        title=action.title,
        asked=action.asked,
        status_words=labels.status_words(action.status, action.closure, action.kind),
        facts=_facts(seen),
        video=_video(seen),
        action_marking=action.marking,
        owners=tuple(owner for _, owner in owners),
        holders=_holders(desk, action, [post_id for post_id, _ in owners]),
        due_words=due_words(action.due_kind, action.due_on, seen.due_meeting_on, action.kind),
        dues=_dues(story),
        updates=updates_of(story, filed),
        reviews=reviews_of(story, seen.series_title),
        exit_rule=action.exit_rule,
        exit=known_exit(session, rule, desk.moment.today),
        exit_state=_exit_state(rule),
        mails=mails_of(desk, action, story),
        links=tuple(_link(seen, other) for other in shown.linked(session, THE_OFFICE, action)),
        evidence=filed.evidence,
        files=filed.files,
        corrections=tuple(
            DossierCorrection(moment_words(one.made_at), one.made_by, one.what, one.reason)
            for one in stored.corrections_of(session, action.reference)
        ),
        history=_history(desk, rows),
    )


def _facts(seen: Shown) -> tuple[DossierValue, ...]:
    action = seen.action
    told = (
        ("Reference", action.reference),
        ("Status", labels.status_words(action.status, action.closure, action.kind)),
        ("Closed", _closed(action)),
        ("Raised", _raised(seen)),
        ("Source", action.source or ("Logged at the meeting" if action.raised_at else "not known")),
        ("Owner", seen.post_title or "No owner yet"),
        ("Kind", labels.KIND[action.kind]),
        ("Priority", seen.priority_title or "None recorded"),
        ("National measure", seen.measure_title or ""),
        ("Carried forward", capital(ordinal_times(action.times_carried))),
        ("Assurance", capital(labels.ASSURANCE[action.assurance]) if action.assurance else "Not said yet"),
        ("Marking", action.marking),
        (
            "Chosen",
            f"For the demonstration: {labels.chosen_words(action.chosen)}" if action.chosen else "",
        ),
    )
    return tuple(DossierValue(label, value) for label, value in told if value)


def _closed(action: Action) -> str:
    if not action.closed_on:
        return ""
    return ". ".join(filter(None, (date_words(action.closed_on), action.closed_reason)))


def _raised(seen: Shown) -> str:
    action = seen.action
    verb = "Offered by its owner" if action.kind is Kind.COMMITMENT else ""
    if not seen.raised_at or not action.raised_on:
        return " ".join(filter(None, (f"{verb}." if verb else "", action.origin or "Where is not known.")))
    day = seen.raised_date_words or date_words(action.raised_on)
    item = " ".join(filter(None, (seen.agenda_number, seen.agenda_title)))
    at = f"At the {seen.series_title} of {day}{f', item {item}' if item else ''}."
    return " ".join(filter(None, (at, f"{verb}." if verb else "")))


def _video(seen: Shown) -> str:
    """Where the recording has it: the minute, and an address that opens there; "" where either is not known."""
    action = seen.action
    begins = begins_at(seen.video_starts_at, seen.started_at, seen.planned_at)
    second = seconds_into(action.raised_at, begins)
    if not seen.video_url or second is None:
        return seen.video_url or ""
    return f"{elapsed(second)} into the recording: {link_at(seen.video_url, second) or seen.video_url}"


def _owners(desk: Desk, action: Action, rows: Rows) -> list[tuple[int, DossierOwner]]:
    """The posts that owned the action, the first one first, as the history tells it; else the one that owns it now."""
    found = [
        (post_id, DossierOwner(_title(desk, post_id), _when(row), row.actor))
        for row, payload in rows
        for post_id in _given_to(payload)
    ]
    if action.post_id and (not found or found[-1][0] != action.post_id):
        found.append((action.post_id, DossierOwner(_title(desk, action.post_id), "Day not recorded")))
    return found


def _given_to(payload: str | None) -> list[int]:
    """The post that a row of the history gives the action to; none where it leaves the owner as it is."""
    given = [number for field, number in numbers_in(payload) if field == "post_id"]
    return given[-1:] if len(given) == 1 or len(set(given)) > 1 else []


def _title(desk: Desk, post_id: int) -> str:
    post = desk.session.get(Post, post_id)
    return post.title if post else "a post that is not on record any more"


def _holders(desk: Desk, action: Action, post_ids: list[int]) -> tuple[DossierHolder, ...]:
    """Who held the posts since the action was raised, the first one first, a post after the other."""
    held = posts.holders(desk.session, dict.fromkeys(post_ids))
    return tuple(
        DossierHolder(
            post=_title(desk, post_id),
            name=one.name,
            from_words=first_day_words(one.starts_on, known=one.starts_known),
            to_words=last_day_words(one.ends_on, known=one.ends_known),
            acting=one.acting,
            note=one.note,
        )
        for post_id in dict.fromkeys(post_ids)
        for one in reversed(held.get(post_id, []))
        if not (one.ends_on and action.raised_on and one.ends_on < action.raised_on)
    )


def _dues(story: Story) -> tuple[DossierDue, ...]:
    return tuple(
        DossierDue(
            on=row.changed_on,
            from_words=date_words(row.before_on) if row.before_on else "no date",
            to_words=date_words(row.after_on) if row.after_on else "no date",
            cause=CAUSES[row.cause],
            reason=row.reason,
            by=row.by_name,
            agreed=row.cause is DueCause.AGREED,
        )
        for row in story.changes
    )


def _exit_state(rule: ExitRule | None) -> str:
    """How far the rule has come, in sentences; "" where nothing has come of it, or there is none."""
    if rule is None:
        return ""
    told: tuple[tuple[str, date | None, str], ...] = (
        ("Ready for a decision since", rule.ready_on, ""),
        ("Kept although met, since", rule.kept_on, rule.kept_reason),
        ("Its signal is lost since", rule.lost_on, ""),
    )
    return " ".join(
        f"{words} {date_words(day)}{f': {why}' if why else ''}." for words, day, why in told if day
    )


def _link(seen: Shown, other: Linked) -> DossierLink:
    if other.id == seen.action.parent_id:
        relation = "Raised by the answer to"
    elif other.id == seen.action.merged_into_id:
        relation = "Merged with"
    else:
        relation = "Its answer raised" if other.parent_id == seen.action.id else "Taken in by merging"
    status = labels.status_words(other.status, other.closure)
    return DossierLink(relation, spoken(other.reference), other.title, status)


def _history(desk: Desk, rows: Rows) -> tuple[DossierRow, ...]:
    known = named(desk.session, [pair for _, payload in rows for pair in numbers_in(payload)])
    return tuple(
        DossierRow(
            number=row.number,
            when=_when(row),
            actor=row.actor,
            event=event_words(row.event),
            digest=row.digest,
            changes=("What it said was destroyed by a lawful disposal.",)
            if payload is None
            else tuple(
                f"{one.name}: {_short(one.after) or 'nothing'}"
                + (f", before that {_short(one.before)}" if one.before else "")
                for one in changes(payload, known)
                if one.before != one.after
            ),
        )
        for row, payload in rows
    )


def _when(row: HistoryRow) -> str:
    """The moment of a row; of the demonstration's the day alone, because no paper gives an hour."""
    at = datetime.fromisoformat(row.at)
    return date_words(at) if row.source == "demonstration" else moment_words(at)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_CHANGE else f"{line[:LONGEST_CHANGE].rpartition(' ')[0]} …"
