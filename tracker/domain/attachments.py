"""What a file that goes with a mail is called."""

import re
import unicodedata

LONGEST = 120
_NOT_FOR_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


def file_name(*parts: str, ending: str = "pdf") -> str:
    """ "Action log, Public Performance Meeting, 4 October 2023.pdf": for people, and safe on every disk and in every mail.

    Plain ASCII, at most 120 characters with its ending, and never empty.
    """
    words = ", ".join(" ".join(_ascii(part).split()) for part in parts if part.strip())
    plain = words[: LONGEST - len(ending) - 1].strip(" .,")
    return f"{plain or 'Report'}.{ending}"


def _ascii(text: str) -> str:
    dashed = text.translate(str.maketrans("–—‘’“”", "--''''"))
    folded = unicodedata.normalize("NFKD", dashed).encode("ascii", "ignore").decode()
    return _NOT_FOR_A_NAME.sub(" ", folded)
