"""Kinds of report that have their name already and cannot be made yet."""

from collections.abc import Mapping

from tracker.domain.report_kinds import INSPECTION_REGISTER

LATER: Mapping[str, str] = {
    INSPECTION_REGISTER: "The inspection register comes with a later version of the product. Nothing was built."
}
"""By name, the sentence that says so. A kind that is made goes from here to `KINDS`."""
