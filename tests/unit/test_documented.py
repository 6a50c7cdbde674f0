"""The documents say what the program does: a setting, a command, a move or a contract that is not in them fails here."""

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from tracker.cli import GROUPS
from tracker.config import ROOT, Settings, variable_of
from tracker.domain.actions import RULES, VERBS, Move, Need, Rule, Status

README = ROOT / "README.md"
DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAGES = [README, ROOT / "CHANGELOG.md", *DOCS]


def _rows(page: Path, heading: str) -> list[list[str]]:
    """The cells of the table under a heading."""
    text = page.read_text("utf-8")
    section = re.split(r"^#+ ", text.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


# Settings


def _settings() -> dict[str, list[str]]:
    return {row[0].strip("`"): row for row in _rows(README, "Settings")}


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_stands_in_the_readme(field: str) -> None:
    assert variable_of(field) in _settings()


def test_the_readme_names_no_setting_that_there_is_not() -> None:
    assert set(_settings()) == {variable_of(field) for field in Settings.model_fields}


@pytest.mark.parametrize(
    "field", [name for name, one in Settings.model_fields.items() if isinstance(one.default, int | str)]
)
def test_the_readme_gives_the_default_of_a_setting(field: str) -> None:
    default = Settings.model_fields[field].default
    said = str(int(default)) if isinstance(default, bool) else str(default)
    assert _settings()[variable_of(field)][1].strip("`") == said


# Commands


def _commands() -> Iterator[tuple[str, click.Command]]:
    for name in GROUPS:
        group = import_module(f"tracker.cli.{name}").group
        if not isinstance(group, click.Group):
            yield name, group
            continue
        for verb, command in group.commands.items():
            yield f"{name} {verb}", command


COMMANDS = dict(_commands())


def _sections() -> dict[str, str]:
    """The text of each `### flask …` section of commands.md, by the command's name."""
    parts = re.split(
        r"^### `flask ([^`]+)`\n", (ROOT / "docs" / "commands.md").read_text("utf-8"), flags=re.M
    )
    names = [" ".join(re.findall(r"[a-z]+", re.split(r" [A-Z[-]", usage)[0])) for usage in parts[1::2]]
    return dict(zip(names, parts[2::2], strict=True))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section_with_its_options_and_an_example(name: str) -> None:
    section = _sections()[name]
    assert f"$ flask {name}" in section
    options = [option for one in COMMANDS[name].params for option in one.opts if option.startswith("--")]
    assert [option for option in options if f"`{option}" not in section] == []


def test_no_section_is_about_a_command_that_there_is_not() -> None:
    assert set(_sections()) == set(COMMANDS)


# The life of an action, and who may import whom

NEEDS = {
    Need.TEXT: "a text",
    Need.REASON: "a reason",
    Need.NEW_DATE: "the new date",
    Need.EXIT_RULE: "the exit rule",
    Need.OTHER_ACTION: "the other action",
    Need.EVIDENCE_OR_REASON: "evidence, or a reason for closing without",
}


def _rule_row(move: Move, rule: Rule) -> list[str]:
    closed = f"closed, {rule.closure.value.replace('_', ' ')}" if rule.closure else ""
    return [
        VERBS[move],
        ", ".join(status.value for status in Status if status in rule.starts),
        closed or (rule.to.value if rule.to else "as it was"),
        ", ".join(sorted(rule.who)),
        " and ".join(NEEDS[need] for need in rule.needs) or "nothing",
    ]


def test_the_table_of_moves_is_the_state_machine() -> None:
    wanted = [_rule_row(move, rule) for move, rule in RULES.items()]
    assert _rows(ROOT / "docs" / "architecture.md", "The life of an action") == wanted, _as_table(wanted)


def _contract_row(contract: dict[str, list[str]]) -> list[str]:
    def names(key: str) -> str:
        return ", ".join(f"`{name.removeprefix('tracker.')}`" for name in contract.get(key, []))

    outside = contract["outside"]
    words = outside[0] if outside in (["any"], ["one"]) else names("outside")
    besides = [f"`{line}`" for line in contract.get("exceptions", []) + contract.get("lines", [])]
    return [
        names("room"),
        names("may_import") or "–",
        words or "–",
        ", ".join(besides).replace("tracker.", "") or "–",
    ]


def test_the_table_of_imports_is_the_contracts() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    wanted = [_contract_row(contract) for contract in tools["importlinter"]["contracts"]]
    assert _rows(ROOT / "docs" / "architecture.md", "Who may import whom") == wanted, _as_table(wanted)


def _as_table(rows: list[list[str]]) -> str:
    """What to put into the document when it is behind."""
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


# The pages themselves


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    inside = [unquote(link) for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_decisions_are_numbered_once_each() -> None:
    numbers = [path.name[:4] for path in DOCS if path.parent.name == "decisions"]
    assert len(numbers) == len(set(numbers))


def test_the_pictures_are_small_enough_to_be_cloned_by_everyone() -> None:
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").glob("*.png")}
    assert sizes
    assert [name for name, size in sizes.items() if size >= 200_000] == []
