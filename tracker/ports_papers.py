"""What reports are made with: each a Protocol, with its adapters in `tracker/adapters`. `ports` has them all."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from tracker.domain.backups import Member
from tracker.domain.errors import Unavailable
from tracker.domain.outside_addresses import Outside
from tracker.domain.purging import Looked, Loose, Sweep, Words
from tracker.domain.report_kinds import Form


class ReportRenderer(Protocol):
    """Makes a report's HTML and the assets that it names from a frozen record."""

    def render(self, record: Mapping[str, object]) -> tuple[str, Mapping[str, bytes]]: ...


@dataclass(frozen=True)
class Answered:
    """What became of a notice to another system: the status of its answer, None where there was none, and its first words.

    `taken` says that it arrived; `for_good` that trying again is of no use.
    """

    status: int | None
    said: str
    taken: bool = False
    for_good: bool = False


class Poster(Protocol):
    """Posts a notice to an address outside. It never raises."""

    def post(self, to: Outside, body: bytes, headers: Mapping[str, str]) -> Answered: ...


class BackupWriter(Protocol):
    """A backup that is being written, member by member."""

    def add(self, name: str, pieces: Iterable[bytes], *, pack: bool) -> Member: ...


class BackupReader(Protocol):
    """A backup that is read. Raises `RecordBroken` for whatever is wrong with it."""

    def names(self) -> list[str]: ...

    def whole(self, name: str) -> bytes: ...

    def pieces(self, name: str) -> Iterator[bytes]: ...

    def lines(self, name: str) -> Iterator[bytes]: ...

    def put(self, name: str, target: Path) -> None: ...


Watch = Callable[[str], None]
"""Told now and then, in words, what is being done ("laying out page 12"). It stops the work by raising."""


@dataclass(frozen=True)
class Enclosed:
    """A file that goes inside a PDF. `name` is plain ASCII; `open` answers it as a file of the disk, to be read."""

    name: str
    description: str
    media_type: str
    open: Callable[[], BinaryIO]


class Enclosures(Protocol):
    """Says which files go inside the PDF of a report."""

    def of(self, record: Mapping[str, object]) -> Sequence[Enclosed]: ...


class PdfMaker(Protocol):
    """Sets HTML as a tagged PDF. Fetches nothing but `assets`, by name."""

    def make(
        self,
        html: str,
        assets: Mapping[str, bytes],
        *,
        archive: bool = False,
        enclosed: Sequence[Enclosed] = (),
    ) -> bytes:
        """`archive`: as PDF/A too, the standard for files that are to be kept. `enclosed` go inside it, as they came."""
        ...

    def watched(self, watch: Watch) -> "PdfMaker":
        """The same for work that nobody waits for: it may take longer, and `watch` is told how far it is."""
        ...


class FormMaker(Protocol):
    """Makes one form of a report, such as a Word document, from a frozen record."""

    def make(self, record: Mapping[str, object]) -> bytes: ...


@dataclass(frozen=True)
class Laid:
    """Page `page` (from 1) of a PDF, to be laid on the page of a paper on which `anchor` stands."""

    anchor: str
    open: Callable[[], BinaryIO]
    page: int


class PdfJoiner(Protocol):
    """Lays pages of PDFs on those of a paper, for print."""

    def wide(self, file: BinaryIO) -> Sequence[bool]:
        """For each page, whether it is wider than it is high. Raises `Unreadable` with the reason."""
        ...

    def joined(self, paper: bytes, laid: Sequence[Laid]) -> bytes: ...


class ReportPrinter(Protocol):
    """Makes the print form of a report of a paper that is set like any other."""

    def prepared(self, record: Mapping[str, object], *, whole: bool) -> Mapping[str, object]:
        """The record from which the paper is set; with `whole` all pages of a document are appended, else those that are cited."""
        ...

    def joined(self, paper: bytes, record: Mapping[str, object]) -> bytes: ...


@dataclass(frozen=True)
class ReportPress:
    """All that the forms of a report are made with. `others` make those that are no PDF; `enclosures` say what goes inside one."""

    renderer: ReportRenderer
    pdf: PdfMaker
    others: Mapping[Form, FormMaker]
    enclosures: Enclosures | None = None
    printer: ReportPrinter | None = None

    def make(self, form: Form, record: Mapping[str, object]) -> bytes:
        """The file. Raises `Unavailable` for a record that cannot be read, or a PDF that cannot be made."""
        return self._makers[form](record)

    @property
    def _makers(self) -> Mapping[Form, Callable[[Mapping[str, object]], bytes]]:
        return {
            Form.PDF: self._pdf,
            Form.ARCHIVE: lambda record: self._pdf(record, archive=True),
            Form.PRINT: lambda record: self._printed(record, whole=False),
            Form.PRINT_ALL: lambda record: self._printed(record, whole=True),
            **{form: maker.make for form, maker in self.others.items()},
        }

    def _pdf(self, record: Mapping[str, object], *, archive: bool = False) -> bytes:
        enclosed = self.enclosures.of(record) if self.enclosures else ()
        return self.pdf.make(*self.renderer.render(record), archive=archive, enclosed=enclosed)

    def _printed(self, record: Mapping[str, object], *, whole: bool) -> bytes:
        if self.printer is None:
            raise Unavailable("This report has no form for printing. Choose its PDF.")
        prepared = self.printer.prepared(record, whole=whole)
        return self.printer.joined(self.pdf.make(*self.renderer.render(prepared)), prepared)


class FilesHeld(Protocol):
    """The files of the data folder, to take a mistake out of them. No words ever stand in what it raises or logs."""

    def look(self, sha256s: Sequence[str], words: Words) -> Iterator[Looked]:
        """What each stored file holds, in their order."""
        ...

    def loose(self, named: Collection[str]) -> Sequence[Loose]:
        """Letters that wait, the demonstration's mailbox, and stored files whose digest is not `named` by the record."""
        ...

    def look_loose(self, loose: Sequence[Loose], words: Words) -> Iterator[Looked]: ...

    def backups(self) -> Sequence[str]:
        """The names of the backups in the data folder, the latest first."""
        ...

    def is_there(self, sha256: str) -> bool: ...

    def destroy(self, sweep: Sweep) -> None:
        """For good, with the small pictures made of them. What is gone already is no error."""
        ...
