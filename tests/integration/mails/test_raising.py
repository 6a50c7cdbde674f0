"""An action is raised with the Chief Constable: one held mail about it, or a plain word that there is nobody to write to."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import select

from tests.integration.mails.conftest import Office
from tests.integration.mails.test_expected import as_file, due_for_papers
from tests.support.builders import COMMISSIONER, OWNER, SECRETARIAT, Record, acting_as
from tracker.domain.actions import Assurance, Move, Rating
from tracker.domain.mails import MailKind, MailState
from tracker.models.actions import Action
from tracker.models.mail import Mail, UpdateLink
from tracker.models.people import Holder, OrganisationKind, Post
from tracker.services.desk import Desk
from tracker.services.mails import release_mails
from tracker.services.posts import create_organisation
from tracker.services.raising import Decided, decide
from tracker.services.reviews import Decision
from tracker.services.undoing import undo_review
from tracker.services.updates import Said, give_update
from tracker.store.meetings import find
from tracker.store.posts import by_code

RAISE = Decision(Move.RAISE, note="No report has come in\nthree years.", assurance=Assurance.NOT_ASSURED)


def line_of(record: Record) -> Post:
    """A head who answers to a director and the Chief Constable, who answers to the Commissioner's office."""
    record.organisation()
    office = create_organisation(record.desk, code="office", name="The office", kind=OrganisationKind.OFFICE)
    record.desk.session.flush()
    commissioner = record.post("commissioner", holder="Cory Commissioner")
    commissioner.organisation_id = office.key
    chief = record.post(
        "chief-constable", holder="Chris Chief", chief_officer=True, escalates_to=commissioner
    )
    director = record.post(
        "director-of-contact", holder="Dee Director", chief_officer=True, escalates_to=chief
    )
    return record.post("head-of-contact", escalates_to=director)


@pytest.fixture
def filled(office: Office) -> Office:
    with office.building() as record:
        action = record.action(
            "Report on repeat callers",
            asked="Report on who calls 101 again and again, and <why>, to each meeting.",
            due="2023-09-27",
            post=line_of(record),
            on="2023-05-17",
        )
        due_for_papers(record, action)
        action.times_carried = 4
        said = Said("A first list was drawn up.", Rating.RED)
        by = acting_as(record.desk, OWNER, "2023-06-30")
        give_update(by, action, said, by_name="Ann Able", via="account")
    return office


def raise_it(desk: Desk, office: Office, decision: Decision = RAISE, number: int = 1) -> Decided:
    return decide(
        acting_as(desk, COMMISSIONER),
        desk.session.get_one(Action, number),
        decision,
        meeting=find(desk.session, "PPM-2023-10-04"),
        version=None,
        stationery=office.stationery,
    )


def mails(office: Office) -> list[Mail]:
    with office.database.read() as session:
        return list(session.exec(select(Mail).where(Mail.kind == MailKind.RAISED).order_by(Mail.id)).all())  # type: ignore[arg-type]


def test_the_mail_says_what_was_asked_what_was_said_and_what_is_wanted(
    filled: Office, expected: Callable[[str, str], None]
) -> None:
    with filled.writing() as desk:
        raise_it(desk, filled)
    (mail,) = mails(filled)
    assert (mail.state, mail.held_because) == (
        MailState.HELD,
        "It raises an action with Chief constable. Read it, then release it.",
    )
    expected("raised.txt", as_file(mail))


def test_released_it_leaves_with_one_link_that_opens_that_action(filled: Office) -> None:
    with filled.writing() as desk:
        raise_it(desk, filled)
    assert filled.send() == [], "nothing leaves before it is released"
    with filled.writing() as desk:
        release_mails(desk, [mail.key for mail in mails(filled)], link_days=30)
    filled.send()
    (letter,) = filled.server.letters
    links = re.findall(r"https://actions\.example\.org/update/\S+", letter.body_text)
    assert (letter.to_address, len(links)) == ("chris.chief@force.example.org", 1)
    assert f'href="{links[0]}"' in letter.body_html
    assert "&lt;why&gt;" in letter.body_html


def test_decided_again_it_is_one_mail_or_none(filled: Office) -> None:
    with filled.writing() as desk:
        raise_it(desk, filled)
    with filled.writing() as desk:
        raise_it(desk, filled, Decision(Move.RAISE, note="In other words."))
    first, second = mails(filled)
    assert (first.state, second.state) == (MailState.CANCELLED, MailState.HELD)
    with filled.writing() as desk:
        raise_it(desk, filled, Decision(Move.CONTINUE))
    assert {mail.state for mail in mails(filled)} == {MailState.CANCELLED}


def test_undoing_what_came_after_it_holds_the_mail_again_with_the_link_that_it_had(filled: Office) -> None:
    with filled.writing() as desk:
        raise_it(desk, filled)
    with filled.writing() as desk:
        raise_it(desk, filled, Decision(Move.CONTINUE))
    with filled.writing() as desk:
        action, meeting = desk.session.get_one(Action, 1), find(desk.session, "PPM-2023-10-04")
        assert meeting is not None
        undo_review(acting_as(desk, COMMISSIONER), action, meeting=meeting, version=None)
    (mail,) = mails(filled)
    assert mail.state is MailState.HELD
    with filled.database.read() as session:
        (link,) = session.exec(select(UpdateLink).where(UpdateLink.mail_id == mail.id)).all()
        assert link.revoked_at is None


def test_where_the_line_leads_to_no_chief_officer_nobody_is_guessed(office: Office) -> None:
    with office.building() as record:
        line_of(record)
        lonely = record.post("head-of-estates", holder="Eve Estates")
        record.action("Cost the repairs", post=lonely)
        record.action("Nobody’s yet")
        record.meeting("2023-10-04")
    with office.writing() as desk:
        for number in (1, 2):
            decided = raise_it(desk, office, number=number)
            assert (decided.review.outcome, decided.mail, decided.nobody) == (Move.RAISE, None, True)
    assert mails(office) == []


def test_for_a_vacant_chair_the_mail_waits_for_an_address(filled: Office) -> None:
    with filled.writing() as desk:
        chief = by_code(desk.session, "chief-constable")
        for holder in desk.session.exec(select(Holder).where(Holder.post_id == chief.key)).all():
            desk.session.delete(holder)
        raise_it(desk, filled)
    (mail,) = mails(filled)
    assert (mail.to_name, mail.to_address) == ("Chief constable", "")
    assert "There is no e-mail address for Chief constable." in mail.held_because


def test_between_meetings_it_names_the_day(filled: Office) -> None:
    with filled.writing() as desk:
        action = desk.session.get_one(Action, 1)
        decision = Decision(Move.RAISE, decided_by="Dana Deputy")
        decide(
            acting_as(desk, SECRETARIAT),
            action,
            decision,
            meeting=None,
            version=None,
            stationery=filled.stationery,
        )
    (mail,) = mails(filled)
    assert "On 20 September 2023, Dana Deputy decided to raise this action" in " ".join(
        mail.body_text.split()
    )
