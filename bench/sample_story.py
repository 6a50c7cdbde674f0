"""The story of each action of the sample: how it was raised, moved, chased, answered, decided and shown to be done."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlmodel import SQLModel

from tracker.domain.actions import Assurance, Closure, Kind, Move, Rating, Status
from tracker.domain.due import DueCause, DueKind
from tracker.domain.evidence import EvidenceKind
from tracker.models.actions import Action, DueChange, Review, Update
from tracker.models.evidence import Evidence
from tracker.models.mail import Reminder

POSTS, ITEMS, PRIORITIES, MAIL_DAYS = 50, 8, 5, 24
OVER = 10
"""Meetings at which actions were raised: the others are today and to come."""

CLOSED, RECOMMENDED = 0.60, 0.65
"""Up to which share of the actions is closed, and then recommended for closure; the rest is open."""

WORDS = [
    "figures",
    "response",
    "hub",
    "answer",
    "call",
    "rate",
    "victim",
    "witness",
    "review",
    "plan",
    "trend",
    "quarter",
    "officer",
    "vehicle",
    "camera",
    "site",
    "force",
    "burglary",
    "county",
    "recruit",
    "training",
    "measure",
    "evidence",
    "outcome",
    "target",
    "road",
    "safety",
    "survey",
    "partner",
    "school",
    "report",
    "charge",
    "service",
    "demand",
    "time",
    "custody",
    "youth",
    "panel",
    "board",
    "budget",
    "station",
    "rural",
    "team",
    "case",
    "file",
    "visit",
    "update",
    "national",
]


def sentence(chance: random.Random, words: int) -> str:
    """So many words of the sample's own, as one sentence."""
    return f"{' '.join(chance.choices(WORDS, k=words)).capitalize()}."


class Story:
    """Tells one action after another, and collects the rows of each table and the events of the history."""

    def __init__(self, today: date, meetings: list[date]) -> None:
        self._today = today
        self._meetings = meetings
        self._rows: dict[type[SQLModel], list[dict[str, Any]]] = {}
        self._events: list[tuple[str, str, str, Any]] = []
        self._ids: dict[type[SQLModel], int] = {}

    def tables(self) -> tuple[type[SQLModel], ...]:
        """What hangs on actions, in the order in which it can be inserted."""
        return DueChange, Update, Review, Evidence, Reminder

    def take(self, table: type[SQLModel]) -> list[dict[str, Any]]:
        """The rows told since they were last taken."""
        return self._rows.pop(table, [])

    def take_events(self) -> Iterator[tuple[str, str, str, Any]]:
        """When, what, about what, and what was so afterwards; since they were last taken."""
        events, self._events = self._events, []
        yield from events

    def tell(self, number: int, of: int) -> None:
        """The action `number` of `of`: the earlier its number, the earlier the meeting at which it was raised."""
        chance = random.Random(number)  # noqa: S311
        meeting = (number - 1) * OVER // of
        raised = self._meetings[meeting]
        action = self._action(chance, number, meeting, raised)
        self._note(raised, "action.raised", action, {"title": action["title"], "post_id": action["post_id"]})
        if action["due_on"] and chance.random() < 0.4:
            self._move(chance, action, raised)
        self._chase(chance, action)
        updates = chance.choice((1, 1, 2, 3) if action["status"] is not Status.OPEN else (0, 1, 1, 2))
        for nth in range(updates):
            self._update(chance, action, raised + timedelta(days=14 * (nth + 1)), nth + 1 == updates)
        for nth in range(chance.choice((0, 1, 1, 2))):
            self._review(action, min(meeting + nth + 1, OVER - 1), Move.CONTINUE, chance)
        if action["status"] is Status.CLOSED and action["closure"] is not Closure.VOID:
            outcome = Move.COMPLETE if action["closure"] is Closure.COMPLETE else Move.NO_FURTHER_ACTION
            self._review(action, min(meeting + 3, OVER - 1), outcome, chance)
        self._rows.setdefault(Action, []).append(action)

    def _action(self, chance: random.Random, number: int, meeting: int, raised: date) -> dict[str, Any]:
        share, kind = chance.random(), chance.random()
        closed = share < CLOSED
        closure = chance.choices(list(Closure), (90, 6, 0, 4))[0] if closed else None
        item = chance.randint(1, ITEMS)
        row: dict[str, Any] = {
            "id": number,
            "series_id": 1,
            "number": number,
            "reference": f"PPM-{number:03d}",
            "title": sentence(chance, chance.randint(6, 16)),
            "asked": sentence(chance, chance.randint(10, 60)),
            "kind": Kind.STANDING if kind < 0.03 else Kind.COMMITMENT if kind < 0.2 else Kind.ACTION,
            "status": Status.CLOSED if closed else Status.RECOMMENDED if share < RECOMMENDED else Status.OPEN,
            "closure": closure,
            "assurance": chance.choice(list(Assurance)) if closed else None,
            "post_id": chance.randint(1, POSTS),
            "raised_meeting_id": meeting + 1,
            "raised_on": raised,
            "raised_at": datetime.combine(raised, time(14, number % 60), UTC),
            "agenda_item_id": meeting * ITEMS + item,
            "priority_id": item % PRIORITIES + 1,
            "times_carried": 0 if closed else OVER - meeting,
            "closed_on": min(raised + timedelta(days=126), self._today) if closed else None,
            "closed_reason": sentence(chance, 12) if closed else "",
            "due_kind": DueKind.NONE,
            "due_on": None,
        }
        self._give_due(chance, row, raised, closed)
        return row

    def _give_due(self, chance: random.Random, row: dict[str, Any], raised: date, closed: bool) -> None:
        way = chance.random()
        if row["kind"] is Kind.STANDING:
            row |= {"due_kind": DueKind.STANDING, "exit_rule": sentence(chance, 14)}
        elif way < 0.65:
            first = raised + timedelta(days=21) if closed else self._today - timedelta(days=60)
            on = first + timedelta(days=chance.randint(0, 180))
            row |= {"due_kind": DueKind.DATE, "due_on": on}
        elif way < 0.95:
            meeting = min(row["raised_meeting_id"] + 1, OVER) if closed else OVER + chance.randint(1, 2)
            on = self._meetings[meeting - 1] - timedelta(days=7)
            row |= {"due_kind": DueKind.MEETING, "due_on": on, "due_meeting_id": meeting}
        row |= {"original_due_on": row["due_on"], "due_since": raised}

    def _move(self, chance: random.Random, action: dict[str, Any], raised: date) -> None:
        before = action["due_on"] - timedelta(days=42)
        action |= {"original_due_on": before, "times_moved": 1}
        self._add(
            DueChange,
            action,
            changed_on=raised + timedelta(days=40),
            before_kind=action["due_kind"],
            before_on=before,
            after_kind=action["due_kind"],
            after_on=action["due_on"],
            cause=DueCause.AGREED,
            reason=sentence(chance, 10),
            by_name="The secretariat",
        )
        self._note(raised + timedelta(days=40), "action.due_moved", action, {"due_on": action["due_on"]})

    def _chase(self, chance: random.Random, action: dict[str, Any]) -> None:
        if action["due_on"] is None:
            return
        for nth in range(chance.choice((0, 1, 2))):
            weeks = chance.randrange(MAIL_DAYS)
            day = self._today - timedelta(days=7 * (MAIL_DAYS - weeks))
            self._add(
                Reminder,
                action,
                post_id=action["post_id"],
                step=("before-10", "before-3")[nth],
                due_on=action["due_on"],
                owed_on=day,
                mail_id=weeks * POSTS + action["post_id"],
            )

    def _update(self, chance: random.Random, action: dict[str, Any], day: date, last: bool) -> None:
        rating = chance.choice(list(Rating))
        update = self._add(
            Update,
            action,
            post_id=action["post_id"],
            by_name=f"Holder {action['post_id']:02d} of fifty",
            given_on=day,
            given_at=datetime.combine(day, time(9, 30), UTC),
            rating=rating,
            body=sentence(chance, chance.randint(15, 90)),
            recommends_closure=last and action["status"] is not Status.OPEN,
            via="link",
        )
        action |= {"last_update_on": day, "last_rating": rating}
        self._note(day, "update.given", action, {"rating": rating, "update": update})
        if chance.random() < 0.5:
            self._add(
                Evidence,
                action,
                update_id=update,
                kind=EvidenceKind.WEB,
                url=f"https://force.example.org/papers/{action['number']}",
                label=sentence(chance, 5),
                page=chance.randint(1, 90),
                added_on=day,
                added_by=f"Holder {action['post_id']:02d} of fifty",
            )

    def _review(self, action: dict[str, Any], meeting: int, outcome: Move, chance: random.Random) -> None:
        day = self._meetings[meeting]
        self._add(
            Review,
            action,
            meeting_id=meeting + 1,
            decided_on=day,
            recorded_at=datetime.combine(day, time(15, 0), UTC),
            outcome=outcome,
            note=sentence(chance, 12),
            decided_by="The Commissioner",
            recorded_by="The secretariat",
        )
        self._note(day, "review.recorded", action, {"outcome": outcome})

    def _add(self, table: type[SQLModel], action: dict[str, Any], **values: Any) -> int:
        self._ids[table] = number = self._ids.get(table, 0) + 1
        self._rows.setdefault(table, []).append({"id": number, "action_id": action["id"], **values})
        return number

    def _note(self, day: date, event: str, action: dict[str, Any], after: dict[str, Any]) -> None:
        at = datetime.combine(day, time(14, 0), UTC).isoformat()
        self._events.append((at, event, action["reference"], after))
