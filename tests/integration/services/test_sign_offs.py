"""What quotes the force is sent to it first: the mail, the answer, and what that means for issuing. On both databases."""

from datetime import date

import pytest

from tests.support.builders import Record, acting_as
from tests.support.cutting import as_read, cut, held_meeting, issue
from tests.support.sittings import stationery
from tracker.domain.audiences import Audience
from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound
from tracker.domain.mails import MailKind, MailState
from tracker.domain.report_kinds import ACTION_LOG, CHAIRS_LIST
from tracker.domain.sign_offs import SignOffState, standing
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.models.people import Organisation, OrganisationKind, Post
from tracker.models.reports import ReportVersion, SignOff
from tracker.services.desk import Desk
from tracker.services.reports import cut_for
from tracker.services.sign_offs import Answer, SignOffWanted, ask_sign_off, record_answer
from tracker.store import history, report_versions

YES, NO = Answer(True, "Ann Able", "Fine by us."), Answer(False, "Ann Able", "Paragraph 3 is wrong.")


@pytest.fixture
def held(record: Record) -> Meeting:
    """A meeting that is over, see `held_meeting`."""
    return held_meeting(record)


@pytest.fixture
def force(record: Record) -> Post:
    return record.post("chief-constable", holder="Ann Able")


@pytest.fixture
def version(desk: Desk, held: Meeting) -> ReportVersion:
    return cut(desk, ACTION_LOG, held)


def asked(
    desk: Desk, version: ReportVersion, post: str = "chief-constable", day: str = "2023-09-27"
) -> SignOff:
    wanted = SignOffWanted(post, date.fromisoformat(day), "Paragraph 3.")
    return ask_sign_off(desk, version, wanted, stationery())


def test_the_mail_is_held_until_it_was_read_and_the_report_goes_with_it(
    desk: Desk, version: ReportVersion, force: Post
) -> None:
    one = asked(desk, version)
    mail = desk.session.get_one(Mail, one.mail_id)
    assert (mail.kind, mail.state, mail.post_id) == (MailKind.SIGN_OFF, MailState.HELD, force.key)
    assert (mail.to_name, mail.report_version_id) == ("Ann Able", version.key)
    assert (one.answer_by, one.asked_by, one.note) == (date(2023, 9, 27), desk.by.name, "Paragraph 3.")
    events = [row.event for row, _ in history.of_subject(desk.session, version.about.partition(":")[2])]
    assert events[0] == "report.sign_off_asked"


def test_what_waits_is_issued_only_with_a_reason_that_is_kept(
    desk: Desk, version: ReportVersion, force: Post
) -> None:
    asked(desk, version)
    with pytest.raises(BadInput, match="has not answered yet") as refused:
        issue(desk, version)
    assert refused.value.field == "without"
    issue(desk, version, without="The Panel meets tomorrow.")
    assert version.issued_without == "The Panel meets tomorrow."
    assert "Panel meets" not in repr(as_read(desk, version)), "it is not printed"


def test_what_was_refused_is_issued_only_with_a_reason(
    desk: Desk, version: ReportVersion, force: Post
) -> None:
    record_answer(desk, version, asked(desk, version).key, NO, seen=1)
    with pytest.raises(BadInput, match="has not authorised"):
        issue(desk, version)


def test_what_is_authorised_says_so_in_the_report_and_is_issued(
    desk: Desk, version: ReportVersion, force: Post
) -> None:
    one = record_answer(desk, version, asked(desk, version).key, YES, seen=1)
    assert (one.authorised, one.recorded_by, one.answered_words) == (True, desk.by.name, "Fine by us.")
    issue(desk, version)
    assert version.issued_without == ""
    assert as_read(desk, version).authorised_words == (
        f"Dissemination authorised by Ann Able, {force.title}, on 20 September 2023"
    )


def test_the_public_is_told_the_post_that_authorised_it_and_no_name(
    desk: Desk, version: ReportVersion, force: Post
) -> None:
    public = cut_for(desk, version, Audience.PUBLIC)
    answer = Answer(True, "Staff Officer Unrecorded", "Fine by us.")
    record_answer(desk, public, asked(desk, public).key, answer, seen=1)
    assert as_read(desk, public).authorised_words == (
        f"Dissemination authorised by {force.title} on 20 September 2023"
    )


def test_the_last_word_of_each_post_counts(desk: Desk, version: ReportVersion, force: Post) -> None:
    record_answer(desk, version, asked(desk, version).key, NO, seen=1)
    record_answer(desk, version, asked(desk, version).key, YES, seen=1)
    assert standing(report_versions.sign_offs(desk.session, version.key)) == [SignOffState.AUTHORISED]
    issue(desk, version)


def test_an_answer_falls_away_when_the_report_says_something_else_and_its_mail_stays_here(
    desk: Desk, held: Meeting, version: ReportVersion, force: Post
) -> None:
    one = asked(desk, version)
    cut(desk, ACTION_LOG, held)
    assert one.fell_away_at is not None
    mail = desk.session.get_one(Mail, one.mail_id)
    assert (mail.state, "something else by now" in mail.last_error) == (MailState.CANCELLED, True)
    with pytest.raises(InvalidMove, match="Send it again"):
        record_answer(desk, version, one.key, YES, seen=1)
    assert as_read(desk, version).authorised_words == ""
    issue(desk, version)


def test_only_a_post_of_the_force_is_asked_and_each_once_at_a_time(
    desk: Desk, record: Record, version: ReportVersion, force: Post
) -> None:
    office = Organisation(code="pfcc", name="The office", kind=OrganisationKind.OFFICE)
    desk.session.add(office)
    desk.session.flush()
    record.post("chief-executive").organisation_id = office.key
    desk.session.flush()
    for post in ("", "nobody", "chief-executive"):
        with pytest.raises(BadInput) as refused:
            asked(desk, version, post)
        assert refused.value.field == "post"
    with pytest.raises(BadInput, match="still to come"):
        asked(desk, version, day="2023-09-01")
    asked(desk, version)
    with pytest.raises(InvalidMove, match="already"):
        asked(desk, version)


def test_an_answer_is_written_down_once_by_name_and_before_the_report_left(
    desk: Desk, held: Meeting, version: ReportVersion, force: Post
) -> None:
    one = asked(desk, version)
    with pytest.raises(BadInput, match="Say who of the force answered"):
        record_answer(desk, version, one.key, Answer(True, " "), seen=1)
    with pytest.raises(NotFound):
        record_answer(desk, version, one.key + 1, YES, seen=1)
    record_answer(desk, version, one.key, YES, seen=1)
    with pytest.raises(Conflict):
        record_answer(desk, version, one.key, NO, seen=1)
    issue(desk, version)
    for late in (lambda: asked(desk, version), lambda: record_answer(desk, version, one.key, NO, seen=2)):
        with pytest.raises(InvalidMove, match="stays as it is"):
            late()


def test_nobody_signs_off_a_working_paper(desk: Desk, record: Record, force: Post) -> None:
    then = acting_as(desk, desk.by, "2023-09-20")
    with pytest.raises(InvalidMove, match="working paper"):
        asked(then, cut(then, CHAIRS_LIST, record.meeting()))
