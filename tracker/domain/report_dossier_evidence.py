"""The evidence of a dossier, its files, and the appended pages of the print form, put into words."""

from tracker.domain.marking import Marking
from tracker.domain.paper import (
    Block,
    Cell,
    Citations,
    Cited,
    Column,
    Fact,
    Facts,
    Part,
    Prose,
    Table,
    Tag,
    Thumbnail,
)
from tracker.domain.report_dossier import ActionDossier, DossierEvidence, DossierFile, DossierSheet
from tracker.domain.report_dossier_files import MOST_ATTACHED, attached, given, is_told
from tracker.domain.wording import count_words

SHEET, WIDE, APART = "sheet", "wide", "apart"
"""The keys of an appended page, of one that is wider than it is high, and of one that only says where its evidence is."""
FOLLOW = (
    "The pages of evidence follow, each with its name and its number in the margin. They are copies: what is marked "
    "OFFICIAL-SENSITIVE stays so on each of them."
)


def evidence_part(dossier: ActionDossier) -> Part:
    if not dossier.evidence:
        return Part("Evidence", (Prose(("Nothing is attached to this action.",)),), anchor="evidence")
    parts = tuple(_evidence(one, dossier) for one in dossier.evidence)
    return Part("Evidence", parts, count_words=str(len(parts)), anchor="evidence")


def _evidence(one: DossierEvidence, dossier: ActionDossier) -> Part:
    told = is_told(one)
    page = f"Page {one.page} of the document, made small" if one.page else "The page, made small"
    thumbnail = Thumbnail(one.thumbnail, page) if one.thumbnail and told else None
    to = one.url if told and one.url.startswith(("https://", "http://")) else ""
    cited = Cited(one.citation, quote=one.quote, thumbnail=thumbnail, to=to)
    file = next((file for file in given(dossier) if file.number == one.file), None)
    facts = [
        Fact("Place", texts=(one.place,) if one.place and one.place not in one.citation else ()),
        Fact("Shows", texts=(one.shows,) if one.shows else ()),
        Fact("Address", texts=(one.url,) if one.url else ()),
        Fact("Seen", texts=(one.seen,) if one.seen else ()),
        Fact("Attached", texts=(f"{one.added}{f', to {one.attached_to}' if one.attached_to else ''}",)),
        Fact("File", texts=(file.name,) if file else ()),
        Fact("Changed", texts=(one.changed,) if one.changed else ()),
        Fact("Removed", texts=(one.gone,) if one.gone else ()),
    ]
    if not one.held:
        facts.insert(0, Fact("Held", tags=(Tag("void", "Not held"),), texts=("Nobody has seen it here.",)))
    if one.is_sensitive:
        facts.insert(0, Fact("Marking", strong=Marking.SENSITIVE))
    blocks: tuple[Block, ...] = (
        Citations((cited,), "Citation"),
        Facts(tuple(fact for fact in facts if fact.texts or fact.strong)),
    )
    return Part(
        one.kind,
        blocks,
        label=one.name,
        anchor=f"evidence-{one.number}",
        together=len(one.quote) < 1_000,
        struck=bool(one.gone),
    )


def files_part(dossier: ActionDossier) -> Part:
    files = given(dossier)
    if not files:
        nothing = "No file of the evidence is in the record."
        return Part("Files", (Prose((nothing,)),), anchor="files")
    table = Table(
        "files",
        "The files that the evidence rests on",
        (Column("File", 37), Column("Size", 13), Column("SHA-256", 50)),
        tuple(_file(one) for one in files),
    )
    return Part("Files", (Prose((_where(dossier),)), table), count_words=str(len(files)), anchor="files")


def _where(dossier: ActionDossier) -> str:
    if attached(dossier):
        inside = "inside the PDF of this dossier" if dossier.printed else "inside this file, as a PDF"
        return f"These files are attached {inside}: open its list of attachments."
    size = size_words(sum(one.size for one in given(dossier)))
    return (
        f"These files are {size} together, more than the {size_words(MOST_ATTACHED)} that one PDF carries. They are listed here, "
        "and not attached: ask the office for them by name."
    )


def _file(one: DossierFile) -> tuple[Cell, ...]:
    quiet = [one.title]
    if one.pages:
        quiet.append(count_words(one.pages, "page"))
    tags = (Tag("amber", Marking.SENSITIVE),) if one.is_sensitive else ()
    return (
        Cell(strong=one.name, tags=tags, quiet=tuple(quiet)),
        Cell(texts=(size_words(one.size),)),
        Cell(texts=(one.sha256,)),
    )


def size_words(size: int) -> str:
    """ "812 bytes", "14 kB", "2.4 MB": as people compare sizes, in thousands."""
    if size < 1_000:
        return count_words(size, "byte")
    return f"{size / 1_000:,.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"


def appendix(dossier: ActionDossier) -> Part:
    """The appended pages of the print form; each is a part on a page of its own, which the page of evidence is laid on."""
    parts = tuple(_sheet(one, number, dossier) for number, one in enumerate(dossier.sheets, start=1))
    blocks: tuple[Block, ...] = (Prose((FOLLOW,)), *parts) if parts else ()
    return Part("Appended pages", blocks, anchor="appended")


def _sheet(one: DossierSheet, number: int, dossier: ActionDossier) -> Part:
    evidence = next((found for found in dossier.evidence if found.number == one.evidence), None)
    name = evidence.name if evidence else "Evidence"
    file = dossier.file(one.file)
    if file and one.page:
        key = f"{SHEET} {WIDE}" if one.wide else SHEET
        return Part(f"{name}, page {one.page} of {file.name}", (), key=key, anchor=f"sheet-{number}")
    told = Prose(((evidence.citation,) if evidence else ()) + (one.why,))
    return Part(name, (told,), key=f"{SHEET} {APART}", anchor=f"sheet-{number}")
