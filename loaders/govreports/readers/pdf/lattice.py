"""From ruling lines to the cells of tables.

Lines in pieces, double and dashed lines become one line each; lines that touch are one table; the smallest places
between its lines become one cell where no line parts them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from govreports.readers.pdf.frames import Box
from govreports.readers.pdf.model import Rule, Rules

SAME_LINE = 3.0  # points; lines that are this near are one: double lines, borders of neighbouring cells
THICKEST = 9.0  # and all of them together no thicker than this
DASH = 5.0  # a gap in a line that is no longer is none
TOUCH = 3.5  # lines that come this near meet
OVERHANG = 6.0  # lines that run on beyond the last crossing line show a table that the page cuts off
COVERED = 0.6  # a side of a place is ruled where a line runs along this share of it
MOST_LINES = 1500
MOST_PLACES = 40_000


class Area(NamedTuple):
    """A cell of a table: its rows and columns, the last excluded, its place, and whether it fills all of it."""

    top: int
    left: int
    bottom: int
    right: int
    box: Box
    whole: bool


class Lattice(NamedTuple):
    """A table without its text. `places` gives for each row and column the number of its area."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]
    places: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """The place of the whole table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def at(self, x: float, y: float) -> int | None:
        """The number of the area at a point; None outside of the table."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]):
            return None
        column = bisect_right(xs, x, 0, len(xs) - 1) - 1  # what stands on the last line is in the last cell
        row = bisect_right(ys, y, 0, len(ys) - 1) - 1
        return self.places[row][column]

    @property
    def ragged(self) -> bool:
        """Whether some cell is no rectangle, so that a line is missing or one too many."""
        return not all(area.whole for area in self.areas)


def lattices(rules: Rules) -> list[Lattice]:
    """The tables that the ruling lines draw, from the top of the page. A box with one cell is none."""
    across, down = merged(rules.across), merged(rules.down)
    if len(across) > MOST_LINES or len(down) > MOST_LINES:
        return []
    found = []
    for lines in _connected(across, down):
        own = _within(_around(lines), rules)  # lines of another table must not move those of this one
        table = _lattice(Rules(tuple(merged(own.across)), tuple(merged(own.down))))
        if table and len(table.areas) > 1:
            found.append(table)
    return sorted(found, key=lambda table: (table.ys[0], table.xs[0]))


def _around(lines: Rules) -> Box:
    across, down = lines
    return Box(
        min([*(line.start for line in across), *(line.at for line in down)]) - TOUCH,
        min([*(line.at for line in across), *(line.start for line in down)]) - TOUCH,
        max([*(line.end for line in across), *(line.at for line in down)]) + TOUCH,
        max([*(line.at for line in across), *(line.end for line in down)]) + TOUCH,
    )


def _within(box: Box, rules: Rules) -> Rules:
    return Rules(
        tuple(rule for rule in rules.across if box.holds(rule.start, rule.at) and box.holds(rule.end, rule.at)),
        tuple(rule for rule in rules.down if box.holds(rule.at, rule.start) and box.holds(rule.at, rule.end)),
    )


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines put together of their pieces, all that nearly lie on one line moved onto it."""
    lines: list[Rule] = []
    for group in _near_each_other(rules):
        at = sum(rule.at for rule in group) / len(group)
        pieces = sorted((rule.start, rule.end) for rule in group)
        start, end = pieces[0]
        for next_start, next_end in pieces[1:]:
            if next_start > end + DASH:
                lines.append(Rule(at, start, end))
                start, end = next_start, next_end
            end = max(end, next_end)
        lines.append(Rule(at, start, end))
    return [line for line in lines if line.end - line.start > DASH]


def _near_each_other(rules: Iterable[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][-1].at <= SAME_LINE and rule.at - groups[-1][0].at <= THICKEST:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[Rules]:
    """Lines that touch, directly or through others, put together."""
    parent = list(range(len(across) + len(down)))
    for (i, line), (j, post) in product(enumerate(across), enumerate(down, len(across))):
        if _meets(line, post.at) and _meets(post, line.at):
            parent[_root(parent, i)] = _root(parent, j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*across, *down)):
        group = groups.setdefault(_root(parent, number), ([], []))
        group[number >= len(across)].append(rule)
    return [Rules(tuple(a), tuple(d)) for a, d in groups.values() if a and d]


def _meets(rule: Rule, at: float) -> bool:
    return rule.start - TOUCH <= at <= rule.end + TOUCH


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _lattice(lines: Rules) -> Lattice | None:
    if not lines.across or not lines.down:
        return None
    xs = _positions(lines.down, lines.across)
    ys = _positions(lines.across, lines.down)
    across, down = len(xs) - 1, len(ys) - 1
    if across < 1 or down < 1 or across * down > MOST_PLACES:
        return None
    parent = list(range(across * down))
    walls, floors = _by_position(lines.down), _by_position(lines.across)
    for row, column in product(range(down), range(across)):
        here = row * across + column
        if column and not _ruled(walls.get(xs[column], ()), ys[row], ys[row + 1]):
            parent[_root(parent, here)] = _root(parent, here - 1)
        if row and not _ruled(floors.get(ys[row], ()), xs[column], xs[column + 1]):
            parent[_root(parent, here)] = _root(parent, here - across)
    return _numbered(xs, ys, [_root(parent, place) for place in range(across * down)])


def _positions(lines: Iterable[Rule], crossing: Iterable[Rule]) -> tuple[float, ...]:
    """Where lines stand; a table that the page cuts off, or that is open at a side, ends where the crossing ones do."""
    found = sorted({line.at for line in lines})
    first, last = min(line.start for line in crossing), max(line.end for line in crossing)
    if first < found[0] - OVERHANG:
        found.insert(0, first)
    if last > found[-1] + OVERHANG:
        found.append(last)
    return tuple(found)


def _by_position(lines: Iterable[Rule]) -> dict[float, list[Rule]]:
    found: dict[float, list[Rule]] = {}
    for line in lines:
        found.setdefault(line.at, []).append(line)
    return found


def _ruled(lines: Iterable[Rule], start: float, end: float) -> bool:
    covered = 0.0
    for _, first, last in lines:
        covered += max(0.0, min(end, last) - max(start, first))
    return covered >= COVERED * (end - start)


def _numbered(xs: tuple[float, ...], ys: tuple[float, ...], roots: Sequence[int]) -> Lattice:
    """Areas in reading order of their first place, and so are the places of each."""
    across = len(xs) - 1
    held: dict[int, list[int]] = {}
    for place, root in enumerate(roots):
        held.setdefault(root, []).append(place)
    number = {root: index for index, root in enumerate(held)}
    areas = tuple(_area(xs, ys, places) for places in held.values())
    numbers = [number[root] for root in roots]
    places = tuple(tuple(numbers[start : start + across]) for start in range(0, len(numbers), across))
    return Lattice(xs, ys, areas, places)


def _area(xs: tuple[float, ...], ys: tuple[float, ...], places: Sequence[int]) -> Area:
    across = len(xs) - 1
    columns = [place % across for place in places]
    top, bottom, left, right = places[0] // across, places[-1] // across + 1, min(columns), max(columns) + 1
    whole = len(places) == (bottom - top) * (right - left)
    return Area(top, left, bottom, right, Box(xs[left], ys[top], xs[right], ys[bottom]), whole)


def from_boxes(boxes: Iterable[Box]) -> list[Lattice]:
    """The tables whose cells someone else has found: their sides taken for lines."""
    across: list[Rule] = []
    down: list[Rule] = []
    for left, top, right, bottom in boxes:
        across += [Rule(top, left, right), Rule(bottom, left, right)]
        down += [Rule(left, top, bottom), Rule(right, top, bottom)]
    return lattices(Rules(tuple(across), tuple(down)))
