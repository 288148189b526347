"""How much of a report's own words its page shows: prose yields to notes, to findings and to a long source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from datasette_govreports.pages.cells import Remarks

# What a page has room for; behind it stands a link to the rest.
PROSE = 1200  # characters
LEAST = 200
A_REMARK = 20  # as many characters of prose as one cell with a note or a finding takes the room of
SOURCE = 7500  # characters of the source's HTML; what it has beyond takes half as many of prose away


class Prose(NamedTuple):
    """The words of one section.

    paragraphs: its text, as far as the page has room
    cut: whether there is more
    """

    paragraphs: tuple[str, ...]
    cut: bool


def room_beside(remarks: Remarks, source: int) -> int:
    """How many characters there is room for, beside these remarks and a source of so many characters of HTML."""
    beyond = max(0, source - SOURCE) // 2
    return max(LEAST, PROSE - A_REMARK * len({*remarks.notes, *remarks.involved}) - beyond)


def fitting(texts: Mapping[int, str], room: int) -> dict[int, Prose]:
    """As much of the texts of the sections as there is room for, paragraph by paragraph."""
    shown = {}
    for number, text in texts.items():
        whole = [line.strip() for line in text.splitlines() if line.strip()]
        paragraphs = tuple(_fitting(whole, room))
        room -= sum(map(len, paragraphs))
        shown[number] = Prose(paragraphs, len(paragraphs) < len(whole))
    return shown


def _fitting(paragraphs: Sequence[str], room: int) -> Iterator[str]:
    for paragraph in paragraphs:
        room -= len(paragraph)
        if room < 0:
            return
        yield paragraph
