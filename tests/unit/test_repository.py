"""The repository itself: what is pinned, what stays out of it, and that every room has its contract."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tracker.config import ROOT

PINNED = sorted(ROOT.glob("requirements*.txt"))


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
def test_every_python_package_is_pinned_with_its_hashes(path: Path) -> None:
    entries = re.split(r"\n(?=[a-z])", "\n" + path.read_text(encoding="utf-8"))[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("path", [*PINNED, ROOT / "package-lock.json"], ids=lambda path: path.name)
def test_no_lock_file_names_an_address_or_a_folder_of_the_machine_that_made_it(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if '"url": "https://' not in line:  # where a package asks for donations
            assert not re.search(r"[a-z]+://|--(extra-)?index-url|--find-links|\"resolved\"", line), line


def test_every_npm_package_is_pinned() -> None:
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    for name, version in {**asked["dependencies"], **asked.get("devDependencies", {})}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name


def test_every_room_of_the_product_has_its_import_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    covered = {room for contract in contracts for room in contract["room"]}
    rooms = {
        f"tracker.{path.stem}"
        for path in (ROOT / "tracker").iterdir()
        if (path.is_dir() and any(path.rglob("*.py"))) or (path.suffix == ".py" and path.stem != "__init__")
    }
    assert rooms - covered == set()


def test_the_name_of_a_migration_begins_with_its_version_and_each_follows_the_one_before() -> None:
    before = "None"
    for path in sorted((ROOT / "migrations" / "versions").glob("*.py")):
        number = path.name.partition("_")[0]
        text = path.read_text(encoding="utf-8")
        assert re.search(rf'^revision\b.*= "{number}"$', text, re.MULTILINE), path.name
        assert re.search(rf'^down_revision\b.*= "?{before}"?$', text, re.MULTILINE), path.name
        before = number


@pytest.mark.parametrize("name", ["server", "test", "check", "bootstrap", "lock", "assets"])
def test_every_command_of_the_repository_can_be_run(name: str) -> None:
    assert (ROOT / "script" / name).stat().st_mode & 0o111
