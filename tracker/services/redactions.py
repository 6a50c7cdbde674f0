"""Withholding words from the readers of a version, giving them back, and carrying both over to the next version."""

from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.audiences import Audience
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.public_names import Renamed
from tracker.domain.redaction import Redaction as Rule
from tracker.domain.redaction import check_redaction, fits
from tracker.domain.redaction_paths import Place
from tracker.domain.redaction_reasons import KEPT_NAME
from tracker.domain.report_cuts import before_withholding, named_by_post
from tracker.domain.report_record import from_text
from tracker.domain.reports import Report
from tracker.domain.version_states import VersionState
from tracker.models.reports import RecordSnapshot, Redaction, ReportVersion
from tracker.services.approving import unapprove
from tracker.services.builds import ask_for_files
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.report_cuts import cut_of
from tracker.services.report_subjects import locked, subject_of
from tracker.store import redactions as stored
from tracker.store.reports import lock_version

LONGEST_NOTE = 500
"""Characters of what is added to a reason."""


def withhold_words(
    desk: Desk,
    version: ReportVersion,
    *,
    path: str,
    words: str = "",
    reason: str,
    note: str = "",
    everywhere: bool = True,
) -> Redaction:
    """Withholds words of a field, or all of it where none are given. An approval of the version falls away.

    Raises `BadInput` for words that do not stand there or a reason that is none, `InvalidMove` for a version that is issued.
    """
    version = _locked(desk, version)
    texts = texts_of(desk.session, version)
    rule = Rule(path, words.strip(), reason, everywhere)
    place = texts.checked(rule)
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"Keep the note to {LONGEST_NOTE} characters; it has {len(note)}.", field="note")
    if not rule.words and place.is_prose and not place.is_stable:
        # The path may lead to another text in the next version. The text itself does not.
        rule = Rule(path, place.text, reason, everywhere)
    row = _added(desk, version, rule, note.strip())
    _changed(desk, version, "report.withheld", row)
    return row


def keep_name(desk: Desk, version: ReportVersion, *, name: str) -> Redaction:
    """Lets a name stand in the public's version, where a post would take its place. An approval of the version falls away."""
    version = _locked(desk, version)
    if version.audience is not Audience.PUBLIC:
        raise InvalidMove("This version tells names as they are. Only the public’s has posts in their place.")
    plain = " ".join(name.split())
    if not plain:
        raise BadInput("Give the name that may stand.", field="name")
    row = _added(desk, version, Rule("", plain, KEPT_NAME), "")
    _changed(desk, version, "report.name_kept", row)
    return row


def take_back(desk: Desk, version: ReportVersion, number: int) -> Redaction:
    """Gives back what was withheld, or takes a name out again. The row stays, with who did so and when."""
    version = _locked(desk, version)
    row = stored.lock(desk.session, version.key, number)
    if row.removed_at is None:
        row.removed_at, row.removed_by = desk.moment.now, desk.by.name
        _changed(desk, version, "report.given_back", row)
    return row


def carry_over(desk: Desk, version: ReportVersion) -> None:
    """For a version that was just cut: it withholds what the one before it for these readers did, where that is still there."""
    before = stored.version_before(desk.session, version)
    if before is None or stored.all_of(desk.session, version.key):
        return
    texts = texts_of(desk.session, version)
    for row in stored.live(desk.session, before.key):
        if row.reason == KEPT_NAME or texts.has(stored.rule(row)):
            _added(desk, version, stored.rule(row), row.reason_words)


def left_behind(session: Session, version: ReportVersion) -> list[Redaction]:
    """What the version before withholds and this one never did: it was not found in the new record."""
    before = stored.version_before(session, version)
    known = {(row.path, row.words, row.reason) for row in stored.all_of(session, version.key)}
    rows = stored.live(session, before.key) if before else ()
    return [row for row in rows if (row.path, row.words, row.reason) not in known]


@dataclass(frozen=True)
class Texts:
    """A version before anything is withheld: as it was frozen, and with posts in place of names where these readers get those."""

    whole: Report
    named: Report
    renamed: tuple[Renamed, ...]

    def checked(self, rule: Rule) -> Place:
        """The text that the rule is about. Raises what `check_redaction` raises, when it fits neither way."""
        try:
            return check_redaction(rule, self.whole)
        except BadInput:
            return check_redaction(rule, self.named)

    def has(self, rule: Rule) -> bool:
        return fits(rule, self.whole) or fits(rule, self.named)


def texts_of(session: Session, version: ReportVersion) -> Texts:
    snapshot = session.get_one(RecordSnapshot, version.snapshot_id)
    cut = cut_of(session, version)
    whole = before_withholding(from_text(snapshot.record), cut)
    return Texts(whole, *named_by_post(whole, cut))


def _locked(desk: Desk, version: ReportVersion) -> ReportVersion:
    """The version, locked, while it may still be changed."""
    locked(desk.session, subject_of(desk.session, version))
    version = lock_version(desk.session, version.key)
    if version.state is VersionState.ISSUED:
        raise InvalidMove("This version is issued, so it stays as it is. Build the next one to change it.")
    return version


def _added(desk: Desk, version: ReportVersion, rule: Rule, note: str) -> Redaction:
    row = Redaction(
        report_version_id=version.key,
        path=rule.path,
        words=rule.words,
        everywhere=rule.everywhere,
        reason=rule.reason,
        reason_words=note,
        made_at=desk.moment.now,
        made_by=desk.by.name,
    )
    desk.session.add(row)
    desk.session.flush()
    return row


def _changed(desk: Desk, version: ReportVersion, event: str, row: Redaction) -> None:
    """The version says something else from now on. The history says where and why, and never what: many can read it."""
    unapprove(desk, version)
    ask_for_files(desk, version)
    about = subject_of(desk.session, version)
    after = {
        "kind": version.kind,
        "audience": version.audience,
        "version": version.number,
        "path": row.path,
        "reason": row.reason,
        "whole": not row.words,
    }
    record(desk, event, about.name, after=after)
