"""Tells what someone wrote from the quotes and the signature beneath it.

Languages are those of the mail programs that an English office meets. What is cut is only left out of what is offered: the whole mail
is kept, and shown beside it.
"""

import re

from mailparser_reply.parser import EmailMessage, EmailReply

LANGUAGES = ("en", "de", "fr")
LONGEST = 20_000
"""Letters that are looked through. An answer stands at the top of a mail; the library's patterns take long over very long texts."""
LONG_LINE = 250
"""Letters: no line that begins a quote or a signature is longer. Longer ones are set aside while the patterns run."""
LONGEST_SIGNATURE = 25
"""Lines: "Thanks, the figures are these" begins no signature when this much follows."""
_PLACE = re.compile("\ue000(\\d+)\ue000")
_BLANK_LINES = re.compile(r"\n(?:[ \t\u00a0]*\n){2,}")
_RULE = re.compile(r"\n\s*[_-]{10,}\s*$")


class QuoteStripper:
    """The library's reading of a mail, with three fences: its time, its love of long signatures, and answers beneath quotes."""

    def words(self, text: str) -> str:
        plain = _BLANK_LINES.sub("\n\n", text.replace("\r\n", "\n").replace("\ue000", "")).strip()
        short, long_lines = _without_long_lines(plain[:LONGEST])
        message = EmailMessage(text=short, languages=list(LANGUAGES), keep_hyphen_lists=True).read()
        for reply in message.replies:
            answer = _answer(reply)
            if answer:
                return _PLACE.sub(lambda found: long_lines[int(found[1])], answer)
        return ""


def _answer(reply: EmailReply) -> str:
    signature = reply.signatures or ""
    body = reply.body if signature.count("\n") < LONGEST_SIGNATURE else reply.full_body
    own = [line for line in body.splitlines() if not line.startswith(">")]
    if reply.headers:
        # What stands beneath "On …, … wrote:" without a mark is an answer only where marked lines stand above it.
        own = own if any(line.startswith(">") for line in body.splitlines()) else []
    return _RULE.sub("", _BLANK_LINES.sub("\n\n", "\n".join(own)).strip()).strip()


def _without_long_lines(text: str) -> tuple[str, list[str]]:
    """The text with a mark in place of each long line, and those lines."""
    long_lines: list[str] = []
    lines = []
    for line in text.split("\n"):
        if len(line) > LONG_LINE:
            lines.append(f"\ue000{len(long_lines)}\ue000")
            long_lines.append(line.strip())
        else:
            lines.append(line)
    return "\n".join(lines), long_lines
