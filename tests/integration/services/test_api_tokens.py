"""Tokens of other programs: made once, told by a digest, revoked at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.support.builders import TODAY, moment
from tracker.domain.api_tokens import Scope
from tracker.domain.errors import BadInput, InvalidMove
from tracker.models.outside import ApiToken
from tracker.models.record import HistoryPayload
from tracker.services import api_tokens as service
from tracker.services.api_tokens import TokenWanted
from tracker.services.desk import Desk

WANTED = TokenWanted(
    "Data warehouse", (Scope.MEASURES_READ, Scope.MEASURES_WRITE), TODAY + timedelta(days=30)
)


def test_a_token_is_known_by_its_words_and_its_words_are_kept_nowhere(desk: Desk) -> None:
    token, secret = service.make_token(desk, WANTED)
    assert secret.startswith("ma_")
    assert len(secret) > 40
    assert service.token_of(desk.session, secret, desk.moment) is token
    desk.session.flush()
    told = " ".join(payload.payload for payload in desk.session.exec(select(HistoryPayload)).all())
    assert secret not in repr(desk.session.exec(select(ApiToken)).all()) + told
    assert token.digest not in told
    assert secret.endswith(token.hint)


@pytest.mark.parametrize("other", ["ma_wrong", "", "Bearer", "mä_\ud800"])
def test_other_words_find_no_token(desk: Desk, other: str) -> None:
    service.make_token(desk, WANTED)
    assert service.token_of(desk.session, other, desk.moment) is None


def test_a_token_works_to_the_end_of_its_last_day(desk: Desk) -> None:
    _, secret = service.make_token(desk, WANTED)
    assert service.token_of(desk.session, secret, moment(WANTED.expires_on, "23:59"))
    assert not service.token_of(desk.session, secret, moment(WANTED.expires_on + timedelta(days=1), "00:01"))


def test_a_revoked_token_opens_nothing_and_cannot_be_revoked_again(desk: Desk) -> None:
    token, secret = service.make_token(desk, WANTED)
    service.revoke_token(desk, token)
    assert service.token_of(desk.session, secret, desk.moment) is None
    with pytest.raises(InvalidMove, match="already"):
        service.revoke_token(desk, token)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"scopes": ()}, "scopes"),
        ({"expires_on": TODAY - timedelta(days=1)}, "expires_on"),
        ({"expires_on": TODAY + timedelta(days=367)}, "expires_on"),
        ({"expires_on": date(9999, 12, 31)}, "expires_on"),
    ],
)
def test_a_token_that_makes_no_sense_is_not_made(desk: Desk, changed: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        service.make_token(desk, replace(WANTED, **changed))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_no_two_tokens_bear_one_name_however_it_is_written(desk: Desk) -> None:
    token, _ = service.make_token(desk, WANTED)
    service.revoke_token(desk, token)
    with pytest.raises(BadInput, match="another name"):
        service.make_token(desk, replace(WANTED, name="DATA  warehouse"))


def test_the_last_use_is_noted_to_the_minute(desk: Desk) -> None:
    token, _ = service.make_token(desk, WANTED)
    assert not service.use_is_noted(token, desk.moment)
    service.note_use(desk.session, token.key, desk.moment)
    assert service.use_is_noted(token, desk.moment)
    assert not service.use_is_noted(token, moment(at="10:01"))
