"""What htmx asks for: a part of the page, or the page."""

from htmx_flask import request


def wants_fragment() -> bool:
    """True when htmx asks for a part of the page; not when it fetches the page for its history or a boosted link."""
    asks = request.htmx
    return bool(asks) and not (asks.boosted or asks.history_restore_request)
