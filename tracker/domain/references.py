"""References: `PPM-006`, spoken and printed "Action 006", and a meeting by its date, `PPM-2023-10-04`.

`read_…` is for addresses: what is no reference leads nowhere (NotFound). `parse_…` is for what people type in a form,
a file or a command: it forgives spaces and missing noughts, and says what a reference looks like (BadInput).
"""

import re
from datetime import date

from tracker.domain.errors import BadInput, NotFound

_SERIES = r"[A-Z][A-Z0-9]{1,11}"
SERIES = re.compile(_SERIES, re.ASCII)
ACTION = re.compile(rf"({_SERIES})-(\d{{3,9}})", re.ASCII)
MEETING = re.compile(rf"({_SERIES})-(\d{{4}}-\d{{2}}-\d{{2}})", re.ASCII)

_TYPED_ACTION = re.compile(rf"(?:({_SERIES})[\s-]\s*)?(\d{{1,9}})", re.ASCII)
_SPOKEN = re.compile(r"^ACTION\s+(?:NO\.?\s+|NUMBER\s+)?", re.ASCII)
_DASHES = re.compile(r" ?[‐-―−-] ?")


def check_series(code: str) -> str:
    """The short code of a series in capitals. Raises BadInput unless it is a letter and 1 to 11 more or figures."""
    capitals = code.strip().upper()
    if not SERIES.fullmatch(capitals):
        raise BadInput(
            f"“{code[:40]}” cannot be a short code. Use 2 to 12 letters and figures, a letter first, such as PPM.",
            field="code",
        )
    return capitals


def action_reference(series: str, number: int) -> str:
    """`PPM-006`: at least three figures."""
    return f"{series.upper()}-{number:03d}"


def spoken(reference: str) -> str:
    """`PPM-006` as it is said and printed: "Action 006"."""
    return f"Action {reference.rpartition('-')[2]}"


def read_action(address: str) -> tuple[str, int]:
    """The series and the number of a reference in an address, in either case. Raises NotFound."""
    found = ACTION.fullmatch(address.strip().upper())
    if found is None or int(found[2]) == 0:
        raise NotFound(f"“{address[:40]}” is not the reference of an action. One looks like PPM-006.")
    return found[1], int(found[2])


def parse_action(typed: str, *, series: str = "") -> tuple[str, int]:
    """The series and the number as somebody typed them: "ppm 6" too; with `series` also "Action 006" and "6".

    Raises BadInput.
    """
    text = _with_one_dash(typed)
    found = _TYPED_ACTION.fullmatch(_SPOKEN.sub("", text))
    code = (found[1] or series.upper()) if found else ""
    if found is None or not code or int(found[2]) == 0:
        raise BadInput(
            f"“{typed[:40]}” is not the reference of an action. Type one such as PPM-006.", field="reference"
        )
    return code, int(found[2])


def meeting_reference(series: str, day: date) -> str:
    """`PPM-2023-10-04`."""
    return f"{series.upper()}-{day.isoformat()}"


def meeting_address(reference: str) -> str:
    """A meeting in an address: lower case."""
    return reference.lower()


def read_meeting(address: str) -> tuple[str, date]:
    """The series and the day of a meeting in an address, in either case. Raises NotFound."""
    found = _meeting(address.strip().upper())
    if found is None:
        raise NotFound(f"“{address[:40]}” is not a meeting. One looks like PPM-2023-10-04.")
    return found


def parse_meeting(typed: str) -> tuple[str, date]:
    """The series and the day of a meeting as somebody typed it: "ppm 2023-10-04" too. Raises BadInput."""
    text = _with_one_dash(typed)
    found = _meeting("-".join(text.split()))
    if found is None:
        raise BadInput(
            f"“{typed[:40]}” is not a meeting. Type its series and its date, such as PPM-2023-10-04.",
            field="meeting",
        )
    return found


def _with_one_dash(typed: str) -> str:
    """In capitals, with each dash as "-" and single spaces, so that no pattern has to try a long row of them."""
    return _DASHES.sub("-", " ".join(typed.upper().split()))


def _meeting(text: str) -> tuple[str, date] | None:
    found = MEETING.fullmatch(text)
    try:
        return (found[1], date.fromisoformat(found[2])) if found else None
    except ValueError:
        return None
