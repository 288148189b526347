"""How many checks of each rule a report passed, failed, or left undecided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from govreports.form import Edition, TableName, identities, requests
from govreports.report import Finding, Table, Value


class Tally(NamedTuple):
    """The checks of one rule over one report."""

    check_id: str
    passed: int
    failed: int
    not_assessable: int


def tally(tables: Mapping[TableName, Table], findings: Iterable[Finding]) -> tuple[Tally, ...]:
    """The checks of a report by rule, in the order of the rules' ids. Their sums are those of its `Checked`."""
    counted: Counter[str] = Counter()
    undecided: Counter[str] = Counter()
    for name, table in tables.items():
        values = table.values
        if table.edition and None not in values.values():
            counted.update(_whole(name, table.edition))
            continue
        for identity in identities(name, table.edition):
            ids = (*identity.left, *identity.right)
            if table.edition or values.keys() >= set(ids):
                counted[identity.check_id] += 1
                undecided[identity.check_id] += _lacks(values, ids)
        if name == "requests" and table.edition is None:  # which rows add up to the total is not known
            counted["R3"] += len(requests.COLUMNS)
            undecided["R3"] += len(requests.COLUMNS)
    failed = Counter(finding.check_id for finding in findings)
    return tuple(
        Tally(id, counted[id] - failed[id] - undecided[id], failed[id], undecided[id]) for id in sorted(counted)
    )


@cache
def _whole(name: TableName, edition: Edition) -> Counter[str]:
    """The checks of a table in which every figure was read."""
    return Counter(identity.check_id for identity in identities(name, edition))


def _lacks(values: Mapping[int, Value], ids: Iterable[int]) -> bool:
    return any(values.get(id) is None for id in ids)
