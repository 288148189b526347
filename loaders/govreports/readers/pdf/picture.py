"""A page made of a picture: recognised words become characters, long dark runs become ruling lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PIL import Image

from govreports.readers.pdf.frames import Box, Frame
from govreports.readers.pdf.lines import wide
from govreports.readers.pdf.model import DEEP, MIDDLE, TALL, Char, Page, Rule, Rules
from govreports.readers.recognition import Recogniser

DARK = 140  # of 255; what is no lighter is ink
SHORTEST_RULE = 20.0  # points; no stroke of a letter is so long


def page_of_picture(picture: Image.Image, number: int, shown: Frame, recognise: Recogniser) -> Page:
    """A page made of a picture that fills the frame. The pixels become points of the frame."""
    width, height = shown.size
    across, down = width / picture.width, height / picture.height
    chars: list[Char] = []
    for word in recognise(picture):
        left, top, right, bottom = word.box
        chars += _chars(word.text, Box(left * across, top * down, right * across, bottom * down))
    return Page(number, shown, shown, tuple(chars), (), _rules(picture, across, down), "", 0, "")


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
