"""The key of a log: what its colours and its short words mean, where the file itself says so."""

import re
from collections.abc import Iterator, Sequence

from tracker.domain.log_sheets import Cell, SheetRow, one_line
from tracker.domain.log_status import plain_status, read_status, status_of_name
from tracker.domain.log_understood import KeyEntry

KEY_WORDS = re.compile(
    r"\b(?:key|legend|colou?r code|colou?r coding|colou?rs|rag|brag|what the colou?rs mean)\b", re.IGNORECASE
)
KEY = re.compile(
    r"(?:(?:colou?r|rag|brag|status|rag status|action)\s+)?(?:key|legend|colou?r code|coding)(?:\s+to\s+[a-z ]{1,20})?\s*:?"
    r"|(?:rag|brag|colou?r|status)(?: status| rating)?\s+definitions?\s*:?",
    re.IGNORECASE,
)
"""What stands over a key."""
_APART = re.compile(r"\s*[,;|\n]\s*")
"""What stands between two explanations in one cell: "B = Complete, R = Off track"."""
_EXPLAINED = re.compile(r"(?P<word>[A-Za-z]{1,12})\s*(?:=|:|-|–|—)\s*(?P<meaning>.{2,80})")
COLOURS = frozenset(
    [
        "red",
        "amber",
        "green",
        "blue",
        "grey",
        "gray",
        "yellow",
        "purple",
        "white",
        "black",
        "orange",
        "pink",
        "brown",
        "turquoise",
        "r",
        "a",
        "g",
        "b",
        "gr",
        "bl",
        "y",
        "p",
    ]
)


def begins_key(row: SheetRow) -> bool:
    """Whether a key begins in this row: by the word over it, or because its one cell is a key ("B = Complete, R = Off track")."""
    if not row.words:
        return False
    words = row.words[0].text
    return bool(KEY.fullmatch(one_line(words))) or (len(row.words) == 1 and len(_in_one_cell(words)) > 1)


def key_of(sheet: str, rows: Sequence[SheetRow]) -> list[KeyEntry]:
    """The key that stands in rows outside the tables of a sheet. One lone coloured line is a title and no key."""
    found: list[KeyEntry] = []
    for block in _blocks(rows):
        entries = [entry for row in block for entry in _entries(sheet, row)]
        named = any(KEY_WORDS.search(cell.text) for row in block for cell in row.words)
        several = len({entry.fill or entry.word for entry in entries}) > 1
        if entries and (named or several):
            found += entries
    return found


def _blocks(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """Rows with no more than one empty row between them."""
    block: list[SheetRow] = []
    for row in rows:
        if block and row.number > block[-1].number + block[-1].lines + 1:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _entries(sheet: str, row: SheetRow) -> Iterator[KeyEntry]:
    at = {cell.column: cell for cell in row.cells}
    taken: set[int] = set()
    for cell in row.cells:
        if cell.column in taken or cell.from_above:
            continue
        beside = at.get(cell.column + cell.width)
        text = one_line(cell.text)
        if len(several := _in_one_cell(cell.text)) > 1:
            yield from (KeyEntry(meaning, "", word, sheet) for word, meaning in several)
            continue
        explained = _EXPLAINED.fullmatch(text)
        if explained and _means(explained["meaning"]) and _is_sign(explained["word"]):
            yield KeyEntry(explained["meaning"], cell.fill, explained["word"], sheet)
        elif (cell.fill or plain_status(text) in COLOURS) and _explains(beside, cell):
            assert beside is not None  # noqa: S101 - what explains is there
            taken.add(beside.column)
            yield KeyEntry(one_line(beside.text), cell.fill, text, sheet)
        elif cell.fill and text and _means(text):
            yield KeyEntry(text, cell.fill, "", sheet)


def _in_one_cell(text: str) -> list[tuple[str, str]]:
    """The signs that one cell explains, each with its meaning; none where a part of it explains nothing."""
    parts = [
        _EXPLAINED.fullmatch(one_line(part)) for part in _APART.split(text.strip(" .;,")) if part.strip()
    ]
    found = [(part["word"], part["meaning"]) for part in parts if part and _is_sign(part["word"])]
    return found if len(found) == len(parts) and any(_means(meaning) for _, meaning in found) else []


def _is_sign(word: str) -> bool:
    return plain_status(word) in COLOURS or len(word) <= 3


def _explains(beside: Cell | None, cell: Cell) -> bool:
    """Whether the cell beside a coloured one says what it means."""
    if beside is None or not beside.text or (beside.fill and beside.fill != cell.fill):
        return False
    text = plain_status(cell.text)
    return (not text or text in COLOURS or len(text) <= 3) and not beside.text.isdecimal()


def _means(text: str) -> bool:
    read = read_status(text)
    return bool((read.known and (read.status or read.rating)) or status_of_name(text))


def meaning_words(key: Sequence[KeyEntry]) -> dict[str, str]:
    """Short words that the key explains, as `plain_status` writes them, with their meanings."""
    return {plain_status(entry.word): entry.meaning for entry in key if entry.word}


def meaning_fills(key: Sequence[KeyEntry]) -> dict[str, str]:
    """Colours that the key explains, with their meanings; one that it explains in two ways is left out."""
    meanings: dict[str, set[str]] = {}
    for entry in key:
        if entry.fill:
            meanings.setdefault(entry.fill, set()).add(entry.meaning)
    return {fill: next(iter(said)) for fill, said in meanings.items() if len(said) == 1}


def rating_of_fill(fill: str) -> str:
    """“red”, "amber" or "green" for a colour that nobody takes for another, in a column that is headed as a rating; else ""."""
    if not re.fullmatch(r"[0-9A-F]{6}", fill):
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (0, 2, 4))
    if red > 180 and green < 110 and blue < 110:
        return "red"
    if red > 225 and 140 <= green < 215 and blue < 110:
        return "amber"
    return "green" if green > 120 and red < green * 0.8 and blue < green * 0.7 else ""
