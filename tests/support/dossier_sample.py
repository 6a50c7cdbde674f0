"""An action dossier as plain values, with two files of evidence, one of them OFFICIAL-SENSITIVE."""

import hashlib
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf

from tracker.domain.actions import Rating
from tracker.domain.control_charts import Improvement
from tracker.domain.frozen import KnownExit, KnownPoint
from tracker.domain.marking import Marking
from tracker.domain.measures import Unit
from tracker.domain.report_dossier import (
    ActionDossier,
    DossierCorrection,
    DossierDue,
    DossierEvidence,
    DossierFile,
    DossierHolder,
    DossierLink,
    DossierMail,
    DossierOwner,
    DossierReview,
    DossierRow,
    DossierUpdate,
    DossierValue,
)


@cache
def pack() -> bytes:
    """A PDF of three pages; the last one is wider than it is high."""
    with pikepdf.new() as pdf:
        for size in ((595, 842), (595, 842), (842, 595)):
            pdf.add_blank_page(page_size=size)
            words = f"BT /F1 24 Tf 60 400 Td (Pack page {len(pdf.pages)}) Tj ET"
            page = pdf.pages[-1]
            page.Contents = pdf.make_stream(words.encode())
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        written = BytesIO()
        pdf.save(written, deterministic_id=True)
        return written.getvalue()


FIGURES = b"Month,Abandoned\nApril 2023,8.6\n"


def _file(number: int, name: str, content: bytes, media_type: str, **more: Any) -> DossierFile:
    digest = hashlib.sha256(content).hexdigest()
    return DossierFile(number, name, "Performance pack", digest, len(content), media_type, **more)


def files() -> dict[str, bytes]:
    """The content of each file by its digest."""
    return {hashlib.sha256(one).hexdigest(): one for one in (pack(), FIGURES)}


EXIT = KnownExit(
    words="101 abandonment rate, force: target of 5% met for 3 months running",
    progress="0 of 3 months",
    met=False,
    title="101 abandonment rate, force",
    unit=Unit.PERCENT,
    improvement=Improvement.DECREASE,
    period="month",
    target=5.0,
    points=tuple(
        KnownPoint(date(2023, month, 1), value, f"Month {month}")
        for month, value in enumerate((8.6, 9.2, 8.1, 12.7, 9.9, 8.8, 10.1, 9.4), start=1)
    ),
    rebases=(),
    fix_after=None,
    invented=False,
)


def dossier(**changed: Any) -> ActionDossier:
    """Action 006 with something of everything."""
    whole = ActionDossier(
        series_title="Public Performance Meeting",
        meeting_words="",
        meeting_on=date(2023, 9, 20),
        as_at=date(2023, 9, 20),
        version=1,
        author="Governance Officer",
        generated_words="20 September 2023 at 10:00",
        office_name="Staffordshire Commissioner",
        contact="governance@office.example",
        history_head="ab" * 32,
        history_count=500,
        about_words="Action 006",
        reference="PPM-006",
        number_words="Action 006",
        title="Report on the first months of the Resolution Centre",
        asked="Follow how the centre works, and report whether people have confidence in it.",
        status_words="Open",
        facts=(
            DossierValue(
                "Raised", "At the Public Performance Meeting of 17 May 2023, item 3.1 Contact and response."
            ),
            DossierValue("Owner", "Head of Contact"),
            DossierValue("Assurance", "Further assurance needed"),
        ),
        video="0:52:10 into the recording: https://video.example/watch?t=3130",
        owners=(DossierOwner("Head of Contact", "17 May 2023 at 10:52", "Priya Shah"),),
        holders=(
            DossierHolder("Head of Contact", "Ann Able", "Not known", "30 June 2023"),
            DossierHolder("Head of Contact", "Ben Best", "1 July 2023", "Still in post", acting=True),
        ),
        due_words="31 October 2023",
        dues=(
            DossierDue(
                date(2023, 7, 3),
                "30 June 2023",
                "31 October 2023",
                "Revised date agreed",
                "The survey is late",
                "The Commissioner",
                agreed=True,
            ),
        ),
        updates=(
            DossierUpdate(
                "26 June 2023",
                "Head of Contact",
                "The centre took on 19,295 incidents.\nIt settled 18,849 of them.",
                Rating.AMBER,
                way="By telephone, received by Priya Shah",
                reading="Accepted, by Priya Shah",
                notes=("More time was asked for, until 31 October 2023.",),
                evidence=(1, 2),
            ),
        ),
        reviews=(
            DossierReview(
                "3 July 2023",
                "at the Public Performance Meeting",
                "Revised date agreed",
                "The Commissioner",
                note="The survey comes first.",
                reason="The survey is late",
                assurance="Further assurance needed",
                notes=("Due by 31 October 2023 from then on.",),
                known_on=date(2023, 7, 3),
                known=(DossierValue("Status then", "Open"), DossierValue("Due then", "30 June 2023")),
                exit=EXIT,
            ),
        ),
        exit_rule="The abandonment rate stays below 5%",
        exit=EXIT,
        mails=(
            DossierMail(
                date(2023, 6, 20),
                "Reminder",
                "Ann Able",
                "Sent 20 June 2023 at 09:00.",
                "1 update due by 30 June",
                (
                    "20 June 2023 at 09:00: Taken by the mail server (250 OK).",
                    "20 June 2023 at 09:04: Delivered.",
                ),
            ),
        ),
        links=(DossierLink("Its answer raised", "Action 017", "Peer review of the training", "Open"),),
        evidence=(
            DossierEvidence(
                1,
                "Excerpt of a document",
                "Staffordshire Police, Performance pack, May 2023, page 3",
                place="page 3",
                quote="The abandonment rate rose to 12.7%.",
                shows="The rate is rising",
                added="26 June 2023, by Priya Shah",
                attached_to="the update of 26 June 2023",
                file=1,
                page=3,
            ),
            DossierEvidence(2, "File", "figures.csv", added="26 June 2023, by Priya Shah", file=2),
            DossierEvidence(
                3,
                "Web address",
                "Figures of the inspectorate",
                url="https://inspectorate.example/figures",
                seen="26 June 2023",
                added="26 June 2023, by Priya Shah",
            ),
            DossierEvidence(
                4, "Document", "Review of Section 60 powers (not held)", added="27 June 2023", held=False
            ),
            DossierEvidence(
                5,
                "Document",
                "Logged twice",
                added="27 June 2023",
                gone="Removed on 28 June 2023 by Priya Shah. Reason: it repeats Evidence 1",
            ),
        ),
        files=(
            _file(1, "01-performance-pack.pdf", pack(), "application/pdf", pages=3),
            _file(2, "02-figures.csv", FIGURES, "text/csv"),
        ),
        corrections=(
            DossierCorrection(
                "5 July 2023 at 11:00", "Priya Shah", "The reason of the decision was changed.", "Misheard"
            ),
        ),
        history=(
            DossierRow(74, "17 May 2023 at 10:52", "Priya Shah", "Raised", "cd" * 32, ("Status: open",)),
            DossierRow(78, "26 June 2023 at 15:10", "Priya Shah", "Update given", "ef" * 32),
        ),
    )
    return replace(whole, **changed)


def with_sensitive_pack() -> ActionDossier:
    """The same, its pack marked OFFICIAL-SENSITIVE."""
    whole = dossier()
    first, *others = whole.evidence
    file, *more = whole.files
    return replace(
        whole,
        evidence=(replace(first, marking=Marking.SENSITIVE), *others),
        files=(replace(file, marking=Marking.SENSITIVE), *more),
    )
