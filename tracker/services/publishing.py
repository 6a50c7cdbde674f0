"""Publishes, publishes again and withdraws. Each is a decision with a name and a reason; nothing is public by default.

What is published is frozen as the public reads it. What happens on the record afterwards is not public until it is decided again.
"""

import hashlib
from dataclasses import dataclass

from tracker.domain.errors import BadInput, InvalidMove, NotFound
from tracker.domain.public_cuts import PublicCut, to_text
from tracker.domain.public_filing import filed, stems
from tracker.domain.public_names import posts_for_names
from tracker.domain.publishing import Published, PublishedEvent
from tracker.domain.stemming import WordReader
from tracker.models.publishing import Publication, PublicationDecision, PublicationFile
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.public_cuts import Composed, compose
from tracker.services.public_cuts_withheld import public_rules
from tracker.services.public_glances import stamp_of
from tracker.services.report_names import names_of
from tracker.services.versions import check_version, next_version
from tracker.store import published as stored

LONGEST_NAME = 200
LONGEST_REASON = 2_000


@dataclass(frozen=True)
class Decision:
    """Who decided, and why. `public_words` are what the public is told of a withdrawal."""

    by: str
    reason: str
    public_words: str = ""


def publish(
    desk: Desk,
    words: WordReader,
    kind: Published,
    subject: str,
    decision: Decision,
    *,
    seen: str = "",
) -> Publication:
    """Makes a thing public as it stands on record now. One that was withdrawn becomes public again.

    `seen` is the digest of what was read before it was decided. Raises `BadInput` for a decision without a name or a reason, or about
    something else than was read, and `InvalidMove` for what may not be public or is public already.
    """
    decided = _checked(decision)
    row = stored.of(desk.session, kind, subject, lock=True)
    if row and row.is_public:
        raise InvalidMove("This is public already. Publish its changes, or withdraw it.")
    rules = public_rules(desk.session, desk.moment.today)
    new = compose(desk.session, kind, subject, rules)
    _check_seen(new.cut, seen)
    if row is None:
        row = _new(desk, kind, subject, new.cut)
    row.is_public = True
    _freeze(desk, words, row, new, stamp_of(desk.session, kind, subject, rules))
    return _decide(desk, row, PublishedEvent.PUBLISHED, decided)


def publish_again(
    desk: Desk,
    words: WordReader,
    row: Publication,
    decision: Decision,
    *,
    version: int | None = None,
    seen: str = "",
) -> Publication:
    """Puts what is on record now in place of what was published. `seen` and what is raised are as with `publish`; `InvalidMove` also
    where nothing changed, or it was withdrawn."""
    decided = _checked(decision)
    row = _locked(desk, row)
    check_version(row, version, {"title": row.title})
    if not row.is_public:
        raise InvalidMove("This was withdrawn. Publish it first.")
    rules = public_rules(desk.session, desk.moment.today)
    new = compose(desk.session, row.kind, row.subject, rules)
    _check_seen(new.cut, seen)
    if to_text(new.cut) == row.cut:
        raise InvalidMove("Nothing has changed since this was published.")
    _freeze(desk, words, row, new, stamp_of(desk.session, row.kind, row.subject, rules))
    return _decide(desk, row, PublishedEvent.CHANGED, decided)


def withdraw(desk: Desk, row: Publication, decision: Decision, *, version: int | None = None) -> Publication:
    """Takes it back: its address says from now on that it was withdrawn, when, and the words for the public. The cut stays on record."""
    decided = _checked(decision)
    if not decided.public_words:
        raise BadInput("Say what the public is told about this.", field="public_words")
    _check_no_names(desk, decided)
    row = _locked(desk, row)
    check_version(row, version, {"title": row.title})
    if not row.is_public:
        raise InvalidMove("This was withdrawn already.")
    row.is_public = False
    return _decide(desk, row, PublishedEvent.WITHDRAWN, decided)


def digest_of(cut: PublicCut) -> str:
    """By which a cut is known again."""
    return hashlib.sha256(to_text(cut).encode()).hexdigest()


def _check_seen(cut: PublicCut, seen: str) -> None:
    """Nothing becomes public that nobody read first: the record may have moved on while the page of the decision was open."""
    if seen and seen != digest_of(cut):
        raise BadInput("What the public would read has changed since you opened this page. Read it again.")


def _checked(decision: Decision) -> Decision:
    by, reason = " ".join(decision.by.split()), decision.reason.strip()
    if not by:
        raise BadInput("Give the name of who decided this.", field="decided_by")
    if len(by) > LONGEST_NAME:
        raise BadInput(f"Keep the name to {LONGEST_NAME} characters.", field="decided_by")
    if not reason:
        raise BadInput("Give the reason for this decision.", field="reason")
    said = decision.public_words.strip()
    for text, field in ((reason, "reason"), (said, "public_words")):
        if len(text) > LONGEST_REASON:
            raise BadInput(f"Keep this to {LONGEST_REASON:,} characters.", field=field)
    return Decision(by, reason, said)


def _check_no_names(desk: Desk, decided: Decision) -> None:
    """What the public is told of a withdrawal names nobody whom its pages would not name."""
    _, renamed = posts_for_names(decided, names_of(desk.session, desk.moment.today, ""))
    for one in renamed:
        if one.path == "public_words":
            raise BadInput(
                f"The public is not told the name “{one.found}”. Say “{one.instead}” or nothing.",
                field="public_words",
            )


def _locked(desk: Desk, row: Publication) -> Publication:
    found = stored.of(desk.session, row.kind, row.subject, lock=True)
    if found is None:
        raise NotFound("There is no such publication.")
    return found


def _new(desk: Desk, kind: Published, subject: str, cut: PublicCut) -> Publication:
    now = desk.moment.now
    row = Publication(
        kind=kind,
        subject=subject,
        address=filed(cut).address,
        cut_sha256="",
        published_at=now,
        changed_at=now,
        version=0,
    )
    desk.session.add(row)
    return row


def _freeze(desk: Desk, words: WordReader, row: Publication, new: Composed, stamp: str) -> None:
    """What the public reads from now on. The address stays what it was."""
    text, about = to_text(new.cut), filed(new.cut)
    row.made_from = stamp
    row.cut, row.cut_sha256 = text, digest_of(new.cut)
    for name in ("title", "priority", "priority_title", "meeting", "status", "day", "due_on"):
        setattr(row, name, getattr(about, name))
    row.search = stems(new.cut, words)
    desk.session.flush()
    stored.forget_files(desk.session, row.key)
    for one in new.files:
        file_id = one.file.key
        desk.session.add(
            PublicationFile(publication_id=row.key, file_id=file_id, name=one.name, label=one.label)
        )


def _decide(desk: Desk, row: Publication, event: PublishedEvent, decided: Decision) -> Publication:
    now = desk.moment.now
    row.changed_at = now
    if event is PublishedEvent.PUBLISHED:
        row.published_at = now
    next_version(row)
    desk.session.flush()
    desk.session.add(
        PublicationDecision(
            publication_id=row.key,
            event=event,
            decided_at=now,
            decided_by=decided.by,
            reason=decided.reason,
            public_words=decided.public_words,
            cut_sha256=row.cut_sha256,
        )
    )
    desk.session.flush()
    said = {"address": row.address, "decided_by": decided.by, "reason": decided.reason}
    told = {"public_words": decided.public_words} if decided.public_words else {}
    record(desk, f"publication.{event.value}", row.subject, after={**said, **told, "sha256": row.cut_sha256})
    return row
