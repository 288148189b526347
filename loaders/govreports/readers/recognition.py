"""Text guessed from a picture: words by a recogniser, ruling lines by their dark runs, both as one page.

The recogniser is rapidocr, the extra `[ocr]`; its models come with it and nothing is fetched. Any other function from
a picture to words will do, and the tests bring their own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from PIL import Image

from govreports.readers.kinds import UnreadableError
from govreports.readers.pdf.frames import Box, Frame
from govreports.readers.pdf.lines import wide
from govreports.readers.pdf.model import DEEP, MIDDLE, TALL, Char, Page, Rule, Rules

POINTS = 72.0  # in an inch
DOTS = 200  # in an inch; what a page is rendered at
MOST_PIXELS = 16_000_000  # four times a page at that resolution
MOST_PAGES = 20  # pages that are recognised in one file

DARK = 140  # of 255; what is no lighter is ink
SHORTEST_RULE = 20.0  # points; no stroke of a letter is so long


class Word(NamedTuple):
    """Some recognised letters and the pixels that they fill: left, top, right, bottom."""

    text: str
    box: Box


Recogniser = Callable[[Image.Image], Iterable[Word]]


def installed() -> bool:
    """Whether the extra is there."""
    return find_spec("rapidocr") is not None


def not_recognised(what_zh: str, what_en: str) -> UnreadableError:
    """What is said of a picture when the extra is not installed."""
    return UnreadableError(
        f"{what_zh}是图片，没有文字；请用 pip install 'datasette-govreports[loaders,ocr]' 装上文字识别后再读。",
        f"{what_en} is a picture without text; install text recognition with "
        "pip install 'datasette-govreports[loaders,ocr]' and load it again.",
    )


@cache
def recogniser() -> Recogniser | None:
    """The recogniser that is installed, if one is."""
    if not installed():
        return None
    import numpy
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    engine: Any = RapidOCR()
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)  # which the engine sets anew

    def recognise(picture: Image.Image) -> Iterator[Word]:
        found = engine(numpy.asarray(picture.convert("RGB")))
        for corners, text in zip(_all(found.boxes), _all(found.txts), strict=True):
            across, down = zip(*corners, strict=True)
            yield Word(str(text), Box(float(min(across)), float(min(down)), float(max(across)), float(max(down))))

    return recognise


def _all(found: Any) -> Any:
    return () if found is None else found


def page_of_picture(picture: Image.Image, number: int, shown: Frame, recognise: Recogniser) -> Page:
    """A page made of a picture that fills the frame. The pixels become points of the frame."""
    width, height = shown.size
    across, down = width / picture.width, height / picture.height
    chars: list[Char] = []
    for word in recognise(picture):
        left, top, right, bottom = word.box
        chars += _chars(word.text, Box(left * across, top * down, right * across, bottom * down))
    return Page(number, shown, shown, tuple(chars), (), _rules(picture, across, down), "", "", 0, "")


def _chars(text: str, box: Box) -> Iterator[Char]:
    """The letters of a word shared out over its box; one below the other in a box that is high and narrow."""
    wide_, high = box.right - box.left, box.bottom - box.top
    letters = "".join(text.split()) if high > UPRIGHT * wide_ else text
    if high > UPRIGHT * wide_ and len(letters) > 1:
        step = high / len(letters)
        for place, letter in enumerate(letters):
            yield _char(letter, box.left, box.right, box.top + (place + 1) * step, min(step, wide_))
        return
    weights = [1.0 if wide(letter) else NARROW for letter in letters]
    unit = wide_ / sum(weights) if weights else 0.0
    left = box.left
    for letter, weight in zip(letters, weights, strict=True):
        yield _char(letter, left, left + weight * unit, box.bottom, high)
        left += weight * unit


UPRIGHT = 1.5  # a word so much higher than wide is written downwards
NARROW = 0.55  # the width of a digit or a Latin letter against a Chinese one


def _char(letter: str, left: float, right: float, bottom: float, high: float) -> Char:
    size = high / (TALL + DEEP)
    base = bottom - size * DEEP
    return Char(letter, left, right, base, size, 0, (left + right) / 2, base - size * MIDDLE)


def _rules(picture: Image.Image, across: float, down: float) -> Rules:
    grey = picture.convert("L").point(lambda value: 0 if value <= DARK else 255)
    turned = grey.transpose(Image.Transpose.TRANSPOSE)
    return Rules(
        tuple(Rule(at * down, start * across, end * across) for at, start, end in _runs(grey, SHORTEST_RULE / across)),
        tuple(Rule(at * across, start * down, end * down) for at, start, end in _runs(turned, SHORTEST_RULE / down)),
    )


def _runs(grey: Image.Image, shortest: float) -> Iterator[tuple[float, int, int]]:
    """Rows of dark pixels: the middle of the row, the first pixel and the one after the last."""
    pattern = re.compile(rb"\x00{%d,}" % max(2, round(shortest)))
    data, width = grey.tobytes(), grey.width
    for row in range(grey.height):
        for run in pattern.finditer(data, row * width, (row + 1) * width):
            yield row + 0.5, run.start() - row * width, run.end() - row * width
