"""An export as one JSON document."""

from typing import BinaryIO

from tracker.domain.log_export_document import Outgoing, json_pieces


class JsonExport:
    """An `ExportMaker` of JSON."""

    def write(self, outgoing: Outgoing, file: BinaryIO) -> None:
        for piece in json_pieces(outgoing):
            file.write(piece.encode())
