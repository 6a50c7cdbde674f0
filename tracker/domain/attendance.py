"""Who is expected at a meeting, and who came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.meetings import STATUS_WORDS, UNDER_WAY, MeetingStatus

LONGEST = 200
"""Characters of the name of who stands in, and of a note."""
STANDS_IN = "standing in"
"""How the note of a row begins where its name is not the holder's."""


class Attended(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    APOLOGIES = "apologies"


LABELS: Mapping[Attended, str] = {
    Attended.EXPECTED: "Expected",
    Attended.PRESENT: "Present",
    Attended.APOLOGIES: "Sent apologies",
}


@dataclass(frozen=True)
class Marked:
    """What is said of one post: whether it came, who stands in ("" for the holder), and a note. None: it is not expected."""

    attended: Attended | None = Attended.EXPECTED
    stands_in: str = ""
    note: str = ""


NOT_EXPECTED = Marked(None)


def check_attendance(status: MeetingStatus) -> None:
    """Raises `InvalidMove` for a meeting that is over: who came is part of its record."""
    if status not in UNDER_WAY:
        raise InvalidMove(
            f"This meeting is {STATUS_WORDS[status]}, so who came to it stands on record. "
            "Correct the record of the meeting, with the reason."
        )


def tidy(marked: Marked, holder: str) -> Marked:
    """`marked` as it is kept. `holder` is who holds the post on that day: nobody stands in for themselves. Raises `BadInput`."""
    if marked.attended is None:
        return NOT_EXPECTED
    stands_in, note = (" ".join(text.split()) for text in (marked.stands_in, marked.note))
    if max(len(stands_in), len(note)) > LONGEST:
        raise BadInput(f"Keep the name and the note to {LONGEST} characters each.")
    if note.casefold().startswith(STANDS_IN):
        raise BadInput("Give the name of who stands in by itself, and leave it out of the note.")
    return Marked(marked.attended, "" if stands_in == holder else stands_in, note)


def note_to_keep(marked: Marked, holder: str) -> str:
    """ "standing in for Ann Able; from 15:00": the note of a row says for whom its name stands in."""
    stands = f"{STANDS_IN} for {holder}" if holder else STANDS_IN
    return "; ".join(filter(None, (stands if marked.stands_in else "", marked.note)))


def read_row(attended: Attended, name: str, note: str) -> Marked:
    """What a row says: its name is that of a stand-in where its note begins so."""
    if not note.startswith(STANDS_IN):
        return Marked(attended, "", note)
    return Marked(attended, name, note.partition("; ")[2])


def named(name: str, *, acting: bool) -> str:
    """ "Ann Able", "Ann Able (acting)" """
    return f"{name} (acting)" if acting else name


def attendance_words(marks: Sequence[Attended]) -> str:
    """ "14 are expected"; once someone is marked, "9 of 14 are present, 2 sent apologies" """
    if not marks:
        return "Nobody is expected yet"
    present, apologies = (marks.count(kind) for kind in (Attended.PRESENT, Attended.APOLOGIES))
    sent = f"{apologies} sent apologies" if apologies else ""
    if not present:
        left = len(marks) - apologies
        return ", ".join(filter(None, (f"{left} {'is' if left == 1 else 'are'} expected", sent)))
    if present == len(marks):
        return f"All {present} are present" if present > 1 else "The one who is expected is present"
    return ", ".join(
        filter(None, (f"{present} of {len(marks)} {'is' if present == 1 else 'are'} present", sent))
    )
