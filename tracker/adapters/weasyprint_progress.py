"""What the process that sets a PDF says of its work: a file in its scratch folder, which its parent looks at now and then."""

import logging
import re
import tempfile
from contextlib import suppress
from pathlib import Path

NAME = "progress"
LOGGER = "weasyprint.progress"
LAYOUT = re.compile(r"Step 5 - Creating layout - Page (\d+)")
STEPS = {
    "1": "reading the page",
    "2": "reading the style",
    "3": "styling",
    "4": "styling",
    "6": "writing",
    "7": "writing",
}
"""What WeasyPrint's steps are called here, by their number in its log. The fifth, laying out, says its page."""


def tell() -> None:
    """From now on this process says in its scratch folder what WeasyPrint does."""
    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(_ToFile())


def say_nothing() -> None:
    """For a process that sets a part beside the one that tells."""
    logging.getLogger(LOGGER).disabled = True


def said_in(scratch: Path) -> str:
    """What was said last: "laying out page 12"; "" before anything was."""
    with suppress(OSError):
        return (scratch / NAME).read_text("utf-8")
    return ""


class _ToFile(logging.Handler):
    """Writes what WeasyPrint logs, in our words, over what was said before. What it logs of each picture alike is written once."""

    last = ""

    def emit(self, record: logging.LogRecord) -> None:
        said = _in_our_words(record.getMessage())
        if not said or said == self.last:
            return
        self.last = said
        path = Path(tempfile.gettempdir()) / NAME
        fresh = path.with_suffix(".new")
        with suppress(OSError):
            fresh.write_text(said, "utf-8")
            fresh.replace(path)


def _in_our_words(message: str) -> str:
    page = LAYOUT.match(message)
    if page:
        return f"laying out page {page[1]}"
    return STEPS.get(message.removeprefix("Step ")[:1], "") if message.startswith("Step ") else ""
