"""Section 二: the edition is decided item by item, by the heads of its columns, since real tables mix editions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from govreports.form import EDITIONS, Edition, proactive
from govreports.match.align import unread
from govreports.match.cells import count_cells
from govreports.match.drafts import Draft, Plan, draft, plan, read
from govreports.match.heads import ascending, figures_before
from govreports.match.labels import Found
from govreports.match.plan import Shape, block, item_rows, items, proactive_row, undecided_row
from govreports.match.rows import Row
from govreports.match.runs import Placed, Run

# Whatever stands before it in one word is part of the unit: 千元 and 万美元 are not 元.
_UNIT = re.compile(r"(?:[\u3400-\u9fff\s]*?[位币]\s*)?(?P<unit>(?:[\u3400-\u9fff]\s*)*?元)")
_LINE = 100  # so many characters before a label tell what stands there
_UNIT_REACH = 12  # a unit in brackets can stand on the line after the head

# One order in which the columns of every item of each edition stand.
_COLUMNS = dict.fromkeys(column.code for printed in proactive.BLOCKS for column in printed.columns)
_RANKS = {code: rank for rank, code in enumerate(_COLUMNS)}


class Heads(NamedTuple):
    """What the heads of the columns tell, for each item in the order of `items`."""

    editions: tuple[Edition | None, ...]
    amounts: tuple[int | None, ...]  # where the head of its money column stands
    in_order: tuple[bool, ...]  # whether they stand in the form's order


def read_proactive(text: str, found: Found, placed: Placed) -> Draft:
    """Read one printed table of section 二. Its edition is None where its items disagree or nothing tells."""
    run, first = placed
    heads = _heads(run)
    by_width = None if any(heads.editions) else _unanimous(_by_width(found, placed, item) for item in items())
    units = tuple([None if place is None else _printed_unit(text, found, first + place) for place in heads.amounts])
    edition, told = _plan(run, by_width, units)
    starts, rows = read(text, found, first, told)
    if edition is None:
        rows = tuple(map(_undecided, told.shapes, rows))
    start = found.start(first + run.first_row)
    behind = figures_before(found.zeroed[start - _LINE if start > _LINE else 0 : start])  # labels behind their figures
    if behind or not all(heads.in_order):
        in_order = {item: ordered and not behind for item, ordered in zip(items(), heads.in_order, strict=True)}
        rows = tuple(_misplaced(in_order, *each) for each in zip(told.shapes, rows, strict=True))
    return draft("proactive", edition, found, first, told, starts, rows)


@lru_cache(maxsize=4096)
def _heads(run: Run) -> Heads:
    return Heads(*zip(*(_heads_of(run, item) for item in items()), strict=True))


def _heads_of(run: Run, item: str) -> tuple[Edition | None, int | None, bool]:
    """By the column heads before an item's first row, the nearest first."""
    place = min((run.rows[row] for row in item_rows(item) if row in run.rows), default=0) - 1
    places = []
    while place >= 0 and run.labels[place].table == "proactive" and run.labels[place].kind != "row":
        if run.labels[place].kind == "column":
            places.append(place)
        place -= 1
    told = (run.labels[place].editions for place in places)
    amounts = (place for place in places if run.labels[place].code == "amount")
    edition = _unanimous(editions[0] for editions in told if len(editions) == 1)
    ranks = [_RANKS[run.labels[place].code] for place in reversed(places)]
    return edition, next(amounts, None), ascending(ranks)


def _by_width(found: Found, placed: Placed, item: str) -> Edition | None:
    """The edition whose number of columns the rows of an item have; None where both or neither fit."""
    (run, first) = placed
    widths = {count_cells(found.zone(first + run.rows[row])) for row in item_rows(item) if row in run.rows}
    fitting = [e for e in EDITIONS if (b := block(item, e)) and widths == {len(b.columns)}]
    return fitting[0] if len(fitting) == 1 else None


def _unanimous(editions: Iterable[Edition | None]) -> Edition | None:
    said = {edition for edition in editions if edition}
    return said.pop() if len(said) == 1 else None


def _printed_unit(text: str, found: Found, place: int) -> str | None:
    """The unit that the head of a money column prints."""
    return _unit_in(text[found.ends_of_words[place] : found.end(place) + _UNIT_REACH])


@lru_cache(maxsize=4096)
def _unit_in(text: str) -> str | None:
    unit = _UNIT.search(text)
    return "".join(unit["unit"].split()) if unit else None


@lru_cache(maxsize=4096)
def _plan(run: Run, by_width: Edition | None, units: tuple[str | None, ...]) -> tuple[Edition | None, Plan]:
    """The edition that all printed items agree on, and the rows to read."""
    headed = dict(zip(items(), _heads(run).editions, strict=True))
    whole = _unanimous(headed.values()) or by_width
    printed = {item: any(row in run.rows for row in item_rows(item)) for item in items()}
    editions = {item: _offered(item, headed[item] or whole, printed=printed[item]) for item in items()}
    decided = {editions[item] for item in items() if printed[item]}
    agreed = decided.pop() if len(decided) == 1 else None
    shapes: list[Shape] = []
    for item, unit in zip(items(), units, strict=True):
        shapes += _shapes(item, editions[item] or agreed, unit)
    return agreed, plan(shapes, run.rows)


def _offered(item: str, edition: Edition | None, *, printed: bool) -> Edition | None:
    """An item that is printed although the table's edition dropped it can only be the other edition's."""
    if edition and printed and block(item, edition) is None:
        return next(other for other in EDITIONS if other != edition)
    return edition


def _shapes(item: str, edition: Edition | None, unit: str | None) -> list[Shape]:
    if edition is None:
        return [undecided_row(item, row) for row in item_rows(item)]
    printed = block(item, edition)
    return [proactive_row(item, edition, row.code, unit) for row in printed.rows] if printed else []


def _undecided(shape: Shape, row: Row | None) -> Row | None:
    """A row whose figures could be those of either edition is not read."""
    if shape.decided or row is None:
        return row
    return unread(row, "edition_unknown")


def _misplaced(in_order: Mapping[str, bool], shape: Shape, row: Row | None) -> Row | None:
    """A row whose columns stand in another order than the form's is not read."""
    return row if row is None or in_order[shape.alike] else unread(row, "columns_in_another_order")
