"""What is made once of the installed code and kept for the next start, as Python keeps its compiled files.

It stands in the virtual environment, beside the code that it was made from, and is to be writable by no more people than that
code is. Where the environment cannot be written to, whoever asks goes without, and is slower.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

FOLDER = Path(sys.prefix) / "prepared"


def keep(name: str, content: bytes) -> None:
    """Keeps `content` as the file `name`: the whole of it, or nothing."""
    if sys.prefix == sys.base_prefix:
        return
    with contextlib.suppress(OSError):
        FOLDER.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=FOLDER, delete=False) as draft:
            draft.write(content)
        Path(draft.name).chmod(0o644)
        Path(draft.name).replace(FOLDER / name)
