"""Prose as the hashes of its overlapping stretches of a few characters."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]
Codes = npt.NDArray[np.uint32]

# Six characters are two or three words: shared by accident seldom, and by a copied sentence many times.
WIDTH = 6
# Numbers and marks change in a copy while its sentences stay. What lies beyond the table is like its last entry.
_COMPARED = np.zeros(0xA001, dtype=bool)
for first, last in ("㐀\u9fff", "AZ", "az"):
    _COMPARED[ord(first) : ord(last) + 1] = True
_LINE_END = re.compile(r"\n")
# Three characters of 21 bits fill a word; two words make a stretch.
_HALF = 3
_SECOND, _FIRST, _UPPER = np.uint64(21), np.uint64(42), np.uint64(32)
_MULTIPLIERS = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


class Prose(NamedTuple):
    """A text without marks, digits and spaces; `offsets[i]` is where character i stands in the original.

    `lines` are the characters with which the lines after the first begin.
    """

    text: str
    offsets: npt.NDArray[np.int32]
    lines: tuple[int, ...]


def prose(text: str) -> Prose:
    """What is compared of a text."""
    codes = _codes(text)
    kept = _compared(codes)
    offsets = np.flatnonzero(kept).astype(np.int32)
    ends = [match.start() for match in _LINE_END.finditer(text)]
    letters = codes[kept].tobytes().decode("utf-32-le")
    return Prose(letters, offsets, tuple(np.searchsorted(offsets, ends).tolist()))


def hashes(text: str) -> Hashes:
    """The hash of each stretch of WIDTH characters that are compared, in order; the same on every machine."""
    codes = _codes(text)
    codes = codes[_compared(codes)].astype(np.uint64)
    if len(codes) < WIDTH:
        return np.empty(0, dtype=np.uint32)
    halves = codes[:-2] << _FIRST | codes[1:-1] << _SECOND | codes[2:]
    mixed = halves[:-_HALF] * _MULTIPLIERS[0]
    mixed ^= mixed >> _UPPER
    mixed += halves[_HALF:]
    mixed *= _MULTIPLIERS[1]
    mixed ^= mixed >> _UPPER
    mixed *= _MULTIPLIERS[0]
    return (mixed >> _UPPER).astype(np.uint32)


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)


def _compared(codes: Codes) -> npt.NDArray[np.bool_]:
    return _COMPARED.take(codes, mode="clip")
