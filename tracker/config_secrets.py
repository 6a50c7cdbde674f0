"""Secrets that are made once and kept in the data folder, readable by their owner alone."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from tracker.domain.errors import WrongSetting

# Without letters and figures that are taken for one another when read aloud or copied by hand.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def random_key() -> str:
    """384 random bits as 64 letters and figures."""
    return secrets.token_urlsafe(48)


def random_password() -> str:
    """Four groups of four, 79 bits: `k7mp-x2wd-9fqa-htr4`."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def kept_secret(path: Path) -> str | None:
    """The secret in `path`, or None where there is no file. Raises WrongSetting for one that cannot serve."""
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(f"{path} cannot be read. Put it back from a backup, with mode 0600.") from error
    if not secret:
        raise WrongSetting(f"{path} is empty. Put it back from a backup.")
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return secret


def keep_secret(path: Path, secret: str) -> str:
    """Keep `secret` in `path` with mode 0600 unless another process was first; answer the one that is kept.

    The file appears whole or not at all: it is written aside and then linked, which fails where one exists.
    """
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(aside, secret)
        if not _became(aside, path):
            return kept_secret(path) or secret
    except OSError as error:
        raise WrongSetting(
            f"TRACKER_DATA_DIR takes a folder that can be written to: {path.parent}: {error.strerror}."
        ) from error
    finally:
        with suppress(OSError):
            aside.unlink()
    return secret


def _became(aside: Path, path: Path) -> bool:
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        return False
    return True


def _write(path: Path, secret: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{secret}\n")
        file.flush()
        os.fsync(descriptor)
