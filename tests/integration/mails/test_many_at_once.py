"""The mails of one change to many actions, as their owners read them: what they have now, have no more, is moved, is asked."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import col, select

from tests.integration.mails.conftest import Office
from tests.integration.mails.test_expected import as_file
from tracker.domain.due import Due, DueKind
from tracker.domain.mails import MailState
from tracker.domain.many_at_once import What
from tracker.domain.marking import Marking
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action
from tracker.models.mail import Mail
from tracker.models.people import Post
from tracker.services.many_at_once import change_many, preview_many
from tracker.services.many_plan import Asking, Choice
from tracker.services.updates import Said, give_update
from tracker.store import reminders
from tracker.store.action_list import Filters

Compare = Callable[[str, str], None]
EVERY = Choice(filters=Filters())


def change(office: Office, asking: Asking, *, to: str = "", choice: Choice = EVERY) -> None:
    with office.writing() as desk:
        if to:
            post = desk.session.exec(select(Post).where(Post.code == to)).one()
            asking = Asking(asking.what, post=post, reason=asking.reason)
        seen = preview_many(desk.session, THE_OFFICE, choice, asking, desk.moment, office.stationery)
        done = change_many(desk, THE_OFFICE, choice, asking, read=seen.read, stationery=office.stationery)
        assert [mail.subject for mail in done.mails] == [one.text.subject for one in seen.mails]


@pytest.fixture
def two_heads(office: Office) -> Office:
    with office.building() as record:
        record.meeting("2023-10-04")
        head = record.post()
        record.post("head-of-crime", holder="Bea Best")
        first = record.action(
            "Bring the figures", due="2023-10-20", post=head, asked="Bring the abandonment figures by hub."
        )
        record.action("Show the <plan>", due="next meeting", post=head)
        give_update(record.desk, first, Said("They come on Friday."), by_name="Ann Able", via="account")
    return office


def test_what_passes_to_another_is_told_to_both(two_heads: Office, expected: Compare) -> None:
    change(two_heads, Asking(What.OWNER, reason="Crime answers for this now."), to="head-of-crime")
    two_heads.send()
    gained, lost = two_heads.server.letters
    expected("many_gained.txt", as_file(gained))
    expected("many_lost.txt", as_file(lost))
    assert "Show the &lt;plan&gt;" in gained.body_html
    assert "/update/" not in lost.body_html + lost.body_text, "it opens nothing"


def test_a_revised_date_that_was_agreed(two_heads: Office, expected: Compare) -> None:
    later = Due(DueKind.DATE, on=date(2023, 11, 30))
    asking = Asking(
        What.DUE, due=later, agreed=True, decided_by="the Commissioner", reason="The data come later."
    )
    change(two_heads, asking)
    two_heads.send()
    expected("many_moved.txt", as_file(two_heads.server.letters[0]))


def test_a_date_that_was_wrong(two_heads: Office, expected: Compare) -> None:
    asking = Asking(What.DUE, due=Due(DueKind.DATE, on=date(2023, 11, 30)), reason="Typed wrongly.")
    change(two_heads, asking, choice=Choice(references=("PPM-001",)))
    two_heads.send()
    expected("many_corrected.txt", as_file(two_heads.server.letters[0]))


def test_an_update_is_asked_for(two_heads: Office, expected: Compare) -> None:
    change(two_heads, Asking(What.ASK, reason="The Panel meets on 30 October."))
    two_heads.send()
    expected("many_asked.txt", as_file(two_heads.server.letters[0]))


def test_the_words_of_what_is_sensitive_are_not_in_the_mail(two_heads: Office) -> None:
    with two_heads.writing() as desk:
        for action in desk.session.exec(select(Action)).all():
            action.marking = Marking.SENSITIVE
    change(two_heads, Asking(What.ASK))
    two_heads.send()
    letter = two_heads.server.letters[0]
    assert "figures" not in letter.body_text + letter.body_html + letter.subject
    assert letter.body_text.startswith("OFFICIAL-SENSITIVE")


def test_a_mail_that_waits_while_its_actions_pass_on_again_is_not_sent(two_heads: Office) -> None:
    change(two_heads, Asking(What.ASK))
    change(two_heads, Asking(What.OWNER), to="head-of-crime")
    two_heads.send()
    assert sorted(letter.to_name for letter in two_heads.server.letters) == ["Ann Able", "Bea Best"]
    with two_heads.database.read() as session:
        asked = session.exec(select(Mail).order_by(col(Mail.id))).first()
        assert asked is not None
        assert (asked.state, asked.last_error[:8]) == (MailState.CANCELLED, "Not sent")


def test_what_the_mail_told_is_not_told_as_new_again(two_heads: Office) -> None:
    change(two_heads, Asking(What.OWNER), to="head-of-crime")
    with two_heads.database.read() as session:
        assert reminders.untold(session, date(2023, 1, 1)) == []
        assert {row.step.partition("-")[0] for row in reminders.of_mail(session, 1)} == {"changed"}


def test_what_nobody_owned_is_told_without_an_owner_before_it(two_heads: Office) -> None:
    with two_heads.building() as record:
        record.action("Nobody’s yet")
    change(two_heads, Asking(What.OWNER), to="head-of-crime", choice=Choice(references=("PPM-003",)))
    two_heads.send()
    assert "It was with" not in two_heads.server.letters[0].body_text
