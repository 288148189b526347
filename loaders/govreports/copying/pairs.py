"""Among many narratives, those that repeat an earlier one.

Each is held only against earlier ones that the hashes say are like it, so that the work grows with the number of texts
and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from datasketch import MinHash, MinHashLSH

from govreports.copying.passages import Passage, passage, shared
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
    """One report's prose. `body` names whose it is; narratives are given in the order of their publication."""

    report_id: int
    body: int
    text: str


class Copy(NamedTuple):
    """A narrative that repeats an earlier one: which, what share of its own words, and the passages."""

    report_id: int
    source_id: int
    share: float
    passages: tuple[Passage, ...]


def copies(narratives: Sequence[Narrative]) -> Iterator[Copy]:
    """The copies among narratives, each with the earlier one that it shares most with."""
    standard = _standard(narratives)
    index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
    empty = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
    signatures: dict[int, MinHash] = {}
    for place, narrative in enumerate(narratives):
        text = prose(narrative.text)
        found = hashes(text.text)
        own = found[~standard[_bucket(found)]]
        if len(own) < LEAST_LENGTH - WIDTH:
            continue
        signature = empty.copy()
        signature.update_batch(np.unique(own).tolist())
        likely = sorted(index.query(signature), key=lambda key: (-signature.jaccard(signatures[key]), key))
        best = max(
            (_copy(narrative, text, found, standard, narratives[key]) for key in likely[:_MOST_CANDIDATES]),
            key=_share,
            default=None,
        )
        if best and best.share >= LEAST_SHARE:
            yield best
        else:
            index.insert(place, signature)
            signatures[place] = signature


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
    passages = tuple(passage(text, original, part) for part in stretches)
    return Copy(narrative.report_id, source.report_id, round(common / max(1, int(counts.sum())), 4), passages)
