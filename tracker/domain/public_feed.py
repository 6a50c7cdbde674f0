"""The changes of the published record as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from tracker.domain.svg import element, words_of


@dataclass(frozen=True)
class FeedEntry:
    """One change. `key` names it for good, whatever the address of the site becomes."""

    key: str
    title: str
    url: str
    at: datetime
    words: str


def atom(*, title: str, author: str, url: str, page: str, entries: Sequence[FeedEntry]) -> str:
    """The feed at `url` about `page`, the latest change first. While there is none it is as old as time in computers."""
    newest = max((one.at for one in entries), default=datetime(1970, 1, 1, tzinfo=UTC))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + element(
        "feed",
        element("title", words_of(title)),
        element("id", words_of(page)),
        element("link", rel="self", type="application/atom+xml", href=url),
        element("link", rel="alternate", type="text/html", href=page),
        element("updated", _moment(newest)),
        element("author", element("name", words_of(author))),
        *map(_entry, entries),
        xmlns="http://www.w3.org/2005/Atom",
    )


def _entry(one: FeedEntry) -> str:
    return element(
        "entry",
        element("title", words_of(one.title)),
        element("id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'matters-arising:{one.key}')}"),
        element("link", rel="alternate", type="text/html", href=one.url),
        element("updated", _moment(one.at)),
        element("summary", words_of(one.words)),
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
