"""After a destruction was committed, and before its answer leaves: the disk is rid of it."""

from flask import after_this_request, current_app
from werkzeug.wrappers import Response

from tracker.domain.errors import TrackerError
from tracker.domain.viewers import Actor, Role
from tracker.services.sweeping import sweep
from tracker.store.rewriting import rewrite
from tracker.web.requests import wiring

SWEEPER = Actor("Sweeping", frozenset({Role.ADMINISTRATOR}), "web")


def rid_the_disk() -> None:
    """Has it done once this request is committed. What cannot be done then is done by the scheduler, which tries each minute."""
    wires, log = wiring(), current_app.logger

    @after_this_request
    def rid(response: Response) -> Response:
        if response.status_code < 400:
            try:
                sweep(lambda: wires.writing(SWEEPER), wires.held_files, lambda: rewrite(wires.database))
            except (TrackerError, OSError) as waits:
                log.warning("What was destroyed is not off the disk yet: %s", type(waits).__name__)
        return response
