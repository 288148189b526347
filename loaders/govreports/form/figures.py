"""Every figure that a report can hold, with its permanent id and its place in the database."""

from collections.abc import Iterator

from govreports.form import proactive, requests, reviews
from govreports.form.model import Figure


def _proactive() -> Iterator[Figure]:
    seen: dict[int, Figure] = {}
    for block in proactive.BLOCKS:
        for row in block.rows:
            for column in block.columns:
                id = 1000 + row.id * 20 + column.id
                known = seen.get(id)
                editions = (*known.editions, block.edition) if known else (block.edition,)
                name = f"{row.code}_{column.code}"
                seen[id] = Figure(id, "proactive", row.code, column.code, name, column.kind, column.unit, editions)
    yield from seen.values()


def _requests() -> Iterator[Figure]:
    for row in requests.ROWS:
        for column in requests.COLUMNS:
            id = row.id * 10 + column.id
            yield Figure(id, "requests", row.code, column.code, column.code, column.kind, column.unit, row.editions)


def _reviews() -> Iterator[Figure]:
    for number, block in reviews.BLOCKS:
        for column in reviews.COLUMNS:
            id = 2000 + number * 10 + column.id
            name = f"{block.code}_{column.code}"
            yield Figure(id, "reviews", block.code, column.code, name, column.kind, column.unit, block.editions)


FIGURES: tuple[Figure, ...] = (*_proactive(), *_requests(), *_reviews())
BY_ID: dict[int, Figure] = {figure.id: figure for figure in FIGURES}
ID_OF: dict[tuple[str, str, str], int] = {(f.table, f.row, f.column): f.id for f in FIGURES}
