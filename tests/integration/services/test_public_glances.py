"""How everything public stands at a glance: the same as composing it, without composing what nobody touched."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.measured import Measured
from tests.support.published import publish
from tracker.domain.publishing import Published
from tracker.domain.reading import Way
from tracker.domain.viewers import THE_OFFICE
from tracker.models.people import Post
from tracker.models.publishing import Publication
from tracker.services import public_glances, updates
from tracker.services.desk import Desk
from tracker.services.public_cuts_withheld import public_rules
from tracker.services.public_glances import Glance, glances
from tracker.services.public_states import PublicState
from tracker.store import actions, meetings

Touch = Callable[[Desk, str], None]


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was composed, by its subject."""
    seen: list[str] = []
    real = public_glances.standing_of

    def standing_of(*asked: object) -> object:
        seen.append(str(asked[2]))
        return real(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(public_glances, "standing_of", standing_of)
    monkeypatch.setattr(public_glances, "_found", {})
    return seen


def look(desk: Desk, *rows: Publication) -> list[Glance]:
    desk.session.flush()
    return glances(desk.session, rows, public_rules(desk.session, desk.moment.today))


def test_what_nobody_touched_is_not_composed(record: Record, desk: Desk, composed: list[str]) -> None:
    meeting = record.meeting("2023-10-04")
    rows = [
        publish(record, Published.ACTION, record.action("Bring the figures", meeting=meeting).reference),
        publish(record, Published.MEETING, meeting.reference),
    ]
    assert [one.state for one in look(desk, *rows)] == [PublicState.PUBLIC, PublicState.PUBLIC]
    assert composed == []


def _title(desk: Desk, reference: str) -> None:
    actions.by_reference(desk.session, THE_OFFICE, reference).title = "Bring other figures"


def _update(desk: Desk, reference: str) -> None:
    action = actions.by_reference(desk.session, THE_OFFICE, reference)
    said = updates.Said("They are being gathered.")
    updates.give_update(desk, action, said, by_name="Ann Able", via=Way.TELEPHONE, received_by=desk.by.name)


def _meeting(desk: Desk, reference: str) -> None:
    meetings.by_reference(desk.session, "PPM-2023-10-04").date_words = "October 2023"


def _post(desk: Desk, reference: str) -> None:
    action = actions.by_reference(desk.session, THE_OFFICE, reference)
    desk.session.get_one(Post, action.post_id).title = "Head of calls"


@pytest.mark.parametrize("touch", [_title, _update, _meeting, _post])
def test_what_a_cut_is_made_of_shows_when_it_changes(
    record: Record, desk: Desk, composed: list[str], touch: Touch
) -> None:
    meeting = record.meeting("2023-10-04")
    action = record.action("Bring the figures", meeting=meeting, post=record.post())
    row = publish(record, Published.ACTION, action.reference)
    touch(desk, action.reference)
    (glance,) = look(desk, row)
    assert (glance.state, glance.changes > 0) == (PublicState.CHANGED, True)
    look(desk, row)
    assert composed == [action.reference], "what was found is remembered"


def test_a_name_that_came_on_record_shows_where_it_stands(
    record: Record, desk: Desk, composed: list[str]
) -> None:
    row = publish(record, Published.ACTION, record.action("Ask Ben Baker for the figures").reference)
    record.post("head-of-data", holder="Ben Baker")
    assert [one.state for one in look(desk, row)] == [PublicState.CHANGED]


def test_one_that_is_touched_leaves_the_others_alone(record: Record, desk: Desk, composed: list[str]) -> None:
    here = publish(record, Published.ACTION, record.action("Bring the figures").reference)
    there = publish(record, Published.ACTION, record.action("Answer the calls").reference)
    _title(desk, here.subject)
    assert [one.state for one in look(desk, here, there)] == [PublicState.CHANGED, PublicState.PUBLIC]
    assert composed == [here.subject]


def test_what_became_sensitive_is_refused(record: Record, desk: Desk, composed: list[str]) -> None:
    action = record.action("Bring the figures")
    row = publish(record, Published.ACTION, action.reference)
    action.marking = "OFFICIAL-SENSITIVE"
    (glance,) = look(desk, row)
    assert glance.state is PublicState.REFUSED
    assert "OFFICIAL-SENSITIVE" in glance.refused


def test_another_reading_shows(record: Record, desk: Desk, composed: list[str]) -> None:
    measured = Measured(desk)
    measured.months(["8.6%", "9.1%", "9.4%", "12.7%"])
    row = publish(record, Published.MEASURE, "101-abandonment")
    assert [one.state for one in look(desk, row)] == [PublicState.PUBLIC]
    measured.reading("2020/21", "8.1%")
    assert [one.state for one in look(desk, row)] == [PublicState.CHANGED]
