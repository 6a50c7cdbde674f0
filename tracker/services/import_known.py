"""What the record knows by the words that a log may use: posts, meetings, priorities. Asked once for all rows of an import."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from tracker.domain.canonical import canonical_text
from tracker.domain.captured import PostName
from tracker.domain.due import Due, DueKind
from tracker.domain.import_numbers import folded
from tracker.domain.import_owners import OwnerFound, fitting
from tracker.domain.import_plan import Known
from tracker.domain.import_rows import LogStatus
from tracker.domain.workdays import working_day_after
from tracker.models.imports import Import
from tracker.models.meetings import MeetingSeries
from tracker.ports import Matcher
from tracker.services.desk import Desk
from tracker.services.due import settle
from tracker.store import imports as stored
from tracker.store import meetings, posts

QUIET_DAYS = 5
"""Working days after which owners are first reminded of what an import brings, unless another day is chosen."""

KEEP = "keep"
"""What stands for an owner whose words are kept, and no post put to them."""
NEW = "new:"
"""Before the title of a post that is made when the import is written."""


@dataclass(frozen=True)
class Matches:
    """What people said that words mean. `owners` leads from words to the code of a post, `KEEP`, or "new:" and the title of a post to be made;

    `statuses` from folded words to a status of ours.
    """

    owners: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, LogStatus] = field(default_factory=dict)

    def to_text(self) -> str:
        return canonical_text({"owners": self.owners, "statuses": self.statuses})

    @classmethod
    def from_text(cls, text: str) -> "Matches":
        if not text:
            return cls()
        said = json.loads(text)
        return cls(said["owners"], {words: LogStatus(ours) for words, ours in said["statuses"].items()})


def known_of(desk: Desk, one: Import, matcher: Matcher) -> Known:
    """What the rows of this import are read with."""
    session, today = desk.session, desk.moment.today
    series = session.get_one(MeetingSeries, one.series_id)
    matches, names = Matches.from_text(one.matches), posts.names(session, today)
    owners = {words: post for words in _owners(one) if (post := _post(words, matches, names, matcher))}
    every = meetings.listed(session)
    sittings = [sitting for sitting in every if sitting.series_id == series.key]
    return Known(
        series=series.code,
        file=one.name,
        today=today,
        chase_from=one.chase_from or chased_from(desk),
        owners=owners,
        statuses=matches.statuses,
        meetings={sitting.starts_on: sitting.key for sitting in sittings},
        meeting_codes={sitting.reference: sitting.key for sitting in every},
        days={sitting.key: sitting.starts_on for sitting in sittings},
        agenda=stored.agenda_numbers(session, series.key),
        priorities=_priorities(session, today),
        measures={folded(m.code): m.key for m in meetings.national_measures(session)},
        posts={code: key for key, code, _ in posts.named(session) if key},
        titles={key: title for key, _, title in posts.named(session) if key},
        next_meeting=settle(session, Due(DueKind.NEXT_MEETING), series_id=series.key, said_on=today),
    )


def chased_from(desk: Desk) -> date:
    """The day from which owners are reminded of what an import brings, where nobody chose another."""
    return working_day_after(desk.moment.today, QUIET_DAYS, desk.calendar.is_working_day)


def owners_found(session: Session, one: Import, matcher: Matcher, today: date) -> list[OwnerFound]:
    """Each owner that the file names, how often, and the posts that the words may mean; those to be asked about come first."""
    matches, names = Matches.from_text(one.matches), posts.names(session, today)
    found = [
        OwnerFound(words, count, fitting(words, names, matcher.match), matches.owners.get(words, ""))
        for words, count in _owners(one).items()
    ]
    return sorted(found, key=lambda owner: (owner.is_settled, -owner.count, owner.words))


def _owners(one: Import) -> Mapping[str, int]:
    found: dict[str, Any] = json.loads(one.found) if one.found else {}
    owners: Mapping[str, int] = found.get("owners", {})
    return owners


def _post(words: str, matches: Matches, names: Sequence[PostName], matcher: Matcher) -> int | None:
    """The post that these words mean: as a person chose, else the one that fits alone."""
    chosen = matches.owners.get(words)
    if chosen is not None:
        return next((post.id for post in names if post.code == chosen), None)
    fits = fitting(words, names, matcher.match)
    return fits.posts[0].id if fits.certain else None


def _priorities(session: Session, today: date) -> dict[str, int]:
    """The priorities in force today, and those of every other Plan where no word of today's is the same."""
    found: dict[str, int] = {}
    for one in [*meetings.priorities(session, today), *meetings.priorities(session, None)]:
        for words in (one.code, one.title):
            found.setdefault(folded(words), one.key)
    return found
