"""Where words, or a file, stand in all that is held: by place, with what cannot be changed beside it. It writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from tracker.domain.purging import LEFT_OVER, LETTER, MAILBOX, Loose, Words
from tracker.domain.wording import count_words
from tracker.models.evidence import StoredFile
from tracker.ports import FilesHeld
from tracker.store import file_uses
from tracker.store import held_words as stored
from tracker.store.held_words import Hit
from tracker.store.places import places

HISTORY, CODED = "history", "codes"
MOST_SAMPLES = 5
MOST_ROWS = 30
TITLES = {
    LETTER: "Letters that wait to be sent",
    MAILBOX: "The mailbox of the demonstration",
    LEFT_OVER: "Files that nothing uses any more",
}
DO = {
    "record_snapshots": "A version cut from it was issued, so it stays. Issue a corrected version; withdraw the old one where it was published.",
    "report_versions": "It was issued, so it stays. Issue a corrected version.",
    "redactions": "It withholds these words from a version that was issued. It stays, or they would be shown.",
    "publications": "It is public. Publish the change or withdraw it, then purge again.",
    "publication_files": "It is public. Withdraw it, then purge again.",
    "publication_decisions": "It belongs to what is public. Withdraw that, then purge again.",
    "history": "The chain of the history covers it, so it cannot be changed. It says who did what, or the name of what it was done to.",
    "users": "It is an account. Change it on the page of users.",
}
OTHERWISE = "It is a code or a key. Change it where it was given, or leave it."


@dataclass(frozen=True)
class Sample:
    """One find: in which row, and what stands around the words."""

    where: str
    around: str


@dataclass(frozen=True)
class FoundPlace:
    """A place that holds the words, which can be ticked. `count` is in how many texts or files of it."""

    code: str
    title: str
    count: int
    samples: Sequence[Sample] = ()
    subjects: Sequence[str] = ()


@dataclass(frozen=True)
class StillThere:
    """What will hold the words afterwards, and what to do about it."""

    what: str
    do: str


@dataclass(frozen=True)
class Found:
    """All that holds the words. `loose` are the files of each loose place, by its code."""

    places: Sequence[FoundPlace]
    still: Sequence[StillThere]
    files: Sequence[int] = ()
    loose: Sequence[Loose] = field(default=())

    @property
    def total(self) -> int:
        return sum(place.count for place in self.places)


def look(session: Session, held: FilesHeld, words: Words) -> Found:
    """Everything that holds the words just now. The session sees the record as it stands at one moment."""
    found: list[FoundPlace] = []
    still: list[StillThere] = []
    for place in places():
        hits = list(stored.hits(session, place, words))
        found += _place(place.code, place.title, [hit for hit in hits if hit.may_change], words)
        still += [_still(hit) for hit in hits if not hit.may_change]
    found += _place(CODED, "Codes that were made from a title", list(stored.code_hits(session, words)), words)
    payloads = list(stored.payload_hits(session, words))
    found += _place(HISTORY, "What the history says (its chain stays whole)", payloads, words)
    file_numbers = _look_into_files(session, held, words, found, still)
    loose = _look_into_loose(session, held, words, found, still)
    still += _still_fixed(list(stored.fixed_hits(session, words)))
    still += backups_of(held)
    return Found(found, tuple(dict.fromkeys(still)), file_numbers, loose)


def backups_of(held: FilesHeld) -> list[StillThere]:
    """Backups cannot be looked into: each is named."""
    return [
        StillThere(
            f"Backup {name}",
            "It may hold it and cannot be searched. Make a new backup now and destroy this one, or purge again after restoring it.",
        )
        for name in held.backups()
    ]


def file_code(file_id: int) -> str:
    """The code of the place that is one file."""
    return f"file:{file_id}"


def _place(code: str, title: str, hits: Sequence[Hit], words: Words) -> list[FoundPlace]:
    if not hits:
        return []
    # A code may hold the words itself, so that nothing could be opened by it afterwards.
    named = [hit.where for hit in hits if code != HISTORY and not words.count(hit.where)]
    samples = [Sample(_place_of(hit), _around(hit, words)) for hit in hits[:MOST_SAMPLES]]
    return [FoundPlace(code, title, len(hits), samples, tuple(dict.fromkeys(named)))]


def _place_of(hit: Hit) -> str:
    if hit.table == "history_payloads":
        return f"Row {hit.key}"
    return f"{hit.where}, {hit.column.replace('_', ' ')}"


def _around(hit: Hit, words: Words) -> str:
    """What stands around the words; of JSON, in the first text of it that holds them."""
    texts = words.holding(hit.text) if hit.is_json else [hit.text]
    return words.around(next(iter(texts), ""))


def _still_fixed(hits: Sequence[Hit]) -> list[StillThere]:
    """What cannot be changed, the rows of the history in one line."""
    rows = sorted({int(hit.key) for hit in hits if hit.table == "history"})
    others = [_still(hit) for hit in hits if hit.table != "history"]
    if not rows:
        return others
    listed = ", ".join(str(row) for row in rows[:MOST_ROWS]) + (" and more" if len(rows) > MOST_ROWS else "")
    return [StillThere(f"{count_words(len(rows), 'row')} of the history: {listed}", DO["history"]), *others]


def _still(hit: Hit) -> StillThere:
    name = hit.table.replace("_", " ")
    return StillThere(f"{name.capitalize()}: {hit.where}", DO.get(hit.table, OTHERWISE))


def _look_into_files(
    session: Session, held: FilesHeld, words: Words, found: list[FoundPlace], still: list[StillThere]
) -> Sequence[int]:
    """Adds a place for each file that holds the words, and names those that stay or could not be looked into."""
    files = file_uses.not_destroyed(session)
    used = file_uses.uses(session)
    read = _read_in_files(session, words)
    numbers = []
    for file, looked in zip(files, held.look([file.sha256 for file in files], words), strict=True):
        pages = read.get(file.key, [])
        if looked.unread and not pages:
            still.append(StillThere(f"File {file.key}: {shown_name(file, words)}", UNREAD))
        if not looked.count and not pages:
            continue
        because = kept_because(file, files, used)
        title = f"{title_of(file, used)}: {shown_name(file, words)}"
        if because:
            still.append(StillThere(f"{title} ({because})", DO["report_versions"]))
            continue
        numbers.append(file.key)
        around = looked.around or words.around(pages[0].text)
        pages_too = f", and {len(pages)} of the texts read in it" if pages else ""
        found.append(
            FoundPlace(
                file_code(file.key),
                f"{title}{pages_too}",
                1,
                [Sample("in the file", around)] if around else [],
                (f"file {file.key}",),
            )
        )
    return numbers


UNREAD = "It could not be looked into. Open it and look; if it holds the words, purge the file."


def _read_in_files(session: Session, words: Words) -> dict[int, list[Hit]]:
    """The pages that hold the words, by the number of the file in which they were read."""
    pages: dict[int, list[Hit]] = {}
    by_page = list(stored.page_hits(session, words))
    files = file_uses.files_of_pages(session, [hit.key for hit in by_page])
    for hit in by_page:
        pages.setdefault(files[hit.key], []).append(hit)
    return pages


def _look_into_loose(
    session: Session, held: FilesHeld, words: Words, found: list[FoundPlace], still: list[StillThere]
) -> Sequence[Loose]:
    there = held.loose(file_uses.digests(session))
    holding = []
    for one, looked in zip(there, held.look_loose(there, words), strict=True):
        if looked.unread:
            still.append(StillThere(f"{TITLES[one.kind]}: {one.name}", UNREAD))
        if looked.count:
            holding.append(one)
    for kind, title in TITLES.items():
        if count := sum(one.kind == kind for one in holding):
            found.append(FoundPlace(kind, title, count))
    return holding


def kept_because(file: StoredFile, files: Sequence[StoredFile], used: dict[int, list[file_uses.Use]]) -> str:
    """Why its content stays: what was issued or is public rests on it, or on another file of the same content."""
    same = [one.key for one in files if one.sha256 == file.sha256]
    reasons = (use.kept_because for key in same for use in used.get(key, ()))
    return next(filter(None, reasons), "")


def title_of(file: StoredFile, used: dict[int, list[file_uses.Use]]) -> str:
    """What the file is: "Document", "Evidence", "File that came with a mail"."""
    first = next(iter(used.get(file.key, ())), None)
    title = first.title if first else "file that nothing uses any more"
    return title[0].upper() + title[1:]


def shown_name(file: StoredFile, words: Words | None) -> str:
    """Its name without the words, and its number where nothing is left."""
    return words.out_of(file.name, "[…]") if words else file.name
