"""How gunicorn serves the app. script/web.py starts it; the settings come from the environment."""

import gc
import os
from datetime import date
from pathlib import Path

from flask import Flask
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

import tracker.wiring
from tracker.config import load_settings

_settings = load_settings()

bind = (
    f"[{_settings.host}]:{_settings.port}" if ":" in _settings.host else f"{_settings.host}:{_settings.port}"
)
workers = _settings.workers
worker_class = "gthread"
threads = 4
# The app is loaded once, before the workers are forked, so that they share its memory.
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 5
loglevel = "warning"
proc_name = "matters-arising"
control_socket_disable = True
# Which proxies to believe is decided in one place: TRACKER_PROXIES, in the app.
forwarded_allow_ips = ""
# The sign of life of a worker must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def when_ready(server: Arbiter) -> None:
    """Before the first fork: what every worker would load for itself. It is never looked through again, so it stays shared."""
    _load_early(server.app.wsgi())
    gc.freeze()
    gc.enable()
    # Until now another program may have answered on this port; script/server asks after its health from here on.
    if listening := os.environ.get("LISTENING_FILE"):
        Path(listening).touch()


def _load_early(app: Flask) -> None:
    """Templates, the calendar, the matcher, and what the first page brings with it."""
    parts = app.extensions["tracker"]
    for name in app.jinja_env.list_templates(filter_func=_is_page):
        app.jinja_env.get_template(name)
    parts.calendar.is_working_day(date(2024, 1, 2))  # a Tuesday: of a weekend it need not ask
    parts.matcher  # noqa: B018
    app.test_client().get("/sign-in")
    parts.database.engine.dispose()


def _is_page(name: str) -> bool:
    return name.endswith(".html") and not name.startswith(("email/", "reports/", "govuk_"))


def post_fork(server: Arbiter, worker: Worker) -> None:
    """In each worker: connections that were opened before the fork belong to the parent."""
    # A page makes some ten thousand objects and lets go of them by itself; looking for cycles ten times in it gains nothing.
    gc.set_threshold(20_000, 10, 10)
    tracker.wiring.after_fork()
