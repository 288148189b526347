"""How the rows of a table stand, taken together. Few ways are met, so each combination is looked at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from govreports.form import TableName
from govreports.match.rows import Stance

# A layout names a table when at least this share of its rows stands so.
MOSTLY = 0.8


@dataclass(frozen=True, eq=False, slots=True)
class Standing:
    """What the stances of a table's rows say together. Compared by identity: `standing` makes each only once."""

    labelled: bool  # labels precede the rows, so that cells are counted from a label
    stances: frozenset[Stance]
    signs: int  # those of all rows
    layout: str
    uneven: bool  # rows that should have as many cells do not
    certain: bool  # all rows are there, and their blanks make certain where their cells belong
    counted: bool  # or where some do not, nothing but the number of cells places them


@lru_cache(maxsize=4096)
def standing(name: TableName, alike: tuple[str, ...], stances: tuple[Stance | None, ...]) -> Standing:
    """The standing of a table, given which of its rows should have as many cells; None for a row that is not there."""
    there = [stance for stance in stances if stance]
    whole = len(there) == len(stances)
    signs = 0
    for stance in there:
        signs |= stance.signs
    return Standing(
        labelled=name != "reviews",
        stances=frozenset(there),
        signs=signs,
        layout=_layout([stance.layout for stance in there]),
        uneven=_uneven(alike, stances),
        certain=whole and all(stance.certain for stance in there),
        counted=whole and all(stance.certain or stance.trusts_count for stance in there),
    )


def _layout(layouts: Sequence[str]) -> str:
    most = max(dict.fromkeys(layouts), key=layouts.count, default="mixed")
    return most if layouts.count(most) >= MOSTLY * len(layouts) else "mixed"


def _uneven(alike: Sequence[str], stances: Sequence[Stance | None]) -> bool:
    """Whether rows that should have as many cells do not, where each bar stands on a line of its own.

    The last row is left out: what pads it is often trimmed away with the end of the table.
    """
    extra = {each: each.surplus - each.open_end for each in stances if each and each.layout.endswith("_cell")}
    different = set(zip(alike, stances[:-1], strict=False))
    counted = {(alike, extra[stance]) for alike, stance in different if stance in extra}
    return len({alike for alike, _ in counted}) < len(counted)
