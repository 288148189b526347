"""What a page of a PDF holds, as taken from the library: characters, ruling lines and pictures. No table yet."""

from __future__ import annotations

from typing import Literal, NamedTuple

from govreports.readers.pdf.frames import Frame

UNREADABLE = "\ufffd"


class Char(NamedTuple):
    """One printed character.

    `left` to `right` is the room that it takes up on its line, `base` the height of that line, `size` that of its
    font: all in a frame in which it stands upright, which is the page's text's after so many more `turns`. `x` and
    `y` are its middle in the frame of the page's text.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    turns: int
    x: float
    y: float


# Shares of the size of a font: the middle of a letter, its top and its bottom, from the line that it stands on.
MIDDLE, TALL, DEEP = 0.3, 0.8, 0.2


class Rule(NamedTuple):
    """A straight line along an axis: where it stands, and from where to where it runs."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """The ruling lines of a page."""

    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()


Kind = Literal["printed", "picture", "layer"]


class Page(NamedTuple):
    """One page. `frame` is the page as its text stands upright, `shown` as a viewer shows it.

    `cut` are characters beyond the edge of the part that is shown. `left_out` are those that are not visible, or are
    printed again in the same place. `hides` counts characters that
    the font keeps to itself. `source` is all text of the page in the library's own order, for the loss check.
    `kind`: the page is printed, or a picture of text, or a picture over or under a layer of what was recognised in it.
    """

    number: int
    frame: Frame
    shown: Frame
    chars: tuple[Char, ...]
    cut: tuple[Char, ...]
    rules: Rules
    left_out: str
    hides: int
    source: str
    kind: Kind = "printed"
