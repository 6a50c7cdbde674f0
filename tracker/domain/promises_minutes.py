"""Action lines of minutes: “ACTION: Head of Finance to …”, “Action 014 – …”, “Action: … Owner: … By: …”, “(Action: JS)”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.promises_actors import acts, owner_before
from tracker.domain.promises_text import Row, Sentence
from tracker.domain.promises_words import RETURNS, ROLES, one_of, phrase

_NUMBER = r"(?:[A-Z]{1,4}[-/. ]?)?\d[\w./-]*"
_LABEL = re.compile(
    rf"[(\[]?(?:decisions?\s*(?:/|and|&)\s*)?(?P<ref>(?:agreed )?(?:(?:action|AP)s?(?: points?| items?)?|recommendations?(?= ?\d))(?: no\.?| ref\.?| number)? ?(?P<number>[/-]?{_NUMBER})?)"
    r"\s*(?:\((?P<who>[^()]{1,60})\)|(?P<initials>(?-i:[A-Z]{2,3}(?:\s?[/,&]\s?[A-Z]{2,3})*)))?\s*(?P<sep>[:–—]|-(?=\s)|(?=\s*$)|(?<=AP\d)(?=\s)|(?<=AP\d\d)(?=\s)|(?<=AP\d\d\d)(?=\s))\s*",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"[\s,;(\[–-]*\b(?:action )?(?:owners?|lead(?: officer)?|responsible(?: officer)?|responsibility|by whom|who|assigned to)\s*[:–]\s*(?P<words>.*?)(?=\s*(?:[.;]\s|[.;)\]]*$)|\b(?:by(?: when)?|due(?: date)?|deadline|timescales?|target(?: date)?|when|date)\s*:)",
    re.IGNORECASE | re.DOTALL,
)
_DUE = re.compile(
    r"[\s,;(\[–-]*\b(?:by(?: when)?|due(?: date| by)?|deadline|timescales?|target(?: date)?|when|date)\s*[:–]\s*(?P<words>.*?)(?=\s*(?:[.;]\s|[.;)\]]*$)|\b(?:owners?|lead(?: officer)?|responsible|by whom|who|status)\s*:)",
    re.IGNORECASE | re.DOTALL,
)
_RESPONSE = re.compile(r"management (?:response|comments?)\s*:.{0,60}$", re.IGNORECASE | re.DOTALL)
_NAMES = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z](?:\s?(?:[/,&]|and)\s?[A-Z][A-Za-z]{0,2}[A-Z])*[\s.)\]]*$")
_LAST = re.compile(r"\s*[(\[](?P<words>[^()\[\]]{2,60})[)\]][.\s]*$")
_NOTHING = phrase(
    r"^\W*(?:completed?|closed|done|discharged|none|nil|n/a|no (?:further )?actions?(?: required| needed)?|noted?|for (?:information|noting))\W*$"
)
_DECIDED = phrase(
    rf"^\W*(?:the )?(?:\w+ ){{0,2}}?{one_of(ROLES)} (?:noted|approved|received|endorsed|ratified|thanked|welcomed|accepted)\b"
    rf"|^\W*(?:that )?(?:(?:the )?(?:\w+ ){{0,2}}?{one_of(ROLES)} (?:(?:is|are|be) asked )?)?(?:to )?(?:note|notes|approve|receive|endorse|consider)\b"
)
_OVER = re.compile(r"(?:[-–—(:]\s*|\bstatus\W+)(?:closed|completed?|done|discharged)\W*$", re.IGNORECASE)
_TO = phrase(rf"^(?P<who>[^.:;]{{2,90}}?) (?:to|will|would|should) (?:{one_of(RETURNS)}|be)\b")
LONGEST = 500
"""Characters of a paragraph under a bare number that are taken as a whole; of a longer one its first sentence is."""


@dataclass(frozen=True)
class ActionLine:
    """Where the words are, how many parts were read, and what was printed. `earlier`: what was meant is the sentence before. `done`: its paragraph
    ends by saying so."""

    start: int
    end: int
    parts: int
    ref: str | None = None
    owner: str | None = None
    due: str | None = None
    earlier: bool = False
    done: bool = False


def action_line(bare: str, parts: Sequence[Sentence | Row], at: int) -> ActionLine | None:
    """The action line that begins with part `at`; None where none does."""
    part = parts[at]
    if isinstance(part, Row):
        return None
    label = _LABEL.match(bare, part.start, part.end)
    if (
        not label
        or not (label["sep"] or label["number"])
        or (not label["number"] and label.end() >= part.end)
    ):
        return None
    ref = re.sub(r"\s+", " ", label["ref"]) if label["number"] else None
    if label["number"] and (over := _closed(bare, parts, at)):
        return ActionLine(part.start, part.end, over, done=True)
    end, used = _extent(bare, parts, at, label.end())
    if end <= label.end():
        return None
    words = bare[label.end() : end]
    owner, due, length = _printed(words)
    owner = (label["who"] or label["initials"]) or owner
    more_owner, more_due, more = lines_below(bare, parts, at + used)
    work = words[:length].strip(" .()[]\n\t")
    if _NOTHING.match(work) or _DECIDED.match(work):
        return None
    if _only_a_name(work):
        return ActionLine(part.start, end, used + more, ref, work, due or more_due, earlier=True)
    start = part.start if ref else label.end()
    finish = label.end() + len(words[:length].rstrip())
    return ActionLine(start, finish, used + more, ref, owner or more_owner or _named(work), due or more_due)


def _extent(bare: str, parts: Sequence[Sentence | Row], at: int, begins: int) -> tuple[int, int]:
    """Where the words of the action end, and how many parts they take: under a bare number, those of the next paragraph."""
    first = parts[at]
    end, used = (first.end, 1) if isinstance(first, Sentence) else (0, 1)
    if begins >= end:
        after = parts[at + 1] if at + 1 < len(parts) else None
        if not isinstance(after, Sentence) or _LABEL.match(bare, after.start, after.end):
            return 0, 1
        end, used = after.end, 2
        begins = after.start
        whole = True
    else:
        whole = False
    for part in parts[at + used :]:
        if (
            isinstance(part, Row)
            or part.opens
            or part.end - begins > LONGEST
            or _LABEL.match(bare, part.start, part.end)
        ):
            break
        label = _OWNER.match(bare, part.start, part.end) or _DUE.match(bare, part.start, part.end)
        if not (whole or label or re.match(r"To\s", bare[part.start : part.end])):
            break
        end, used = part.end, used + 1
    return end, used


def _closed(bare: str, parts: Sequence[Sentence | Row], at: int) -> int:
    """How many sentences the paragraph has, where its last words say that the action is over: “… – CLOSED”; else 0."""
    count = 1
    while at + count < len(parts) and isinstance(after := parts[at + count], Sentence) and not after.opens:
        count += 1
    last = parts[at + count - 1]
    return count if isinstance(last, Sentence) and _OVER.search(bare, last.start, last.end) else 0


def _printed(words: str) -> tuple[str | None, str | None, int]:
    """The owner and the day where the line names them, and how long the words before them are."""
    owner, due = _OWNER.search(words), _DUE.search(words)
    length = min([len(words), *(found.start() for found in (owner, due) if found and found.start() > 0)])
    named = _tidy(owner["words"]) if owner else None
    last = _LAST.search(words[:length])
    if last and not named and (_NAMES.match(last["words"]) or acts(last["words"])):
        named, length = _tidy(last["words"]), last.start()
    return named, _tidy(due["words"]) if due else None, length


def lines_below(bare: str, parts: Sequence[Sentence | Row], at: int) -> tuple[str | None, str | None, int]:
    """“Owner: …” and “By: …” on lines of their own."""
    owner = due = None
    more = 0
    for part in parts[at : at + 4]:
        if isinstance(part, Row):
            break
        words = bare[part.start : part.end]
        if _RESPONSE.match(words) and more == 0:
            more += 1
            continue
        found_owner, found_due = _OWNER.match(words), _DUE.match(words)
        if not found_owner and not found_due:
            break
        owner = owner or (_tidy(found_owner["words"]) if found_owner else None)
        later = found_due or _DUE.search(words)
        due = due or (_tidy(later["words"]) if later else None)
        more += 1
    return owner, due, more if owner or due else 0


def _only_a_name(work: str) -> bool:
    """Nothing but who has to act: what they have to do was said in the sentence before."""
    return bool(_NAMES.match(work)) or (
        len(work.split()) <= 7
        and acts(work)
        and not re.search(r"\b(?:to|will|should)\b", work, re.IGNORECASE)
    )


def _named(work: str) -> str | None:
    found = _TO.match(work)
    if not found or not acts(found["who"]):
        return None
    return owner_before(found["who"] + " ") or _tidy(found["who"])


def _tidy(words: str) -> str | None:
    """In one line: what stands on the next line is something else."""
    return re.sub(r"\s+", " ", words.strip().partition("\n")[0]).strip(" .,;()[]") or None
