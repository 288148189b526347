"""Prose as the hashes of its overlapping stretches of a few characters."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]

# Six characters are two or three words: shared by accident seldom, and by a copied sentence many times.
WIDTH = 6
# Numbers and marks change in a copy while its sentences stay.
_LEFT_OUT = re.compile(r"[^\u3400-\u9fffA-Za-z]+")
_LINE_END = re.compile(r"\n")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class Prose(NamedTuple):
    """A text without marks, digits and spaces; `offsets[i]` is where character i stands in the original.

    `lines` are the characters with which the lines after the first begin.
    """

    text: str
    offsets: npt.NDArray[np.int32]
    lines: tuple[int, ...]


def letters(text: str) -> str:
    """The characters that are compared of a text."""
    return _LEFT_OUT.sub("", text)


def prose(text: str) -> Prose:
    """What is compared of a text."""
    kept = np.ones(len(text), dtype=bool)
    for match in _LEFT_OUT.finditer(text):
        kept[match.start() : match.end()] = False
    offsets = np.flatnonzero(kept).astype(np.int32)
    ends = [match.start() for match in _LINE_END.finditer(text)]
    return Prose(letters(text), offsets, tuple(np.searchsorted(offsets, ends).tolist()))


def hashes(text: str) -> Hashes:
    """The hash of each stretch of WIDTH characters, in order; the same on every machine."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - WIDTH + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint32)
    mixed = np.zeros(count, dtype=np.uint64)
    for shift in range(WIDTH):
        mixed = (mixed ^ codes[shift : shift + count]) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype(np.uint32)
