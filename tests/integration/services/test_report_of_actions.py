"""What a status report and an owner's report freeze of each action: its thread, its chart, the pages it rests on. On both databases."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from tests.support.builders import OWNER, Record, acting_as
from tests.support.cutting import frozen
from tests.support.measured import Measured
from tests.support.searched import a_version
from tracker.domain.actions import Kind, Move, Rating
from tracker.domain.audiences import Audience
from tracker.domain.control_chart_rules import Rule
from tracker.domain.documents import ExcerptKind
from tracker.domain.errors import BadInput
from tracker.domain.evidence import EvidenceKind
from tracker.domain.exit_rules import Exit, ExitKind
from tracker.domain.mails import MailKind, MailState
from tracker.domain.measures import Basis
from tracker.domain.report_kinds import ACTION_STATUS
from tracker.domain.report_kinds import OWNER as OWNERS_REPORT
from tracker.domain.report_owner import OwnerAsked, OwnersReport
from tracker.domain.reports import ActionStatusReport, ReportAction, ReportEvent, ReportMove
from tracker.models.actions import Action
from tracker.models.documents import DocumentPage, Excerpt
from tracker.models.evidence import Document, Evidence
from tracker.models.mail import Mail, UpdateLink
from tracker.models.people import Post
from tracker.services.exit_rules import ExitWanted, set_exit_rule
from tracker.services.reports import cut_report
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update

USUAL = ["12", "13", "11", "12", "14", "12", "11", "13", "12"]
BETTER = ["8", "8", "9", "8", "9", "8", "8"]


def status_of(record: Record) -> dict[str, ReportAction]:
    meeting = record.meeting("2023-10-04")
    version = cut_report(record.desk, ACTION_STATUS, meeting, office_name="The office", contact="")
    report = frozen(record.desk, version)
    assert isinstance(report, ActionStatusReport)
    return {one.reference: one for one in report.actions}


def owners_report(record: Record, post: Post) -> OwnersReport:
    version = cut_report(record.desk, OWNERS_REPORT, post, office_name="The office", contact="")
    assert version.audience is Audience.OWNER
    report = frozen(record.desk, version)
    assert isinstance(report, OwnersReport)
    return report


def say(record: Record, action: Action, day: str, text: str, **said: object) -> None:
    owner = acting_as(record.desk, OWNER, day)
    give_update(owner, action, Said(text, **said), by_name="Ann Able", via="account")  # type: ignore[arg-type]
    record.desk.session.flush()


def decide(record: Record, action: Action, day: str, move: Move, **decided: object) -> None:
    desk = acting_as(record.desk, record.desk.by, day)
    record_review(desk, action, Decision(move, decided_by="Ben Adams", **decided), meeting=None, version=None)  # type: ignore[arg-type]
    record.desk.session.flush()


def test_a_date_that_moved_is_frozen_with_how_far_and_why(record: Record) -> None:
    action = record.action(due="2023-09-01", on="2023-06-01")
    decide(
        record,
        action,
        "2023-09-04",
        Move.REVISED_DATE,
        revised_to=date(2023, 10, 1),
        reason="The figures come later",
    )
    told = status_of(record)[action.reference]
    assert told.moves == (
        ReportMove(
            date(2023, 9, 4), "1 September 2023", "1 October 2023", "agreed", "The figures come later"
        ),
    )
    assert (told.times_moved, told.moved_days) == (1, 30)


def test_the_thread_before_the_last_word_is_frozen_the_earliest_first(record: Record) -> None:
    action = record.action()
    say(record, action, "2023-06-01", "We have begun.", rating=Rating.AMBER)
    decide(record, action, "2023-06-10", Move.CONTINUE, note="Bring it by hub.")
    decide(record, action, "2023-07-10", Move.CONTINUE)
    say(record, action, "2023-08-01", "It is done.", recommends_closure=True)
    told = status_of(record)[action.reference]
    assert told.story == (
        ReportEvent(date(2023, 6, 1), "", "Ann Able", "We have begun.", Rating.AMBER, is_accepted=False),
        ReportEvent(date(2023, 6, 10), "10 June 2023, between meetings", "continue", "Bring it by hub."),
    )
    assert told.last_update
    assert told.last_update.text == "It is done."
    assert told.last_review
    assert told.last_review.on_words == "10 July 2023, between meetings"


def test_more_time_is_asked_for_until_something_is_decided(record: Record) -> None:
    action = record.action(due="2023-10-04")
    say(record, action, "2023-09-10", "Not yet.", more_time_until=date(2023, 11, 1))
    assert status_of(record)[action.reference].more_time_words == "1 November 2023"
    decide(record, action, "2023-09-12", Move.CONTINUE)
    assert status_of(record)[action.reference].more_time_words == ""


def test_a_standing_item_brings_its_chart_and_says_when_its_rule_is_met(record: Record) -> None:
    action = record.action("Show abandonment", kind=Kind.STANDING, due="standing")
    measured = Measured(record.desk)
    measured.months([*USUAL, *BETTER[:-1]], first=(2022, 1))
    rule = Exit(ExitKind.IMPROVEMENT, Basis.MONTH, cause=Rule.SHIFT)
    set_exit_rule(record.desk, action, ExitWanted(measured.measure, measured.force, rule), version=None)
    told = status_of(record)[action.reference]
    assert told.chart
    assert told.chart.title == "101 abandonment rate, The force"
    assert [point.value for point in told.chart.points][-2:] == [9.0, 8.0]
    assert (told.ready_words, "6 of 7 months below the average" in told.progress_words) == ("", True)
    measured.reading("2023-04", "8")
    ready = status_of(record)[action.reference].ready_words
    assert ready.startswith("the exit rule has been met since 20 September 2023")


@pytest.mark.parametrize(("marking", "seen"), [("OFFICIAL", "ab" * 32), ("OFFICIAL-SENSITIVE", "")])
@pytest.mark.parametrize("by_excerpt", [True, False])
def test_the_page_cited_is_frozen_where_its_document_is_official(
    by_excerpt: bool, marking: str, seen: str, record: Record
) -> None:
    session = record.desk.session
    action = record.action()
    paper = Document(code="pack", title="The pack", marking=marking, held=True)
    session.add(paper)
    session.flush()
    version = a_version(session, paper, 1, "One.", "Two words.")
    page = session.exec(
        select(DocumentPage).where(DocumentPage.version_id == version.key, DocumentPage.position == 2)
    ).one()
    page.picture_sha256 = "ab" * 32
    excerpt = Excerpt(
        document_id=paper.key,
        version_id=version.key,
        position=2,
        kind=ExcerptKind.WORDS,
        starts=0,
        ends=3,
        quote="Two",
        page=2,
        added_on=date(2023, 9, 1),
    )
    session.add(excerpt)
    session.flush()
    session.add(
        Evidence(
            action_id=action.key,
            kind=EvidenceKind.EXCERPT if by_excerpt else EvidenceKind.DOCUMENT,
            document_id=paper.key,
            excerpt_id=excerpt.key if by_excerpt else None,
            label="The pack",
            page=2,
            added_on=date(2023, 9, 1),
        )
    )
    session.flush()
    (one,) = status_of(record)[action.reference].evidence
    assert (one.where, one.picture_sha256) == ("page 2", seen)


def test_an_owner_gets_all_that_the_post_owes_and_what_ended_lately(record: Record) -> None:
    post = record.post()
    late = record.action("Bring the figures", due="2023-09-01", post=post, on="2023-06-01")
    other = record.action("Somebody else's", post=record.post("head-of-victims"))
    ended = record.action("Name a site", post=post)
    decide(record, ended, "2023-07-03", Move.NO_FURTHER_ACTION, reason="No longer needed")
    long_ago = record.action("Long ago", post=post, on="2022-01-03")
    decide(record, long_ago, "2022-02-01", Move.NO_FURTHER_ACTION, reason="No longer needed")
    report = owners_report(record, post)
    assert [one.reference for one in report.actions] == [late.reference, ended.reference]
    assert other.reference not in [one.reference for one in report.actions]
    assert (report.about_words, report.meeting_words) == (post.title, "")
    assert report.since_words == "21 March 2023"
    assert report.holder_words.startswith("Ann Able")


def test_an_owner_is_told_what_was_asked_by_mail_until_it_is_answered(record: Record) -> None:
    post = record.post()
    action = record.action("Bring the figures", post=post)
    for number, day in enumerate((date(2023, 8, 1), date(2023, 9, 1))):
        mail = _sent(post, day, number)
        record.desk.session.add(mail)
        record.desk.session.flush()
        record.desk.session.add(
            UpdateLink(
                action_id=action.key,
                post_id=post.key,
                mail_id=mail.key,
                expires_at=datetime(2024, 1, 1, tzinfo=UTC),
            )
        )
    record.desk.session.flush()
    asked = OwnerAsked(
        action.reference, "Action 001", "Bring the figures", date(2023, 8, 1), date(2023, 9, 1), 2
    )
    assert owners_report(record, post).unanswered == (asked,)
    say(record, action, "2023-09-05", "Here they are.")
    assert owners_report(record, post).unanswered == ()


def test_an_owners_report_is_about_a_post(record: Record) -> None:
    with pytest.raises(BadInput, match="is about a post"):
        cut_report(record.desk, OWNERS_REPORT, record.action(), office_name="The office", contact="")


def _sent(post: Post, day: date, number: int) -> Mail:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Mail(
        kind=MailKind.REMINDER,
        state=MailState.SENT,
        post_id=post.key,
        for_day=day,
        message_id=f"<{number}@office.example>",
        queued_at=at,
        sent_at=at,
    )
