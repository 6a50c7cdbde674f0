"""What the Panel asked, as its update lists it: in its words, when, by when the reply was wanted, and the reply or where it stands."""

from tracker.domain.paper import Cell, Column, Part, Prose, Table, Tag
from tracker.domain.report_panel import PanelAsked, PanelUpdate
from tracker.domain.report_words import capital, paragraphs, stopped
from tracker.domain.wording import count_words

TITLE = "5. What the Panel asked"


def asked_part(report: PanelUpdate) -> tuple[Part, ...]:
    """The part that lists it; nothing where the Panel asked for nothing."""
    if not report.asks:
        return ()
    columns = (
        Column("Number", 13),
        Column("What was asked", 36),
        Column("Reply by", 19),
        Column("Reply, or where it stands", 32),
    )
    waiting = sum(not one.reply for one in report.asks)
    said = (
        f"{count_words(waiting, 'reply', 'replies', starts=True)} {'is' if waiting == 1 else 'are'} still owed."
        if waiting
        else "Each of these is replied to."
    )
    table = Table("asks", "What the Panel asked, and the replies", columns, tuple(map(_row, report.asks)))
    return (Part(TITLE, (Prose((said,)), table), key="asks"),)


def _row(one: PanelAsked) -> tuple[Cell, ...]:
    about = ", ".join(filter(None, (f"A {one.kind}", one.asked_words)))
    tags = (Tag("overdue", "Late"),) if one.is_late else ()
    return (
        Cell(strong=one.reference),
        Cell(texts=paragraphs(one.wording), quiet=(stopped(about),)),
        Cell(tags=tags, texts=(stopped(capital(one.reply_words)),) if one.reply_words else ()),
        Cell(
            texts=paragraphs(one.reply)
            if one.reply
            else (stopped(capital(one.stands_words)),)
            if one.stands_words
            else ()
        ),
    )
