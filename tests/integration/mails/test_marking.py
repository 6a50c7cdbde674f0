"""Mails about what is OFFICIAL-SENSITIVE: the reference, the day and the link, and none of the words."""

from datetime import date

import pytest
from sqlmodel import select

from tests.integration.mails.conftest import Office
from tests.support.builders import OWNER, acting_as, moment
from tracker.domain.due import DueKind
from tracker.domain.evidence import EvidenceKind
from tracker.models.actions import Action
from tracker.models.evidence import Document, Evidence
from tracker.models.mail import Mail
from tracker.services.closing import end_meeting
from tracker.services.mails import queue_fresh_link
from tracker.services.meetings import start_meeting
from tracker.services.updates import Said, give_update

TITLE, ASKED, SAID, OPEN = (
    "Name the informant",
    "Say where they live",
    "Not yet moved",
    "Say when the hub opens",
)
SECRETS = (TITLE, ASKED, SAID, "informant", "moved")


@pytest.fixture
def filled(office: Office) -> Office:
    """Action 001 rests on a document that is OFFICIAL-SENSITIVE, Action 002 on one that is OFFICIAL."""
    with office.building() as record:
        head = record.post()
        secret = record.action(TITLE, asked=ASKED, due="2023-09-27", post=head, on="2023-05-17")
        plain = record.action(OPEN, due="2023-09-27", post=head, on="2023-05-17")
        give_update(
            acting_as(record.desk, OWNER, "2023-06-30"), secret, Said(SAID), by_name="Ann Able", via="account"
        )
        for action, marking in ((secret, "OFFICIAL - SENSITIVE"), (plain, "OFFICIAL")):
            paper = Document(code=f"paper-{action.number}", title="A paper", marking=marking)
            record.desk.session.add(paper)
            record.desk.session.flush()
            record.desk.session.add(
                Evidence(
                    action_id=action.key,
                    kind=EvidenceKind.DOCUMENT,
                    document_id=paper.id,
                    added_on=date(2023, 5, 17),
                )
            )
    return office


def test_the_mail_carries_the_reference_and_the_link_and_none_of_the_words(filled: Office) -> None:
    (letter,) = filled.chase("2023-09-22")
    assert letter.body_text.startswith("OFFICIAL-SENSITIVE\n")
    assert letter.body_text.count("/update/") == letter.body_html.count("/update/") == 2
    for part in (letter.subject, letter.body_text, letter.body_html):
        assert not any(secret in part for secret in SECRETS)
    for body in (letter.body_text, letter.body_html):
        assert "Action 001" in body
        assert "Its words are not sent by mail." in body
        assert OPEN in body
        assert body.count("No update yet.") == 1


def test_a_mail_about_nothing_of_the_kind_is_official(filled: Office) -> None:
    with filled.building() as record:
        record.desk.session.delete(record.desk.session.get_one(Evidence, 1))
    (letter,) = filled.chase("2023-09-22")
    assert letter.body_text.startswith("OFFICIAL\n")
    assert "OFFICIAL-SENSITIVE" not in letter.body_text + letter.body_html
    assert TITLE in letter.body_text


def test_the_exit_rule_of_a_standing_item_is_not_sent_either(filled: Office) -> None:
    """A new holder is handed all that the post owns, what has no date too."""
    from tracker.services import posts

    with filled.building() as record:
        action = record.desk.session.get_one(Action, 1)
        action.kind, action.due_kind, action.due_on = "standing", DueKind.STANDING, None
        action.exit_rule = "Until the informant is safe"
        post = record.post()
        person = record.person("Bea Best")
        record.desk.session.flush()
        posts.hand_over_post(record.desk, post=post, to=person, on=date(2023, 9, 22), acting=False)
    (letter,) = filled.chase("2023-09-22")
    assert "At every meeting: until its exit rule is met." in letter.body_text
    assert not any(secret in letter.body_text + letter.body_html for secret in SECRETS)


def test_a_fresh_link_names_the_action_alone(filled: Office) -> None:
    with filled.writing() as desk:
        queue_fresh_link(desk, desk.session.get_one(Action, 1), filled.stationery)
    with filled.database.read() as session:
        mail = session.exec(select(Mail)).one()
    assert mail.subject == "A new link to Action 001"
    assert not any(secret in mail.body_text + mail.body_html for secret in SECRETS)


def test_a_log_that_names_it_does_not_go_with_the_mails_of_its_meeting(office: Office) -> None:
    """The log is one paper for all owners: who was given nothing of the kind does not get it either."""
    office.now = moment("2023-10-04", "14:30")
    with office.building() as record:
        meeting = record.meeting()
        start_meeting(record.desk, meeting)
        secret = record.action(TITLE, due="2023-11-30", post=record.post(), meeting=meeting)
        record.action(OPEN, due="2023-11-30", post=record.post("estates", holder="Bea Best"), meeting=meeting)
        record.desk.session.add(Document(code="paper", title="A paper", marking="OFFICIAL-SENSITIVE"))
        record.desk.session.flush()
        kept = {"kind": EvidenceKind.DOCUMENT, "document_id": 1, "added_on": date(2023, 5, 17)}
        record.desk.session.add(Evidence(action_id=secret.key, **kept))
        record.desk.session.flush()
        end_meeting(record.desk, meeting, office.stationery)
    with office.database.read() as session:
        mails = session.exec(select(Mail)).all()
    assert len(mails) == 2
    for mail in mails:
        assert mail.report_version_id is None
        assert "The action log of the meeting is OFFICIAL-SENSITIVE" in mail.body_text
        assert not any(secret in mail.body_text + mail.body_html for secret in SECRETS)
