"""How well the promises of documents are found: precision and recall against what was labelled by hand, for each document.

    .venv/bin/python -m bench.suggest --seeds FOLDER [-v]

Run by hand. The folder holds the documents as text files; a label file in `labels` names its document by the digest of the file,
and each commitment by a few words that stand in it once. A label is found when a suggestion holds its words; a suggestion that
holds no label's words is false. `-v` prints what was missed and what was false.
"""

import argparse
import hashlib
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from tracker.domain.promises import Promise, Strength, find_promises

LABELS = Path(__file__).parent / "labels"


@dataclass
class Tally:
    """Counts of one document, or of all. `other` counts those found with the strength of the other kind."""

    labels: int = 0
    suggestions: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.labels += other.labels
        self.suggestions += other.suggestions
        self.found += other.found
        self.right += other.right

    def words(self) -> str:
        precision = self.right / self.suggestions if self.suggestions else 1.0
        recall = self.found / self.labels if self.labels else 1.0
        return f"precision {precision:.2f} ({self.right}/{self.suggestions})  recall {recall:.2f} ({self.found}/{self.labels})"


def tally(text: str, labels: dict[str, str], suggestions: list[Promise], strength: Strength | None) -> Tally:
    """Labels and suggestions of one strength, or of both together."""
    places = {words: text.index(words) for words, kind in labels.items() if strength in (None, kind)}
    chosen = [one for one in suggestions if strength in (None, one.strength)]
    held = {
        words: [one for one in chosen if one.start <= at < one.end or at <= one.start < at + len(words)]
        for words, at in places.items()
    }
    right = {one for those in held.values() for one in those}
    return Tally(
        len(places),
        len(chosen),
        sum(bool(those) for those in held.values()),
        len(right),
        [words for words, those in held.items() if not those],
        [f"[{one.rule}] {' '.join(one.quote.split())}" for one in chosen if one not in right],
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=Path, required=True, help="the folder with the documents")
    parser.add_argument("-v", action="store_true", help="print what was missed and what was false")
    asked = parser.parse_args()
    held = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(asked.seeds.glob("*.txt"))}
    totals = {kind: Tally() for kind in (None, *Strength)}
    for file in sorted(LABELS.glob("*.toml")):
        told = tomllib.loads(file.read_text())
        text = held[told["sha256"]].read_text()
        labels = {words: kind for kind in Strength for words in told[kind.value]}
        begun = time.perf_counter()
        suggestions = list(find_promises(text))
        took = time.perf_counter() - begun
        print(f"{file.stem}: {len(text):,} characters in {took * 1000:.0f} ms")
        for kind, total in totals.items():
            one = tally(text, labels, suggestions, kind)
            total.add(one)
            print(f"  {kind or 'together':9} {one.words()}")
            if asked.v and kind is None:
                for words in one.missed:
                    print(f"      missed: {words}")
                for words in one.false:
                    print(f"      false:  {words[:230]}")
    print("all")
    for kind, total in totals.items():
        print(f"  {kind or 'together':9} {total.words()}")


if __name__ == "__main__":
    main()
