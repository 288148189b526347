"""Among many narratives, those that repeat an earlier one.

Each is held only against earlier ones that the hashes say are like it, so that the work grows with the number of texts
and not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from govreports.copying.passages import Passage, passages, shared
from govreports.copying.shingles import WIDTH, Hashes, Prose, hashes, letters, prose

# A narrative counts as copied when it shares this much of what is its own with an earlier one.
LEAST_SHARE = 0.5
LEAST_LENGTH = 150
# A stretch that so many bodies use is a standard phrase: nobody copied it from anyone.
STANDARD_SHARE = 0.01
STANDARD_LEAST = 12

_PERMUTATIONS = 126
_BANDS = (42, 3)  # 42 bands of 3: texts with half of their stretches in common meet nearly always, with a tenth seldom
_BUCKETS = 1 << 22
_AT_ONCE = 4096
_MOST_CANDIDATES = 8
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
Marked = npt.NDArray[np.bool_]


class Narrative(NamedTuple):
    """One report's prose: whose it is, and where to have its text from, so that not all need be held at a time."""

    report_id: int
    body: int
    text_of: Callable[[int], str]

    @property
    def text(self) -> str:
        """The text."""
        return self.text_of(self.report_id)


class Copy(NamedTuple):
    """A narrative that repeats an earlier one: which, what share of its own words, and the passages."""

    report_id: int
    source_id: int
    share: float
    passages: tuple[Passage, ...]


def copies(narratives: Sequence[Narrative]) -> Iterator[tuple[int, Copy | None]]:
    """Each narrative, in order of publication, with the earlier one that it repeats most of, or None.

    One with too few words of its own is not judged and does not appear.
    """
    standard = _standard(narratives)
    signed = dict(_signed(narratives, standard))
    index = _All() if len(narratives) <= _MOST_CANDIDATES else _Alike(signed)
    for place in signed:
        narrative = narratives[place]
        sources = [narratives[key] for key in index.likely(place)[:_MOST_CANDIDATES]]
        best = _best(narrative, sources, standard) if sources else None
        if best is None:
            index.add(place)
        yield narrative.report_id, best


def _signed(narratives: Sequence[Narrative], standard: Marked) -> Iterator[tuple[int, Hashes]]:
    """The places of those with enough words of their own, and for each the least of its hashes in every order."""
    dice = np.random.RandomState(1)  # the same numbers on every machine
    factors = 2 * dice.randint(0, 1 << 31, (_PERMUTATIONS, 1), dtype=np.uint32) + np.uint32(1)  # odd: nothing is lost
    summands = dice.randint(0, 1 << 32, (_PERMUTATIONS, 1), dtype=np.uint32)
    for place, narrative in enumerate(narratives):
        found = hashes(letters(narrative.text))
        own = found[~standard[_bucket(found)]]
        if len(own) >= LEAST_LENGTH - WIDTH:
            yield place, _least(_mixed(own), factors, summands)


def _least(own: Hashes, factors: Hashes, summands: Hashes) -> Hashes:
    """The least of some hashes in every order; some thousands at a time, since in all orders they take much memory."""
    least = np.full(_PERMUTATIONS, np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(own), _AT_ONCE):
        ordered = own[start : start + _AT_ONCE] * factors
        ordered += summands
        np.minimum(least, ordered.min(axis=1), out=least)
    return least


def _mixed(own: Hashes) -> Hashes:
    """Every bit of a hash spread over all, as MurmurHash3 ends."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        own = (own ^ (own >> np.uint32(shift))) * np.uint32(factor)
    return own


def _best(narrative: Narrative, sources: Sequence[Narrative], standard: Marked) -> Copy | None:
    """The source of which a narrative repeats most, if that is enough to be a copy."""
    text = prose(narrative.text)
    found = hashes(text.text)
    best = max((_copy(narrative, text, found, standard, source) for source in sources), key=_share)
    return best if best.share >= LEAST_SHARE else None


class _All:
    """Every earlier narrative. Where they are few, that is sooner done than to load what finds the likely ones."""

    def __init__(self) -> None:
        self._places: list[int] = []

    def likely(self, _: int) -> list[int]:
        return self._places

    def add(self, place: int) -> None:
        self._places.append(place)


class _Alike:
    """The earlier narratives that hashes say are like one, the likeliest first.

    One of which no band stands in any other is like none, and need not be looked for.
    """

    def __init__(self, signed: Mapping[int, Hashes]) -> None:
        from datasketch import MinHash, MinHashLSH  # it takes most of a second to import

        permutations = MinHash(num_perm=_PERMUTATIONS).permutations
        self._index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
        self._signatures = {
            place: MinHash(hashvalues=signed[place], permutations=permutations, scheme="affine32")
            for place in _in_common(signed)
        }

    def likely(self, place: int) -> list[int]:
        known = self._signatures
        if place not in known:
            return []
        signature = known[place]
        return sorted(self._index.query(signature), key=lambda key: (-signature.jaccard(known[key]), key))

    def add(self, place: int) -> None:
        if place in self._signatures:
            self._index.insert(place, self._signatures[place])


def _in_common(signed: Mapping[int, Hashes]) -> list[int]:
    """The places of those of which a band is that of another."""
    if not signed:
        return []
    shared = np.zeros(len(signed), dtype=bool)
    bands, width = _BANDS
    signatures = np.stack(list(signed.values())).reshape(len(signed), bands, width)
    for band in range(bands):
        keys = np.zeros(len(signed), dtype=np.uint64)
        for column in range(width):
            keys = keys * _MULTIPLIER + signatures[:, band, column]
        _, which, times = np.unique(keys, return_inverse=True, return_counts=True)
        shared |= times[which] > 1
    return [place for place, common in zip(signed, shared.tolist(), strict=True) if common]


def _share(copy: Copy) -> float:
    return copy.share


def _bucket(found: Hashes) -> npt.NDArray[np.int64]:
    return (found % np.uint32(_BUCKETS)).astype(np.int64)


def _standard(narratives: Sequence[Narrative]) -> Marked:
    """Which buckets of hashes hold stretches that many bodies use. A body's own habits count once."""
    used = np.zeros(_BUCKETS, dtype=np.uint32)
    bodies = 0
    by_body = itemgetter(1)
    for _, own in groupby(sorted(narratives, key=by_body), by_body):
        # Added once to each bucket, however often it is named.
        used[np.concatenate([_bucket(hashes(letters(narrative.text))) for narrative in own])] += 1
        bodies += 1
    return used > max(STANDARD_LEAST, STANDARD_SHARE * bodies)


def _copy(narrative: Narrative, text: Prose, found: Hashes, standard: Marked, source: Narrative) -> Copy:
    """What a narrative shares with another, counting only characters outside standard phrases."""
    counts = np.ones(len(text.text), dtype=bool)
    for start in np.flatnonzero(standard[_bucket(found)]):
        counts[start : start + WIDTH] = False
    original = prose(source.text)
    stretches = [
        part for part in shared(text.text, original.text) if counts[part.start : part.start + part.length].any()
    ]
    common = sum(int(counts[part.start : part.start + part.length].sum()) for part in stretches)
    placed = tuple(placed for part in stretches for placed in passages(text, original, part))
    return Copy(narrative.report_id, source.report_id, round(common / max(1, int(counts.sum())), 4), placed)
