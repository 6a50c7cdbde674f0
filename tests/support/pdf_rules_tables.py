"""Rules of tables and lists: what may stand in what, that tables are even, and that cells find their headers."""

import itertools
import re
from collections.abc import Iterator

from pikepdf import Name

from tests.support.pdf_opened import Node, Opened

WITHIN = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
HOLDS = {
    "Table": r"(Caption )?((THead )?(TBody )+(TFoot )?|(TR )+)(Caption )?",
    "THead": "(TR )+",
    "TBody": "(TR )+",
    "TFoot": "(TR )+",
    "TR": "((TH|TD) )+",
    "L": "(Caption )?((L|LI) )+",
    "LI": "(Lbl )?(LBody )+",
    "TOC": "(Caption )?((TOC|TOCI) )+",
}
"""The kids of an element in their order, each followed by a space."""


def _within(file: Opened) -> Iterator[str]:
    for node in file.nodes:
        if node.tag in WITHIN and (node.parent is None or node.parent.tag not in WITHIN[node.tag]):
            yield str(node)


def _holds(file: Opened) -> Iterator[str]:
    for node in file.nodes:
        kids = "".join(f"{tag} " for tag in node.tags)
        if node.tag in HOLDS and not re.fullmatch(HOLDS[node.tag], kids):
            yield f"{node} holds {kids.strip() or 'nothing'}"


def _rows(table: Node) -> list[Node]:
    return [node for node in table.under() if node.tag == "TR"]


def _span(cell: Node, name: str) -> int:
    attributes = cell.element.get("/A", {})
    return int(attributes.get(name, 1))


def grid(table: Node) -> list[list[Node | None]]:
    """The cells of a table by row and column; a cell that spans several stands in each."""
    rows: list[list[Node | None]] = []
    for place, row in enumerate(_rows(table)):
        while len(rows) <= place:
            rows.append([])
        column = 0
        for cell in (kid for kid in row.kids if isinstance(kid, Node)):
            while column < len(rows[place]) and rows[place][column] is not None:
                column += 1
            for down in range(_span(cell, "/RowSpan")):
                while len(rows) <= place + down:
                    rows.append([])
                line = rows[place + down]
                line.extend([None] * (column + _span(cell, "/ColSpan") - len(line)))
                line[column : column + _span(cell, "/ColSpan")] = [cell] * _span(cell, "/ColSpan")
            column += _span(cell, "/ColSpan")
    return rows


def _even(file: Opened) -> Iterator[str]:
    for number, table in enumerate(file.tagged("Table"), start=1):
        rows = grid(table)
        widths = {len(row) for row in rows}
        if (
            len(widths) > 1
            or any(cell is None for row in rows for cell in row)
            or len(rows) != len(_rows(table))
        ):
            yield f"table {number} has rows of {sorted(widths)} cells"


def _scopes(file: Opened) -> Iterator[str]:
    for node in file.tagged("TH"):
        attributes = node.element.get("/A", {})
        if attributes.get("/O") != Name.Table or str(attributes.get("/Scope", "")) not in (
            "/Column",
            "/Row",
            "/Both",
        ):
            yield str(node)


def _headed(file: Opened) -> Iterator[str]:
    """A cell names headers that stand in its own row or column."""
    for number, table in enumerate(file.tagged("Table"), start=1):
        rows = grid(table)
        names = {
            bytes(cell.element.ID): cell
            for row in rows
            for cell in row
            if cell and cell.tag == "TH" and "/ID" in cell.element
        }
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is None or cell.tag != "TD":
                    continue
                heads = [bytes(name) for name in cell.element.get("/A", {}).get("/Headers", [])]
                near = [*(above[column] for above in rows[:line]), *row]
                if not heads or any(name not in names or names[name] not in near for name in heads):
                    yield f"table {number}, row {line + 1}, column {column + 1}"


def _has_head(file: Opened) -> Iterator[str]:
    for number, table in enumerate(file.tagged("Table"), start=1):
        if not any(node.tag == "TH" for node in table.under()):
            yield f"table {number}"


def _one_table(file: Opened) -> Iterator[str]:
    """Two tables that stand side by side, with the same head, are one that was torn apart."""
    for node in file.nodes:
        tables = [kid for kid in node.kids if isinstance(kid, Node)]
        for first, second in itertools.pairwise(tables):
            if (first.tag, second.tag) == ("Table", "Table") and first.element.Pg != second.element.Pg:
                yield f"{first} goes on in another"


def _labels(file: Opened) -> Iterator[str]:
    for node in file.tagged("L"):
        numbering = str(node.element.get("/A", {}).get("/ListNumbering", ""))
        labelled = any("Lbl" in kid.tags for kid in node.kids if isinstance(kid, Node))
        if labelled and numbering in ("", "/None"):
            yield f"{node} does not say how it counts"


RULES = (
    (
        "7.2-4 to 7.2-9, 7.2-17, 7.2-18, 7.2-26",
        "parts of tables and lists stand in tables and lists",
        _within,
    ),
    (
        "7.2-3, 7.2-10 to 7.2-14, 7.2-19, 7.2-20, 7.2-36 to 7.2-40",
        "tables and lists hold their parts alone",
        _holds,
    ),
    ("7.2-15, 7.2-16, 7.2-41 to 7.2-43", "every row of a table has as many cells", _even),
    ("7.5-1", "every header cell says whether it heads a row or a column", _scopes),
    ("7.5-2", "every cell names the headers of its row and column", _headed),
    ("Matterhorn 15-003", "every table has a header", _has_head),
    ("ours", "a table that breaks over pages is one", _one_table),
    ("7.6", "a list with labels says what they are", _labels),
)
