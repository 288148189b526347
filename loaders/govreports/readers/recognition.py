"""Words guessed from a picture.

The recogniser is rapidocr, the extra `[ocr]`; its models come with it and nothing is fetched. Any other function from
a picture to words will do, and the tests bring their own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.readers.kinds import UnreadableError

if TYPE_CHECKING:  # the commands ask what is installed, and need no pictures for that
    from PIL import Image

POINTS = 72.0  # in an inch
DOTS = 200  # in an inch; what a page is rendered at
MOST_PIXELS = 16_000_000  # four times a page at that resolution
MOST_PAGES = 20  # pages that are recognised in one file


class Word(NamedTuple):
    """Some recognised letters and the pixels that they fill: left, top, right, bottom."""

    text: str
    box: tuple[float, float, float, float]


Recogniser = Callable[["Image.Image"], Iterable[Word]]


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
            yield Word(str(text), (float(min(across)), float(min(down)), float(max(across)), float(max(down))))

    return recognise


def _all(found: Any) -> Any:
    return () if found is None else found
