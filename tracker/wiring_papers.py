"""The parts that keep, read and make papers: files, documents, words, pictures, reports. `Wiring` has them all."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from tracker.adapters.backup_archive import ZipBackups
from tracker.adapters.backup_folder import BackupFolder
from tracker.adapters.data_folder import DataFolder
from tracker.adapters.disk import DiskFiles
from tracker.adapters.progress_files import ProgressFiles
from tracker.adapters.report_html import JinjaReports
from tracker.adapters.resvg import ResvgPictures
from tracker.adapters.stemmer import EnglishStemmer
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.config import ROOT, Settings
from tracker.domain.evidence_archive import Held
from tracker.domain.log_export_document import ExportForm, ExportMaker
from tracker.domain.report_kinds import Form
from tracker.domain.stemming import WordReader
from tracker.ports import (
    DocumentReader,
    FilesHeld,
    FileStore,
    HtmlCleaner,
    LogReader,
    NearWords,
    Poster,
    ProseReader,
    Rasteriser,
    ReportPress,
    Thumbnails,
)

TEMPLATES = ROOT / "templates"


class Papers:
    """Parts are made when they are first asked for."""

    settings: Settings

    @cached_property
    def files(self) -> FileStore:
        return DiskFiles(self.settings.data_dir / "files")

    @cached_property
    def backup_archives(self) -> ZipBackups:
        return ZipBackups()

    @cached_property
    def backup_folder(self) -> BackupFolder:
        return BackupFolder(self.settings.backup_dir)

    @cached_property
    def poster(self) -> Poster:
        # Imported here: only the scheduler tells other systems.
        from tracker.adapters.webhook_poster import UrllibPoster

        return UrllibPoster()

    @cached_property
    def data_folder(self) -> DataFolder:
        return DataFolder(self.settings.data_dir)

    @cached_property
    def held_files(self) -> FilesHeld:
        """The files of the data folder, to take a mistake out of them."""
        # Imported here: few processes ever do.
        from tracker.adapters.held_files import HeldFiles

        return HeldFiles(self.settings.data_dir, self.settings.backup_dir)

    @cached_property
    def reader(self) -> DocumentReader:
        """Reads documents in a process of their own."""
        from tracker.adapters.reading import ChildReader

        return ChildReader()

    @property
    def logs(self) -> LogReader:
        """Reads existing logs in a process of their own."""
        from tracker.adapters.log_files import LogFiles

        return LogFiles()

    @cached_property
    def progress_notes(self) -> ProgressFiles:
        """How far a long transaction is, beside the database."""
        return ProgressFiles(self.settings.data_dir / "progress")

    @cached_property
    def near_words(self) -> NearWords:
        # Imported here: only what looks for words again asks for it.
        from tracker.adapters.near_words import FuzzyWords

        return FuzzyWords()

    @cached_property
    def thumbnails(self) -> Thumbnails:
        # Imported here: it takes 8 MB, and only what shows pages small asks for it.
        from tracker.adapters.thumbnails import PageThumbnails

        return PageThumbnails(self.files, self.settings.data_dir / "thumbnails")

    @cached_property
    def prose_reader(self) -> ProseReader:
        # Imported here: only what reads Markdown asks for it.
        from tracker.adapters.markdown import WrittenMarkdown

        return WrittenMarkdown()

    @cached_property
    def html_cleaner(self) -> HtmlCleaner:
        from tracker.adapters.clean_html import CleanHtml

        return CleanHtml()

    @cached_property
    def words(self) -> WordReader:
        """What reads the words of texts and of queries, for search."""
        return WordReader(EnglishStemmer())

    @cached_property
    def report_press(self) -> ReportPress:
        """What reports are made with. WeasyPrint is loaded in a child process, when a PDF is asked for."""
        # Imported here: it takes 8 MB, and few processes ever make a report.
        from tracker.adapters.csv_lines import CsvLines
        from tracker.adapters.excel import OpenpyxlWorkbooks
        from tracker.adapters.pdf_joining import PikePdfJoiner
        from tracker.adapters.report_enclosures import EvidenceFiles
        from tracker.adapters.report_page import ReportPages
        from tracker.adapters.report_print import DossierPrinter
        from tracker.adapters.word import PythonDocx
        from tracker.adapters.word_pictures import WordPictures

        brand = self.settings.brand_colour
        renderer = JinjaReports(TEMPLATES, ROOT / "static" / "fonts", brand=brand, thumbnails=self.thumbnails)
        pictures = WordPictures(self.rasteriser, self.thumbnails)
        return ReportPress(
            renderer,
            WeasyPrintPdf(),
            {
                Form.WORD: PythonDocx(brand=brand, pictures=pictures),
                Form.HTML: ReportPages(TEMPLATES, brand=brand, thumbnails=self.thumbnails),
                Form.EXCEL: OpenpyxlWorkbooks(brand=brand),
                Form.CSV: CsvLines(),
            },
            enclosures=EvidenceFiles(self.files),
            printer=DossierPrinter(self.files, PikePdfJoiner()),
        )

    @cached_property
    def export_makers(self) -> Mapping[ExportForm, ExportMaker]:
        """What makes an export of the record, in each form."""
        # Imported here: few processes ever make one.
        from tracker.adapters.export_csv import CsvExport
        from tracker.adapters.export_json import JsonExport
        from tracker.adapters.export_xlsx import XlsxExport

        workbooks = XlsxExport(brand=self.settings.brand_colour)
        return {ExportForm.XLSX: workbooks, ExportForm.CSV: CsvExport(), ExportForm.JSON: JsonExport()}

    def evidence_archive(self, held: Iterable[Held]) -> Iterator[bytes]:
        """A ZIP of these files of the record, piece by piece."""
        from tracker.adapters.evidence_archive import archive_pieces

        return archive_pieces(held, self.files.open)

    @cached_property
    def rasteriser(self) -> Rasteriser:
        return ResvgPictures(ROOT / "static" / "fonts")
