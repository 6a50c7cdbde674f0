"""HTML made safe to show, whatever is in it (nh3)."""

import nh3

TAGS = {
    *("a", "blockquote", "br", "div", "em", "h2", "h3", "h4", "h5", "li", "ol", "p", "span", "strong", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
ATTRIBUTES = {
    "a": {"href", "class", "title"},
    "div": {"class"},
    "ol": {"start"},
    "span": {"class"},
    "table": {"class"},
    "th": {"scope"},
}


class CleanHtml:
    """An `HtmlCleaner`."""

    def clean(self, html: str) -> str:
        return nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https"},
            link_rel="noopener noreferrer",
        )
