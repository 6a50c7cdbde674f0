"""Takes what an owner sends, by a link or signed in: the update, and the evidence that came with it."""

from dataclasses import dataclass

from tracker.domain.errors import BadInput
from tracker.domain.evidence import Locator
from tracker.domain.ledger import Entry
from tracker.models.actions import Action, Update
from tracker.ports import FileStore
from tracker.services import evidence
from tracker.services.desk import Desk
from tracker.services.ledger import note
from tracker.services.updates import Said, give_update
from tracker.store import stories
from tracker.store.links import lock_action

NOWHERE = Locator()
MOST_FILES = 10


@dataclass(frozen=True)
class Upload:
    """A file as it came."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Answer:
    """Everything that one form brings. `where` is the place in the one file, the document or what the address shows."""

    said: Said
    uploads: tuple[Upload, ...] = ()
    url: str = ""
    document: str = ""
    where: Locator = NOWHERE
    client_id: str | None = None


def give_answer(
    desk: Desk,
    action: Action,
    answer: Answer,
    *,
    files: FileStore,
    by_name: str,
    limit_bytes: int,
    via: str = "link",
    received_by: str = "",
    mail_id: int | None = None,
) -> Update:
    """Adds the update with its evidence, all or nothing; the same `client_id` again gives the same one and adds nothing.

    `via` and `received_by` are those of `give_update`; `mail_id` is the mail whose link it came by, and whose ledger says so.
    Raises `BadInput` for a field that cannot be taken, `InvalidMove` when the action is closed.
    """
    # Locked first: of two posts of one form, the second waits here and then finds what the first one made.
    lock_action(desk.session, action)
    if answer.client_id:
        known = stories.update_by_client_id(desk.session, answer.client_id)
        if known is not None and known.action_id == action.id:
            return known
    update = give_update(
        desk,
        action,
        answer.said,
        by_name=by_name,
        via=via,
        received_by=received_by,
        client_id=answer.client_id,
    )
    desk.session.flush()
    if mail_id:
        note(desk, mail_id, Entry.ANSWERED, said=f"{action.reference}, by its link")
    _attach(desk, action, answer, files, limit_bytes, update.key)
    return update


def _attach(
    desk: Desk, action: Action, answer: Answer, files: FileStore, limit_bytes: int, update_id: int
) -> None:
    if len(answer.uploads) > MOST_FILES:
        raise BadInput(f"Send up to {MOST_FILES} files at once.", field="file")
    for upload in answer.uploads:
        kept = evidence.keep_file(
            desk, files, name=upload.name, content=upload.content, limit_bytes=limit_bytes
        )
        alone = len(answer.uploads) == 1 and not (answer.url or answer.document)
        where = answer.where if alone else NOWHERE
        evidence.attach_file(desk, action, kept, where=where, update_id=update_id)
    if answer.url:
        where = answer.where if not answer.document else NOWHERE
        evidence.attach_web(desk, action, answer.url, where=where, update_id=update_id)
    if answer.document:
        evidence.attach_document(desk, action, answer.document, where=answer.where, update_id=update_id)
