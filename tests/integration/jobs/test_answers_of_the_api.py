"""The daily tidying drops what the API answered more than a day ago."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from tests.support.builders import SECRETARIAT, TODAY
from tracker.domain.api_tokens import Scope
from tracker.jobs.passes import Passes
from tracker.models.outside import ApiAnswer
from tracker.services.api_answers import KEPT
from tracker.services.api_tokens import TokenWanted, make_token
from tracker.wiring import Wiring


def test_answers_to_repeated_requests_are_dropped_after_a_day(wires: Wiring) -> None:
    now = datetime.now(UTC)
    with wires.write() as session:
        wanted = TokenWanted("A", (Scope.ACTIONS_READ,), TODAY + timedelta(days=1))
        token, _ = make_token(wires.desk(session, SECRETARIAT), wanted)
        for key, at in (("old", now - KEPT - timedelta(minutes=1)), ("new", now)):
            session.add(ApiAnswer(token_id=token.key, request_key=key, asked="", status=201, answered_at=at))
        session.commit()
    Passes(wires).tidy()
    with wires.read() as session:
        assert [row.request_key for row in session.exec(select(ApiAnswer)).all()] == ["new"]
