"""Whether the heads of columns stand in the form's order. Figures are placed by that order, not by their heads, since
those are cut off or repeated too often: so where heads that can be read contradict it, the figures below are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from govreports.form import requests, reviews

# A serial number can stand before a label, and a page number before that.
FEWEST_COLUMNS = 3
_BETWEEN_CELLS = re.compile(r"[\s|｜│┃]+")
_A_FIGURE = re.compile(r"[+-]?0[0,.]*")
# What stands between the characters of a head without parting it, line ends aside, and the figures of other rows.
_NOISE = re.compile(r"(?:[^\S\n]|[\u200b\ufeff0])+")


class Head(NamedTuple):
    """A head found above a table: its rank in the form, and the line it stands on."""

    rank: int
    line: int


def _ranked(labels: Sequence[str]) -> tuple[re.Pattern[str], dict[str, int]]:
    longest_first = sorted(labels, key=len, reverse=True)
    pattern = re.compile("|".join(r"\n*".join(map(re.escape, label)) for label in longest_first))
    return pattern, {label: rank for rank, label in enumerate(labels)}


# Ranks of section 三: natural persons, the group of the organisations, what is in that group, the total.
_APPLICANTS = (
    requests.COLUMNS[0].label.zh,
    requests.ORGANISATIONS.label.zh,
    *(column.label.zh for column in requests.COLUMNS[1:]),
)
_OF_REQUESTS = _ranked(_APPLICANTS)
_ORGANISATION, _TOTAL = range(2, len(_APPLICANTS) - 1), len(_APPLICANTS) - 1

_BLOCKS = (reviews.RECONSIDERATION, reviews.LITIGATION, reviews.DIRECT, reviews.AFTER)
_OF_BLOCKS = _ranked([group.label.zh for group in _BLOCKS])
_OF_RESULTS = _ranked([column.label.zh for column in reviews.COLUMNS])


def _plain(above: str) -> str:
    return _NOISE.sub("", above)


@lru_cache(maxsize=4096)
def requests_in_order(above: str) -> bool:
    """Whether what is printed above the rows of section 三 allows the form's order of columns.

    A cell over several lines can begin on an earlier line than cells to its left, but not before them on one line.
    """
    return not figures_before(above) and _requests_in_order(_plain(above))


@lru_cache(maxsize=4096)
def _requests_in_order(above: str) -> bool:
    heads = _last_of_each(_heads(above, _OF_REQUESTS))
    behind = [*heads[1:], None]
    return not any(
        _contradicts(earlier, later, behind[place + further])
        for place, earlier in enumerate(heads)
        for further, later in enumerate(heads[place + 1 :], 1)
        if earlier.rank > later.rank
    )


def _contradicts(earlier: Head, later: Head, behind: Head | None) -> bool:
    """Whether two heads that do not stand in the order of their ranks contradict the form; `behind` follows them."""
    if later.rank in _ORGANISATION:
        return earlier.rank in _ORGANISATION  # the total can be printed above them
    if earlier.line == later.line:
        return True
    if earlier.rank == _TOTAL:
        return False
    # Natural persons behind organisations: where a cell is as high as several, its words can stand lower than theirs.
    return behind is not None and behind.line != later.line and behind.rank != _ORGANISATION.start


@lru_cache(maxsize=4096)
def reviews_in_order(above: str) -> bool:
    """Whether what is printed above the row of section 四 allows the form's order of blocks, and of results."""
    return _reviews_in_order(_plain(above))


@lru_cache(maxsize=4096)
def _reviews_in_order(above: str) -> bool:
    every = list(_heads(above, _OF_BLOCKS))
    blocks = [head.rank for head in _last_of_each(every)]
    printed = max(1, sum(head.rank == len(_BLOCKS) - 1 for head in every))
    results = [head.rank for head in _heads(above, _OF_RESULTS)]
    begun = bool(results) + sum(earlier >= later for earlier, later in pairwise(results))
    # Cells that span two lines can be printed on both, so that a block has its results twice.
    whole = results == [*range(len(reviews.COLUMNS))] * begun
    return blocks == sorted(blocks) and (whole or begun <= printed * len(reviews.BLOCKS))


def heads_no_results(line: str) -> bool:
    """Whether none of the heads of results stands on a line."""
    return next(_heads(_plain(line), _OF_RESULTS), None) is None


def _heads(above: str, ranked: tuple[re.Pattern[str], dict[str, int]]) -> Iterator[Head]:
    pattern, ranks = ranked
    for found in pattern.finditer(above):
        yield Head(ranks[found.group().replace("\n", "")], above.count("\n", 0, found.start()))


def _last_of_each(heads: Iterable[Head]) -> list[Head]:
    """Of heads that are printed again, as after a page break, those nearest to the rows."""
    last: dict[int, Head] = {}
    for head in heads:
        last.pop(head.rank, None)
        last[head.rank] = head
    return list(last.values())


def figures_before(before: str) -> bool:
    """Whether figures stand before the label of a table's first row, on its line: each row ends with its label."""
    line = before.rpartition("\n")[2]
    if "0" not in line:
        return False
    words = _BETWEEN_CELLS.split(line)
    return len([*takewhile(_A_FIGURE.fullmatch, filter(None, reversed(words)))]) >= FEWEST_COLUMNS


def ascending(ranks: Sequence[int]) -> bool:
    """Whether the heads nearest to the rows, up to one that is printed again, stand in order."""
    nearest = list(dict.fromkeys(reversed(ranks)))
    return nearest == sorted(nearest, reverse=True)
