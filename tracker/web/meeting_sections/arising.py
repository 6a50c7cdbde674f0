"""The matters arising of a meeting that is under way, in the groups in which it goes through them, each with its life."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.actions import LIVE, Status
from tracker.domain.life import Sat, life
from tracker.domain.life_picture import legend, picture
from tracker.domain.matters_arising import first_words, memory
from tracker.domain.round_of_matters import HEADINGS, Group, Matter, in_order
from tracker.domain.typed_due import due_words
from tracker.domain.viewers import Viewer
from tracker.domain.wording import date_words
from tracker.store import lives, matters, posts
from tracker.store.actions import ListedAction
from tracker.store.lives import Life, SaidOnce
from tracker.web.due_words import due_tag
from tracker.web.evidence_items import evidence_item
from tracker.web.requests import current_moment, current_session
from tracker.web.review_card import decided_words

if TYPE_CHECKING:
    from tracker.models.actions import Review
    from tracker.models.evidence import Evidence
    from tracker.models.meetings import Meeting

Row = dict[str, Any]
MOST_ROWS = 200
"""Matters arising that a page tells in full; a longer list is read with the filter of the actions."""
MOST_EVIDENCE = 3
"""Pieces of evidence that a row names, the latest; the action has them all."""


@dataclass(frozen=True)
class Told:
    """What is known of all of them at once, each looked up in one query."""

    decisions: "Mapping[int, Review]"
    lives: Mapping[int, Life]
    held: Mapping[int, Any]
    sittings: Sequence[Sat]
    proposed: Set[int]


def section(meeting: "Meeting", viewer: Viewer, href: Callable[[str], str]) -> Row:
    """{matters, groups: [{id, heading, count, rows}], legend}; `href` is where a reference leads. A fixed number of queries."""
    session, today = current_session(), current_moment().today
    found = matters.arising(session, viewer, meeting)
    decisions = matters.decided(session, meeting.key)
    waiting, proposed = matters.deferred(session, meeting), matters.proposed(session, meeting)
    in_turn = in_order(matters.in_the_round(found, decisions, meeting, today, waiting, proposed))
    by_reference = {row.reference: row for row in found}
    shown = [by_reference[matter.reference] for matter in in_turn[:MOST_ROWS]]
    told = Told(
        decisions,
        lives.lives(session, [row.id for row in shown]),
        posts.holders_on(session, today, {row.post_id for row in shown if row.post_id}),
        lives.sittings(session, meeting),
        proposed,
    )
    rows = {row.reference: _row(row, meeting, told, today, href) for row in shown}
    return {
        "matters": in_turn,
        "groups": _groups(in_turn, rows),
        "legend": legend(row["life"] for row in rows.values()),
    }


def _groups(in_turn: Sequence[Matter], rows: Mapping[str, Row]) -> list[Row]:
    groups: dict[Group, list[str]] = {}
    for matter in in_turn:
        groups.setdefault(matter.group, []).append(matter.reference)
    return [
        {
            "heading": HEADINGS[group],
            "id": group.name.lower().replace("_", "-"),
            "count": len(references),
            "rows": [rows[reference] for reference in references if reference in rows],
        }
        for group, references in groups.items()
    ]


def _row(row: ListedAction, meeting: "Meeting", told: Told, today: date, href: Callable[[str], str]) -> Row:
    its, decision = told.lives[row.id], told.decisions.get(row.id)
    late, state = due_tag(row.status, row.due_on, today)
    return {
        "reference": row.reference,
        "href": href(row.reference),
        "title": row.title,
        "owner": row.post_title or "",
        "vacant": row.post_id is not None and row.post_id not in told.held,
        "due": _due(row, meeting),
        "late": late if state == "overdue" else "",
        "recommended": row.status is Status.RECOMMENDED,
        "proposed": row.id in told.proposed and decision is None,
        "decided": decided_words(decision) if decision else "",
        "rating": row.last_rating.value if row.last_rating and row.status in LIVE else None,
        "last": _last(its.last) if its.last else None,
        "evidence": [_evidence(one, row.reference) for one in its.evidence[-MOST_EVIDENCE:]],
        "more_evidence": max(0, len(its.evidence) - MOST_EVIDENCE),
        "memory": memory(
            times_carried=row.times_carried,
            times_moved=row.times_moved,
            original=row.original_due_on,
            due_on=row.due_on,
        ),
        "life": picture(life(its.happened, told.sittings)),
    }


def _due(row: ListedAction, meeting: "Meeting") -> str:
    if row.due_meeting == meeting.reference and row.due_on:
        return f"papers by {date_words(row.due_on)}"
    words = due_words(row.due_kind, row.due_on, meeting_on=row.due_meeting_on, exit_rule=row.exit_rule)
    return words.removeprefix("due ") or "no date yet"


def _evidence(one: "Evidence", reference: str) -> Row:
    item = evidence_item(one, reference)
    words = ", ".join(filter(None, (item["name"], item["where"])))
    return {
        "words": words,
        "href": url_for("beside.show", reference=reference, evidence_id=one.id),
        "held": item["held"],
    }


def _last(said: SaidOnce) -> Row:
    return {
        "words": first_words(said.opening),
        "by": said.by_name,
        "when": said.words or date_words(said.on),
    }
