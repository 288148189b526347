"""Fonts that a PDF does not carry: one of ours stands in for every Chinese, Japanese or Korean one.

For text it matters how wide a character is, which the file says itself, and that its glyph is not empty: the library
leaves out a text of a single character that has none. So what is read would depend on the fonts of the machine, and
without a Chinese one characters that stand alone would be lost in silence. In the font of ours every character is a
square. It also spares reading a font of the machine, which is many megabytes, for each file. Pictures of pages are
drawn with the machine's fonts all the same.
"""

# ruff: noqa: N802 - the library calls methods by names of its own

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from struct import pack
from typing import Any

from pypdfium2 import PdfSysfontBase
from pypdfium2 import raw as pdfium

EAST_ASIAN = frozenset(
    (
        pdfium.FXFONT_GB2312_CHARSET,
        pdfium.FXFONT_CHINESEBIG5_CHARSET,
        pdfium.FXFONT_SHIFTJIS_CHARSET,
        pdfium.FXFONT_HANGEUL_CHARSET,
    )
)
UNITS, TOP, BOTTOM = 1000, 800, -200
WHOLE_FONT = 0  # as the name of a table
ONE = 0x00010000  # a version
LAST_CHARACTER = 0x10FFFF


def _glyph() -> bytes:
    """A square, as wide as high."""
    bounds = pack(">5h", 1, 0, BOTTOM, UNITS, TOP)
    corners = pack(">4h", 0, UNITS, 0, -UNITS) + pack(">4h", BOTTOM, 0, UNITS, 0)
    return bounds + pack(">2H", 3, 0) + b"\x01" * 4 + corners


def square_font() -> bytes:
    """A TrueType font in which every character is a square, and so is the glyph for those that are missing."""
    glyph = _glyph()
    glyph += b"\0" * (-len(glyph) % 4)
    tables = {
        b"cmap": pack(">2H2HI", 0, 1, 3, 10, 12) + pack(">2H3I3I", 13, 0, 28, 0, 1, 0, LAST_CHARACTER, 1),
        b"glyf": 2 * glyph,
        b"head": pack(">4I2H2q4h2H3h", ONE, ONE, 0, 0x5F0F3CF5, 0, UNITS, 0, 0, 0, BOTTOM, UNITS, TOP, 0, 8, 2, 0, 0),
        b"hhea": pack(">I3hH11hH", ONE, TOP, BOTTOM, 0, UNITS, 0, 0, UNITS, 1, *[0] * 7, 2),
        b"hmtx": pack(">HhHh", UNITS, 0, UNITS, 0),
        b"loca": pack(">3H", 0, len(glyph) // 2, len(glyph)),
        b"maxp": pack(">I14H", ONE, 2, 4, 1, 0, 0, 1, *[0] * 8),
    }
    font = pack(">I4H", ONE, len(tables), 64, 2, 48)
    place = len(font) + 16 * len(tables)
    for name, table in tables.items():
        font += pack(">4s3I", name, 0, place, len(table))
        place += len(table) + -len(table) % 4
    return font + b"".join(table + b"\0" * (-len(table) % 4) for table in tables.values())


class Fonts(PdfSysfontBase):  # type: ignore[misc]
    """Where the library looks for a font that is not in the file: the machine's, unless ours is `standing_in`."""

    def __init__(self) -> None:
        super().__init__()
        self.standing_in = False
        self._font = ctypes.create_string_buffer(square_font())
        self._handle = ctypes.addressof(self._font)

    def MapFont(self, this: Any, *wanted: Any) -> Any:
        """Ours for the character sets that it stands in for. `wanted` has the set after weight and slant."""
        ours = self.standing_in and wanted[2] in EAST_ASIAN
        return self._handle if ours else super().MapFont(this, *wanted)

    def GetFontData(self, this: Any, font: Any, table: int, buffer: Any, size: int) -> Any:
        """Copy a table, or the whole font, as far as there is room; its size."""
        if font != self._handle:
            return super().GetFontData(this, font, table, buffer, size)
        if table != WHOLE_FONT:
            return 0
        whole = len(self._font) - 1
        if buffer and size >= whole:
            ctypes.memmove(buffer, self._font, whole)
        return whole

    def DeleteFont(self, this: Any, font: Any) -> None:
        """Ours stays."""
        if font != self._handle:
            super().DeleteFont(this, font)

    def GetFaceName(self, this: Any, font: Any, buffer: Any, size: int) -> Any:
        """Ours has no name."""
        return 0 if font == self._handle else super().GetFaceName(this, font, buffer, size)

    def GetFontCharset(self, this: Any, font: Any) -> Any:
        """Any will do: the library has asked for a set already."""
        return pdfium.FXFONT_GB2312_CHARSET if font == self._handle else super().GetFontCharset(this, font)


@contextmanager
def squares() -> Iterator[None]:
    """While this lasts, what is opened has squares for the characters of East Asian fonts that it does not carry."""
    fonts = _fonts()
    fonts.standing_in = True
    try:
        yield
    finally:
        fonts.standing_in = False


@cache
def _fonts() -> Fonts:
    """The library asks these from the first PDF of the process on."""
    fonts = Fonts()
    fonts.setup()
    return fonts
