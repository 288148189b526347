"""Where stretches of a text stand on the pages of its source, packed small: the one codec of `provenance.places`.

The places are written in the order of the text, as unsigned LEB128 numbers: first how many, then for each the step from
the end of the place before it to its start, its length, the step to its page, the steps from the right side of the box
before it to its left one and from the top of the box before it to its own top, its width, and the step to its height.
Steps that can go back are zigzag numbers. Boxes are in whole points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from govreports.spans import Span, pack, unpack, unzigzag, zigzag


class Place(NamedTuple):
    """Where a stretch of a text stands in a source that has pages.

    `page` counts from 1; `box` is left, top, right and bottom in points, from the top left corner of the page as shown.
    """

    span: Span
    page: int
    box: tuple[float, float, float, float]


def find(places: Sequence[Place], offset: int) -> Place | None:
    """The place that holds a character, or that an empty stretch there belongs to. Places are sorted by span."""
    number = bisect_right(places, offset, key=lambda place: place.span.start) - 1
    return places[number] if number >= 0 and offset <= places[number].span.end else None


def holding(places: Sequence[Place], spans: Iterable[Span]) -> list[Place]:
    """The places in which the spans begin, each once, in the order of the text."""
    found = {place.span: place for span in spans if (place := find(places, span.start))}
    return [found[span] for span in sorted(found)]


def encode(places: Iterable[Place]) -> bytes:
    """Pack places that are sorted and do not overlap; the sides of their boxes are rounded."""
    numbers: list[int] = []
    count = end = page = right = top = height = 0
    for place in places:
        left, own_top, own_right, bottom = map(round, place.box)
        numbers += (place.span.start - end, place.span.end - place.span.start, zigzag(place.page - page))
        numbers += (zigzag(left - right), zigzag(own_top - top), zigzag(own_right - left))
        numbers.append(zigzag(bottom - own_top - height))
        count, end, page, right, top, height = (
            count + 1,
            place.span.end,
            place.page,
            own_right,
            own_top,
            bottom - own_top,
        )
    return pack([count, *numbers])


def decode(packed: bytes) -> list[Place]:
    """Undo `encode`. Raises ValueError when the bytes are not what `encode` writes."""
    numbers = unpack(packed)
    places: list[Place] = []
    end = page = right = top = height = 0
    try:
        for _ in range(next(numbers)):
            start = end + next(numbers)
            end = start + next(numbers)
            page += unzigzag(next(numbers))
            left = right + unzigzag(next(numbers))
            top += unzigzag(next(numbers))
            right = left + unzigzag(next(numbers))
            height += unzigzag(next(numbers))
            places.append(Place(Span(start, end), page, (left, top, right, top + height)))
    except StopIteration:
        raise ValueError("the packed places end too early") from None
    if encode(places) != packed:
        raise ValueError("the packed places are not whole")
    return places
