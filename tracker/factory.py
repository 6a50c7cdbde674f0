"""Makes the app: blueprints, filters, errors."""

import logging
import os
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from govuk_frontend_wtf.main import WTFormsHelpers
from htmx_flask import Htmx
from jinja2 import ChoiceLoader, FileSystemBytecodeCache, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker import cli, filters, web
from tracker.config import ROOT, Settings, load_settings
from tracker.web.requests import TrackerFlask
from tracker.web.templating import TrackerEnvironment
from tracker.wiring import TEMPLATES, Wiring


def create_app(settings: Settings | None = None) -> Flask:
    """The app with these settings, or with those of the environment. Raises `WrongSetting`."""
    settings = settings or load_settings()
    app = TrackerFlask(__name__, static_folder=str(ROOT / "static"), template_folder=str(TEMPLATES))
    app.extensions["tracker"] = Wiring(settings)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        WTF_CSRF_TIME_LIMIT=None,  # a meeting lasts longer than an hour; the token dies with its session
        WTF_CSRF_HEADERS=["X-CSRFToken"],
        WTF_CSRF_SSL_STRICT=False,  # SameSite cookies and the token guard; some offices strip the referrer
        MAX_CONTENT_LENGTH=settings.upload_limit_bytes + 1_000_000,
        MAX_SEVERAL_FILES=settings.upload_limit_bytes * 5 + 1_000_000,
        MAX_FORM_MEMORY_SIZE=2_000_000,
        PREFERRED_URL_SCHEME="https" if settings.cookies_secure else "http",
    )
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    _templates(app, settings.data_dir, settings.timezone)
    CSRFProtect(app)
    Htmx(app)
    WTFormsHelpers(app)
    web.init_app(app)
    cli.init_app(app)
    if not app.debug:
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
    return app


def _templates(app: Flask, data_dir: Path, timezone: str) -> None:
    app.jinja_environment = TrackerEnvironment
    app.jinja_loader = ChoiceLoader(  # type: ignore[assignment]
        [
            FileSystemLoader(TEMPLATES),
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    cache = data_dir / "template-cache"
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(os.fspath(cache))
    app.jinja_env.auto_reload = app.debug
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    filters.register(app.jinja_env, timezone)
