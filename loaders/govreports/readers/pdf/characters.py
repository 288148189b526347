"""The characters that a page prints, each once, with their places."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from govreports.readers.pdf.frames import Frame
from govreports.readers.pdf.model import MIDDLE, UNREADABLE, Char

INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
FILLED = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
# A letter drawn again this near is the same letter in fake bold; another letter this near makes both unreadable.
# Both are shares of the font's size; two digits side by side are twice as far apart.
SAME_PLACE = 0.2
# The library can forget to scale the room of a character; none is wider than so many times the size of its font.
WIDEST = 3.0
# Of 255: ink that is this thin shows nothing, and from this on it is as white as paper.
UNSEEN, WHITE = 15, 250
# White digits this near to others, in shares of the font's size, would make one number with them.
TOUCHING = 0.25
HYPHENS = (0x02, 0xFFFE)  # how the library gives a hyphen at the end of a line


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
    white: bool


class _Style(NamedTuple):
    """What the characters of one text object share."""

    size: float
    turns: int
    hidden: bool
    step: int
    white: bool


def drawn(text_page: Any, steps: dict[bytes, int]) -> list[Drawn]:
    """Every character that the page draws, visible or not; `steps` gives each text object its drawing step."""
    text_page = text_page.raw  # or each of many calls would look it up again
    generated, object_of = pdfium.FPDFText_IsGenerated, pdfium.FPDFText_GetTextObject
    origin_of, room_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    x, y, room = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    styles: dict[bytes, _Style] = {}
    found = []
    for number in range(pdfium.FPDFText_CountChars(text_page)):
        if generated(text_page, number) == 1:
            continue
        own = object_of(text_page, number)
        style = styles.get(address := bytes(own))
        if style is None:
            style = styles[address] = _style(text_page, number, own, steps.get(address, -1))
        origin_of(text_page, number, x, y)
        room_of(text_page, number, room)
        bounds = room.left, room.bottom, room.right, room.top
        if max(bounds[2] - bounds[0], bounds[3] - bounds[1]) > WIDEST * style[0]:
            bounds = _ink(text_page, number)
        printed = _text(text_page, number)
        found.append(tuple.__new__(Drawn, (printed, bounds, (x.value, y.value), *style)))  # as Drawn(…), but faster
    return _doubted(found) if any(style.white for style in styles.values()) else found


def _doubted(found: Sequence[Drawn]) -> list[Drawn]:
    """White digits that touch others are unreadable: on white paper they are unseen, on a dark ground they are not."""
    touching = {
        number + (not one.white)
        for number, (one, other) in enumerate(pairwise(found))
        if one.white != other.white and one.text.isdigit() and other.text.isdigit() and _touch(one, other)
    }
    return [char._replace(text=UNREADABLE) if number in touching else char for number, char in enumerate(found)]


def _touch(one: Drawn, other: Drawn) -> bool:
    """Whether two characters that are drawn one after the other stand side by side, whichever way they are turned."""
    (left, bottom, right, top), (left_2, bottom_2, right_2, top_2) = one.bounds, other.bounds
    across = max(left, left_2) - min(right, right_2)
    up = max(bottom, bottom_2) - min(top, top_2)
    return max(across, up) <= TOUCHING * min(one.size, other.size)


def _style(text_page: Any, number: int, own: Any, step: int) -> _Style:
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFText_GetMatrix(text_page, number, matrix)
    size = pdfium.FPDFText_GetFontSize(text_page, number) * math.hypot(matrix.c, matrix.d)
    turns = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    red, green, blue, ink = (ctypes.c_uint() for _ in range(4))
    mode = pdfium.FPDFTextObj_GetTextRenderMode(own) if own else 0
    coloured = own and mode in FILLED and pdfium.FPDFPageObj_GetFillColor(own, red, green, blue, ink)
    hidden = mode == INVISIBLE or bool(coloured and ink.value <= UNSEEN)
    white = bool(coloured and min(red.value, green.value, blue.value) >= WHITE)
    return _Style(abs(size), turns, hidden, step, white)


def _ink(text_page: Any, number: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text_page, number, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _text(text_page: Any, number: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text_page, number)
    if code in HYPHENS:
        return "-"
    if pdfium.FPDFText_HasUnicodeMapError(text_page, number) == 1 or not 0 < code <= MOST or code in PRIVATE:
        return UNREADABLE
    character = chr(code)
    return character if character.isprintable() or character.isspace() else UNREADABLE


MOST = 0x10FFFF
PRIVATE = range(0xE000, 0xF900)  # codes that fonts use as they please; chr() of those further up is not printable


def reading_turns(found: Sequence[Drawn]) -> int:
    """How often the page must be turned for most of its text to stand upright."""
    if not any(char.turns for char in found):
        return 0
    counted = Counter(char.turns for char in found if not char.text.isspace())
    return min(counted, key=lambda turns: (-counted[turns], turns)) if counted else 0


def placed(found: Iterable[Drawn], frame: Frame) -> list[Char]:
    """Characters in the frame, those that stand otherwise in a frame of their own."""
    turned = [frame.turned(turns) for turns in range(4)]
    return [_placed(char, frame, turned[char.turns]) for char in found]


def _placed(char: Drawn, frame: Frame, own: Frame) -> Char:
    text, bounds, origin, size, *_ = char
    if own.turns == 0:  # as nearly all are
        left, right, base = bounds[0] - own.left, bounds[2] - own.left, own.top - origin[1]
    else:
        left, _, right, _ = own.box(*bounds)
        _, base = own.point(*origin)
    x, y = (left + right) / 2, base - size * MIDDLE
    if own.turns == frame.turns:
        return tuple.__new__(Char, (text, left, right, base, size, 0, x, y))  # as Char(…), but faster
    x, y = frame.point(*own.on_plane(x, y))
    return Char(text, left, right, base, size, (own.turns - frame.turns) % 4, x, y)


def once(chars: Iterable[Char]) -> tuple[list[Char], str]:
    """Each character once, and those that were drawn again in the same place.

    Different characters in the same place, one of them a digit, are unreadable, each where it stands: nobody can say
    which is meant, and a number that runs into the next cell must not be read without its first digit.
    """
    kept: list[Char] = []
    again: list[str] = []
    spots: dict[tuple[int, int, int], list[int]] = {}
    for char in chars:
        if char.text.isspace():
            kept.append(char)
            continue
        other = _in_same_place(char, kept, spots)
        if other is not None and kept[other].text == char.text:
            again.append(char.text)
        elif other is not None and (char.text.isdigit() or kept[other].text.isdigit()):
            kept[other] = kept[other]._replace(text=UNREADABLE)
            kept.append(char._replace(text=UNREADABLE))
        else:
            spot = (int(char.left / SPOT), int(char.base / SPOT), char.turns)
            spots.setdefault(spot, []).append(len(kept))
            kept.append(char)
    return kept, "".join(again)


SPOT = 16.0  # points; only characters in one spot, or near its edge, are compared


def _in_same_place(char: Char, kept: list[Char], spots: dict[tuple[int, int, int], list[int]]) -> int | None:
    _, left, _, base, size, turns, _, _ = char
    reach = size * SAME_PLACE
    near = {
        (int((left + dx) / SPOT), int((base + dy) / SPOT), turns) for dx in (-reach, reach) for dy in (-reach, reach)
    }
    for spot in near & spots.keys():
        for number in spots[spot]:
            other = kept[number]
            if abs(other.base - base) <= reach and abs(other.left - left) <= reach:
                return number
    return None
