"""The characters that a page prints, each once, with their places."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from govreports.readers.pdf.frames import Frame
from govreports.readers.pdf.model import MIDDLE, UNREADABLE, Char

INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
# A letter drawn again this near is the same letter in fake bold; another letter this near makes both unreadable.
# Both are shares of the font's size; two digits side by side are twice as far apart.
SAME_PLACE = 0.2
# The library can forget to scale the room of a character; none is wider than so many times the size of its font.
WIDEST = 3.0
HYPHENS = frozenset("\x02\ufffe")  # how the library gives a hyphen at the end of a line


class Drawn(NamedTuple):
    """A character as it is drawn: where on the plane of the page, and how.

    `bounds` are left, bottom, right and top of the room that it takes up, `size` is that of its font, `step` tells when
    it is drawn.
    """

    text: str
    bounds: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    turns: int
    hidden: bool
    step: int


class _Style(NamedTuple):
    """What the characters of one text object share."""

    size: float
    turns: int
    hidden: bool
    step: int


def drawn(text_page: Any, steps: dict[int, int]) -> list[Drawn]:
    """Every character that the page draws, visible or not; `steps` gives each text object its drawing step."""
    x, y = ctypes.c_double(), ctypes.c_double()
    styles: dict[int, _Style] = {}
    found = []
    for number in range(pdfium.FPDFText_CountChars(text_page)):
        if pdfium.FPDFText_IsGenerated(text_page, number) == 1:
            continue
        own = pdfium.FPDFText_GetTextObject(text_page, number)
        address = ctypes.addressof(own.contents) if own else 0
        if address not in styles:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(own) if own else 0
            styles[address] = _style(text_page, number, mode == INVISIBLE, steps.get(address, -1))
        pdfium.FPDFText_GetCharOrigin(text_page, number, x, y)
        bounds = _bounds(text_page, number, styles[address].size)
        found.append(Drawn(_text(text_page, number), bounds, (x.value, y.value), *styles[address]))
    return found


def _style(text_page: Any, number: int, hidden: bool, step: int) -> _Style:
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFText_GetMatrix(text_page, number, matrix)
    size = pdfium.FPDFText_GetFontSize(text_page, number) * math.hypot(matrix.c, matrix.d)
    turns = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    return _Style(abs(size), turns, hidden, step)


def _bounds(text_page: Any, number: int, size: float) -> tuple[float, float, float, float]:
    room = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, number, room)
    if max(room.right - room.left, room.top - room.bottom) <= WIDEST * size:
        return room.left, room.bottom, room.right, room.top
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text_page, number, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _text(text_page: Any, number: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text_page, number)
    character = chr(code) if 0 < code <= MOST else UNREADABLE
    if character in HYPHENS:
        return "-"
    unmapped = pdfium.FPDFText_HasUnicodeMapError(text_page, number) == 1
    return (
        UNREADABLE if unmapped or _private(code) or not (character.isprintable() or character.isspace()) else character
    )


MOST = 0x10FFFF
PRIVATE = (range(0xE000, 0xF900), range(0xF0000, MOST + 1))


def _private(code: int) -> bool:
    """Whether a code is one that fonts use as they please."""
    return any(code in codes for codes in PRIVATE)


def reading_turns(found: Iterable[Drawn]) -> int:
    """How often the page must be turned for most of its text to stand upright."""
    counted = Counter(char.turns for char in found if not char.text.isspace())
    return min(counted, key=lambda turns: (-counted[turns], turns)) if counted else 0


def placed(found: Iterable[Drawn], frame: Frame) -> list[Char]:
    """Characters in the frame, those that stand otherwise in a frame of their own."""
    return [_placed(char, frame, frame.turned(char.turns)) for char in found]


def _placed(char: Drawn, frame: Frame, own: Frame) -> Char:
    left, _, right, _ = own.box(*char.bounds)
    _, base = own.point(*char.origin)
    x, y = (left + right) / 2, base - char.size * MIDDLE
    if own.turns != frame.turns:
        x, y = frame.point(*own.on_plane(x, y))
    return Char(char.text, left, right, base, char.size, (own.turns - frame.turns) % 4, x, y)


def once(chars: Iterable[Char]) -> tuple[list[Char], str]:
    """Each character once, and those that were drawn again in the same place.

    Different characters in the same place, one of them a digit, are unreadable: nobody can say which is meant.
    """
    kept: list[Char] = []
    again: list[str] = []
    near: dict[tuple[int, int, int], list[int]] = {}
    for char in chars:
        other = _in_same_place(char, kept, near)
        if other is None or char.text.isspace():
            near.setdefault(_spot(char), []).append(len(kept))
            kept.append(char)
        elif kept[other].text == char.text:
            again.append(char.text)
        elif char.text.isdigit() or kept[other].text.isdigit():
            kept[other] = kept[other]._replace(text=UNREADABLE)
            again.append(char.text)
        else:
            near.setdefault(_spot(char), []).append(len(kept))
            kept.append(char)
    return kept, "".join(again)


SPOT = 4.0  # points; only characters in the same or a neighbouring spot are compared


def _spot(char: Char) -> tuple[int, int, int]:
    return int(char.left / SPOT), int(char.base / SPOT), char.turns


def _in_same_place(char: Char, kept: list[Char], near: dict[tuple[int, int, int], list[int]]) -> int | None:
    across, down, turns = _spot(char)
    reach = char.size * SAME_PLACE
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            for number in near.get((across + dx, down + dy, turns), ()):
                other = kept[number]
                if other.text.isspace():
                    continue
                if abs(other.left - char.left) <= reach and abs(other.base - char.base) <= reach:
                    return number
    return None


def split(found: Iterable[Drawn], test: Callable[[Drawn], bool]) -> tuple[list[Drawn], list[Drawn]]:
    """Those that pass a test and those that do not."""
    passed: list[Drawn] = []
    failed: list[Drawn] = []
    for char in found:
        (passed if test(char) else failed).append(char)
    return passed, failed
