"""Which files of evidence go with a dossier: attached inside its PDF, or appended to its print form.

What the readers of a version do not get is taken out before (`report_cuts.as_it_stands`): a file whose evidence has words withheld
goes with no form of it, and nobody but the office gets a document that is OFFICIAL-SENSITIVE.
"""

from collections.abc import Iterator

from tracker.domain.audiences import Audience
from tracker.domain.redaction import MARKS
from tracker.domain.report_dossier import ActionDossier, DossierEvidence, DossierFile, DossierSheet

MOST_ATTACHED = 40 * 1024 * 1024
"""Bytes of all attached files together. A mail server takes no more, and a reader on a phone less."""
MOST_APPENDED = 300
"""Pages that are appended to a print form: a ream is 500."""


def given(dossier: ActionDossier) -> tuple[DossierFile, ...]:
    """The files that these readers may have, each once, in the order of their numbers."""
    return tuple(
        file
        for file in dossier.files
        if not (file.is_sensitive and dossier.audience is not Audience.MEETING)
        and not MARKS.search(f"{file.title} {file.name}")
        and any(one.file == file.number and is_told(one) for one in dossier.evidence)
    )


def is_told(one: DossierEvidence) -> bool:
    """Whether nothing of the evidence is withheld."""
    return not MARKS.search(" ".join((one.citation, one.place, one.quote, one.shows, one.url)))


def attached(dossier: ActionDossier) -> tuple[DossierFile, ...]:
    """The files inside the PDF: all of those that are given, or none where they are too large together."""
    files = given(dossier)
    return files if sum(one.size for one in files) <= MOST_ATTACHED else ()


def to_append(dossier: ActionDossier, *, whole: bool) -> tuple[DossierSheet, ...]:
    """The pages to append, the evidence in its order: the cited page of each, or with `whole` each file once, where it is first cited.

    What is no page of a PDF gets a sheet that says where it is. `wide` is not known here.
    """
    sheets = tuple(_sheets(dossier, whole=whole))
    if len(sheets) <= MOST_APPENDED:
        return sheets
    why = f"More than {MOST_APPENDED} pages would be appended, so none is. Print the files that are attached to the PDF."
    return (DossierSheet(0, why=why),)


def _sheets(dossier: ActionDossier, *, whole: bool) -> Iterator[DossierSheet]:
    may_go = {file.number: file for file in given(dossier)}
    appended: dict[int, int] = {}
    for one in dossier.evidence:
        if one.gone:
            continue
        file = may_go.get(one.file)
        if file is None or not is_told(one):
            yield DossierSheet(one.number, why=_why_not(one))
        elif not file.is_pdf:
            yield DossierSheet(one.number, why=f"The file {file.name} is no PDF. {_is_attached(file)}")
        elif whole and file.number in appended:
            yield DossierSheet(one.number, why=f"Its file is appended to Evidence {appended[file.number]}.")
        elif whole and file.pages:
            appended[file.number] = one.number
            yield from (DossierSheet(one.number, file.number, page) for page in range(1, file.pages + 1))
        elif one.page and one.page <= (file.pages or one.page):
            yield DossierSheet(one.number, file.number, one.page)
        else:
            yield DossierSheet(one.number, why=f"No page of {file.name} is cited. {_is_attached(file)}")


def _why_not(one: DossierEvidence) -> str:
    if not is_told(one) or one.file:
        return "It is withheld from the readers of this version."
    if one.url:
        return f"It is not on paper: {one.url}"
    if not one.held:
        return "This document is not held."
    return "There is no file of it in the record."


def _is_attached(file: DossierFile) -> str:
    return f"It is attached to the PDF of this dossier as {file.name}."
