"""Markdown as people type it, read into plain values (markdown-it-py).

What could surprise somebody who does not know Markdown is not read at all and stays as it was typed: HTML, code by indenting,
headings by a line beneath, pictures. No word that was typed is ever lost.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tracker.domain.errors import BadInput
from tracker.domain.prose import BREAK, LISTS, Piece, PieceKind, Run, Writing, levelled
from tracker.domain.report_words import fit

DEEPEST = 20
"""How deep quotations and lists may stand in each other."""
AS_TYPED = (
    "code",
    "fence",
    "html_block",
    "lheading",
    "reference",
    "backticks",
    "html_inline",
    "image",
    "entity",
)
FIGURE = re.compile(r"\{([^{}\n]{1,160})\}")
HELD: dict[str, PieceKind] = {
    "bullet_list": PieceKind.BULLETS,
    "ordered_list": PieceKind.NUMBERS,
    "list_item": PieceKind.ENTRY,
    "blockquote": PieceKind.QUOTATION,
    "table": PieceKind.TABLE,
    "tr": PieceKind.ROW,
}
WORDED: dict[str, PieceKind] = {
    "paragraph": PieceKind.PARAGRAPH,
    "heading": PieceKind.HEADING,
    "th": PieceKind.CELL,
    "td": PieceKind.CELL,
}


class WrittenMarkdown:
    """A `ProseReader`."""

    def __init__(self) -> None:
        self._markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 10}).enable("table")
        self._markdown.disable(list(AS_TYPED))
        self._markdown.inline.ruler.before("emphasis", "figure", _figure)
        self._markdown.validateLink = _leads_out  # type: ignore[method-assign]

    def read(self, body: str) -> Writing:
        """The text as plain values; its figures are asked for and not yet looked up. Raises `BadInput` where it is nested too deep."""
        source = fit(body)
        tokens = self._markdown.parse(source)
        if any(token.level > DEEPEST for token in tokens):
            raise BadInput(
                "Lists or quotations stand too deep in each other. Take away some of the signs before the words.",
                field="body",
            )
        reading = _Reading(self._markdown, source.split("\n"))
        return Writing(levelled(reading.pieces(iter(tokens), top=True)))


class _Reading:
    """One text while it is read."""

    def __init__(self, markdown: MarkdownIt, lines: Sequence[str]) -> None:
        self._markdown = markdown
        self._lines = lines

    def pieces(self, tokens: Iterator[Token], *, top: bool = False) -> tuple[Piece, ...]:
        """The pieces up to the end of what holds them. `tokens` is used up to there."""
        found: list[Piece] = []
        for token in tokens:
            name = token.type.removesuffix("_open")
            if token.nesting == -1 and name.removesuffix("_close") in HELD:
                break
            if name in HELD:
                found.append(self._holding(token, HELD[name], tokens))
            elif name in WORDED:
                found.append(_worded(WORDED[name], token, next(tokens), top=top))
        return tuple(
            piece for piece in found if piece.inside or piece.kind not in LISTS | {PieceKind.QUOTATION}
        )

    def _holding(self, token: Token, kind: PieceKind, tokens: Iterator[Token]) -> Piece:
        inside = self.pieces(tokens)
        if kind is PieceKind.ROW:
            inside = (*inside, *self._further_cells(token, len(inside)))
        elif kind is PieceKind.TABLE:
            inside = _even(inside)
        start = token.attrGet("start")
        return Piece(kind, inside=inside, start=int(start) if start is not None else 1)

    def _further_cells(self, row: Token, known: int) -> Iterator[Piece]:
        """The cells of a row that has more of them than the table's heading, which Markdown leaves out."""
        if not row.map:
            return
        line = self._lines[row.map[0]].strip().lstrip("> ")
        cells = escapedSplit(line)
        cells = cells[1:] if cells and not cells[0] else cells
        cells = cells[:-1] if cells and not cells[-1] else cells
        for words in cells[known:]:
            for inline in self._markdown.parseInline(words.strip()):
                yield Piece(PieceKind.CELL, _runs(inline.children or []))


def _even(rows: Sequence[Piece]) -> tuple[Piece, ...]:
    """The rows with as many cells in each as the longest has."""
    width = max((len(row.inside) for row in rows), default=0)
    missing = Piece(PieceKind.CELL)
    return tuple(
        Piece(row.kind, inside=(*row.inside, *[missing] * (width - len(row.inside)))) for row in rows
    )


def _worded(kind: PieceKind, token: Token, inline: Token, *, top: bool) -> Piece:
    """A heading stands at the top alone: within a list or a quotation it is a paragraph in bold."""
    runs = _runs(inline.children or [])
    if kind is not PieceKind.HEADING:
        return Piece(kind, runs)
    if top:
        return Piece(kind, runs, level=int(token.tag.removeprefix("h")))
    return Piece(
        PieceKind.PARAGRAPH, tuple(Run(run.text, True, run.italic, run.href, run.figure) for run in runs)
    )


def _runs(tokens: Sequence[Token]) -> tuple[Run, ...]:
    found: list[Run] = []
    bold = italic = 0
    href = title = ""
    for token in tokens:
        bold += token.nesting if token.tag == "strong" else 0
        italic += token.nesting if token.tag == "em" else 0
        if token.type == "link_open":
            href, title = str(token.attrGet("href") or ""), str(token.attrGet("title") or "")
        elif token.type == "link_close":
            found.extend([Run(f" ({title})")] if title else [])
            href = title = ""
        words = _words(token)
        if words:
            figure = token.content if token.type == "figure" else ""
            found.append(Run(words, bool(bold), bool(italic), href, figure))
    return _joined(found)


def _words(token: Token) -> str:
    if token.type == "figure":
        return f"{{{token.content}}}"
    if token.type in ("softbreak", "hardbreak"):
        return BREAK if token.type == "hardbreak" else " "
    return token.content if token.nesting == 0 else ""


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, those that are set alike made one."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and not (run.figure or last.figure) and _setting(last) == _setting(run):
            found[-1] = Run(last.text + run.text, *_setting(run))
        else:
            found.append(run)
    return tuple(found)


def _setting(run: Run) -> tuple[bool, bool, str]:
    return run.bold, run.italic, run.href


def _figure(state: StateInline, silent: bool) -> bool:
    """A linked figure: `{code period}`."""
    match = FIGURE.match(state.src, state.pos, state.posMax)
    if match is None or not match[1].strip():
        return False
    if not silent:
        state.push("figure", "", 0).content = " ".join(match[1].split())
    state.pos = match.end()
    return True


def _leads_out(address: str) -> bool:
    """Whether a link may lead there: to a whole address of the web and nowhere else. What may not stays as it was typed."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)
