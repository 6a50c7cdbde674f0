"""Notes as they are typed, made ready to be read: paragraphs, and lists whose lines begin with "- ". Nothing else means anything."""

from collections.abc import Iterator
from dataclasses import dataclass

MARK = "- "


@dataclass(frozen=True)
class Block:
    """A paragraph with its lines, or a list with its entries (which may hold line breaks)."""

    is_list: bool
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """The paragraphs and lists of `text`. An empty line ends either; an indented line goes on with the entry above it."""
    return [Block(is_list, tuple(lines)) for is_list, lines in _gathered(text)]


def _gathered(text: str) -> Iterator[tuple[bool, list[str]]]:
    kind, lines = False, list[str]()
    for line in [*text.splitlines(), ""]:
        words = line.strip()
        is_entry = words.startswith(MARK)
        goes_on = kind and bool(lines) and line[:1].isspace() and not is_entry
        if words and goes_on:
            lines[-1] = f"{lines[-1]}\n{words}"
            continue
        if lines and (not words or is_entry != kind):
            yield kind, lines
            lines = []
        if words:
            kind = is_entry
            lines.append(words.removeprefix(MARK).strip() if is_entry else words)
