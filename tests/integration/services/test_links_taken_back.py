"""A link that may have reached somebody never opens anything again, whatever is written instead. On both databases."""

import pytest
from sqlmodel import col, select

from tests.integration.mails.conftest import stationery
from tracker.domain.errors import LinkDead
from tracker.domain.links import make_token
from tracker.models.actions import Action
from tracker.models.mail import Mail, UpdateLink
from tracker.models.meetings import Meeting
from tracker.services.aftermath import refresh_aftermath
from tracker.services.desk import Desk
from tracker.services.links import marks_for, open_link

KEY = b"a key of the links"


def last_link(desk: Desk) -> UpdateLink:
    """The one whose number would be given again."""
    return desk.session.exec(select(UpdateLink).order_by(col(UpdateLink.id).desc())).first()  # type: ignore[return-value]


def test_the_link_of_a_mail_that_was_tried_does_not_open_for_who_had_the_action_before(
    desk_then: Desk, closed: Meeting
) -> None:
    old = last_link(desk_then)
    token = make_token(KEY, old.key, old.action_id)
    mail = desk_then.session.get_one(Mail, old.mail_id)
    mail.attempts = 1
    action = desk_then.session.get_one(Action, old.action_id)
    other = next(m for m in desk_then.session.exec(select(Mail)) if m.post_id not in (None, mail.post_id))
    for post_id in (None, other.post_id):
        action.post_id = post_id
        refresh_aftermath(desk_then, closed, stationery())
        desk_then.session.flush()
    assert last_link(desk_then).post_id == other.post_id
    assert make_token(KEY, last_link(desk_then).key, action.key) != token
    with pytest.raises(LinkDead):
        open_link(desk_then.session, KEY, token, desk_then.moment)


def test_a_link_that_goes_from_a_mail_that_was_tried_is_revoked(desk_then: Desk, closed: Meeting) -> None:
    old = last_link(desk_then)
    mail = desk_then.session.get_one(Mail, old.mail_id)
    mail.attempts = 1
    marks_for(desk_then, mail_id=mail.key, post_id=old.post_id, action_ids=[])
    desk_then.session.flush()
    assert last_link(desk_then).key == old.key
    assert old.revoked_at is not None


def test_of_a_mail_that_never_left_nothing_is_kept(desk_then: Desk, closed: Meeting) -> None:
    old = last_link(desk_then)
    marks_for(desk_then, mail_id=old.mail_id or 0, post_id=old.post_id, action_ids=[])
    desk_then.session.flush()
    assert desk_then.session.get(UpdateLink, old.key) is None
