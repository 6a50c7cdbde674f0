"""The command line, on an app whose clock stands at 20 September 2023."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    """`run("meetings", "list")`: a command, with what it printed and its exit status."""
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=list(words))


@pytest.fixture
def answer(run: Run) -> Callable[..., Any]:
    """`answer("meetings", "list")`: what a command answers in JSON. It must succeed."""

    def asked(*words: str) -> Any:
        result = run(*words, "--json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return asked
