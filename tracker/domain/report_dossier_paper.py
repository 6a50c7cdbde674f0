"""The action dossier, put into words: one action with everything, a part for each side of it."""

from dataclasses import replace

from tracker.domain.marking import Marking
from tracker.domain.paper import Block, Bullets, Cell, Column, Fact, Facts, Paper, Part, Prose, Table
from tracker.domain.report_dossier import ActionDossier, DossierMail
from tracker.domain.report_dossier_evidence import appendix, evidence_part, files_part
from tracker.domain.report_dossier_exit import exit_blocks
from tracker.domain.report_dossier_told import reviews_part, updates_part
from tracker.domain.report_words import stopped
from tracker.domain.wording import count_words, date_words

NAME = "Action dossier"
PRINTED = "Action dossier for printing, not accessible"
READING = (
    "A dossier is the whole of what the record holds about one action on the day it was frozen. Evidence is numbered in the order "
    "in which it was attached. Only a date that was agreed is slippage. What was known at a decision was frozen with it, and is "
    "not changed by what was corrected later."
)
FOR_PRINT = (
    "This form is for printing. It is not accessible: the pages of evidence at its end are pictures of paper to a screen reader. "
    "Use the PDF of the same version instead, which has the same words and the same files attached."
)


def dossier_paper(dossier: ActionDossier) -> Paper:
    """The paper. It is marked as the highest of what is in it."""
    marked = replace(dossier, marking=Marking.SENSITIVE) if dossier.is_sensitive else dossier
    return Paper(
        name=PRINTED if dossier.printed else NAME,
        report=marked,
        title=f"{dossier.number_words}: {dossier.title}",
        subtitle=f"{NAME}, {dossier.series_title}" if dossier.series_title else NAME,
        lead=FOR_PRINT if dossier.printed else _lead(dossier),
        reading=READING,
        parts=tuple(part for part in _parts(marked) if part.blocks),
    )


def _lead(dossier: ActionDossier) -> str:
    """ "Open. 3 updates, 2 decisions and 4 pieces of evidence are on record." """
    counts = ", ".join(
        (
            count_words(len(dossier.updates), "update"),
            count_words(len(dossier.reviews), "decision"),
            count_words(len(dossier.evidence), "piece of evidence", "pieces of evidence"),
        )
    )
    return f"{stopped(dossier.status_words)} On record: {counts}."


def _parts(dossier: ActionDossier) -> tuple[Part, ...]:
    return (
        _asked(dossier),
        _owner(dossier),
        _due(dossier),
        updates_part(dossier),
        reviews_part(dossier),
        _exit(dossier),
        _links(dossier),
        _mails(dossier),
        evidence_part(dossier),
        files_part(dossier),
        _corrections(dossier),
        _history(dossier),
        appendix(dossier),
    )


def _asked(dossier: ActionDossier) -> Part:
    facts = [Fact("Asked", texts=tuple((dossier.asked or dossier.title).splitlines()))]
    for one in dossier.facts:
        facts.append(Fact(one.label, texts=(one.value,)))
        if one.label == "Raised" and dossier.video:
            facts.append(Fact("Video", texts=(dossier.video,)))
    return Part("What was asked", (Facts(tuple(facts)),), anchor="asked")


def _owner(dossier: ActionDossier) -> Part:
    if not dossier.owners:
        return Part("Owner", (Prose(("No post has owned this action yet.",)),), anchor="owner")
    owners = Table(
        "owners",
        "The posts that owned the action",
        (Column("Post", 45), Column("Since", 25), Column("Recorded by", 30)),
        tuple(
            (Cell(strong=one.post), Cell(texts=(one.on_words,)), Cell(texts=(one.by,) if one.by else ()))
            for one in dossier.owners
        ),
    )
    held = Table(
        "holders",
        "Who held these posts since the action was raised",
        (Column("Holder", 30), Column("Post", 30), Column("First day", 20), Column("Last day", 20)),
        tuple(
            (
                Cell(strong=one.name, quiet=("Acting",) if one.acting else ()),
                Cell(texts=(one.post,), quiet=(one.note,) if one.note else ()),
                Cell(texts=(one.from_words,)),
                Cell(texts=(one.to_words,)),
            )
            for one in dossier.holders
        ),
    )
    none: Block = Prose(("Nobody is on record as a holder of it since the action was raised.",), quiet=True)
    return Part("Owner and holders", (owners, held if dossier.holders else none), anchor="owner")


def _due(dossier: ActionDossier) -> Part:
    now = Facts((Fact("Due", texts=(dossier.due_words,)),))
    if not dossier.dues:
        return Part("Due dates", (now, Prose(("The date has never been moved.",), quiet=True)), anchor="due")
    table = Table(
        "dues",
        "Every move of the due date",
        (Column("On", 19), Column("From", 19), Column("To", 19), Column("Cause and reason", 43)),
        tuple(
            (
                Cell(texts=(date_words(one.on),)),
                Cell(texts=(one.from_words,)),
                Cell(strong=one.to_words),
                Cell(
                    texts=(one.cause + ("" if one.agreed else ", which is not slippage"),),
                    quiet=tuple(
                        filter(
                            None, (f"Reason: {one.reason}" if one.reason else "", one.by and f"By {one.by}")
                        )
                    ),
                ),
            )
            for one in dossier.dues
        ),
    )
    times = count_words(len(dossier.dues), "move")
    return Part("Due dates", (now, table), count_words=times, anchor="due")


def _exit(dossier: ActionDossier) -> Part:
    blocks: tuple[Block, ...] = ()
    if dossier.exit:
        blocks = exit_blocks(dossier.exit, dossier.exit_state)
    elif dossier.exit_rule:
        blocks = (Facts((Fact("Ends when", texts=(dossier.exit_rule,)),)),)
    return Part("Exit rule", blocks, anchor="exit")


def _links(dossier: ActionDossier) -> Part:
    if not dossier.links:
        return Part("Linked actions", (Prose(("None is linked with this one.",)),), anchor="links")
    entries = tuple(
        f"{one.relation} {one.number_words}: {one.title} ({one.status_words.lower()})"
        for one in dossier.links
    )
    return Part("Linked actions", (Bullets(entries),), anchor="links")


def _mails(dossier: ActionDossier) -> Part:
    title = "Mails, reminders and calls"
    if not dossier.mails:
        nothing = "No mail has gone about this action, and no call is on record."
        return Part(title, (Prose((nothing,)),), anchor="mails")
    table = Table(
        "mails",
        "What was sent, said and received about the action",
        (Column("On", 19), Column("What", 34), Column("What became of it", 47)),
        tuple(_mail(one) for one in dossier.mails),
    )
    return Part(title, (table,), count_words=str(len(dossier.mails)), anchor="mails")


def _mail(one: DossierMail) -> tuple[Cell, ...]:
    what = f"{one.what}{f' to {one.to}' if one.to else ''}"
    return (
        Cell(texts=(date_words(one.on),)),
        Cell(strong=what, texts=(one.subject,) if one.subject else ()),
        Cell(texts=(one.state,), quiet=one.became),
    )


def _corrections(dossier: ActionDossier) -> Part:
    title = "Corrections of the record"
    if not dossier.corrections:
        none = "The record of no meeting was corrected about this action."
        return Part(title, (Prose((none,)),), anchor="corrections")
    table = Table(
        "corrections",
        "What was corrected in the record of a meeting after it was closed",
        (Column("On", 22), Column("Correction", 46), Column("Reason", 32)),
        tuple(
            (
                Cell(texts=(one.on_words,)),
                Cell(texts=(one.what,), quiet=(f"By {one.by}",)),
                Cell(texts=(one.reason,)),
            )
            for one in dossier.corrections
        ),
    )
    return Part(title, (table,), count_words=str(len(dossier.corrections)), anchor="corrections")


def _history(dossier: ActionDossier) -> Part:
    table = Table(
        "history-rows",
        "The rows of the history about this action, each with its digest (SHA-256)",
        (Column("Row", 9), Column("When and who", 29), Column("What, and its digest", 62)),
        tuple(
            (
                Cell(strong=f"{one.number:,}"),
                Cell(texts=(one.when,), quiet=(one.actor,)),
                Cell(strong=one.event, texts=one.changes, quiet=(one.digest,)),
            )
            for one in dossier.history
        ),
    )
    end = (
        f"The history held {dossier.history_count:,} rows when this was frozen. The digest of the last one is {dossier.history_head}."
        " Each digest covers the row and the digest before it: whoever has the key can prove that none was changed or taken out."
    )
    count = count_words(len(dossier.history), "row")
    return Part("History", (table, Prose((end,), quiet=True)), count_words=count, anchor="history")
