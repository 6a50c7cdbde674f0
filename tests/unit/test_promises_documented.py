"""docs/promises.md names every rule, with its sentence."""

from tracker.config import ROOT
from tracker.domain.promises import WHY


def test_every_rule_about_promises_stands_in_its_page_with_its_sentence() -> None:
    text = (ROOT / "docs" / "promises.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("| ")
    ]
    documented = {row[0]: row[2] for row in rows if len(row) == 3 and row[1] in ("firm", "weak")}
    assert documented == WHY
