"""Who may use the routes of what comes in and goes out, what is kept, and what other programs ask."""

from tracker.web.access_roles import ADMINISTRATORS, DESK, EVERYONE, OFFICE

IN_AND_OUT: dict[str, frozenset[str]] = {
    "manage.index": OFFICE,
    "many.choose": DESK,
    "many.preview": DESK,
    "many.change": DESK,
    "api_tokens.index": ADMINISTRATORS,
    "api_tokens.new": ADMINISTRATORS,
    "api_tokens.create": ADMINISTRATORS,
    "api_tokens.revoking": ADMINISTRATORS,
    "api_tokens.revoke": ADMINISTRATORS,
    "series_calendars.fetch": EVERYONE,
    "series_calendars.show": OFFICE,
    "series_calendars.renew": DESK,
    "series_calendars.take_back": DESK,
}
