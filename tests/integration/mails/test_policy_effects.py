"""A change of policy says what it does to the mails that wait, and does that. On both databases."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlmodel import select

from tests.integration.mails.conftest import Office
from tests.support.builders import Record
from tracker.domain.errors import Conflict
from tracker.domain.mails import MailState
from tracker.domain.policy import DEFAULT, Policy, PolicyStep
from tracker.models.mail import Mail
from tracker.services.policies import policy_of, save_policy, version_of
from tracker.services.policy_effects import effect_of

OPEN_HANDED = replace(DEFAULT, hold_first=False)


@pytest.fixture
def queued(office: Office) -> Office:
    """Three mails of one day: one step before, one on the day, and one that is held for a chief officer."""
    with office.building() as record:
        record.action("Coming", due="2023-09-27", post=record.post(), on="2023-05-17")
        record.action(
            "Due", due="2023-09-22", post=record.post("estates", holder="Bea Best"), on="2023-05-17"
        )
        chief = record.post("chief", holder="Cara Chief", chief_officer=True)
        record.action("The chief’s", due="2023-09-22", post=chief, on="2023-05-17")
    office.on("2023-09-22").queue()
    return office


def mails(office: Office) -> Sequence[Mail]:
    with office.database.read() as session:
        return session.exec(select(Mail).order_by(Mail.to_name)).all()  # type: ignore[arg-type]


def change(office: Office, policy: Policy) -> str:
    """Saves the policy, and gives what was said of it before."""
    with office.writing() as desk:
        series = Record(desk).series()
        words = effect_of(desk.session, series, policy).words
        save_policy(desk, series, policy, version=version_of(desk.session, series.key))
    return words


def test_a_step_that_is_gone_is_not_sent_and_what_is_owed_then_comes_with_the_next_pass(
    queued: Office,
) -> None:
    words = change(queued, replace(OPEN_HANDED, steps=(PolicyStep(-4), PolicyStep(0))))
    assert words == (
        "3 mails have not left yet about this series. 1 will not be sent: its step is gone. The others stay as they are."
    )
    states = {mail.to_name: mail.state for mail in mails(queued)}
    assert states == {
        "Ann Able": MailState.CANCELLED,
        "Bea Best": MailState.QUEUED,
        "Cara Chief": MailState.HELD,
    }
    assert mails(queued)[0].last_error == "Not sent: the policy of PPM has no such step any more."
    assert [letter.to_name for letter in queued.chase("2023-09-25")] == ["Bea Best", "Ann Able"]


def test_a_step_that_is_held_from_now_on_is_held_where_it_waits(queued: Office) -> None:
    steps = PolicyStep(-10), PolicyStep(-3, held=True), PolicyStep(0)
    words = change(queued, replace(OPEN_HANDED, steps=steps))
    assert "1 will be held until you release it. The others stay as they are." in words
    first = mails(queued)[0]
    assert first.state is MailState.HELD
    assert first.held_because == "The policy of PPM was changed while it waited."


def test_a_policy_that_holds_less_lets_nothing_go_by_itself(queued: Office) -> None:
    words = change(queued, replace(OPEN_HANDED, hold_chief_officers=False))
    assert words.endswith("They stay as they are.")
    assert mails(queued)[2].state is MailState.HELD


def test_where_nothing_waits_nothing_is_said_to_change(office: Office) -> None:
    with office.building() as record:
        series = record.series()
        assert effect_of(record.desk.session, series, DEFAULT).words.startswith(
            "No mail about this series waits"
        )


def test_a_policy_is_kept_with_its_version_and_a_stale_form_changes_nothing(office: Office) -> None:
    with office.building() as record:
        session, series = record.desk.session, record.series()
        seen = version_of(session, series.key)
        wanted = replace(DEFAULT, repeat_every=3)
        assert (
            save_policy(record.desk, series, wanted, version=seen) == policy_of(session, series.key) == wanted
        )
        with pytest.raises(Conflict):
            save_policy(record.desk, series, DEFAULT, version=seen)
        assert policy_of(session, series.key) == wanted
