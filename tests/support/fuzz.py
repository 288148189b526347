"""Files with something wrong in them: seeded mutations of bytes, the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

LENGTHS = (1, 1, 2, 5, 30, 300, 3000)


def mutated(data: bytes, rng: Random, places: Sequence[range], foreign: Sequence[bytes]) -> bytes:
    """The bytes with one to four things wrong within one place: flipped, cut, doubled, or strewn with others."""
    place = rng.choice(places)
    before, stretch, behind = data[: place.start], data[place.start : place.stop], data[place.stop :]
    for _ in range(rng.randint(1, 4)):
        stretch = rng.choice((_flipped, _cut, _doubled, _strewn))(stretch, rng, foreign)
    return before + stretch + behind


def _flipped(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + bytes(byte ^ (1 << rng.randrange(8)) for byte in data[at : at + 1]) + data[at + 1 :]


def _cut(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.choice(LENGTHS) :]


def _doubled(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at : at + rng.choice(LENGTHS)] * rng.randint(2, 4) + data[at:]


def _strewn(data: bytes, rng: Random, foreign: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(foreign) + data[at:]
