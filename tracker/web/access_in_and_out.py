"""Who may use the routes of what comes in and goes out, what is kept, and what other programs ask."""

from tracker.web.access_roles import OFFICE

IN_AND_OUT: dict[str, frozenset[str]] = {
    "manage.index": OFFICE,
}
