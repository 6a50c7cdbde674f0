"""A Dovecot of Debian's packages, on loopback, in a folder of its own, without any right of the machine's."""

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from imap_tools import MailBoxUnencrypted

MISSING = "These tests need Dovecot. Run script/bootstrap --dev, or on Debian: apt-get install --no-install-recommends dovecot-imapd"
USER, PASSWORD = "actions", "a-word-that-no-log-may-repeat"
SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/certificate.pem
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass
class Dovecot:
    """A running server. `plain` also takes STARTTLS; any user has the same password."""

    folder: Path
    plain: int
    tls: int
    process: "subprocess.Popen[bytes]"

    def deliver(self, *messages: bytes, user: str = USER, folder: str = "INBOX") -> None:
        """Lays messages into a mailbox, as a mail server does."""
        with self.opened(user) as mailbox:
            for message in messages:
                mailbox.append(message, folder)

    def held(self, folder: str, user: str = USER) -> list[bytes]:
        """The messages of a folder as they lie there."""
        with self.opened(user) as mailbox:
            mailbox.folder.set(folder)
            uids = mailbox.uids()
            return [mailbox.client.uid("FETCH", uid, "(BODY.PEEK[])")[1][0][1] for uid in uids]

    def opened(self, user: str = USER) -> MailBoxUnencrypted:
        mailbox = MailBoxUnencrypted("127.0.0.1", self.plain, timeout=20)
        mailbox.login(user, PASSWORD)
        return mailbox

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8", "replace")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


def start(certificate: Path) -> Dovecot:
    """Starts a server with no mail in it. Fails with a sentence where Dovecot is not installed."""
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, MISSING
    # Not under pytest's own folder: the account that the server runs as could not enter it.
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    # Dovecot gives nobody's mail to root: a test that runs as root starts it as an account without rights.
    account = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    plain, tls = _free_ports()
    (folder / "mail").mkdir()
    shutil.copy(certificate, folder / "certificate.pem")
    settings = SETTINGS.format(
        folder=folder,
        user=account.pw_name,
        group=grp.getgrgid(account.pw_gid).gr_name,
        password=PASSWORD,
        plain=plain,
        tls=tls,
    )
    (folder / "dovecot.conf").write_text(settings)
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)
        as_account = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    else:
        as_account = {}
    process = subprocess.Popen([program, "-F", "-c", folder / "dovecot.conf"], cwd=folder, **as_account)
    server = Dovecot(folder, plain, tls, process)
    _wait_for(server)
    return server


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _wait_for(server: Dovecot) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert server.process.poll() is None, f"Dovecot ended: {server.log}"
        try:
            with socket.create_connection(("127.0.0.1", server.plain), timeout=5) as line:
                if line.recv(100).startswith(b"* OK"):
                    return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"Dovecot did not answer: {server.log}")
