"""PDFs from HTML through WeasyPrint, in a child process: what it needs is loaded there and gone when it ends.

The child is given the HTML and the assets over a pipe, little of the environment and no secret, a limit of memory and of
time. It can fetch nothing but those assets. Its code is in `weasyprint_child`.
"""

import base64
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from tracker.adapters.weasyprint_progress import said_in
from tracker.domain.errors import Unavailable
from tracker.ports import Enclosed, Watch

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).parents[2]
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
"""All of the environment that a child sees: enough to find libraries and fonts."""

OUT_OF_MEMORY = 3
"""The exit status by which a child says that its limit of memory was too low (`weasyprint_child.OUT_OF_MEMORY`)."""


BEAT_SECONDS = 0.25
"""How often whoever watches is told how far the PDF is, and may stop it."""

PATIENT_SECONDS = 900.0
"""How long a PDF may take that nobody waits for."""


class WeasyPrintPdf:
    """A `PdfMaker`. `seconds` is how long one PDF may take, `megabytes` how much address space its process may use.

    `watch` is told what the process does, and stops it by raising.
    """

    def __init__(
        self,
        *,
        seconds: float = 60.0,
        megabytes: int = 1536,
        watch: Watch | None = None,
    ) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._watch = watch

    def watched(self, watch: Watch) -> "WeasyPrintPdf":
        return WeasyPrintPdf(seconds=PATIENT_SECONDS, megabytes=self._megabytes, watch=watch)

    def make(
        self,
        html: str,
        assets: Mapping[str, bytes],
        *,
        archive: bool = False,
        enclosed: Sequence[Enclosed] = (),
    ) -> bytes:
        """`html` as a tagged PDF (PDF/UA-1), for an archive as PDF/A-2u too. It names its assets as `report:NAME`; nothing else
        can be fetched. What is `enclosed` is handed over as open files, and read there.

        The same input gives the same bytes. Raises `Unavailable` with a sentence for people; the reason is logged.
        """
        carried = {name: base64.b64encode(content).decode("ascii") for name, content in assets.items()}
        with ExitStack() as opened, tempfile.TemporaryDirectory(prefix="report-") as scratch:
            handles = [opened.enter_context(one.open()).fileno() for one in enclosed]
            files = [
                {
                    "name": one.name,
                    "description": one.description,
                    "media_type": one.media_type,
                    "handle": handle,
                }
                for one, handle in zip(enclosed, handles, strict=True)
            ]
            request = {"html": html, "assets": carried, "archive": archive, "enclosed": files}
            return _pdf(self._run(json.dumps(request).encode(), scratch, handles))

    def _run(
        self, request: bytes, scratch: str, handles: Sequence[int]
    ) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "tracker.adapters.weasyprint_child", str(self._megabytes)]
        with subprocess.Popen(  # noqa: S603 - the command is ours, and holds nothing that was typed
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=_environment(scratch),
            pass_fds=handles,
        ) as process:
            try:
                return self._talk(process, request, Path(scratch))
            finally:
                process.kill()

    def _talk(
        self, process: subprocess.Popen[bytes], request: bytes, scratch: Path
    ) -> subprocess.CompletedProcess[bytes]:
        late = time.monotonic() + self._seconds
        given: bytes | None = request
        while True:
            left = late - time.monotonic()
            try:
                pdf, said = process.communicate(given, min(left, BEAT_SECONDS) if self._watch else left)
                return subprocess.CompletedProcess(process.args, process.returncode, pdf, said)
            except subprocess.TimeoutExpired as waited:
                if time.monotonic() >= late:
                    raise Unavailable(
                        f"Making the PDF took longer than {self._seconds:g} seconds and was stopped. Try a shorter "
                        "report, or try again when the server is less busy."
                    ) from waited
            given = None  # It is remembered: giving it twice is refused.
            if self._watch:
                self._watch(said_in(scratch))


def _environment(scratch: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**kept, "TMPDIR": scratch, "SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}


def _pdf(done: subprocess.CompletedProcess[bytes]) -> bytes:
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    LOG.error(
        "WeasyPrint ended with status %s: %s", done.returncode, done.stderr.decode("utf-8", "replace")[-4000:]
    )
    if done.returncode == OUT_OF_MEMORY:
        raise Unavailable("Making the PDF needs more memory than one report may use. Try a shorter report.")
    raise Unavailable(
        "The PDF could not be made. Try again; if it fails again, ask the administrator to read the log."
    )
