"""Fails for every source file of more than 300 lines: split it by noun, then by verb."""

import subprocess
import sys
from pathlib import Path

LIMIT = 300
KINDS = ("*.py", "*.html", "*.js", "*.mjs", "*.scss", "*.sh", "*.css")


def source_files() -> list[Path]:
    """Every file of these kinds that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *KINDS]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [path for path in map(Path, listing.split("\0")) if path.is_file()]


def main() -> int:
    """Name each file that is too long; 1 when there is one."""
    too_long = 0
    for path in source_files():
        lines = len(path.read_bytes().splitlines())
        if lines > LIMIT:
            print(f"{path} has {lines} lines; split it ({LIMIT} at most).", file=sys.stderr)
            too_long += 1
    return 1 if too_long else 0


if __name__ == "__main__":
    sys.exit(main())
