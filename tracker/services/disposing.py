"""Destroys what one thing says, and leaves its row, which says so: for each class, what belongs to it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.domain.errors import InvalidMove
from tracker.domain.purging import Loose
from tracker.domain.retention import DISPOSED_OF
from tracker.domain.stemming import WordReader
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.webhooks import without_words
from tracker.models.actions import Action, Update
from tracker.models.documents import DocumentVersion
from tracker.models.evidence import Document
from tracker.models.reports import RecordSnapshot, ReportVersion, WrittenText, WrittenVersion
from tracker.services.desk import Desk
from tracker.services.destroying import destroy_files, index_again
from tracker.services.writing import subject_of
from tracker.store import actions, file_uses, webhooks
from tracker.store import destroying as shared
from tracker.store import disposing as stored


@dataclass
class Destroyed:
    """What went: how many of what, rows of the history whose payload is still to go, and files that no row names."""

    counts: dict[str, int] = field(default_factory=dict)
    payloads: set[int] = field(default_factory=set)
    loose: list[Loose] = field(default_factory=list)

    def add(self, title: str, count: int) -> None:
        if count:
            self.counts[title] = self.counts.get(title, 0) + count


def destroy_thing(desk: Desk, reader: WordReader, subject: str, said: str) -> Destroyed:
    """Empties what `subject` names; `said` is the sentence that stands there from now on. Raises `InvalidMove` where it has to stay."""
    kind, number = _read(subject)
    return _WAYS[kind](desk, reader, number, said)


def _read(subject: str) -> tuple[str, Any]:
    kind, _, number = subject.rpartition(" ")
    return (kind, int(number)) if kind in _WAYS else ("action", subject)


def _action(desk: Desk, reader: WordReader, reference: str, said: str) -> Destroyed:
    action = actions.by_reference(desk.session, THE_OFFICE, reference, lock=True)
    if stored.is_public(desk.session, reference):
        raise InvalidMove(f"{reference} is published. Withdraw it first.")
    gone, today = Destroyed(), desk.moment.today
    belongs = stored.of_action(desk.session, action.key)
    files = stored.files_of(desk.session, "evidence", belongs.get("evidence", ()))
    gone.payloads |= set(stored.payloads_of(desk.session, [reference]))
    for name, keys in belongs.items():
        gone.add(name.replace("_", " "), stored.empty(desk.session, name, keys, {}, today))
    stored.empty(desk.session, "evidence", belongs.get("evidence", ()), {"label": DISPOSED_OF})
    stored.empty(desk.session, "updates", belongs.get("updates", ()), {"body": DISPOSED_OF}, today)
    gone.add("notices to other systems", _notices(desk, reference))
    gone.add(
        "actions",
        stored.empty(desk.session, "actions", [action.key], _kept_of(action, said), today),
    )
    _files(desk, gone, files, {"evidence": belongs.get("evidence", ())})
    return _indexed(desk, reader, gone, {**belongs, "actions": [action.key]})


def _notices(desk: Desk, reference: str) -> int:
    """Takes the words out of what other systems were told of an action. Returns how many notices there are."""
    found = webhooks.notices_about(desk.session, reference)
    for notice in found:
        notice.body, notice.said = without_words(notice.body), ""
    return len(found)


def _kept_of(action: Action, said: str) -> dict[str, str]:
    """What stands in an action afterwards. The office's own reference stays, so that the next import knows it and gives it to no other."""
    return {"title": DISPOSED_OF, "asked": said, "own_reference": action.own_reference}


def _update(desk: Desk, reader: WordReader, number: int, said: str) -> Destroyed:
    update = desk.session.get_one(Update, number)
    action = desk.session.get_one(Action, update.action_id)
    gone = Destroyed()
    gone.payloads |= set(stored.payloads_saying(desk.session, action.reference, update.body))
    gone.add("updates", stored.empty(desk.session, "updates", [number], {"body": said}, desk.moment.today))
    return _indexed(desk, reader, gone, {"updates": [number]})


def _mail(desk: Desk, reader: WordReader, number: int, said: str) -> Destroyed:
    gone = Destroyed()
    words = {"subject": DISPOSED_OF, "body_text": said}
    gone.add("mails", stored.empty(desk.session, "mails", [number], words, desk.moment.today))
    lines = stored.rows_of(desk.session, "mail_ledger", "mail_id", number)
    gone.add("lines of its ledger", stored.empty(desk.session, "mail_ledger", lines, {}))
    gone.payloads |= set(stored.payloads_of(desk.session, [f"mail {number}"]))
    return gone


def _incoming(desk: Desk, reader: WordReader, number: int, said: str) -> Destroyed:
    gone = Destroyed()
    files = stored.files_of(desk.session, "incoming_mails", [number])
    with_it = stored.rows_of(desk.session, "incoming_files", "incoming_id", number)
    files |= stored.files_of(desk.session, "incoming_files", with_it)
    words = {"subject": DISPOSED_OF, "words": said}
    gone.add("mails that came in", stored.empty(desk.session, "incoming_mails", [number], words))
    stored.empty(desk.session, "incoming_files", with_it, {})
    gone.payloads |= set(stored.payloads_of(desk.session, [f"incoming mail {number}"]))
    _files(desk, gone, files, {"incoming_mails": [number], "incoming_files": with_it})
    return gone


def _document(desk: Desk, reader: WordReader, number: int, said: str) -> Destroyed:
    gone = Destroyed()
    desk.session.get_one(Document, number, with_for_update=True)
    versions = stored.rows_of(desk.session, "document_versions", "document_id", number)
    files = stored.files_of(desk.session, "document_versions", versions)
    excerpts = stored.rows_of(desk.session, "excerpts", "document_id", number)
    words = {"quote": DISPOSED_OF, "citation": DISPOSED_OF}
    gone.add("excerpts", stored.empty(desk.session, "excerpts", excerpts, words))
    stored.empty(desk.session, "document_versions", versions, {})
    words = {"title": DISPOSED_OF, "note": said}
    gone.add("documents", stored.empty(desk.session, "documents", [number], words, desk.moment.today))
    gone.payloads |= set(stored.payloads_of(desk.session, [f"document {number}"]))
    _files(desk, gone, files, {"document_versions": versions})
    for version in versions:
        desk.session.get_one(DocumentVersion, version).said = said
    return _indexed(desk, reader, gone, {"documents": [number]})


def _report_version(desk: Desk, reader: WordReader, number: int, said: str) -> Destroyed:
    version = desk.session.get_one(ReportVersion, number, with_for_update=True)
    gone = Destroyed()
    files = set(shared.files_of_versions(desk.session, [number]))
    version.disposed_on = desk.moment.today
    version.version += 1
    desk.session.flush()
    others = [
        one for one in shared.lock_report_versions(desk.session, [version.snapshot_id]) if not one.disposed_on
    ]
    if not others:
        snapshot = desk.session.get_one(RecordSnapshot, version.snapshot_id)
        snapshot.record = "{}"
        gone.add("frozen records", 1)
    gone.add("drafts", 1)
    redactions = stored.rows_of(desk.session, "redactions", "report_version_id", number)
    gone.add("redactions", stored.empty(desk.session, "redactions", redactions, {}))
    desk.session.flush()
    gone.loose += destroy_files(desk, files)
    gone.add("files", len(files))
    return gone


def _written(desk: Desk, reader: WordReader, number: int, said: str) -> Destroyed:
    version = desk.session.get_one(WrittenVersion, number)
    text = desk.session.get_one(WrittenText, version.text_id)
    gone = Destroyed()
    gone.payloads |= set(stored.payloads_saying(desk.session, subject_of(text), version.body))
    gone.add("texts", stored.empty(desk.session, "written_versions", [number], {"body": said}))
    return gone


def _files(desk: Desk, gone: Destroyed, files: Collection[int], own: Mapping[str, Collection[int]]) -> None:
    """Destroys those files that nothing else uses. Raises `InvalidMove` where what is public or issued rests on one of a document."""
    used = file_uses.uses(desk.session)
    theirs = {(name, key) for name, keys in own.items() for key in keys}
    alone = set()
    for number in files:
        uses = used.get(number, [])
        because = next((use.kept_because for use in uses if use.kept_because), "")
        if because and "document_versions" in own:
            raise InvalidMove(f"Its file stays, because {because}. Withdraw it first.")
        if all((use.table, use.key) in theirs for use in uses):
            alone.add(number)
    alone -= file_uses.sharing_content(desk.session, alone)
    gone.loose += destroy_files(desk, alone)
    for number in alone:
        stored.empty(desk.session, "stored_files", [number], {"name": DISPOSED_OF})
    gone.add("files", len(alone))


def _indexed(
    desk: Desk, reader: WordReader, gone: Destroyed, changed: Mapping[str, Collection[Any]]
) -> Destroyed:
    desk.session.flush()
    desk.session.expire_all()
    index_again(desk, reader, changed)
    return gone


_WAYS: Mapping[str, Callable[[Desk, WordReader, Any, str], Destroyed]] = {
    "action": _action,
    "update": _update,
    "mail": _mail,
    "incoming mail": _incoming,
    "document": _document,
    "report version": _report_version,
    "written version": _written,
}
