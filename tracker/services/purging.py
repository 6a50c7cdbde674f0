"""Takes a mistake out of everything at once: by an administrator, with a reason, in one transaction. The words are kept nowhere."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.canonical import canonical_text
from tracker.domain.errors import BadInput, NotAllowed
from tracker.domain.purging import Loose, Words, check_reason, mark_of
from tracker.domain.stemming import WordReader
from tracker.domain.viewers import Role
from tracker.models.keeping import Purge
from tracker.models.reports import ReportVersion
from tracker.ports import FilesHeld
from tracker.services.approving import unapprove
from tracker.services.desk import Desk
from tracker.services.destroying import destroy_files, destroy_payloads, index_again, sweep_later
from tracker.services.history import record
from tracker.services.purging_file import FileFound, look_at_file
from tracker.services.purging_look import (
    CODED,
    HISTORY,
    Found,
    StillThere,
    backups_of,
    file_code,
    look,
)
from tracker.store import destroying as stored
from tracker.store import from_files, held_words, taking_out
from tracker.store.places import WITHHELD, places

ONLY_ADMINISTRATORS = "Only an administrator can purge a mistake."
UNTICKED = "It was not ticked, so it stays. Purge again to take it out."


@dataclass(frozen=True)
class Tools:
    """What a purge works with besides the desk."""

    held: FilesHeld
    reader: WordReader


def purge_words(
    desk: Desk, tools: Tools, words: Words, *, chosen: Collection[str], reason: str, places_typed: str
) -> Purge:
    """Takes the words out of the chosen places, and says what will still hold them.

    `places_typed` is the number of places as the administrator typed it: it has to be that of the places that are chosen just now.
    Raises `NotAllowed` and `BadInput`.
    """
    check_administrator(desk)
    reason = check_reason(reason, words)
    found = look(desk.session, tools.held, words)
    ticked = [place for place in found.places if place.code in chosen]
    if not ticked:
        raise BadInput("Tick at least one place.", field="chosen")
    check_number(places_typed, sum(place.count for place in ticked))
    codes = _without_what_withholds({place.code for place in ticked}, found)
    changed = _take_out(desk, words, codes)
    versions, made_of_them = _let_drafts_fall(desk, changed.get("record_snapshots", set()))
    file_ids = {number for number in found.files if file_code(number) in codes} | made_of_them
    pictures = destroy_files(desk, file_ids)
    index_again(desk, tools.reader, changed)
    loose = [*pictures, *(one for one in found.loose if one.kind in codes)]
    for version in versions:
        unapprove(desk, version)
    # Asked again: what was recorded a moment ago may hold the words too.
    payloads = [hit.key for hit in held_words.payload_hits(desk.session, words)] if HISTORY in codes else []
    left = [place for place in found.places if place.code not in codes]
    still = [*(StillThere(f"{one.title}: {one.count}", UNTICKED) for one in left), *found.still]
    made = _made(desk, reason, sorted({name for one in ticked for name in one.subjects}))
    made.taken_from = _counted({one.title: one.count for one in ticked if one.code in codes})
    made.still_in = _still(still)
    return keep_purge(desk, made, loose, payloads, words, files=len(file_ids))


def purge_file(
    desk: Desk, tools: Tools, file_id: int, *, reason: str, with_name: bool, confirmed: bool
) -> Purge:
    """Destroys a file that should never have come in: its content, what was read in it, and the excerpts chosen in it, wherever they
    were copied to. `with_name`: its name goes everywhere too. Raises `NotAllowed`, `NotFound`, and `BadInput` for one that has to stay.
    """
    check_administrator(desk)
    found = look_at_file(desk.session, file_id)
    _check_file(found, confirmed)
    quotes = from_files.quotes_of(desk.session, found.versions)
    spellings = tuple(dict.fromkeys((*quotes, *([found.file.name] if with_name else []))))
    words = Words(spellings, within=True) if spellings else None
    reason = check_reason(reason, Words((found.file.name,)) if with_name else None)
    codes = {place.code for place in places()} if words else set()
    changed = _take_out(desk, words, codes) if words else {}
    from_files.empty_excerpts(desk.session, found.excerpts, mark_of(desk.moment.today))
    enclosing = from_files.snapshots_with(desk.session, found.file.sha256)
    versions, made_of_them = _let_drafts_fall(desk, changed.get("record_snapshots", set()) | enclosing)
    pictures = destroy_files(desk, {file_id} | made_of_them)
    index_again(desk, tools.reader, changed)
    for version in versions:
        unapprove(desk, version)
    payloads = [hit.key for hit in held_words.payload_hits(desk.session, words)] if words else []
    counts = {
        f"{found.title}: the file": 1,
        "Pages that were read in it": found.pages,
        "Excerpts that were chosen in it": len(found.excerpts),
        "Rows that had copies of its words": sum(len(keys) for keys in changed.values()),
        "Drafts of reports, which are made again": len(versions),
    }
    made = _made(desk, reason, [f"file {file_id}", *from_files.codes_of(desk.session, found.versions)])
    made.taken_from = _counted(counts)
    made.still_in = _still(backups_of(tools.held))
    return keep_purge(desk, made, pictures, payloads, words, files=1 + len(made_of_them))


def _check_file(found: FileFound, confirmed: bool) -> None:
    if found.destroyed_on:
        raise BadInput("This file was destroyed already.")
    if found.kept:
        raise BadInput(
            f"This file stays, because {found.kept}. Issue a corrected version or withdraw it, then purge again."
        )
    if not confirmed:
        raise BadInput("Tick the box to say that this file must go.", field="sure")


def check_administrator(desk: Desk) -> None:
    if Role.ADMINISTRATOR not in desk.by.roles:
        raise NotAllowed(ONLY_ADMINISTRATORS)


def check_number(typed: str, expected: int) -> None:
    """That what was typed is the number of places. Raises `BadInput`."""
    if typed.strip().replace(",", "") != str(expected):
        raise BadInput(
            f"The ticked places are {expected:,} just now. Look at them once more, then type that number.",
            field="number",
        )


def keep_purge(
    desk: Desk,
    made: Purge,
    loose: Sequence[Loose],
    payloads: Collection[int],
    words: Words | None,
    *,
    files: int,
) -> Purge:
    """Keeps the row that says so, has the disk rid of it, and writes the history last."""
    if words:
        clean = mark_of(desk.moment.today)
        made.subjects = words.out_of(made.subjects, clean)
        made.taken_from = words.out_of_json(made.taken_from, clean)
        made.still_in = words.out_of_json(made.still_in, clean)
    desk.session.add(made)
    desk.session.flush()
    sweep_later(desk, loose)
    destroyed = destroy_payloads(desk, payloads)
    after = {"reason": made.reason, "files": files, "loose_files": len(loose), "payloads": destroyed}
    record(desk, "purge.made", f"purge {made.key}", after=after)
    return made


def _without_what_withholds(codes: set[str], found: Found) -> set[str]:
    """Words that are withheld from readers stay while there is something left to withhold them from."""
    others = {place.code for place in found.places} - {WITHHELD}
    return codes if others <= codes else codes - {WITHHELD}


def _take_out(desk: Desk, words: Words, codes: set[str]) -> dict[str, set[int]]:
    """Puts the mark wherever the words stand in the chosen places. Returns the keys of changed rows by table."""
    mark, changed = mark_of(desk.moment.today), dict[str, set[int]]()
    for place in places():
        if place.code in codes:
            hits = [hit for hit in held_words.hits(desk.session, place, words, lock=True) if hit.may_change]
            taking_out.write_without(desk.session, hits, words, mark, changed)
    if CODED in codes:
        taking_out.give_other_codes(desk.session, held_words.code_hits(desk.session, words, lock=True))
    desk.session.expire_all()
    return changed


def _let_drafts_fall(desk: Desk, snapshots: Collection[int]) -> tuple[list[ReportVersion], set[int]]:
    """The versions cut from changed snapshots, and the files made of them: they say something else now."""
    if not snapshots:
        return [], set()
    versions = list(stored.lock_report_versions(desk.session, snapshots))
    return versions, set(stored.files_of_versions(desk.session, [version.key for version in versions]))


def _made(desk: Desk, reason: str, subjects: Collection[str]) -> Purge:
    lines = "\n".join(subjects)
    return Purge(reason=reason, made_at=desk.moment.now, made_by=desk.by.name, subjects=lines)


def _counted(counts: Mapping[str, int]) -> str:
    rows = tuple({"title": title, "count": count} for title, count in counts.items() if count)
    return canonical_text({"places": rows})


def _still(still: Sequence[StillThere]) -> str:
    return canonical_text({"places": tuple({"what": one.what, "do": one.do} for one in still)})
