"""`flask tokens`"""

from collections.abc import Callable
from typing import Any

from click.testing import Result

Run = Callable[..., Result]


def test_a_token_is_made_listed_and_revoked(run: Run, answer: Callable[..., Any]) -> None:
    made = run("tokens", "create", "Data warehouse", "--scope", "measures:read", "--expires", "2023-12-31")
    assert made.exit_code == 0, made.stderr
    secret = made.stdout.strip()
    assert secret.startswith("ma_")
    (row,) = answer("tokens", "list")
    assert (row["name"], row["scopes"], row["works"]) == ("Data warehouse", ["measures:read"], True)
    assert secret.endswith(row["hint"])
    assert secret not in run("tokens", "list").stdout
    assert "revoked" in run("tokens", "revoke", "Data warehouse").stdout
    assert not answer("tokens", "list")[0]["works"]


def test_a_token_that_cannot_be_is_refused_in_words(run: Run) -> None:
    late = run("tokens", "create", "A", "--scope", "measures:read", "--expires", "2033-12-31")
    assert late.exit_code == 1
    assert "a year at most" in late.stderr
    assert run("tokens", "create", "A").exit_code == 2
    assert "There is no token" in run("tokens", "revoke", "nothing").stderr
