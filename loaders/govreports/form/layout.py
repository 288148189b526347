"""The three tables as the form prints them: every header and figure on a grid, merged headers and all."""

from collections.abc import Iterator

from govreports.form import proactive, requests, reviews
from govreports.form.figures import ID_OF
from govreports.form.model import EDITIONS, TABLE_NAMES, Column, Edition, FormCell, Row, TableName, Text

LABEL_WIDTH = 3  # columns of section 三 that hold labels: outcome, group, row


def _proactive(edition: Edition) -> Iterator[FormCell]:
    y = 0
    for block in (b for b in proactive.BLOCKS if b.edition == edition):
        yield FormCell("proactive", edition, y, 0, 1, 4, "columns", block.item, None)
        yield FormCell("proactive", edition, y + 1, 0, 1, 1, "column", proactive.CORNER, None)
        for x, width, column in _stretched(block.columns):
            yield FormCell("proactive", edition, y + 1, x, 1, width, "column", column.label, None)
        y += 2
        for row in block.rows:
            yield FormCell("proactive", edition, y, 0, 1, 1, "row", row.label, None)
            for x, width, column in _stretched(block.columns):
                figure = ID_OF["proactive", row.code, column.code]
                yield FormCell("proactive", edition, y, x, 1, width, "figure", None, figure)
            y += 1


def _stretched(columns: tuple[Column, ...]) -> Iterator[tuple[int, int, Column]]:
    """Place columns from x = 1; the last one takes what is left of the four."""
    for i, column in enumerate(columns):
        last = i == len(columns) - 1
        yield 1 + i, 3 - i if last else 1, column


def _requests(edition: Edition) -> Iterator[FormCell]:
    first = LABEL_WIDTH
    total = first + len(requests.COLUMNS) - 1
    yield FormCell("requests", edition, 0, 0, 3, LABEL_WIDTH, "corner", requests.CORNER, None)
    yield FormCell("requests", edition, 0, first, 1, len(requests.COLUMNS), "columns", requests.APPLICANTS.label, None)
    yield FormCell("requests", edition, 1, first, 2, 1, "column", requests.COLUMNS[0].label, None)
    yield FormCell("requests", edition, 1, first + 1, 1, 5, "columns", requests.ORGANISATIONS.label, None)
    yield FormCell("requests", edition, 1, total, 2, 1, "column", requests.COLUMNS[-1].label, None)
    for x, column in enumerate(requests.COLUMNS[1:-1], first + 1):
        yield FormCell("requests", edition, 2, x, 1, 1, "column", column.label, None)
    rows = [row for row in requests.ROWS if edition in row.editions]
    yield from _request_groups(edition, rows, 3)
    for y, row in enumerate(rows, 3):
        x = _depth(row.group)
        label = Text(row.number + row.label.zh, row.label.en)
        yield FormCell("requests", edition, y, x, 1, LABEL_WIDTH - x, "row", label, None)
        for i, column in enumerate(requests.COLUMNS):
            figure = ID_OF["requests", row.code, column.code]
            yield FormCell("requests", edition, y, first + i, 1, 1, "figure", None, figure)


def _request_groups(edition: Edition, rows: list[Row], top: int) -> Iterator[FormCell]:
    for group in requests.GROUPS:
        inside = [y for y, row in enumerate(rows, top) if group.code in _ancestors(row.group)]
        if inside:
            yield FormCell(
                "requests",
                edition,
                inside[0],
                _depth(group.parent),
                len(inside),
                1,
                "rows",
                group.label,
                None,
            )


def _ancestors(code: str | None) -> tuple[str, ...]:
    if code is None:
        return ()
    parent = next(group.parent for group in requests.GROUPS if group.code == code)
    return (code, *_ancestors(parent))


def _depth(code: str | None) -> int:
    return len(_ancestors(code))


def _reviews(edition: Edition) -> Iterator[FormCell]:
    width = len(reviews.COLUMNS)
    yield FormCell("reviews", edition, 0, 0, 1, width, "columns", reviews.RECONSIDERATION.label, None)
    yield FormCell("reviews", edition, 0, width, 1, 2 * width, "columns", reviews.LITIGATION.label, None)
    for i, (_, block) in enumerate(reviews.BLOCKS):
        if block.parent:
            yield FormCell("reviews", edition, 1, i * width, 1, width, "columns", block.label, None)
        for x, column in enumerate(reviews.COLUMNS, i * width):
            figure = ID_OF["reviews", block.code, column.code]
            top = 2 if block.parent else 1
            yield FormCell("reviews", edition, top, x, 3 - top, 1, "column", column.label, None)
            yield FormCell("reviews", edition, 3, x, 1, 1, "figure", None, figure)


def layout(table: TableName, edition: Edition) -> tuple[FormCell, ...]:
    """The cells of one printed table in reading order; together they tile its grid without gap or overlap."""
    drawn = {"proactive": _proactive, "requests": _requests, "reviews": _reviews}[table](edition)
    return tuple(sorted(drawn, key=lambda cell: (cell.y, cell.x)))


def all_cells() -> Iterator[FormCell]:
    """Every cell of every table in both editions."""
    for table in TABLE_NAMES:
        for edition in EDITIONS:
            yield from layout(table, edition)
