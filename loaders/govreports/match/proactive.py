"""Section 二: the edition is decided item by item, by the heads of its columns, since real tables mix editions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from govreports.form import EDITIONS, Edition
from govreports.match.align import unplaced
from govreports.match.cells import split
from govreports.match.drafts import Draft, Found, absent, read, span_of, zone
from govreports.match.labels import Anchor
from govreports.match.plan import block, item_rows, items, proactive_row, undecided_row
from govreports.match.rows import Row
from govreports.match.runs import Run, rows_of

Rows = list[tuple[Found, Row | None]]

_UNIT = re.compile(r"(?:亿|万)?\s*元")
_UNIT_REACH = 12  # a unit in brackets can stand on the line after the head


def read_proactive(text: str, anchors: Sequence[Anchor], run: Run) -> Draft:
    """Read one printed table of section 二. Its edition is None where its items disagree or nothing tells."""
    where = rows_of(anchors, run)
    heads = {item: _heads(anchors, where, item) for item in items()}
    headed = {item: _by_header(found) for item, found in heads.items()}
    if any(headed.values()):
        whole = _unanimous(headed.values())
    else:
        whole = _unanimous(_by_width(text, anchors, where, item) for item in items())
    printed = {item: [row for row in item_rows(item) if row in where] for item in items()}
    editions = {item: _offered(item, headed[item] or whole, printed[item]) for item in items()}
    decided = {editions[item] for item in items() if printed[item]}
    agreed = decided.pop() if len(decided) == 1 else None
    rows: Rows = []
    for item in items():
        edition = editions[item] or agreed
        if edition:
            rows += _read_item(text, anchors, where, item, edition, _printed_unit(text, heads[item]))
        else:
            rows += [_undecided(text, anchors, where.get(row), item, row) for row in item_rows(item)]
    return Draft("proactive", agreed, span_of(anchors, run[0], rows), tuple(rows))


def _by_header(heads: Iterable[Anchor]) -> Edition | None:
    """The edition that the column heads before an item's first row agree on."""
    return _unanimous(head.label.editions[0] for head in heads if len(head.label.editions) == 1)


def _heads(anchors: Sequence[Anchor], where: dict[str, int], item: str) -> list[Anchor]:
    """The column heads before an item's first row, the nearest first."""
    position = min((where[row] for row in item_rows(item) if row in where), default=0) - 1
    heads = []
    while position >= 0 and anchors[position].label.table == "proactive" and anchors[position].label.kind != "row":
        if anchors[position].label.kind == "column":
            heads.append(anchors[position])
        position -= 1
    return heads


def _by_width(text: str, anchors: Sequence[Anchor], where: dict[str, int], item: str) -> Edition | None:
    """The edition whose number of columns the rows of an item have; None where both or neither fit."""
    widths = {
        sum(1 for piece in split(zone(text, anchors, where[row])[1]).pieces if piece.raw)
        for row in item_rows(item)
        if row in where
    }
    fitting = [e for e in EDITIONS if (b := block(item, e)) and widths == {len(b.columns)}]
    return fitting[0] if len(fitting) == 1 else None


def _unanimous(editions: Iterable[Edition | None]) -> Edition | None:
    said = {edition for edition in editions if edition}
    return said.pop() if len(said) == 1 else None


def _offered(item: str, edition: Edition | None, printed: list[str]) -> Edition | None:
    """An item that is printed although the table's edition dropped it can only be the other edition's."""
    if edition and printed and block(item, edition) is None:
        return next(other for other in EDITIONS if other != edition)
    return edition


def _read_item(
    text: str, anchors: Sequence[Anchor], where: dict[str, int], item: str, edition: Edition, unit: str | None
) -> Rows:
    printed = block(item, edition)
    rows: Rows = []
    for row in printed.rows if printed else ():
        shape = proactive_row(item, edition, row.code, unit)
        if row.code in where:
            rows.append(read(Found(row.code, shape, *zone(text, anchors, where[row.code]))))
        else:
            rows.append(absent(row.code, shape))
    return rows


def _undecided(
    text: str, anchors: Sequence[Anchor], position: int | None, item: str, row: str
) -> tuple[Found, Row | None]:
    """A row whose figures could be those of either edition, or of none when it is not printed."""
    if position is None:
        return absent(row, undecided_row(item, row))
    found, read_as = read(Found(row, undecided_row(item, row), *zone(text, anchors, position)))
    return found, Row(read_as.layout, unplaced(read_as.cells, "edition_unknown"), read_as.length) if read_as else None


def _printed_unit(text: str, heads: Iterable[Anchor]) -> str | None:
    """The unit that the head of an item's money column prints."""
    for head in heads:
        if head.label.code == "amount":
            unit = _UNIT.search(text, head.start, head.end + _UNIT_REACH)
            return "".join(unit.group().split()) if unit else None
    return None
