"""Among many narratives, those that repeat an earlier one.

Each is held only against earlier ones that the hashes say are like it, so that the work grows with the number of texts
and not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from govreports.copying.passages import Passage, passages, shared
from govreports.copying.shingles import WIDTH, Hashes, Prose, hashes, prose

# A narrative counts as copied when it shares this much of what is its own with an earlier one.
LEAST_SHARE = 0.5
LEAST_LENGTH = 150
# A stretch that so many bodies use is a standard phrase: nobody copied it from anyone.
STANDARD_SHARE = 0.01
STANDARD_LEAST = 12

_PERMUTATIONS = 126
_BANDS = (42, 3)  # 42 bands of 3: texts with half of their stretches in common meet nearly always, with a tenth seldom
_BUCKETS = 1 << 22
_MOST_CANDIDATES = 8


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
    index = _All() if len(narratives) <= _MOST_CANDIDATES else _Alike()
    for place, narrative in enumerate(narratives):
        text = prose(narrative.text)
        found = hashes(text.text)
        own = found[~standard[_bucket(found)]]
        if len(own) < LEAST_LENGTH - WIDTH:
            continue
        best = max(
            (_copy(narrative, text, found, standard, narratives[key]) for key in index.likely(own)[:_MOST_CANDIDATES]),
            key=_share,
            default=None,
        )
        if best and best.share >= LEAST_SHARE:
            yield narrative.report_id, best
        else:
            yield narrative.report_id, None
            index.add(place)


class _All:
    """Every earlier narrative. Where they are few, that is sooner done than to load what finds the likely ones."""

    def __init__(self) -> None:
        self._places: list[int] = []

    def likely(self, _: Hashes) -> list[int]:
        return self._places

    def add(self, place: int) -> None:
        self._places.append(place)


class _Alike:
    """The earlier narratives that hashes say are like one, the likeliest first; then that one may be added."""

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH  # it takes most of a second to import

        self._index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
        self._empty = self._asked = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
        self._signatures: dict[int, MinHash] = {}

    def likely(self, own: Hashes) -> list[int]:
        self._asked = signature = self._empty.copy()
        signature.update_batch(np.unique(own).tolist())
        known = self._signatures
        return sorted(self._index.query(signature), key=lambda key: (-signature.jaccard(known[key]), key))

    def add(self, place: int) -> None:
        self._index.insert(place, self._asked)
        self._signatures[place] = self._asked


def _share(copy: Copy) -> float:
    return copy.share


def _bucket(found: Hashes) -> npt.NDArray[np.int64]:
    return (found % np.uint32(_BUCKETS)).astype(np.int64)


def _standard(narratives: Sequence[Narrative]) -> npt.NDArray[np.bool_]:
    """Which buckets of hashes hold stretches that many bodies use. A body's own habits count once."""
    used = np.zeros(_BUCKETS, dtype=np.uint32)
    bodies = 0
    by_body = itemgetter(1)
    for _, own in groupby(sorted(narratives, key=by_body), by_body):
        used[np.unique(np.concatenate([_bucket(hashes(prose(narrative.text).text)) for narrative in own]))] += 1
        bodies += 1
    return used > max(STANDARD_LEAST, STANDARD_SHARE * bodies)


def _copy(narrative: Narrative, text: Prose, found: Hashes, standard: npt.NDArray[np.bool_], source: Narrative) -> Copy:
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
