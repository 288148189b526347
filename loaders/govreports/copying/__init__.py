"""Narratives that share passages: `shingles` turns prose into sets of hashes, `pairs` finds texts that may be copies of
each other among many, `passages` lays two texts side by side and says what they share.
"""

from govreports.copying.pairs import Copy, Narrative, copies
from govreports.copying.passages import Passage

__all__ = ["Copy", "Narrative", "Passage", "copies"]
