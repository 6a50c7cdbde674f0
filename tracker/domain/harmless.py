"""Texts that a spreadsheet would take for a formula, made harmless.

A cell that begins with = + - @ is calculated, and can fetch, send or run something: what people typed must never be. A tab, a line
break or a sign that is twice as wide in front of it does not help in every program.
"""

import re
import unicodedata

DANGEROUS = "=+-@"
SKIPPED = re.compile(r"^[\s\u0000-\u0020\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
"""What a program may pass over before it looks at the first sign."""


def is_dangerous(text: str) -> bool:
    """Whether a program could take the text for something else than a text."""
    first = SKIPPED.sub("", text)[:1]
    return (
        text[:1] in "\t\r\n"
        if not first
        else unicodedata.normalize("NFKC", first)[:1] in DANGEROUS or text[:1] in "\t\r"
    )


def as_text(text: str) -> str:
    """The same with an apostrophe before it where it is dangerous: a CSV has no other way to say that a value is a text."""
    return f"'{text}" if text and is_dangerous(text) else text
