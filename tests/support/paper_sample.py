"""One of every block that a paper can hold, to test the forms with."""

from tracker.domain.paper import (
    Block,
    Bullets,
    Cell,
    Citations,
    Cited,
    Column,
    Fact,
    Facts,
    Link,
    Numbered,
    Part,
    Picture,
    Prose,
    Table,
    Tag,
    Thumbnail,
    Written,
)
from tracker.domain.prose import Piece, PieceKind, Run, Writing

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80" viewBox="0 0 300 80"><rect width="90" height="30" fill="#12344d"/></svg>'
PAGE = Thumbnail("a" * 64, "Page 10 of the performance pack")
FACTS = Facts(
    (
        Fact(
            "Due",
            tags=(Tag("overdue", "Overdue by 3 working days"),),
            texts=("10 July 2023.", "Moved twice."),
        ),
        Fact("Decision", strong="Revised date agreed.", texts=("The registrar left.",)),
        Fact(
            "Hear why",
            links=(Link("Action 016", "#action-016"), Link("the pack", "https://example.com/pack")),
        ),
    )
)
TABLE = Table(
    "raised",
    "What the meeting raised",
    (Column("Number", 20), Column("What was asked", 80)),
    (
        (
            Cell(strong="Action 044"),
            Cell(strong="Waiting times", texts=("Bring them by hour.",), quiet=("Item 3.1",)),
        ),
        (Cell(strong="Action 046"), Cell(strong="Waiting again", tags=(Tag("closed", "Void"),), struck=True)),
    ),
)
WRITTEN = Written(Writing((Piece(PieceKind.PARAGRAPH, runs=(Run("Calls are answered sooner."),)),)))
PART = Part(
    "How long people wait",
    (FACTS, Prose(("A paragraph.",), quiet=True)),
    count_words="2 facts",
    label="Action 016",
    under="Head of Contact",
    anchor="action-016",
)
EVERY_BLOCK: tuple[Block, ...] = (
    FACTS,
    Prose(("First paragraph.", "Second paragraph.")),
    Bullets(("One thing", "Another thing")),
    TABLE,
    Picture(SVG, "Calls that were given up, by month", "Abandonment of 101 calls"),
    PAGE,
    Citations(
        (
            Cited("Performance pack, page 10", "a survey is required", to="https://example.com/pack"),
            Cited("Minutes"),
        )
    ),
    Numbered("4.5.2", (Prose(("Numbered words.", "More of them.")), Bullets(("Within",)))),
    WRITTEN,
    PART,
)
