"""How reports treat sentences that others wrote, beside what `wording` says for every page."""

import re
import unicodedata

UNFIT = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""Control characters, halves of pairs and what is no character: XML holds none of them, and a PDF cannot name them."""


PICTOGRAMS = re.compile(
    "[\u231a\u231b\u23e9-\u23f3\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3"
    "\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff]"
)
"""Characters that are small pictures (Emoji_Presentation of Unicode's emoji-data.txt): no typeface for papers has them."""
JOINERS = re.compile("[\u200d\ufe0e\ufe0f]|[\U0001f3fb-\U0001f3ff]")
"""What only says how such a picture is drawn."""


def printable(text: str) -> str:
    """`text` as a paper prints it: small pictures by their names ("[grinning face]"), which a screen reader says too."""
    if text.isascii():
        return fit(text)
    return PICTOGRAMS.sub(_named, JOINERS.sub("", fit(text)))


def _named(picture: re.Match[str]) -> str:
    return f"[{unicodedata.name(picture[0], 'picture').lower()}]"


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
