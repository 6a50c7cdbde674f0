"""What was sent about an action, as its story tells it: all of it to the office, to the owner only what reached them."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.support.builders import OWNER, Record, acting_as, moment
from tests.support.page import Browser, Page
from tracker.domain.mails import MailKind, MailState
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.models.mail import Mail, Reminder
from tracker.services.updates import Said, give_update
from tracker.store.posts import holders_on

SignIn = Callable[..., Browser]


def chase(
    record: Record, action: Action, day: str, state: MailState, kind: MailKind = MailKind.REMINDER
) -> None:
    """A reminder of that day with its mail."""
    on = date.fromisoformat(day)
    mail = Mail(
        kind=kind,
        state=state,
        post_id=action.post_id,
        for_day=on,
        message_id=f"{day}-{kind}@example.org",
        queued_at=moment(on).now,
        held_because="It goes to a chief officer." if state is MailState.HELD else "",
        last_error="550 No such user." if state is MailState.FAILED else "",
    )
    record.desk.session.add(mail)
    record.desk.session.flush()
    step = f"{kind.value}-{day}"
    owed = {"step": step, "due_on": on, "owed_on": on, "mail_id": mail.id}
    record.desk.session.add(Reminder(action_id=action.key, post_id=action.post_id or 0, **owed))


@pytest.fixture
def action(on_record: Record) -> Action:
    """Due on 11 September and chased twice since; an escalation is held, and one mail failed."""
    raised = on_record.action("101 calls", due="2023-09-11", on="2023-05-17", post=on_record.post())
    chase(on_record, raised, "2023-09-11", MailState.SENT)
    chase(on_record, raised, "2023-09-14", MailState.FAILED)
    chase(on_record, raised, "2023-09-18", MailState.SENT)
    chase(on_record, raised, "2023-09-20", MailState.HELD, MailKind.ESCALATION)
    on_record.desk.session.commit()
    return raised


def story(page: Page) -> list[str]:
    return [" ".join(item.get_text(" ").split()) for item in page.html.select(".moj-timeline__item")]


def test_the_office_is_told_all_that_was_sent_and_what_became_of_it(action: Action, sign_in: SignIn) -> None:
    told = story(sign_in(Role.SECRETARIAT).get("/actions/PPM-001"))
    assert told[0].startswith(
        "Wednesday 20 September 2023 Escalated to the Head of contact "
        "Held until the secretariat releases it. It goes to a chief officer."
    )
    assert told[1].startswith("Monday 18 September 2023 Third reminder to the Head of contact Accepted")
    assert "Second reminder to the Head of contact Not delivered. 550 No such user." in told[2]
    assert told[3].startswith("Monday 11 September 2023 Reminder to the Head of contact Accepted")


def test_the_owner_is_told_only_what_was_sent(on_record: Record, action: Action, sign_in: SignIn) -> None:
    post_id = action.post_id or 0
    person = holders_on(on_record.desk.session, on_record.desk.moment.today, [post_id])[post_id].person_id
    on_record.desk.session.commit()
    page = sign_in(Role.OWNER, person_id=person, name="Ann Able").get("/actions/PPM-001")
    assert len(story(page)) == 3
    for secret in ("Held", "Escalated", "550", "Read it"):
        assert secret not in page.text


def test_reminders_without_an_answer_between_them_are_one_stop(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert "Chased twice September 2023" in strip(browser.get("/actions/PPM-001"))
    answered = acting_as(on_record.desk, OWNER, "2023-09-15")
    give_update(answered, action, Said("On its way."), by_name="Ann Able", via="account")
    on_record.desk.session.commit()
    stops = strip(browser.get("/actions/PPM-001"))
    assert "Chased once 11 September 2023" in stops
    assert "Chased once 18 September 2023" in stops


def strip(page: Page) -> str:
    return " ".join(page.html.select_one(".app-strip").get_text(" ").split())


def test_only_the_last_reminder_says_that_it_is_not_answered_yet(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    answered = acting_as(on_record.desk, OWNER, "2023-09-15")
    give_update(answered, action, Said("On its way."), by_name="Ann Able", via="account")
    chase(on_record, action, "2023-09-21", MailState.SENT)
    on_record.desk.session.commit()
    told = story(sign_in(Role.SECRETARIAT).get("/actions/PPM-001"))
    assert [item.startswith("Thursday 21 September 2023") for item in told if "Not answered yet" in item] == [
        True
    ]
