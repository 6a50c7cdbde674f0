"""Keys of repeated requests, on both databases: reserved once, taken over when dead, forgotten after a day."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.support.builders import TODAY
from tracker.domain.api_tokens import Scope
from tracker.models.outside import ApiAnswer
from tracker.services import api_answers as service
from tracker.services.api_answers import AT_WORK, KEPT, Kept, Reservation, StillAtWork, UsedForAnother
from tracker.services.api_tokens import TokenWanted, make_token
from tracker.services.desk import Desk


@pytest.fixture
def token_id(desk: Desk) -> int:
    wanted = TokenWanted("Data warehouse", (Scope.MEASURES_WRITE,), TODAY + timedelta(days=30))
    return make_token(desk, wanted)[0].key


def _reserve(
    desk: Desk, token_id: int, *, asked: str = "a", later: timedelta = timedelta()
) -> Reservation | Kept:
    machine = desk.moment.machine + later
    return service.reserve(desk.session, token_id=token_id, key="k", asked=asked, machine=machine)


def test_a_key_is_reserved_once_and_then_answers(desk: Desk, token_id: int) -> None:
    reserved = _reserve(desk, token_id)
    assert isinstance(reserved, Reservation)
    with pytest.raises(StillAtWork):
        _reserve(desk, token_id)
    service.keep(desk.session, reserved, status=201, headers="{}", body="done")
    assert _reserve(desk, token_id) == Kept(201, "{}", "done")
    with pytest.raises(UsedForAnother):
        _reserve(desk, token_id, asked="b")


def test_a_dead_reservation_is_taken_over_and_its_first_owner_can_keep_nothing(
    desk: Desk, token_id: int
) -> None:
    first = _reserve(desk, token_id)
    assert isinstance(first, Reservation)
    second = _reserve(desk, token_id, later=AT_WORK)
    assert isinstance(second, Reservation)
    with pytest.raises(StillAtWork):
        service.keep(desk.session, first, status=201, headers="{}", body="first")
    service.let_go(desk.session, first)
    service.keep(desk.session, second, status=201, headers="{}", body="second")
    assert _reserve(desk, token_id) == Kept(201, "{}", "second")


def test_a_key_that_was_let_go_is_free(desk: Desk, token_id: int) -> None:
    reserved = _reserve(desk, token_id)
    assert isinstance(reserved, Reservation)
    service.let_go(desk.session, reserved)
    assert isinstance(_reserve(desk, token_id, asked="b"), Reservation)


def test_an_answer_is_forgotten_after_a_day(desk: Desk, token_id: int) -> None:
    reserved = _reserve(desk, token_id)
    assert isinstance(reserved, Reservation)
    service.keep(desk.session, reserved, status=201, headers="{}", body="done")
    service.forget_old(desk.session, desk.moment.machine + KEPT)
    assert desk.session.exec(select(ApiAnswer)).all()
    service.forget_old(desk.session, desk.moment.machine + KEPT + timedelta(seconds=1))
    assert not desk.session.exec(select(ApiAnswer)).all()
