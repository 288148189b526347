"""What each row of each table should hold: its columns, its figures, the sums within it. Derived from the form."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from govreports.form import (
    EDITIONS,
    ID_OF,
    Block,
    Edition,
    Identity,
    identities,
    proactive,
    requests,
    reviews,
)
from govreports.form.model import FigureKind
from govreports.match.rows import Columns, Sums
from govreports.match.runs import LAST_HEAD


class Shape(NamedTuple):
    """One row of the form: its code, its columns and the ids of its figures, in printed order.

    Rows that are `alike` have as many printed cells, labels and all. Of a row that is not `decided` the edition is not
    known, nor what its columns are.
    """

    row: str
    columns: Columns
    figure_ids: tuple[int, ...]
    alike: str
    decided: bool = True


# Rows with the same columns share them, so that what was read for one row is known for all.
_columns = cache(Columns)


@cache
def request_row(code: str) -> Shape:
    """A row of section 三."""
    ids = tuple(ID_OF["requests", code, column.code] for column in requests.COLUMNS)
    within = [identity for identity in identities("requests", None) if identity.check_id == "R2"]
    sums = _sums([identity for identity in within if identity.location == code], ids)
    return Shape(code, _columns(tuple(column.kind for column in requests.COLUMNS), None, sums), ids, _alike(code))


def _alike(code: str) -> str:
    """Rows at one depth of section 三 are alike, and so are those with the label of their group beside their own."""
    group = {row.code: row.group for row in requests.ROWS}[code]
    if group and next(row.code for row in requests.ROWS if row.group == group) == code:
        return "first of a group"
    parent = next((g.parent for g in requests.GROUPS if g.code == group), None)
    return f"below {parent}" if parent else f"below {group}"


@cache
def review_row() -> Shape:
    """The one row of section 四."""
    ids = tuple(ID_OF["reviews", block.code, column.code] for _, block in reviews.BLOCKS for column in reviews.COLUMNS)
    kinds = tuple(column.kind for column in reviews.COLUMNS) * len(reviews.BLOCKS)
    return Shape(LAST_HEAD, _columns(kinds, None, _sums(list(identities("reviews", None)), ids)), ids, "")


@cache
def items() -> tuple[str, ...]:
    """The items of Article 20 that section 二 goes through, in printed order."""
    return tuple(dict.fromkeys(block.code for block in proactive.BLOCKS))


@cache
def block(item: str, edition: Edition) -> Block | None:
    """What an edition prints for an item; None when it dropped the item."""
    return next((b for b in proactive.BLOCKS if b.code == item and b.edition == edition), None)


@cache
def item_rows(item: str) -> tuple[str, ...]:
    """Codes of the rows that any edition prints for an item."""
    found = [row.code for b in proactive.BLOCKS if b.code == item for row in b.rows]
    return tuple(dict.fromkeys(found))


@cache
def proactive_row(item: str, edition: Edition, row: str, unit: str | None) -> Shape:
    """A row of section 二 in one edition; `unit` is what the header prints for money."""
    printed = block(item, edition)
    columns = printed.columns if printed else ()
    ids = tuple(ID_OF["proactive", row, column.code] for column in columns)
    return Shape(row, _columns(tuple(column.kind for column in columns), unit, ()), ids, item)


@cache
def undecided_row(item: str, row: str) -> Shape:
    """All figures that a row of section 二 has in any edition, for a row whose edition is not known."""
    shapes = [proactive_row(item, edition, row, None) for edition in EDITIONS if _prints(item, edition, row)]
    ids = dict.fromkeys(id for shape in shapes for id in shape.figure_ids)
    kind: FigureKind = "count"
    return Shape(row, _columns((kind,) * len(ids), None, ()), tuple(ids), item, decided=False)


def _prints(item: str, edition: Edition, row: str) -> bool:
    printed = block(item, edition)
    return printed is not None and any(r.code == row for r in printed.rows)


@cache
def request_rows(edition: Edition | None) -> tuple[str, ...]:
    """Codes of the rows of section 三 in one edition; without one, the rows that both editions have."""
    return tuple(
        row.code for row in requests.ROWS if (edition in row.editions if edition else row.editions == EDITIONS)
    )


def _sums(within: list[Identity], ids: tuple[int, ...]) -> Sums:
    place = {figure_id: position for position, figure_id in enumerate(ids)}
    return tuple((tuple(place[id] for id in identity.left), place[identity.right[0]]) for identity in within)
