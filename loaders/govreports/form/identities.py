"""The arithmetic that the form itself implies, R1-R5, spelled out over the figures of one table and edition.

R1 is printed on the form; R2-R4 say that a total is the total of its parts; R5 holds in section 二 of 2019 only.
"""

from collections.abc import Iterator
from functools import cache

from govreports.form import requests, reviews
from govreports.form.figures import ID_OF
from govreports.form.model import Edition, Identity, TableName

INFLOW = ("new", "carried_over")
SETTLED = ("total", "carried_forward")
APPLICANTS = tuple(column.code for column in requests.COLUMNS if column.code != "total")
RESULTS = tuple(column.code for column in reviews.COLUMNS if column.code != "total")
NOT_OUTCOMES = frozenset((*INFLOW, *SETTLED))


def outcome_rows(edition: Edition) -> tuple[str, ...]:
    """Codes of the rows of section 三 that (七)总计 adds up: 19 in 2019, 21 in 2021."""
    return tuple(r.code for r in requests.ROWS if edition in r.editions and r.code not in NOT_OUTCOMES)


def _cells(table: TableName, rows: tuple[str, ...], columns: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(ID_OF[table, row, column] for row in rows for column in columns)


def _requests(edition: Edition | None) -> Iterator[Identity]:
    for column in requests.COLUMNS:
        one = (column.code,)
        yield Identity("R1", column.code, "sums", _cells("requests", INFLOW, one), _cells("requests", SETTLED, one))
    for row in requests.ROWS:
        if edition is None or edition in row.editions:
            here = (row.code,)
            yield Identity(
                "R2",
                row.code,
                "sums",
                _cells("requests", here, APPLICANTS),
                _cells("requests", here, ("total",)),
            )
    if edition is not None:
        for column in requests.COLUMNS:
            one = (column.code,)
            yield Identity(
                "R3",
                column.code,
                "sums",
                _cells("requests", outcome_rows(edition), one),
                _cells("requests", ("total",), one),
            )


def _reviews() -> Iterator[Identity]:
    for _, block in reviews.BLOCKS:
        here = (block.code,)
        yield Identity("R4", block.code, "sums", _cells("reviews", here, RESULTS), _cells("reviews", here, ("total",)))


def _proactive_2019() -> Iterator[Identity]:
    for row in ("regulations", "normative_documents"):
        total, disclosed = (_cells("proactive", (row,), (c,)) for c in ("total", "disclosed"))
        yield Identity("R5", row, "at_least", total, disclosed)
    for row in ("licensing", "other_services", "penalties", "coercion", "fees"):
        yield Identity("R5", row, "not_negative", _cells("proactive", (row,), ("prior", "change")), ())
    projects, amount = (_cells("proactive", ("procurement",), (c,)) for c in ("projects", "amount"))
    yield Identity("R5", "procurement", "both_or_neither", projects, amount)


@cache
def identities(table: TableName, edition: Edition | None) -> tuple[Identity, ...]:
    """All identities of a table. Without an edition R3 is left out, because what it adds up is not known."""
    if table == "requests":
        return tuple(_requests(edition))
    if table == "reviews":
        return tuple(_reviews())
    return tuple(_proactive_2019()) if edition != "2021" else ()
