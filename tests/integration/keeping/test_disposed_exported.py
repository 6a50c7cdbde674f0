"""An export says of what was disposed of that it was, and holds none of its words."""

from tests.integration.keeping.test_disposal import (  # noqa: F401
    DESTROY,
    READER,
    WORD,
    closed,
    later,
    proposal,
    second,
    the_rule,
)
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action
from tracker.services.desk import Desk
from tracker.services.retention import decide
from tracker.store import exports


def test_the_rows_of_an_export_say_what_was_disposed_of(desk: Desk, later: Desk, closed: Action) -> None:  # noqa: F811
    the_rule(desk)
    found = proposal(later, closed.reference)
    decide(second(desk), READER, found.key, DESTROY, version=found.version)
    desk.session.commit()
    (row,) = exports.log_rows(desk.session, THE_OFFICE)
    assert row.title == "Disposed of"
    assert WORD not in repr(row)
