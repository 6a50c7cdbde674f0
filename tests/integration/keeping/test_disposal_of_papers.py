"""Drafts, earlier versions of texts and mail that came in lose their words when they are disposed of; what stands beside them stays."""

import json
from datetime import date

import pytest
import sqlalchemy as sa
from sqlmodel import select

from tests.integration.keeping.test_disposal import DESTROY, READER, WORD, proposal, second, the_rule
from tests.integration.keeping.test_places import _holding
from tests.support.builders import SECRETARIAT, acting_as
from tests.support.read_documents import a_document, a_version
from tracker.adapters.markdown import WrittenMarkdown
from tracker.domain.incoming import IncomingKind, IncomingState
from tracker.domain.keeping import KeptClass
from tracker.domain.report_kinds import ACTION_LOG
from tracker.models.chasing import IncomingFile, IncomingMail
from tracker.models.evidence import StoredFile
from tracker.models.reports import RecordSnapshot, ReportVersion, WrittenText, WrittenVersion
from tracker.services.audit import verify_history
from tracker.services.desk import Desk
from tracker.services.history import record as note
from tracker.services.retention import decide
from tracker.services.writing import save_text, written_of
from tracker.store import writing as stored

ABOUT = "meeting:PPM-2023-10-04"
LATER = "2031-01-02"


@pytest.fixture
def later(desk: Desk) -> Desk:
    return acting_as(desk, SECRETARIAT, LATER)


def disposed(desk: Desk, later: Desk, kept_class: KeptClass, subject: str) -> None:
    the_rule(desk, kept_class)
    found = proposal(later, subject, kept_class)
    decide_it(desk, found.key, found.version)


def decide_it(desk: Desk, key: int, version: int) -> None:
    decide(second(desk), READER, key, DESTROY, version=version)
    desk.session.commit()
    desk.session.expire_all()


def written(desk: Desk, body: str, seen: int) -> WrittenText:
    reader = WrittenMarkdown()
    return save_text(
        desk, reader, kind="panel-update", about=ABOUT, slot="purpose", body=body, seen_version=seen
    )


def test_an_earlier_version_of_a_text_goes_from_the_history_too_and_the_one_that_stands_stays(
    desk: Desk, later: Desk
) -> None:
    text = written(desk, f"About {WORD}", 0)
    written(desk, "What stands", 1)
    desk.session.commit()
    first = stored.version_numbered(desk.session, text.key, 1)
    disposed(desk, later, KeptClass.DRAFTS, f"written version {first.key}")
    assert _holding(desk) == set()
    old, now = desk.session.exec(select(WrittenVersion).order_by(WrittenVersion.number)).all()
    assert old.body.startswith("Disposed of on 2 January 2031 under the rule of 7 years")
    assert stored.read(old).pieces == ()
    assert now.body == "What stands"
    assert "purpose" in written_of(desk.session, "panel-update", ABOUT)
    said = desk.session.execute(sa.text("select payload from history_payloads")).scalars()
    assert any("What stands" in json.dumps(json.loads(one)) for one in said)
    assert verify_history(desk.session, desk.keys.history, None).disposed == 1


def test_a_draft_goes_with_its_frozen_record_and_the_other_version_of_that_record_keeps_it(
    desk: Desk, later: Desk
) -> None:
    moment = desk.moment
    frozen = RecordSnapshot(
        kind=ACTION_LOG,
        as_at=moment.today,
        record=json.dumps({"asked": WORD}),
        sha256="a" * 64,
        taken_at=moment.now,
        taken_by="Sam Secretary",
    )
    desk.session.add(frozen)
    desk.session.flush()
    draft = ReportVersion(
        snapshot_id=frozen.key, kind=ACTION_LOG, number=1, made_at=moment.now, author="Sam Secretary"
    )
    desk.session.add(draft)
    copy = ReportVersion(**draft.model_dump(exclude={"id"}) | {"number": draft.number + 1})
    desk.session.add(copy)
    desk.session.commit()
    snapshot = draft.snapshot_id
    disposed(desk, later, KeptClass.DRAFTS, f"report version {draft.key}")
    assert desk.session.get_one(RecordSnapshot, snapshot).record != "{}"
    disposed_again(desk, later, f"report version {copy.key}")
    assert desk.session.get_one(RecordSnapshot, snapshot).record == "{}"
    assert [one.disposed_on for one in desk.session.exec(select(ReportVersion)).all()] == [
        date(2031, 1, 2)
    ] * 2
    assert verify_history(desk.session, desk.keys.history, None)


def disposed_again(desk: Desk, later: Desk, subject: str) -> None:
    found = proposal(later, subject, KeptClass.DRAFTS)
    decide_it(desk, found.key, found.version)


def test_mail_that_came_in_goes_with_its_files_and_what_the_history_says_of_it(
    desk: Desk, later: Desk
) -> None:
    version = a_version(desk, a_document(desk), "Another page")
    other = desk.session.get_one(StoredFile, version.file_id)
    own = [StoredFile(**other.model_dump(exclude={"id"}) | {"sha256": sign * 64}) for sign in "ab"]
    for file in own:
        file.name = f"{WORD}.eml"
    desk.session.add_all(own)
    desk.session.flush()
    mail = IncomingMail(
        message_id="<2@example.org>",
        kind=next(iter(IncomingKind)),
        state=next(one for one in IncomingState if one is not IncomingState.WAITING),
        from_name=WORD,
        from_address=f"{WORD.lower()}@example.org",
        subject=f"About {WORD}",
        received_at=desk.moment.now,
        words=f"{WORD} writes",
        file_id=own[0].key,
        reason=f"{WORD} asked",
    )
    desk.session.add(mail)
    desk.session.flush()
    desk.session.add_all(IncomingFile(incoming_id=mail.key, file_id=one.key) for one in (own[1], other))
    note(desk, "incoming.set_aside", f"incoming mail {mail.key}", after={"reason": f"{WORD} asked"})
    desk.session.commit()
    disposed(desk, later, KeptClass.MAIL, f"incoming mail {mail.key}")
    assert _holding(desk) == set()
    assert (mail.subject, mail.from_name) == ("Disposed of", "")
    assert [one.destroyed_on for one in own] == [date(2031, 1, 2)] * 2
    assert other.destroyed_on is None
    assert verify_history(desk.session, desk.keys.history, None).disposed == 1
