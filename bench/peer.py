"""The peer: Roundup, in a virtual environment and a folder of its own, with as many issues as the sample has actions.

Its classic tracker on SQLite, with a due date added to its issues, served by gunicorn with two workers as the product is.
Made once in a folder and kept there; `bench.pages --peer FOLDER` measures it in the same run.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from bench.served import Process, until_it_answers
from bench.visits import FORM, Load, Visitor

PACKAGES = ("roundup==2.6.0", "gunicorn==27.0.1")
CLIENTS, OWNERS, MESSAGES = 8, 50, 2
PASSWORD = "a password for the peer"  # noqa: S105
LIVE = "-1,1,2,3,4,5,6,7"
"""Its statuses that are not resolved, as its own links write them."""

FILL = """
import random, sys
import roundup.instance
from roundup import date, password
home, count = sys.argv[1], int(sys.argv[2])
db = roundup.instance.open(home).open("admin")
for kind in db.getclasses():  # neither mail nor checks while it is filled
    for told in (db.getclass(kind).auditors, db.getclass(kind).reactors):
        for event in told:
            told[event] = type(told[event])()
owners = [db.user.create(username=f"holder{n}", realname=f"Holder {n}", address=f"holder{n}@force.example.org", roles="User")
          for n in range(1, int(sys.argv[3]) + 1)]
for n in range(1, int(sys.argv[4]) + 1):
    db.user.create(username=f"client{n}", address=f"client{n}@office.example.org", roles="User",
                   password=password.Password(sys.argv[5], config=db.config))
words = "figures response hub answer call rate victim witness review plan trend quarter officer vehicle camera".split()
for n in range(1, count + 1):
    chance = random.Random(n)
    text = lambda k: " ".join(chance.choices(words, k=k)).capitalize() + "."
    messages = [db.msg.create(author=chance.choice(owners), date=date.Date("."), summary=text(8), content=text(60))
                for _ in range(chance.randint(0, int(sys.argv[6]) + 1))]
    db.issue.create(title=text(10), assignedto=chance.choice(owners), priority=str(chance.randint(1, 5)), messages=messages,
                    status="8" if chance.random() < 0.6 else str(chance.randint(1, 7)),
                    due=date.Date(f". + {chance.randint(1, 180)}d"))
    if n % 500 == 0:
        db.commit()
db.commit()
db.close()
"""


class Peer:
    """A Roundup tracker in `folder`, served on `port`."""

    title = "Roundup"

    def __init__(self, folder: Path, port: int, issues: int) -> None:
        self.port = port
        self._venv, self._home = folder / "venv", folder / f"tracker-{issues}"
        self._issues = issues
        if not self._venv.exists():
            _run(sys.executable, "-m", "venv", self._venv)
            _run(self._venv / "bin" / "pip", "install", "--quiet", *PACKAGES)
        if not (self._home / "filled").exists():
            self._make()

    def _make(self) -> None:
        admin = self._venv / "bin" / "roundup-admin"
        settings = (
            f"admin_email=a@example.org,mail_domain=example.org,mailhost=localhost,tracker_web={self.base}"
        )
        _run(admin, "-i", self._home, "install", "classic", "sqlite", settings)
        schema = self._home / "schema.py"
        text = schema.read_text()
        schema.write_text(text.replace('assignedto=Link("user"),', 'assignedto=Link("user"), due=Date(),', 1))
        (self._home / "served.py").write_text(
            "from roundup.cgi.wsgi_handler import RequestDispatcher\n"
            f'app = RequestDispatcher({str(self._home)!r}, feature_flags={{"cache_tracker": True}})\n'
        )
        _run(admin, "-i", self._home, "initialise", PASSWORD)
        numbers = (self._issues, OWNERS, CLIENTS, PASSWORD, MESSAGES)
        _run(self._venv / "bin" / "python", "-c", FILL, self._home, *map(str, numbers))
        (self._home / "filled").touch()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @contextmanager
    def serve(self) -> Iterator[Process]:
        """gunicorn with two workers of four threads, as the product has them."""
        options = ("-w", "2", "-k", "gthread", "--threads", "4", "--preload", "--log-level", "warning")
        where = ("-b", f"127.0.0.1:{self.port}", "--keep-alive", "5", "--chdir", self._home)
        env = {"PATH": "/usr/bin:/bin", "MALLOC_ARENA_MAX": "2"}
        command = (self._venv / "bin" / "gunicorn", *options, *where, "served:app")
        server = Process(command, env, self._home)
        try:
            self.first_page_seconds = until_it_answers(server, self.port, "/")
            yield server
        finally:
            server.stop()

    def sign_in(self, client: int) -> Visitor:
        visitor = Visitor(self.port, {"Referer": self.base, "X-Requested-With": "bench"})
        fields = {"__login_name": f"client{client}", "__login_password": PASSWORD, "@action": "login"}
        visitor.submit("/", **fields)
        if f"client{client}" not in visitor.ask("GET", "/issue1")[1]:
            raise SystemExit(f"client{client} of the peer cannot sign in.")
        return visitor

    def list_path(self, owner: int) -> str:
        """Fifty open issues of one owner, by due date."""
        query = {"@columns": "id,activity,title,creator,assignedto,status", "@sort": "due", "@pagesize": "50"}
        narrowed = {"@filter": "status,assignedto", "status": LIVE, "assignedto": str(owner % OWNERS + 3)}
        return f"/issue?{urlencode({**query, **narrowed, '@startwith': '0'})}"

    def item_path(self, number: int) -> str:
        return f"/issue{number % self._issues + 1}"

    def new_item(self, n: object) -> str:
        fields = {"@action": "new", "assignedto": "5", "priority": "2", "status": "1", "due": "2030-01-31"}
        return f"{urlencode(fields)}&title=Bring+the+figures+of+quarter+{n}"

    def loads(self, visitors: list[Visitor], job: str) -> list[Load]:
        """What each of the clients sends for `list`, `item` or `new`."""
        found = []
        for number, visitor in enumerate(visitors):
            headers = visitor.all_headers()
            if job == "new":
                found.append(Load({**headers, **FORM}, ["/issue"], "POST", self.new_item("{n}")))
            else:
                path = self.list_path if job == "list" else self.item_path
                found.append(Load(headers, [path(number * 101 + n * 37) for n in range(100)]))
        return found


def _run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command[:3]} did not succeed:\n{done.stdout}\n{done.stderr}")
