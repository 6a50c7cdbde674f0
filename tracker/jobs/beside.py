"""Work that may take minutes, done beside the rounds so that it holds no mail up."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from tracker.services.desk import Desk

Writing = Callable[[], AbstractContextManager[Desk]]
"""Opens a desk of its own and commits it at its end."""


class Beside(Protocol):
    """One kind of such work. To be killed in the midst of it must be safe: what was half done is begun anew."""

    def waiting(self) -> Sequence[int]:
        """What is to be done, by its numbers. Only reads."""
        ...

    def work(self) -> None:
        """Does what waits, one thing after the other, until it is told to stop."""
        ...
