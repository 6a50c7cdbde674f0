"""Reads the demonstration record from the TOML files beside this module."""

from importlib import resources
from importlib.resources.abc import Traversable

from tracker.demonstration.checks import check
from tracker.demonstration.entries import Record
from tracker.demonstration.measure_checks import check_measures
from tracker.demonstration.reading import read_entries

__all__ = ["Record", "read_record"]


def read_record(folder: Traversable | None = None) -> Record:
    """The record in `folder` (by default the files beside this module), checked.

    Raises ValueError with the file, the entry and what is wrong with it.
    """
    entries = read_entries(folder or resources.files("tracker.demonstration"), Record)
    entries["actions"].sort(key=lambda action: action.number)
    record = Record(**{name: tuple(rows) for name, rows in entries.items()})
    check(record)
    check_measures(record)
    return record
