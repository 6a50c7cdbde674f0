"""Rules of fonts: each is in the file, has every glyph that is shown, and says which letter a glyph is and how wide."""

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from pikepdf import Array, Name, Stream, String

from tests.support.pdf_opened import Opened

NO_LETTERS = {0, 0xFEFF, 0xFFFE}
CLOSE_ENOUGH = 1.0
"""Thousandths of the type's size by which the file and the font may differ in how wide a glyph is."""


def _composite(file: Opened) -> list[Any]:
    return [font for font in file.fonts if font.Subtype == Name.Type0]


def _kinds(file: Opened) -> Iterator[str]:
    for font in file.fonts:
        if font.Subtype != Name.Type0:
            yield f"{font.get('/BaseFont', '?')} is a {font.Subtype}"
            continue
        inner = font.DescendantFonts[0]
        if isinstance(font.Encoding, Stream):
            said, counted = inner.CIDSystemInfo, font.Encoding.CIDSystemInfo
            if (said.Registry, said.Ordering) != (
                counted.Registry,
                counted.Ordering,
            ) or "/UseCMap" in font.Encoding:
                yield f"{font.BaseFont} counts its glyphs in another way than it says"
        elif font.Encoding != Name("/Identity-H"):
            yield f"{font.BaseFont} counts its glyphs as {font.Encoding}"
        if inner.Subtype == Name.CIDFontType2 and inner.get("/CIDToGIDMap") != Name.Identity:
            yield f"{font.BaseFont} does not say which glyph a number is"


def _program(font: Any) -> Any:
    told = font.DescendantFonts[0].FontDescriptor
    return told.get("/FontFile2", told.get("/FontFile3"))


def _embedded(file: Opened) -> Iterator[str]:
    for font in _composite(file):
        if _program(font) is None:
            yield str(font.BaseFont)
        if "/CIDSet" in font.DescendantFonts[0].FontDescriptor:
            yield f"{font.BaseFont} lists its glyphs, which can only be wrong"


def _shown(file: Opened) -> Iterator[tuple[Any, set[int]]]:
    """Each font with the codes that are shown in it."""
    for font in _composite(file):
        numbers: set[int] = set()
        for one in file.painted:
            if one.font is None or one.font.objgen != font.objgen:
                continue
            texts = one.operands[-1] if isinstance(one.operands[-1], Array) else [one.operands[-1]]
            for text in texts:
                if isinstance(text, String):
                    codes = bytes(text)
                    numbers |= {
                        int.from_bytes(codes[place : place + 2], "big") for place in range(0, len(codes), 2)
                    }
        yield font, numbers


def _letters(file: Opened) -> Iterator[str]:
    for font, numbers in _shown(file):
        if "/ToUnicode" not in font:
            yield f"{font.BaseFont} does not say what its glyphs are"
            continue
        letters = _mapped(bytes(font.ToUnicode.read_bytes()))
        for number in sorted(numbers):
            said = letters.get(number, "")
            if not said or any(ord(letter) in NO_LETTERS for letter in said):
                yield f"glyph {number} of {font.BaseFont} is {said!r}"


def _mapped(written: bytes) -> dict[int, str]:
    """What a ToUnicode map says, by the number of a glyph."""
    found: dict[int, str] = {}
    section = ""
    for line in written.decode("latin-1").splitlines():
        word = line.strip()
        if word.endswith(("beginbfchar", "beginbfrange")):
            section = word.split()[-1]
        elif word.startswith("endbf"):
            section = ""
        elif section:
            parts = [part for part in word.replace("<", " ").replace(">", " ").split() if part]
            letters = bytes.fromhex(parts[-1]).decode("utf-16-be", "replace")
            first = int(parts[0], 16)
            if section == "beginbfchar":
                found[first] = letters
            else:
                for step in range(int(parts[1], 16) - first + 1):
                    found[first + step] = letters[:-1] + chr(ord(letters[-1]) + step)
    return found


def _glyphs(file: Opened) -> Iterator[tuple[Any, set[int]]]:
    """Each font with the numbers of its glyphs that are shown: a code is a glyph's number, unless the font's encoding says otherwise."""
    for font, codes in _shown(file):
        counted = _counted(bytes(font.Encoding.read_bytes())) if isinstance(font.Encoding, Stream) else {}
        yield font, {counted.get(code, 0) if counted else code for code in codes}


def _counted(written: bytes) -> dict[int, int]:
    found = {}
    for line in written.decode("latin-1").split("begincidchar")[-1].splitlines():
        code, _, number = line.strip().partition("> ")
        if code.startswith("<"):
            found[int(code[1:], 16)] = int(number)
    return found


def _there(file: Opened) -> Iterator[str]:
    for font, numbers in _glyphs(file):
        if 0 in numbers:
            yield f"{font.BaseFont} shows the sign for what it does not have"
        widths = _widths_of(bytes(_program(font).read_bytes()))
        if max(numbers, default=0) >= len(widths):
            yield f"{font.BaseFont} does not have glyph {max(numbers)}"


def _wide(file: Opened) -> Iterator[str]:
    for font, numbers in _glyphs(file):
        widths = _widths_of(bytes(_program(font).read_bytes()))
        inner = font.DescendantFonts[0]
        said = _said(inner)
        for number in sorted(number for number in numbers if number < len(widths)):
            told = said.get(number, float(inner.get("/DW", 1000)))
            if abs(told - widths[number]) > CLOSE_ENOUGH:
                yield f"glyph {number} of {font.BaseFont} is {widths[number]:.1f} wide, and said to be {told:.1f}"


def _said(inner: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    waiting = list(inner.get("/W", []))
    while waiting:
        first, second = int(waiting.pop(0)), waiting.pop(0)
        if isinstance(second, Array):
            found |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            width = float(waiting.pop(0))
            found |= dict.fromkeys(range(first, int(second) + 1), width)
    return found


@lru_cache(maxsize=32)
def _widths_of(program: bytes) -> list[float]:
    """How wide each glyph is, in thousandths of the size, by its number."""
    if program[:4] in (b"\x01\x00\x04\x01", b"\x01\x00\x04\x02", b"\x01\x00\x04\x04"):
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(program), None)
        first = fonts[0]
        strings = first.CharStrings
        widths = []
        for name in first.charset:
            strings[name].draw(_Nowhere())
            widths.append(float(strings[name].width))
        return widths
    font = TTFont(io.BytesIO(program), fontNumber=0)
    scale = 1000 / font["head"].unitsPerEm
    return [font["hmtx"].metrics[name][0] * scale for name in font.getGlyphOrder()]


class _Nowhere:
    """A pen that draws nothing: drawing is how fontTools finds how wide a glyph of this kind is."""

    def __getattr__(self, _name: str) -> Any:
        return lambda *_given: None


RULES = (
    ("7.21.3.1-1, 7.21.3.2-1, 7.21.3.3", "fonts are of the kind whose glyphs are counted", _kinds),
    ("7.21.4.1-1, 7.21.4.2", "every font is in the file", _embedded),
    ("7.21.7-1, 7.21.7-2", "every glyph says which letter it is", _letters),
    ("7.21.4.1-2, 7.21.8-1", "every glyph that is shown is there", _there),
    ("7.21.5-1", "glyphs are as wide as the file says", _wide),
)
