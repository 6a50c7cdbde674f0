"""Builders that state only what matters: `record.action("Bring the figures", due="2023-10-04", post=head)`."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from tracker.domain.actions import Kind
from tracker.domain.due import NOT_DATED, Due, DueKind
from tracker.domain.moments import Moment
from tracker.domain.policy import DEFAULT, to_text
from tracker.domain.viewers import Actor, Role
from tracker.models.actions import Action
from tracker.models.chasing import SeriesPolicy
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.people import Organisation, OrganisationKind, Person, Post
from tracker.services import actions, meetings, posts
from tracker.services.actions import Wanted
from tracker.services.desk import Desk
from tracker.services.meetings import Sitting
from tracker.services.posts import PostWanted

TODAY = date(2023, 9, 20)
LONDON = ZoneInfo("Europe/London")
SECRETARIAT = Actor("Sam Secretary", frozenset({Role.SECRETARIAT}), "web")
COMMISSIONER = Actor("Cory Commissioner", frozenset({Role.COMMISSIONER}), "web")
OWNER = Actor("Olly Owner", frozenset({Role.OWNER}), "web")


def moment(day: str | date = TODAY, at: str = "10:00") -> Moment:
    """A moment in London."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return Moment.at(datetime.combine(on, time.fromisoformat(at), LONDON))


def acting_as(desk: Desk, by: Actor, day: str | date | None = None) -> Desk:
    """The same desk, with another person at it, or on another day."""
    return Desk(desk.session, by, moment(day) if day else desk.moment, desk.calendar, desk.keys)


def due(words: str) -> Due:
    """ "2023-10-04", "next meeting", "standing: until it improves" or ""."""
    if not words:
        return NOT_DATED
    if words == "next meeting":
        return Due(DueKind.NEXT_MEETING)
    if words.startswith("standing"):
        return Due(DueKind.STANDING, exit_rule=words.partition(":")[2].strip() or "Until it improves")
    return Due(DueKind.DATE, on=date.fromisoformat(words))


class Record:
    """Makes rows through the services, with sensible values for all that a test does not name."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def series(self, code: str = "PPM", title: str = "Public Performance Meeting") -> MeetingSeries:
        from tracker.store.meetings import series_listed

        for known in series_listed(self.desk.session):
            if known.code == code:
                return known
        series = MeetingSeries(code=code, title=title)
        self.desk.session.add(series)
        self.desk.session.flush()
        # A series whose owners know that they are written to: nothing of it is held for being the first.
        rules = to_text(replace(DEFAULT, hold_first=False))
        self.desk.session.add(SeriesPolicy(series_id=series.key, rules=rules))
        self.desk.session.flush()
        return series

    def meeting(
        self, day: str = "2023-10-04", *, series: str = "PPM", at: str = "14:30", venue: str = "Oak Room"
    ) -> Meeting:
        from tracker.store.meetings import find

        if known := find(self.desk.session, f"{series}-{day}"):
            return known
        on = date.fromisoformat(day)
        starts_at = datetime.combine(on, time.fromisoformat(at), LONDON).astimezone(UTC)
        sitting = Sitting(starts_on=on, starts_at=starts_at, venue=venue)
        return meetings.schedule_meeting(self.desk, series=self.series(series), sitting=sitting)

    def organisation(self) -> Organisation:
        from tracker.store.posts import organisations

        known = organisations(self.desk.session)
        return (
            known[0]
            if known
            else posts.create_organisation(
                self.desk, code="force", name="The force", kind=OrganisationKind.FORCE
            )
        )

    def person(self, name: str = "Ann Able") -> Person:
        email = f"{name.lower().replace(' ', '.')}@force.example.org"
        return posts.create_person(self.desk, name=name, email=email)

    def post(
        self,
        code: str = "head-of-contact",
        *,
        holder: str | None = "Ann Able",
        chief_officer: bool = False,
        escalates_to: Post | None = None,
        since: str = "2023-01-01",
    ) -> Post:
        from tracker.store.posts import find

        if known := find(self.desk.session, code):
            return known
        wanted = PostWanted(
            code=code,
            title=code.replace("-", " ").capitalize(),
            organisation_id=self.organisation().key,
            chief_officer=chief_officer,
            escalates_to_id=escalates_to.id if escalates_to else None,
            address=f"{code}@force.example.org",
        )
        post = posts.create_post(self.desk, wanted)
        self.desk.session.flush()
        if holder:
            person = self.person(holder)
            self.desk.session.flush()
            posts.add_holder(self.desk, post=post, person=person, starts_on=date.fromisoformat(since))
        return post

    def action(
        self,
        title: str = "Bring the abandonment figures",
        *,
        due: str = "",
        post: Post | None = None,
        meeting: Meeting | None = None,
        kind: Kind = Kind.ACTION,
        asked: str = "",
        on: str | None = None,
    ) -> Action:
        """An action raised at `meeting` (else one of 17 May 2023), on the desk's day or `on`."""
        from tests.support.builders import due as due_of

        desk = acting_as(self.desk, self.desk.by, on) if on else self.desk
        at = meeting or self.meeting("2023-05-17")
        wanted = Wanted(
            title=title, asked=asked, kind=kind, post_id=post.id if post else None, due=due_of(due)
        )
        action, _ = actions.raise_action(desk, meeting=at, wanted=wanted)
        self.desk.session.flush()
        return action
