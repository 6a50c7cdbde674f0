"""Action tables as many a PDF gives them: no tabs and no lines, the words of the cells one after the other, row by row.

Only a table whose header begins with a reference and names an action and an owner or a day is read: a row begins where a line
begins with a reference, and its owner and day are told from the action by their form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.promises_due import DATE
from tracker.domain.promises_tables import Entry, is_done

_REF, _ACTION = (
    r"(?:(?:action|item|minute|agenda)\s+)?(?:ref(?:erence)?|no|number|item|id|#)\.?",
    r"(?:agreed\s+)?actions?(?:\s+(?:points?|required|agreed))?",
)
_LEAD = r"(?:(?:action\s+)?(?:owner|lead|by\s+whom|who)|lead\s+officer|responsible(?:\s+(?:officer|person))?|responsibility)"
_WHEN = r"(?:(?:target|due|completion)\s+date|due(?:\s+by)?|by\s+when|deadline|timescale|date|when)"
_REST = r"(?:(?:status|progress|update|rag|outcome|comments?)(?:[ /]+\w+)?)"
_HEADER = re.compile(
    rf"^[ \t]*{_REF}\s+{_ACTION}(?:\s+(?P<lead>{_LEAD}))?(?:\s+(?P<when>{_WHEN}))?(?:\s+(?P<late>{_LEAD}))?(?:\s+{_REST})?[ \t\r]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ROW = re.compile(
    r"^[ \t]*(?P<ref>(?:[A-Z]{1,5}[-/ ]?)?\d{1,4}(?:[/.-]\d{1,4}){0,2}[a-z]?)[.)]?[ \t]+(?=[A-Z'\"])(?!(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)",
    re.MULTILINE,
)
_OWNER = r"(?P<owner>[A-Z]{2,4}(?:\s?[/,&]\s?[A-Z]{2,4})*|[A-Z][\w'&/-]*(?:\s+(?:(?:of|and|for|the|&)\s+)*[A-Z(][\w'&/()-]*){0,6})"
_SPOKEN = r"(?:(?:the )?next (?:\w+ )?meeting|asap|ongoing|on-going|immediate(?:ly)?|tbc|complete)"
_DUE = rf"(?P<due>(?i:{_SPOKEN}|(?:(?:by|end|end of|early|mid|late) )?{DATE}))".replace(" ", r"\s+")
_STATUS = r"(?:\s+(?P<status>(?i:open|closed?|completed?|done|discharged|in\s+progress|on\s+track|overdue|ongoing)))?"
_ACTION_WORDS = r"(?P<action>\S(?:[^\f]){6,400}?)"
LONGEST = 700
"""Characters of a row in which its cells are looked for."""


@dataclass(frozen=True)
class LooseRow:
    """A row, and where its cells end: what stands there is no sentence."""

    start: int
    end: int
    entry: Entry


def loose_rows(bare: str) -> Iterator[LooseRow]:
    """The rows of such tables, in the order of the text."""
    for header in _HEADER.finditer(bare):
        if "\t" in header[0] or not (header["lead"] or header["when"] or header["late"]):
            continue
        end = bare.find("\f", header.end())
        yield from _rows_below(bare, header, end if end >= 0 else len(bare))


def _rows_below(bare: str, header: re.Match[str], end: int) -> Iterator[LooseRow]:
    forms = _forms(bool(header["lead"]), bool(header["when"]), bool(header["late"]))
    here = header.end()
    for begun in _ROW.finditer(bare, header.end(), end):
        if begun.start() < here:
            continue
        # Between two rows nothing but the rest of the one before.
        if begun.start() - here > LONGEST:
            return
        following = _ROW.search(bare, begun.end(), end)
        limit = min(following.start() if following else end, begun.end() + LONGEST)
        found = next((one for form in forms if (one := form.match(bare, begun.end(), limit))), None)
        if not found:
            continue
        here = found.end()
        said = found.groupdict()
        status = said.get("status")
        yield LooseRow(
            begun.start(),
            found.end(),
            Entry(
                found.start("action"),
                found.end("action"),
                begun["ref"],
                _tidy(said.get("owner")),
                _tidy(said.get("due")),
                bool(status and is_done(status)),
            ),
        )


def _forms(lead: bool, when: bool, late: bool) -> tuple[re.Pattern[str], ...]:
    """The cells of a row: an owner on a line of its own first, for a word with a capital may also end the action."""
    cells = [r"(?P<edge>\s+)" + _OWNER] if lead else []
    cells += [r"\s+" + _DUE] if when else []
    cells += [r"\s+" + _OWNER] if late and not lead else []
    row = _ACTION_WORDS + "".join(cells) + _STATUS + r"(?=\s|$)"
    own_line = row.replace(r"(?P<edge>\s+)", r"\s*\n\s*")
    return tuple(re.compile(one) for one in dict.fromkeys((own_line, row)))


def _tidy(words: str | None) -> str | None:
    return re.sub(r"\s+", " ", words).strip() if words else None
