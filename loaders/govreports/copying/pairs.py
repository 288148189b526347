"""Among many narratives, those that repeat an earlier one.

Each is held only against earlier ones that the hashes say are like it, so that the work grows with the number of texts
and not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from govreports.copying.passages import Passage, passages, shared
from govreports.copying.shingles import WIDTH, Hashes, Prose, hashes, prose

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

# A narrative counts as copied when it shares this much of what is its own with an earlier one.
LEAST_SHARE = 0.5
LEAST_LENGTH = 150
# A stretch that so many bodies use is a standard phrase: nobody copied it from anyone.
STANDARD_SHARE = 0.01
STANDARD_LEAST = 12

# 84 bands of 3: a narrative that shares half with another of its length meets it 96 times in 100, one that shares a
# tenth of what both hold 8 times.
_BANDS = (84, 3)
_ORDERS = 252
_BUCKETS = 1 << 22
_MOST_CANDIDATES = 8
# The three of a band as one number.
_POWERS = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)
# The hashes lie on a ring. Each order of them begins elsewhere on it, those of one band far from each other.
_BEGINNINGS = np.linspace(0, 1 << 32, _ORDERS, endpoint=False).astype(np.uint32).reshape(_BANDS[::-1]).T.ravel()
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


Judged = Iterator[tuple[int, Copy | None]]


def copies(narratives: Sequence[Narrative]) -> Judged:
    """Each narrative, in order of publication, with the earlier one that it repeats most of, or None.

    One with too few words of its own is not judged and does not appear. One that is itself a copy is nobody's source.
    """
    standard = _standard(narratives)
    signed = dict(_signed(narratives, standard))
    judge = _against_all if len(signed) <= _MOST_CANDIDATES else _against_alike
    return judge(narratives, signed, standard)


def _against_all(narratives: Sequence[Narrative], signed: Mapping[int, Hashes], standard: Marked) -> Judged:
    """Where they are few, that is sooner done than to load what finds the likely ones."""
    originals: list[Narrative] = []
    for narrative in (narratives[place] for place in signed):
        copy = _best(narrative, originals, standard)
        if copy is None:
            originals.append(narrative)
        yield narrative.report_id, copy


def _against_alike(narratives: Sequence[Narrative], signed: Mapping[int, Hashes], standard: Marked) -> Judged:
    """Against those that hashes say are like it. One of which no band stands in any other is like none."""
    from datasketch import MinHashLSH  # it takes most of a second to import

    alike = _alike(signed)
    originals = MinHashLSH(num_perm=_ORDERS, params=_BANDS)
    for place in signed:
        copy = None
        if place in alike:
            likely = [narratives[key] for key in _likely(originals, alike, place)]
            copy = _best(narratives[place], likely, standard)
            if copy is None:
                originals.insert(place, alike[place])
        yield narratives[place].report_id, copy


def _likely(originals: MinHashLSH, alike: Mapping[int, MinHash], place: int) -> list[int]:
    """The likeliest sources of a narrative, the likeliest first."""
    signature = alike[place]
    found = sorted(originals.query(signature), key=lambda key: (-signature.jaccard(alike[key]), key))
    return found[:_MOST_CANDIDATES]


def _alike(signed: Mapping[int, Hashes]) -> dict[int, MinHash]:
    """Those of which a band is that of another."""
    from datasketch import MinHash

    met = np.zeros(len(signed), dtype=bool)
    bands = np.stack(list(signed.values())).reshape(len(signed), *_BANDS)
    for band in range(_BANDS[0]):
        keys = bands[:, band] @ _POWERS
        order = np.argsort(keys)
        same = keys[order[1:]] == keys[order[:-1]]
        met[order[1:][same]] = met[order[:-1][same]] = True
    permutations = MinHash(num_perm=_ORDERS).permutations
    return {
        place: MinHash(hashvalues=signature, permutations=permutations, scheme="affine32")
        for place, signature in compress(signed.items(), met)
    }


def _signed(narratives: Sequence[Narrative], standard: Marked) -> Iterator[tuple[int, Hashes]]:
    """The places of those with enough words of their own, and the MinHash of each."""
    for place, narrative in enumerate(narratives):
        found = hashes(narrative.text)
        own = found[~standard[_bucket(found)]]
        if len(own) >= LEAST_LENGTH - WIDTH:
            yield place, _signature(own)


def _signature(own: Hashes) -> Hashes:
    """The first of some hashes in each order: going round the ring, the first that is met."""
    ring = np.sort(own)
    return ring[np.searchsorted(ring, _BEGINNINGS) % len(ring)]


def _bucket(found: Hashes) -> npt.NDArray[np.intp]:
    return (found % np.uint32(_BUCKETS)).astype(np.intp)


def _standard(narratives: Sequence[Narrative]) -> Marked:
    """Which buckets of hashes hold stretches that many bodies use. A body's own habits count once."""
    used = np.zeros(_BUCKETS, dtype=np.uint32)
    bodies = 0
    by_body = attrgetter("body")
    for _, own in groupby(sorted(narratives, key=by_body), by_body):
        # Added once to each bucket, however often it is named.
        used[_bucket(np.concatenate([hashes(narrative.text) for narrative in own]))] += 1
        bodies += 1
    return used > max(STANDARD_LEAST, STANDARD_SHARE * bodies)


def _best(narrative: Narrative, sources: Sequence[Narrative], standard: Marked) -> Copy | None:
    """The source of which a narrative repeats most, if that is enough to be a copy."""
    if not sources:
        return None
    text = prose(narrative.text)
    counted = _counted(text, standard)
    best = max((_copy(narrative, text, counted, source) for source in sources), key=attrgetter("share"))
    return best if best.share >= LEAST_SHARE else None


def _counted(text: Prose, standard: Marked) -> Marked:
    """Which characters of a text are in no standard phrase."""
    counted = np.ones(len(text.text), dtype=bool)
    for start in np.flatnonzero(standard[_bucket(hashes(text.text))]):
        counted[start : start + WIDTH] = False
    return counted


def _copy(narrative: Narrative, text: Prose, counted: Marked, source: Narrative) -> Copy:
    """What a narrative shares with another; standard phrases do not count."""
    original = prose(source.text)
    common = 0
    placed: list[Passage] = []
    for part in shared(text.text, original.text):
        own = int(counted[part.start : part.start + part.length].sum())
        if own:
            common += own
            placed += passages(text, original, part)
    share = round(common / max(1, int(counted.sum())), 4)
    return Copy(narrative.report_id, source.report_id, share, tuple(placed))
