"""Which labels belong together: rows that follow each other as the form prints them are one printed table.

Tables are found by their row labels, so a missing or garbled heading costs nothing, and a label that stands alone in
the narrative starts no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreports.form import TableName, proactive, requests
from govreports.match.labels import Anchor

# Place of each row in its table.
_PLACE: dict[tuple[str | None, str], int] = {
    **{("proactive", row.code): place for place, row in enumerate(proactive.ROWS)},
    **{("requests", row.code): place for place, row in enumerate(requests.ROWS)},
}
FEWEST_ROWS = 3

# Two labels of section 三 are also column heads; they are rows only where the rows before them say so.
_OUTCOMES = range(_PLACE["requests", "granted"], _PLACE["requests", "total"])
_AFTER: dict[str, range] = {
    "total": _OUTCOMES,
    "other_rest": range(_PLACE["requests", "unprocessed_complaint"], _PLACE["requests", "other_rest"]),
}

Run = list[int]


def runs(anchors: Sequence[Anchor], table: TableName) -> list[Run]:
    """The printed tables of one kind: lists of positions in `anchors`, rows in the form's order, three or more."""
    found: list[Run] = [[]]
    last = -1
    for position, anchor in enumerate(anchors):
        label = anchor.label
        if label.kind != "row" or label.table != table:
            continue
        if label.code in _AFTER and table == "requests" and last not in _AFTER[label.code]:
            continue
        place = _PLACE[table, label.code]
        if place <= last:
            found.append([])
        found[-1].append(position)
        last = place
    return [run for run in found if len(run) >= FEWEST_ROWS]


def rows_of(anchors: Sequence[Anchor], run: Iterable[int]) -> dict[str, int]:
    """Row code -> position of its label in `anchors`."""
    return {anchors[position].label.code: position for position in run}
