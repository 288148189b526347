"""Where figures stand in a text, packed into a few hundred bytes: the one codec of `provenance.spans`.

The figures are written in the order of their ids, as unsigned LEB128 numbers: first how many figures, then for each
the step from the id before it, the step from the end of the figure before it to its own start (zigzag, since a table
can stand before its predecessor), and its length. Offsets count the characters of `documents.text`, from 0.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text: `text[start:end]`."""

    start: int
    end: int


def encode(spans: Iterable[tuple[int, Span]]) -> bytes:
    """Pack (figure id, span) pairs, given in any order; each id at most once."""
    ordered = sorted(spans)
    numbers = [len(ordered)]
    last_id = last_end = 0
    for figure_id, (start, end) in ordered:
        gap = start - last_end
        numbers += (figure_id - last_id, zigzag(gap), end - start)
        last_id, last_end = figure_id, end
    return pack(numbers)


def decode(packed: bytes) -> dict[int, Span]:
    """Undo `encode`. Raises ValueError when the bytes are not what `encode` writes."""
    numbers = list(unpack(packed))
    if not _whole(packed, numbers):
        raise ValueError("the packed spans are not whole")
    spans: dict[int, Span] = {}
    figure_id = end = 0
    for step, gap, length in zip(numbers[1::3], numbers[2::3], numbers[3::3], strict=True):
        figure_id += step
        start = end + unzigzag(gap)
        if start < 0:
            raise ValueError("the packed spans begin before the text")
        end = start + length
        spans[figure_id] = Span(start, end)
    return spans


_PADDED = re.compile(rb"[\x80-\xff]\x00")  # the end of a number that would fit into fewer bytes


def _whole(packed: bytes, numbers: Sequence[int]) -> bool:
    """Whether these are the bytes that `encode` writes: as many figures as said, each once, and nothing else."""
    ends = packed and packed[-1] < SHORT and not _PADDED.search(packed)
    return bool(ends) and len(numbers) == 3 * numbers[0] + 1 and 0 not in numbers[4::3]


def zigzag(number: int) -> int:
    """A signed number as an unsigned one: 0, -1, 1, -2 … are 0, 1, 2, 3 …"""
    return number << 1 if number >= 0 else (-number << 1) - 1


def unzigzag(number: int) -> int:
    """Undo `zigzag`."""
    return -((number + 1) >> 1) if number & 1 else number >> 1


SHORT = 0x80
_SHORT = [bytes([number]) for number in range(SHORT)]


def pack(numbers: Iterable[int]) -> bytes:
    """Unsigned numbers as LEB128."""
    return b"".join([_SHORT[number] if number < SHORT else _long(number) for number in numbers])


def _long(number: int) -> bytes:
    out = bytearray()
    while number >= SHORT:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def unpack(packed: bytes) -> Iterator[int]:
    """Undo `pack`; bytes that end within a number give the whole numbers before it."""
    number = shift = 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        if byte & SHORT:
            shift += 7
        else:
            yield number
            number = shift = 0
