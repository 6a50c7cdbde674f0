"""Lists: the line above them says what their items are. “Work continues to: develop …; recruit …”."""

import re
from dataclasses import dataclass

from tracker.domain.promises_past import DECISION
from tracker.domain.promises_rule import Strength
from tracker.domain.promises_words import EFFECTS, RETURNED, RETURNS, ROLES, TO_END, one_of, phrase

_VERB_FIRST = phrase(
    rf"^\W*(?:to )?(?!continue\b)(?:{one_of({*RETURNS, *TO_END, *EFFECTS})})\b(?! (?:of|and|was|is)\b)"
)
_ASKS = phrase(
    rf"\b(?:be|to) (?:{RETURNED}|{one_of(RETURNS)})\b|\b(?:should|would|will|must)\b|\b(?:report|bring|come) back\b"
)
_ROLE_FIRST = phrase(
    rf"^\W*(?:the |an? )?(?:[\w'/&-]+ ){{0,6}}?{one_of(ROLES)}(?: (?:of|for|and) [\w ]{{2,40}}?)? {one_of(RETURNS)}\b"
)
_ANY = phrase(r"\w")


@dataclass(frozen=True)
class ListRule:
    """`head` is looked for in the line above, `item` in the item itself."""

    name: str
    why: str
    strength: Strength
    head: re.Pattern[str]
    item: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def fits(self, head: str, item: str) -> bool:
        return bool(self.head.search(head) and self.item.search(item)) and not (
            self.unless and self.unless.search(item)
        )


LISTS = (
    ListRule(
        "listed under actions",
        "It stands in a list of actions or next steps.",
        Strength.FIRM,
        phrase(
            r"^\W*(?:the )?(?:agreed |further |following |summary of )*(?:actions?|action points|next steps)(?: (?:agreed|arising|required|from (?:the|this|today's) meeting|to be taken|(?:were|was) agreed))*\W*$"
        ),
        _ANY,
        phrase(r"^\W*(?:none|nil|n/a|no actions?|completed?|closed)\W*$"),
    ),
    ListRule(
        "listed as agreed or resolved",
        "It stands in a list of what the meeting agreed, resolved or asked for.",
        Strength.FIRM,
        phrase(
            r"\b(?:agreed|resolved|requested|asked|instructed|undertook|undertaken to|committed to|decided)\b[^.]{0,40}$"
        ),
        re.compile(f"{_VERB_FIRST.pattern}|{_ASKS.pattern}|{_ROLE_FIRST.pattern}", re.IGNORECASE),
        re.compile(
            rf"{DECISION.pattern}|^\W*(?:to\s+)?(?:note|approve|agree|accept|endorse|adopt)\b", re.IGNORECASE
        ),
    ),
    ListRule(
        "listed as asked for",
        "It stands in a list of what the meeting or a member asked for.",
        Strength.FIRM,
        phrase(r"\b(?:asked for|requested|sought)(?: the following| further| more)?\W*$"),
        _ANY,
    ),
    ListRule(
        "listed as what will be done",
        "It stands in a list of what somebody will do.",
        Strength.FIRM,
        phrase(r"\b(?:will|shall)(?: also| now| therefore)?[ :;–-]*$"),
        _VERB_FIRST,
    ),
    ListRule(
        "listed as work that goes on",
        "It stands in a list of what work continues on.",
        Strength.WEAK,
        phrase(
            r"\b(?:work (?:continues|is continuing|is (?:under ?way|ongoing))|(?:is|are) (?:currently |now )?working)(?: to| on| towards)?\W*$"
        ),
        _VERB_FIRST,
    ),
    ListRule(
        "listed as a proposal or a plan",
        "It stands in a list of proposals or plans for the time to come.",
        Strength.WEAK,
        phrase(
            r"\b(?:proposals?|plans|planned (?:work|activity|improvements|developments)|recommendations)\b[^.]{0,60}\b(?:future|coming|next|include|are|following|as follows)\b[^.]{0,30}$"
        ),
        _ANY,
    ),
)
"""They are tried in this order."""
