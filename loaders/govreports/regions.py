"""The divisions that a database holds, as rows of its tables."""

from __future__ import annotations

from collections.abc import Iterable

from govreports.divisions import division, lineage, parent, provinces, successors
from govreports.divisions.divisions import level
from govreports.records import Row


def region_rows(used: Iterable[str]) -> dict[str, list[Row]]:
    """Rows of the tables about divisions, by table: every province, those of `used`, what these lie in and became.

    A code that is not listed is a division whose name is not known.
    """
    codes = sorted(_needed({*provinces(), *used}))
    found = [division(code) for code in codes]
    return {
        "regions": [_region(code) for code in codes],
        "region_former_names": [
            (held.code, name.name, name.since, name.until) for held in found if held for name in held.former
        ],
        "region_successors": [(code, after) for code in codes for after in successors(code)],
    }


def _needed(used: set[str]) -> set[str]:
    """The divisions, those that they lie in, and their successors with theirs."""
    all_of_them = {above for code in used for above in lineage(code)}
    after = {code for held in all_of_them for code in successors(held)} - all_of_them
    return all_of_them | (_needed(after) if after else set())


def _region(code: str) -> Row:
    held = division(code)
    if held is None:
        return (code, None, level(code), parent(code), None, None)
    return (code, held.name, held.level, held.parent, held.since, held.until)
