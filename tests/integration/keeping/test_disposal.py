"""What is old is disposed of by two people; its words go, its row stays and says so, and the history still verifies."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from tests.integration.keeping.test_places import _holding
from tests.support.builders import COMMISSIONER, SECRETARIAT, Record, acting_as
from tests.support.read_documents import a_document, a_version
from tracker.adapters.stemmer import EnglishStemmer
from tracker.domain.actions import Move
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotAllowed
from tracker.domain.keeping import DisposalState, KeptClass
from tracker.domain.mails import MailKind, MailState
from tracker.domain.publishing import Published
from tracker.domain.stemming import WordReader
from tracker.domain.viewers import Actor, Role
from tracker.models.actions import Action, Update
from tracker.models.evidence import Document, StoredFile
from tracker.models.keeping import Disposal
from tracker.models.mail import Mail
from tracker.models.publishing import Publication
from tracker.services.audit import verify_history
from tracker.services.desk import Desk
from tracker.services.retention import Judged, decide, propose, set_rule
from tracker.services.reviews import Decision, record_review
from tracker.services.webhooks import make_webhook
from tracker.store import retention as stored
from tracker.store.retention import due

ADMINISTRATOR = Actor("Ada Administrator", frozenset({Role.ADMINISTRATOR}), "web")
LATER = "2031-01-02"
READER = WordReader(EnglishStemmer())
DESTROY = Judged(DisposalState.DESTROYED, "")
WORD = "Quillfeather"


@pytest.fixture
def later(desk: Desk) -> Desk:
    """The secretariat, seven years later."""
    return acting_as(desk, SECRETARIAT, LATER)


@pytest.fixture
def closed(record: Record, desk: Desk) -> Action:
    """An action about somebody, with an update and a decision, closed in September 2023."""
    action = record.action(f"Ask {WORD}", asked=f"About {WORD}", post=record.post())
    desk.session.add(Update(action_id=action.key, given_on=desk.moment.today, body=f"{WORD} was asked"))
    decision = Decision(Move.NO_FURTHER_ACTION, reason=f"{WORD} moved", decided_by="Ben Adams")
    record_review(desk, action, decision, meeting=None, version=None)
    desk.session.commit()
    return action


def the_rule(desk: Desk, kept_class: KeptClass = KeptClass.ACTIONS, years: str = "7") -> None:
    set_rule(
        acting_as(desk, ADMINISTRATOR), kept_class, years=years, basis="The office’s schedule", version=None
    )


def proposal(later: Desk, subject: str, kept_class: KeptClass = KeptClass.ACTIONS) -> Disposal:
    return propose(later, kept_class, [subject], reason="Its years are over")[0]


def second(desk: Desk) -> Desk:
    return acting_as(desk, COMMISSIONER, LATER)


def test_an_action_is_disposed_of_by_two_people_and_leaves_a_row_that_says_so(
    desk: Desk, later: Desk, closed: Action
) -> None:
    the_rule(desk)
    found = proposal(later, closed.reference)
    decide(second(desk), READER, found.key, DESTROY, version=found.version)
    desk.session.commit()
    action = desk.session.exec(select(Action)).one()
    assert (action.reference, action.title) == ("PPM-001", "Disposed of")
    assert action.asked == (
        "Disposed of on 2 January 2031 under the rule of 7 years for actions, decided by Sam Secretary and Cory Commissioner."
    )
    assert action.disposed_on == date(2031, 1, 2)
    assert _holding_word(desk) == set()
    assert verify_history(desk.session, desk.keys.history, None).disposed == 2


def test_what_other_systems_were_told_of_it_goes_too(desk: Desk, later: Desk, record: Record) -> None:
    make_webhook(desk, url="https://one.example/", events=["action.raised"], note="", allowed=())
    action = record.action(f"Ask {WORD}")
    decision = Decision(Move.NO_FURTHER_ACTION, reason="Over", decided_by="Ben Adams")
    record_review(desk, action, decision, meeting=None, version=None)
    desk.session.commit()
    assert "webhook_deliveries.body" in _holding_word(desk)
    the_rule(desk)
    found = proposal(later, action.reference)
    decide(second(desk), READER, found.key, DESTROY, version=found.version)
    desk.session.commit()
    assert _holding_word(desk) == set()


def test_the_number_of_what_was_disposed_of_is_not_given_out_again(
    desk: Desk, later: Desk, closed: Action, record: Record
) -> None:
    the_rule(desk)
    found = proposal(later, closed.reference)
    decide(second(desk), READER, found.key, DESTROY, version=found.version)
    assert record.action("The next one").reference == "PPM-002"


def test_whoever_proposed_cannot_decide_under_either_name_or_account(
    desk: Desk, later: Desk, closed: Action
) -> None:
    the_rule(desk)
    found = proposal(later, closed.reference)
    same = acting_as(desk, Actor("sam SECRETARY", frozenset({Role.ADMINISTRATOR}), "web"), LATER)
    with pytest.raises(NotAllowed, match="Another person"):
        decide(same, READER, found.key, DESTROY, version=found.version)
    found.proposed_by_id = 7
    renamed = acting_as(desk, Actor("Sue Scribe", frozenset({Role.ADMINISTRATOR}), "web", user_id=7), LATER)
    with pytest.raises(NotAllowed, match="Another person"):
        decide(renamed, READER, found.key, DESTROY, version=found.version)
    with pytest.raises(NotAllowed, match="decided by the Commissioner"):
        decide(later, READER, found.key, DESTROY, version=found.version)


def test_without_a_rule_nothing_is_due_and_nothing_can_be_proposed(later: Desk, closed: Action) -> None:
    with pytest.raises(InvalidMove, match="no rule"):
        proposal(later, closed.reference)


def test_what_is_not_due_yet_is_refused(desk: Desk, closed: Action) -> None:
    the_rule(desk)
    with pytest.raises(InvalidMove, match="not due"):
        proposal(acting_as(desk, SECRETARIAT, "2030-09-19"), closed.reference)
    assert proposal(acting_as(desk, SECRETARIAT, "2030-09-20"), closed.reference)


def test_what_is_kept_is_due_again_on_its_day_and_what_was_refused_at_once(
    desk: Desk, later: Desk, closed: Action
) -> None:
    the_rule(desk)
    found = proposal(later, closed.reference)
    with pytest.raises(BadInput, match="day to come"):
        decide(
            second(desk),
            READER,
            found.key,
            Judged(DisposalState.KEPT, "An inquiry", None),
            version=found.version,
        )
    with pytest.raises(BadInput, match="reason"):
        decide(second(desk), READER, found.key, Judged(DisposalState.REFUSED, " "), version=found.version)
    kept = Judged(DisposalState.KEPT, "An inquiry", date(2032, 5, 1))
    decide(second(desk), READER, found.key, kept, version=found.version)
    assert _due(desk, date(2032, 4, 30)) == []
    assert _due(desk, date(2032, 5, 1)) == ["PPM-001"]
    assert desk.session.exec(select(Action.title)).one() == f"Ask {WORD}"


def test_a_decision_is_made_once(desk: Desk, later: Desk, closed: Action) -> None:
    the_rule(desk)
    found = proposal(later, closed.reference)
    version = found.version
    decide(second(desk), READER, found.key, Judged(DisposalState.REFUSED, "Still wanted"), version=version)
    with pytest.raises(Conflict):
        decide(second(desk), READER, found.key, DESTROY, version=version)


def test_a_mail_a_document_and_an_update_lose_their_words_and_files(
    desk: Desk, later: Desk, record: Record, closed: Action
) -> None:
    document = a_document(desk, title=f"Pack about {WORD}", published_on=date(2019, 2, 1))
    a_version(desk, document, f"A page about {WORD}")
    mail = Mail(
        kind=MailKind.REMINDER,
        state=MailState.SENT,
        to_name=WORD,
        subject=WORD,
        body_text=WORD,
        for_day=desk.moment.today,
        message_id="<1@example.org>",
        queued_at=desk.moment.now,
        sent_at=desk.moment.now,
    )
    desk.session.add(mail)
    desk.session.commit()
    update = desk.session.exec(select(Update)).one()
    for kept_class, subject in (
        (KeptClass.UPDATES, f"update {update.key}"),
        (KeptClass.MAIL, f"mail {mail.key}"),
        (KeptClass.DOCUMENTS, f"document {document.key}"),
        (KeptClass.ACTIONS, closed.reference),
    ):
        the_rule(desk, kept_class)
        found = proposal(later, subject, kept_class)
        decide(second(desk), READER, found.key, DESTROY, version=found.version)
        desk.session.commit()
    assert _holding_word(desk) == set()
    assert desk.session.exec(select(Document.title)).one() == "Disposed of"
    assert desk.session.exec(select(StoredFile)).one().destroyed_on == date(2031, 1, 2)
    assert verify_history(desk.session, desk.keys.history, None)


def _due(desk: Desk, today: date) -> list[str]:
    found, total = due(desk.session, KeptClass.ACTIONS, date(2023, 12, 31), today)
    assert total == len(found)
    return [one.subject for one in found]


def _holding_word(desk: Desk) -> set[str]:
    return _holding(desk)


@pytest.mark.parametrize("kept_class", list(KeptClass))
def test_every_class_can_be_asked_for_on_both_databases(
    desk: Desk, kept_class: KeptClass, closed: Action
) -> None:
    found, total = stored.due(desk.session, kept_class, date(2030, 1, 1), date(2031, 1, 1), words="quill")
    assert total == len(found)
    unused: Any = closed
    assert unused


def test_what_was_disposed_of_cannot_be_opened_again(desk: Desk, later: Desk, closed: Action) -> None:
    the_rule(desk)
    found = proposal(later, closed.reference)
    decide(second(desk), READER, found.key, DESTROY, version=found.version)
    again = Decision(Move.REOPENED, reason="Asked again", decided_by="Ben Adams")
    with pytest.raises(InvalidMove, match="disposed of"):
        record_review(later, closed, again, meeting=None, version=None)


def test_what_the_public_reads_has_to_be_withdrawn_first(desk: Desk, later: Desk, closed: Action) -> None:
    the_rule(desk)
    desk.session.add(
        Publication(
            kind=Published.ACTION,
            subject=closed.reference,
            address=f"actions/{closed.reference}",
            cut="{}",
            cut_sha256="0" * 64,
            published_at=desk.moment.now,
            changed_at=desk.moment.now,
        )
    )
    found = proposal(later, closed.reference)
    with pytest.raises(InvalidMove, match="Withdraw it first"):
        decide(second(desk), READER, found.key, DESTROY, version=found.version)
