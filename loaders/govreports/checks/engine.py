"""The form's own arithmetic: every identity over every table of a report: passed, failed, or not assessable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from govreports.checks.messages import message
from govreports.form import BY_ID, Identity, TableName, identities, requests
from govreports.report import Finding, Table, Value

Values = Mapping[int, Value]


class Failure(NamedTuple):
    """An identity that does not hold, with what its two sides come to."""

    table: TableName
    identity: Identity
    left: int | float
    right: int | float


Outcomes = Counter[tuple[str, bool | None]]


def arithmetic(tables: Mapping[TableName, Table]) -> tuple[Outcomes, list[Finding]]:
    """How often each of R1-R5 held, failed or was not assessable in the tables of one report, and the failures.

    An identity that lacks an operand is not assessable; one over figures that the table's edition does not print is not
    counted at all.
    """
    outcomes: Outcomes = Counter()
    failures: list[Failure] = []
    values: dict[int, Value] = {}
    for name, table in tables.items():
        own = table.values
        values |= own
        for identity in _applying(table, own):
            left, right = _side(own, identity.left), _side(own, identity.right)
            if left is None or right is None:
                outcomes[identity.check_id, None] += 1
                continue
            held = _holds(identity.relation, left, right)
            outcomes[identity.check_id, held] += 1
            if not held:
                failures.append(Failure(name, identity, left, right))
        if name == "requests" and table.edition is None:
            outcomes["R3", None] += len(requests.COLUMNS)  # which rows add up to the total is not known
    suspects = _suspects(failures)
    return outcomes, [_finding(failure, values, suspects) for failure in failures]


def _applying(table: Table, own: Values) -> Iterable[Identity]:
    """The identities over figures that the table prints. A table of one edition prints them all."""
    every = identities(table.name, table.edition)
    if table.edition:
        return every
    return [identity for identity in every if own.keys() >= {*identity.left, *identity.right}]


def _side(values: Values, ids: Sequence[int]) -> int | float | None:
    """The sum of some figures, None when one of them was not read."""
    try:
        return sum(map(values.__getitem__, ids))  # type: ignore[arg-type] # None raises, which is the point
    except TypeError:
        return None


def _holds(relation: str, left: int | float, right: int | float) -> bool:
    if relation == "sums":
        return left == right
    if relation == "both_or_neither":
        return (left > 0) == (right > 0)
    return left >= right  # at_least; not_negative has an empty right side


def _suspects(failures: Sequence[Failure]) -> dict[int, bool]:
    """The figures where failing sums cross, and whether one correction of the figure would mend all of them."""
    corrections: dict[int, list[int | float]] = defaultdict(list)
    for _, identity, left, right in failures:
        if identity.relation == "sums":
            for id in identity.left:
                corrections[id].append(right - left)
            for id in identity.right:
                corrections[id].append(left - right)
    return {id: len(set(needed)) == 1 for id, needed in corrections.items() if len(needed) > 1}


def _finding(failure: Failure, values: Values, suspects: Mapping[int, bool]) -> Finding:
    identity = failure.identity
    cells = (*identity.left, *identity.right)
    crossing = [id for id in cells if id in suspects]
    mending = [id for id in crossing if suspects[id]]
    told = message(failure.table, identity, values, failure.left, failure.right)
    expected, actual = _expected(failure)
    return Finding(
        identity.check_id,
        failure.table,
        identity.location,
        expected,
        actual,
        tuple(BY_ID[id].address for id in cells),
        tuple(BY_ID[id].address for id in mending or crossing),
        told.zh,
        told.en,
    )


def _expected(failure: Failure) -> tuple[Value, Value]:
    """What the formula gives and what is printed; where the formula gives no number, only the latter."""
    relation, left, right = failure.identity.relation, failure.left, failure.right
    if relation == "sums":
        return left, right
    if relation == "both_or_neither":
        return None, right
    return right, left
