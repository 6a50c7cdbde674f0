"""Starts the web server: settings, port, database, demonstration data, then gunicorn in this same process.

Run by script/server. Python and the app are loaded once, so that a start with nothing to prepare takes no
second process and less than a second.
"""

import gc
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET, socket
from urllib.parse import quote

# Nothing that is loaded at a start becomes rubbish; looking for some costs a tenth of the time. gunicorn.conf.py
# turns the collector on again before the first fork.
if __name__ == "__main__":
    gc.disable()

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tracker.config import Settings, load_settings  # noqa: E402
from tracker.domain.errors import TrackerError, Unavailable, WrongSetting  # noqa: E402

FLASK = ROOT / ".venv" / "bin" / "flask"
PENDING, LOADED = "pending", "loaded"


def main() -> int:
    """Prepare, then serve until stopped. 2 when something has to be put right first; a sentence says what."""
    try:
        settings = load_settings()
        refuse_useless_address(settings)
        prepare(settings)
        return serve()
    except TrackerError as error:
        print(error, file=sys.stderr)
        return 2


def refuse_useless_address(settings: Settings) -> None:
    """Raise WrongSetting where nothing can listen, before anything is written."""
    with socket(AF_INET6 if ":" in settings.host else AF_INET) as probe:
        probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except PermissionError:
            raise WrongSetting(
                f"TRACKER_PORT takes a port that this user may open, not {settings.port}; those below 1024 are for root."
            ) from None
        except OSError as error:
            if error.errno == 98:  # the address is in use
                raise Unavailable(
                    f"Port {settings.port} on {settings.host} is taken. Stop what uses it, or set TRACKER_PORT to another."
                ) from None
            raise WrongSetting(
                f"TRACKER_HOST takes an address of this machine, not “{settings.host}” ({error.strerror})."
            ) from None


def prepare(settings: Settings) -> None:
    """Migrate the database where it is not up to date, and load demonstration data where they are wanted.

    A file in the data folder says how far the demonstration came, so that a start that was interrupted
    while it loaded is made good by the next one.
    """
    from tracker.store.version import newest

    settings.secret_key  # noqa: B018  (made here once, before processes start that need it)
    version = version_in_use(settings.database_url)
    is_new = version == ""
    marker = settings.data_dir / "demonstration"
    if is_new:
        marker.unlink(missing_ok=True)
    state = marker.read_text().strip() if marker.exists() else ""
    if not os.environ.get("TRACKER_DEMO"):
        wanted = (is_new or state == PENDING) and settings.mail.scheme == "mailbox"
        os.environ["TRACKER_DEMO"] = "1" if wanted else "0"
    load = load_settings().demo and state != LOADED
    if load:
        marker.write_text(f"{PENDING}\n")
    if version != newest():
        flask("Preparing the database", "database", "upgrade")
    if load:
        flask("Loading the demonstration data", "demonstration", "load")
        marker.write_text(f"{LOADED}\n")


def version_in_use(url: str) -> str | None:
    """The version of the tables in the database; "" where there are none yet, None where it cannot be told.

    Asked of the driver itself, which makes no file and keeps no connection.
    """
    try:
        if url.startswith("sqlite:"):
            return _sqlite_version(Path(url.removeprefix("sqlite:///")))
        return _postgresql_version(url)
    except Exception:  # whatever it is, `flask database upgrade` meets it again and explains it
        return None


def _sqlite_version(path: Path) -> str:
    if not path.exists() or path.stat().st_size == 0:
        return ""
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=5)
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            return ""
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    finally:
        connection.close()
    return str(row[0]) if row else ""


def _postgresql_version(url: str) -> str:
    import psycopg

    with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=10) as connection:
        found = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
        if found is None or found[0] is None:
            return ""
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def flask(sentence: str, *command: str) -> None:
    """Run a command of the product; it says on standard error itself what went wrong."""
    print(sentence, flush=True)
    done = subprocess.run(
        [FLASK, *command], check=False, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        print(done.stdout, end="", file=sys.stderr)
        raise Unavailable(f"Nothing is being served: “flask {' '.join(command)}” did not succeed.")


def serve() -> int:
    """Hand this process to gunicorn."""
    from gunicorn.app.wsgiapp import WSGIApplication

    os.chdir(ROOT)
    sys.argv = ["gunicorn", "--config", str(ROOT / "script" / "gunicorn.conf.py"), "app:app"]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]").run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
