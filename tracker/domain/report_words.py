"""How reports treat sentences that others wrote, beside what `wording` says for every page."""

import re

UNFIT = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""Control characters, halves of pairs and what is no character: XML holds none of them, and a PDF cannot name them."""


def fit(text: str) -> str:
    """`text` with a space for each character that a paper cannot hold."""
    return UNFIT.sub(" ", text)


def capital(sentence: str) -> str:
    """`sentence` with a capital letter in front, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def stopped(sentence: str) -> str:
    """`sentence` with a full stop, unless it ends in a stop of its own."""
    text = sentence.rstrip()
    return text if not text or text[-1] in ".!?…”" else f"{text}."


def paragraphs(text: str) -> tuple[str, ...]:
    """What somebody typed, as paragraphs: each line that has something in it is one, with its spaces made single."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


NAMES = ("Panel", "Commissioner")
"""What begins a title and keeps its capital within a sentence."""


def in_a_sentence(title: str) -> str:
    """ "action log", "Panel update", "Commissioner’s response" """
    return title if title.startswith(NAMES) else title[:1].lower() + title[1:]
