"""Texts written for a report: where they stand in it, and how long they may be."""

import re
from dataclasses import dataclass

from tracker.domain.errors import BadInput

LONGEST = 20_000
"""Characters of one text: about eight pages."""
SLOT = re.compile(r"[a-z][a-z0-9-]*(?::[A-Za-z0-9._-]+)?")


@dataclass(frozen=True)
class Slot:
    """A place in a report for words that people write: "purpose", "priority:local", "measure:101-abandonment".

    `title` is its heading on the page, `hint` what belongs there, `group` the heading under which it is listed. `proposed` is Markdown
    to begin from. With `needed` a report without it is not whole. `measure` is the code of the measure that it is about.
    """

    key: str
    title: str
    hint: str = ""
    group: str = ""
    proposed: str = ""
    needed: bool = False
    measure: str = ""


def as_kept(body: str) -> str:
    """The text as it is kept: as typed, with the line ends of every computer made the same."""
    return body.replace("\r\n", "\n").replace("\r", "\n")


def check_body(body: str) -> None:
    """Raises `BadInput` for a text that is too long."""
    if len(body) > LONGEST:
        raise BadInput(
            f"Keep the text to {LONGEST:,} characters; it has {len(body):,}. Shorten it, or put a part of it elsewhere.",
            field="body",
        )
