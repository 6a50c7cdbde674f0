"""Starts WeasyPrint in a third of its time: importing it takes 0.13 s in place of 0.45 s (`bench/reports.py`).

- Its declarations of 250 C functions (Pango, HarfBuzz, fontconfig) are parsed at every start by cffi, in Python. cffi can write
  out what it parsed as a small module (its documentation calls that the out-of-line ABI mode), and that is kept.
- fontTools' subsetter and instancer are imported at every start, though WeasyPrint subsets with HarfBuzz, and the fonts that it
  is given here are cut already (`pdf_fonts`). They are imported if they are called.
"""

import hashlib
import importlib
import importlib.util
import sys
import tempfile
from pathlib import Path
from typing import Any

import cffi

from tracker.adapters import prepared
from tracker.adapters.late import import_late

RARELY_USED = ("fontTools.subset", "fontTools.ttLib.woff2", "fontTools.varLib.instancer")

HEAD = """import _cffi_backend
class Declared(_cffi_backend.FFI):
    def cdef(self, *declarations, **options):
        "They are known already."
"""


def load() -> None:
    """Imports `weasyprint`: the quick way if it is prepared, else the usual way, preparing it for the next time."""
    import_late(RARELY_USED)
    usual = cffi.FFI
    name = f"declarations-{_key()}.py"
    declared = _declared(prepared.FOLDER / name)
    parsed: list[str] = []

    class Recording(usual):  # type: ignore[misc,valid-type]
        def cdef(self, csource: str, *rest: Any, **options: Any) -> None:
            parsed.append(csource)
            super().cdef(csource, *rest, **options)

    cffi.FFI = (lambda: declared) if declared else Recording
    try:
        importlib.import_module("weasyprint")
    finally:
        cffi.FFI = usual
    if parsed:
        prepared.keep(name, _written_out("".join(parsed)).encode())


def _key() -> str:
    """Changes with WeasyPrint's declarations, with cffi and with Python."""
    spec = importlib.util.find_spec("weasyprint")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    digest = hashlib.sha256((folder / "text" / "ffi.py").read_bytes())
    digest.update(f"{cffi.__version__} {sys.version}".encode())
    return digest.hexdigest()[:32]


def _declared(path: Path) -> Any:
    """The prepared declarations, or None when there are none, or none that can be used."""
    spec = importlib.util.spec_from_file_location("prepared_declarations", path)
    if not path.is_file() or spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        return module.ffi
    except Exception:  # Whatever is wrong with it, the usual way still works, and writes it anew.
        return None


def _written_out(declarations: str) -> str:
    builder = cffi.FFI()
    builder.cdef(declarations)
    builder.set_source("prepared_declarations", None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "declarations.py"
        builder.emit_python_code(str(path))
        written = path.read_text("utf-8")
    return written.replace("import _cffi_backend\n", HEAD, 1).replace("_cffi_backend.FFI(", "Declared(")
