"""The words of a mail that came as HTML alone. Nothing of it is ever shown as HTML: it came from outside."""

import re
from html.parser import HTMLParser

LONGEST = 400_000
"""Letters of HTML that are read: an answer stands at the top, and what follows is what it quotes."""
_LEFT_OUT = frozenset({"script", "style", "head", "title", "template", "noscript", "svg"})
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "pre",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "address",
    ]
)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")


def html_words(html: str) -> str:
    """The text as a person reads it, a line for each block; what is quoted begins with "> "."""
    reader = _Reader()
    reader.feed(html[:LONGEST])
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Gathers lines. Tags that are never closed, or never opened, do no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._quoted = 0
        self._left_out = ""
        self._link: tuple[str, int] = ("", 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._left_out:
            return
        if tag in _LEFT_OUT:
            self._left_out = tag
            return
        if tag in _BLOCKS:
            self._end_line()
        if tag == "blockquote":
            self._quoted += 1
        elif tag == "li":
            self._line = "- "
        elif tag in {"td", "th"} and self._line.strip():
            self._line += "  "
        elif tag == "a":
            self._link = (dict(attrs).get("href") or "", len(self._line))

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            # The body begins even where the head was never closed.
            self._left_out = "" if tag == self._left_out else self._left_out
            return
        if tag == "a":
            self._end_link()
        if tag in _BLOCKS:
            self._end_line()
            if tag in {"p", "table", "ul", "ol", "blockquote"}:
                self._lines.append("")
        if tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            words = _SPACES.sub(" ", data)
            self._line += words.lstrip() if not self._line or self._line.endswith(" ") else words

    def text(self) -> str:
        self._end_line()
        joined = "\n".join(self._lines)
        return re.sub(r"\n{3,}", "\n\n", joined).strip()

    def _end_link(self) -> None:
        address, start = self._link
        said = self._line[start:].strip()
        if address.startswith(("http://", "https://")) and said and said not in address:
            self._line += f" ({address})"
        self._link = ("", 0)

    def _end_line(self) -> None:
        if self._line.strip():
            self._lines.append("> " * min(self._quoted, 5) + self._line.strip())
        self._line = ""
