"""Files that a command writes: the whole of one, or none."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click


@contextmanager
def written_whole(target: Path) -> Iterator[BinaryIO]:
    """A file to write to, which becomes `target` when the block ends well; else what was there stays. For this account alone.

    Raises a `ClickException` where it cannot be written.
    """
    if not target.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {target.parent}. Nothing was written.")
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w+b") as file:
            yield file
        Path(name).replace(target)
    except OSError as error:
        raise click.ClickException(f"{target} could not be written: {error.strerror}.") from error
    finally:
        if name:
            Path(name).unlink(missing_ok=True)
