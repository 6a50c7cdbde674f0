"""Links that no longer open, and the fresh ones that are asked for."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlmodel import select

from tests.integration.owner_link.conftest import WORDS, csrf, rows
from tests.support.builders import COMMISSIONER, Record, acting_as
from tests.support.page import Browser, Page
from tracker.domain.actions import Move
from tracker.models.actions import Action, Update
from tracker.models.mail import Mail, UpdateLink
from tracker.models.people import Post
from tracker.services.links import revoke_links
from tracker.services.posts import hand_over_post
from tracker.services.reviews import Decision, record_review
from tracker.wiring import Wiring


def ended(on_record: Record, how: str) -> None:
    desk = on_record.desk
    action, link = desk.session.get_one(Action, 1), desk.session.get_one(UpdateLink, 1)
    if how == "expired":
        link.expires_at = desk.moment.machine - timedelta(days=1)
    elif how == "revoked":
        revoke_links(desk, action_id=1)
    elif how == "closed":
        decision = Decision(Move.COMPLETE, reason="Seen.")
        record_review(acting_as(desk, COMMISSIONER), action, decision, meeting=None, version=None)
    elif how == "of another post":
        action.post_id = desk.session.exec(select(Post.id).where(Post.code == "estates")).one()
    desk.session.commit()


@pytest.mark.parametrize(
    ("how", "heading"),
    [
        ("expired", "This link has expired"),
        ("revoked", "This link has been replaced"),
        ("closed", "This action is closed"),
        ("of another post", "This link has been replaced"),
    ],
)
def test_a_dead_link_says_so_shows_nothing_and_takes_nothing(
    visitor: Browser, on_record: Record, wires: Wiring, token: str, how: str, heading: str
) -> None:
    ended(on_record, how)
    page = visitor.get(f"/update/{token}")
    assert (page.status, page.heading) == (410, heading)
    assert "abandonment" not in page.response.text
    answer = visitor.post(f"/update/{token}", data=WORDS)
    assert answer.status == 410
    assert WORDS["text"] in answer.text
    assert rows(wires, Update) == []


@pytest.mark.parametrize("wrong", ["1-nothing", "nothing", "ffffffffffff-x", "1-" + "x" * 300])
def test_a_link_that_was_never_ours(visitor: Browser, token: str, wrong: str) -> None:
    page = visitor.get(f"/update/{wrong}")
    assert (page.status, page.heading) == (410, "This link does not work")


def test_the_token_of_one_action_does_not_open_another(visitor: Browser, token: str, wires: Wiring) -> None:
    seal = token.partition("-")[2]
    assert visitor.get(f"/update/2-{seal}").status == 410


def test_a_fresh_link_goes_by_mail_to_the_present_holder_and_is_never_shown(
    visitor: Browser, on_record: Record, wires: Wiring, token: str
) -> None:
    ended(on_record, "expired")
    post = on_record.post()
    hand_over_post(on_record.desk, post=post, to=on_record.person("Ben Busy"), on=date(2023, 9, 20))
    on_record.desk.session.commit()
    asked = visitor.post(f"/update/{token}/fresh")
    assert (asked.status, asked.heading) == (200, "Look in your mail")
    (mail,) = rows(wires, Mail)
    assert (mail.to_address, mail.kind, mail.state) == ("ben.busy@force.example.org", "fresh_link", "queued")
    assert "Ben" not in asked.response.text


@pytest.mark.parametrize("wrong", ["1-nothing", "nothing"])
def test_asking_for_a_fresh_link_answers_the_same_whether_or_not_the_old_one_was_ours(
    visitor: Browser, wires: Wiring, token: str, wrong: str
) -> None:
    ours, other = visitor.post(f"/update/{token}/fresh"), visitor.post(f"/update/{wrong}/fresh")
    assert ours.status == other.status == 200
    assert _without_token(ours) == _without_token(other)
    assert len(rows(wires, Mail)) == 1


def test_there_is_no_fresh_link_to_a_closed_action(
    visitor: Browser, on_record: Record, wires: Wiring, token: str
) -> None:
    ended(on_record, "closed")
    assert visitor.post(f"/update/{token}/fresh").heading == "Look in your mail"
    assert rows(wires, Mail) == []


def test_fresh_links_and_answers_are_limited_and_a_refused_answer_counts(
    visitor: Browser, token: str
) -> None:
    for _ in range(5):
        assert visitor.post(f"/update/{token}/fresh").status == 200
    page = visitor.post(f"/update/{token}/fresh")
    assert (page.status, page.response.headers.get("Retry-After") is not None) == (429, True)
    form = {"csrf_token": csrf(visitor.get(f"/update/{token}")), "text": ""}
    statuses = {visitor.client.post(f"/update/{token}", data=form).status_code for _ in range(60)}
    assert statuses == {422}
    assert visitor.client.post(f"/update/{token}", data={**form, **WORDS}).status_code == 429


def test_whoever_makes_up_links_is_stopped_and_a_link_of_ours_still_opens(
    visitor: Browser, token: str
) -> None:
    statuses = {visitor.get(f"/update/1-made{number}up").status for number in range(60)}
    assert statuses == {410}
    refused = visitor.get("/update/1-onemore")
    assert (refused.status, refused.response.headers.get("Retry-After") is not None) == (429, True)
    assert {visitor.get(f"/update/{token}").status for _ in range(70)} == {200}


def _without_token(page: Page) -> str:
    return BeautifulSoup(page.response.text, "html.parser").get_text()
