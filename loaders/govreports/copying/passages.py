"""Two texts side by side: the passages that stand in both, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from govreports.copying.shingles import Prose
from govreports.spans import Span

# A passage begins where this many characters agree; shorter agreement is a phrase.
SEED = 16


class Passage(NamedTuple):
    """A passage of one text that stands in another: where in both, counted in the original characters."""

    span: Span
    source: Span


class Shared(NamedTuple):
    """A stretch that two texts have in common, counted in the characters that are compared."""

    start: int
    source: int
    length: int


def shared(text: str, source: str) -> Iterator[Shared]:
    """The longest stretches of `text` that stand in `source`, from left to right, none overlapping."""
    places = {source[i : i + SEED]: i for i in range(len(source) - SEED, -1, -1)}
    here = 0
    while here <= len(text) - SEED:
        there = places.get(text[here : here + SEED])
        if there is None:
            here += 1
            continue
        length = SEED
        while text[here + length : here + length + 1] == source[there + length : there + length + 1] != "":
            length += 1
        yield Shared(here, there, length)
        here += length


def passages(text: Prose, source: Prose, found: Shared) -> Iterator[Passage]:
    """The same stretch in the original characters, line by line: between two lines a table may stand."""
    ends = {line - found.start for line in text.lines} | {line - found.source for line in source.lines}
    cuts = sorted(end for end in ends | {0, found.length} if 0 <= end <= found.length)
    for start, end in pairwise(cuts):
        yield _passage(text, source, Shared(found.start + start, found.source + start, end - start))


def _passage(text: Prose, source: Prose, found: Shared) -> Passage:
    return Passage(_original(text, found.start, found.length), _original(source, found.source, found.length))


def _original(text: Prose, start: int, length: int) -> Span:
    return Span(int(text.offsets[start]), int(text.offsets[start + length - 1]) + 1)
