"""What a dossier freezes of one action, from raising to the last row of its history. On both databases."""

from datetime import UTC, date, datetime

import pytest

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tests.support.cutting import frozen, issue
from tests.support.read_documents import a_document, a_version
from tracker.domain.actions import Assurance, Kind, Move, Rating
from tracker.domain.audiences import Audience
from tracker.domain.errors import BadInput, NotFound
from tracker.domain.evidence import EvidenceKind, Locator
from tracker.domain.ledger import Entry
from tracker.domain.mails import MailKind, MailState
from tracker.domain.report_dossier import ActionDossier
from tracker.domain.report_kinds import DOSSIER
from tracker.domain.viewers import THE_OFFICE, Role, Viewer
from tracker.models.actions import Action
from tracker.models.chasing import Call, LedgerRow
from tracker.models.evidence import Evidence
from tracker.models.mail import Mail, UpdateLink
from tracker.models.sitting import MeetingCorrection
from tracker.services import evidence
from tracker.services.excerpts import Choice, keep_excerpt
from tracker.services.removing_evidence import remove_evidence
from tracker.services.reports import cut_report
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update
from tracker.store import history, reports


def dossier_of(record: Record, action: Action) -> ActionDossier:
    version = cut_report(record.desk, DOSSIER, action, office_name="The office", contact="")
    found = frozen(record.desk, version)
    assert isinstance(found, ActionDossier)
    return found


@pytest.fixture
def action(record: Record) -> Action:
    return record.action(
        asked="Say why callers hang up.", post=record.post(), due="2023-09-30", on="2023-05-17"
    )


def test_it_says_what_was_asked_where_and_of_whom(record: Record, action: Action) -> None:
    found = dossier_of(record, action)
    facts = {one.label: one.value for one in found.facts}
    assert (found.reference, found.number_words, found.asked) == (
        action.reference,
        "Action 001",
        "Say why callers hang up.",
    )
    assert facts["Raised"] == "At the Public Performance Meeting of 17 May 2023."
    assert facts["Owner"] == "Head of contact"
    assert [(one.post, one.by) for one in found.owners] == [("Head of contact", record.desk.by.name)]
    assert [(one.name, one.from_words, one.to_words) for one in found.holders] == [
        ("Ann Able", "1 January 2023", "Still in post")
    ]


def test_the_minute_of_the_video_is_where_it_was_said(record: Record, action: Action) -> None:
    meeting = record.meeting("2023-05-17")
    meeting.video_url = "https://www.youtube.com/watch?v=abc"
    meeting.video_starts_at = datetime(2023, 5, 17, 9, 0, tzinfo=UTC)
    action.raised_at = datetime(2023, 5, 17, 9, 52, 10, tzinfo=UTC)
    assert dossier_of(record, action).video.startswith("0:52:10 into the recording: https://www.youtube.com/")


def test_updates_and_decisions_come_in_their_order_with_what_was_known(
    record: Record, action: Action
) -> None:
    desk = record.desk
    for day, words in (("2023-06-01", "We look into it."), ("2023-07-03", "It is the queue.")):
        later = acting_as(desk, OWNER, day)
        give_update(later, action, Said(words, Rating.AMBER), by_name="Ann Able", via="telephone")
    decision = Decision(
        Move.REVISED_DATE,
        note="Come back.",
        reason="The queue",
        decided_by="Ben Adams",
        assurance=Assurance.FURTHER,
        revised_to=date(2023, 11, 30),
    )
    record_review(desk, action, decision, meeting=None, version=None)
    found = dossier_of(record, action)
    assert [(one.day, one.text, one.way) for one in found.updates] == [
        ("1 June 2023", "We look into it.", "By telephone"),
        ("3 July 2023", "It is the queue.", "By telephone"),
    ]
    (review,) = found.reviews
    assert (review.outcome, review.at, review.assurance) == (
        "Revised date agreed",
        "between meetings",
        "Further assurance needed",
    )
    assert {one.label: one.value for one in review.known}["Due then"] == "30 September 2023"
    (due,) = found.dues
    assert (due.from_words, due.to_words, due.cause, due.agreed) == (
        "30 September 2023",
        "30 November 2023",
        "Revised date agreed",
        True,
    )


def test_evidence_is_numbered_cited_and_its_file_comes_once(record: Record, action: Action) -> None:
    desk = record.desk
    document = a_document(desk)
    version = a_version(desk, document, "Nothing yet.", "Calls are up by a third.")
    for quote in ("Calls are up", "by a third"):
        excerpt = keep_excerpt(desk, version, 2, Choice(quote=quote))
        row = Evidence(
            **evidence.linked(desk, action, Locator(page=2)),
            kind=EvidenceKind.EXCERPT,
            document_id=document.key,
            excerpt_id=excerpt.key,
            label=document.title,
        )
        evidence.attach(desk, action, row)
    evidence.attach_web(desk, action, "https://example.org/figures", where=Locator())
    gone = evidence.attach_document(desk, action, "Review that nobody has", where=Locator())
    remove_evidence(desk, action, gone, reason="It is another review")
    found = dossier_of(record, action)
    assert [(one.number, one.quote, one.page, one.file) for one in found.evidence] == [
        (1, "Calls are up", 2, 1),
        (2, "by a third", 2, 1),
        (3, "", None, 0),
        (4, "", None, 0),
    ]
    assert found.evidence[0].citation.endswith("page 2")
    assert found.evidence[2].url == "https://example.org/figures"
    assert found.evidence[3].gone.endswith("Reason: It is another review")
    (file,) = found.files
    assert (file.name, file.pages, file.is_pdf) == ("01-pack-2019-02.pdf", 2, True)


def test_a_sensitive_document_marks_its_evidence_and_its_file(record: Record, action: Action) -> None:
    document = a_document(record.desk, marking="OFFICIAL-SENSITIVE")
    a_version(record.desk, document, "Names of victims.")
    evidence.attach_document(record.desk, action, document.title, where=Locator(page=1))
    found = dossier_of(record, action)
    assert found.is_sensitive
    assert found.evidence[0].is_sensitive
    assert found.files[0].is_sensitive


def test_mails_come_with_their_ledger_and_calls_with_who_made_them(record: Record, action: Action) -> None:
    desk, post = record.desk, record.post()
    mail = Mail(
        kind=MailKind.REMINDER,
        state=MailState.SENT,
        post_id=post.key,
        to_name="Ann Able",
        to_address="ann.able@force.example.org",
        subject="1 update due",
        for_day=date(2023, 9, 18),
        message_id="<one@example.org>",
        queued_at=desk.moment.now,
        sent_at=desk.moment.now,
    )
    desk.session.add(mail)
    desk.session.flush()
    desk.session.add(
        UpdateLink(action_id=action.key, post_id=post.key, mail_id=mail.key, expires_at=desk.moment.machine)
    )
    desk.session.add(LedgerRow(mail_id=mail.key, at=desk.moment.machine, entry=Entry.ACCEPTED, code="250"))
    desk.session.add(
        Call(
            post_id=post.key, action_id=action.key, made_on=date(2023, 9, 19), by_name="Priya", spoke_to="Ann"
        )
    )
    desk.session.flush()
    sent, called = dossier_of(record, action).mails
    assert (sent.what, sent.to, sent.subject) == ("Reminder", "Ann Able", "1 update due")
    assert sent.became == ("20 September 2023 at 10:00: Taken by the mail server (250).",)
    assert "force.example.org" not in str(sent)
    assert (called.what, called.to, called.state) == ("Telephone call", "Ann", "By Priya.")


def test_links_and_corrections_are_told(record: Record, action: Action) -> None:
    child = record.action("Ask the callers", kind=Kind.COMMITMENT)
    child.parent_id = action.key
    for subject, what in (
        (action.reference, "One"),
        (f"Decision on {action.reference}", "Two"),
        ("PPM-999", "No"),
    ):
        record.desk.session.add(
            MeetingCorrection(
                meeting_id=record.meeting("2023-05-17").key,
                made_at=record.desk.moment.now,
                made_by="Priya",
                subject=subject,
                what=what,
                reason="Misheard",
            )
        )
    record.desk.session.flush()
    found = dossier_of(record, action)
    assert [(one.relation, one.number_words) for one in found.links] == [("Its answer raised", "Action 002")]
    assert [one.what for one in found.corrections] == ["One", "Two"]


def test_the_history_has_the_digests_of_the_chain_and_its_end(record: Record, action: Action) -> None:
    rows = history.of_subject(record.desk.session, action.reference)
    end = history.head(record.desk.session)
    found = dossier_of(record, action)
    assert [(one.number, one.digest) for one in found.history] == [
        (row.number, row.digest) for row, _ in rows
    ]
    assert (found.history_count, found.history_head) == (end.count, end.digest)
    assert "Due on: 30 September 2023" in found.history[0].changes


def test_the_same_record_is_frozen_as_the_same_text(record: Record, action: Action) -> None:
    first = dossier_of(record, action)
    again = dossier_of(record, action)
    assert [one for one in again.history if one in first.history] == list(first.history)
    assert again.evidence == first.evidence
    assert again.version == first.version + 1


def test_it_is_about_an_action_and_for_the_office_alone(record: Record, action: Action) -> None:
    with pytest.raises(BadInput, match="about an action"):
        cut_report(record.desk, DOSSIER, record.post(), office_name="", contact="")
    desk = acting_as(record.desk, COMMISSIONER)
    with pytest.raises(BadInput, match="for the meeting"):
        cut_report(desk, DOSSIER, action, office_name="", contact="", audience=Audience.PUBLIC)


def test_nobody_outside_the_office_finds_it_even_when_it_is_issued(record: Record, action: Action) -> None:
    desk = record.desk
    version = cut_report(desk, DOSSIER, action, office_name="", contact="")
    issue(desk, version)
    panel = Viewer("Pat Panel", frozenset({Role.PANEL}))
    owner = Viewer("Olly Owner", frozenset({Role.OWNER}), post_ids=frozenset({record.post().key}))
    for viewer in (panel, owner):
        assert reports.listed(desk.session, viewer) == []
        with pytest.raises(NotFound):
            reports.version(desk.session, viewer, version.key)
    assert reports.version(desk.session, THE_OFFICE, version.key)[0].key == version.key
