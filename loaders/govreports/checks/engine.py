"""The form's own arithmetic: every identity over every table of a report: passed, failed, or not assessable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import compress
from operator import eq, ge, itemgetter
from typing import NamedTuple

from govreports.checks.messages import message, with_totals
from govreports.form import BY_ID, Edition, Identity, TableName, identities, requests
from govreports.report import Finding, Value

Number = int | float
Values = Mapping[int, Value]
Editions = Mapping[TableName, Edition | None]
# By rule: how often it held, failed, and was not assessable.
Counted = defaultdict[str, list[int]]
# Some figures out of all, in order. That they were read is not known: a sum over None raises TypeError.
Side = Callable[[Values], tuple[Number, ...]]


COLUMNS = ("R1", "R3")  # the rules over each column of section 三, that of its totals among them
TOTAL = "total"


class Law(NamedTuple):
    """An identity made ready: its figures, what takes those of its two sides, and how their sums must compare."""

    identity: Identity
    figures: frozenset[int]
    left: Side
    right: Side
    holds: Callable[[Number, Number], bool]


class Laws(NamedTuple):
    """The identities of one table, and how many there are of each rule."""

    every: tuple[Law, ...]
    numbers: Mapping[str, int]


class Failure(NamedTuple):
    """An identity that does not hold, with what its two sides come to."""

    table: TableName
    identity: Identity
    left: Number
    right: Number


def arithmetic(editions: Editions, values: Values) -> tuple[Counted, list[Finding]]:
    """How often each of R1-R5 held, failed or was not assessable in the tables of one report, and the failures.

    `editions` has a key for each table that is there, `values` every figure of these tables. An identity that lacks an
    operand is not assessable; one over figures that the table's edition does not print is not counted at all.
    """
    counted: Counted = defaultdict(lambda: [0, 0, 0])
    failures: list[Failure] = []
    told = _told(values)
    for table, edition in editions.items():
        laws = _applying(table, edition, values)
        failed, undecided = _applied([law for law in laws.every if not told.isdisjoint(law.figures)], values)
        for check_id, number in laws.numbers.items():
            counted[check_id][0] += number
        for place, some in ((1, failed), (2, undecided)):
            for law in some:
                counted[law.identity.check_id][0] -= 1
                counted[law.identity.check_id][place] += 1
        failures += [Failure(table, law.identity, sum(law.left(values)), sum(law.right(values))) for law in failed]
        if table == "requests" and edition is None:
            counted["R3"][2] += len(requests.COLUMNS)  # which rows add up to the total is not known
    following = {each.identity.check_id: each.identity for each in failures if _follows(each.identity, values)}
    for check_id in following:
        counted[check_id][1] -= 1
    causes = [each for each in failures if each.identity not in following.values()]
    suspects = _suspects(causes)
    return counted, [_finding(each, values, suspects, following.get(each.identity.check_id)) for each in causes]


def _follows(identity: Identity, values: Values) -> bool:
    """Whether a failure in the column of totals only repeats what fails in other columns of section 三.

    Where the applicants of each row that it runs over add up, its gap is the sum of theirs, with no cause of its own.
    """
    if identity.check_id not in COLUMNS or identity.location != TOTAL:
        return False
    rows = {BY_ID[id].row for id in (*identity.left, *identity.right)}
    laws = [
        law for law in _laws("requests", None).every if law.identity.check_id == "R2" and law.identity.location in rows
    ]
    return _applied(laws, values) == ([], [])


def _applying(table: TableName, edition: Edition | None, values: Values) -> Laws:
    """The identities over figures that the table prints. A table of one edition prints them all."""
    laws = _laws(table, edition)
    if edition or all(values.keys() >= law.figures for law in laws.every):
        return laws
    return _numbered(law for law in laws.every if values.keys() >= law.figures)


def _told(values: Values) -> set[int]:
    """The figures that are not zero: over zeros alone every identity holds."""
    told = set(compress(values, values.values()))
    return told | {id for id, value in values.items() if value is None} if None in values.values() else told


def _applied(laws: Sequence[Law], values: Values) -> tuple[list[Law], list[Law]]:
    """Those that fail, and those that cannot be decided."""
    try:
        return [law for law in laws if not law.holds(sum(law.left(values)), sum(law.right(values)))], []
    except TypeError:  # a figure was not read
        read: list[Law] = []
        unread: list[Law] = []
        for law in laws:
            (unread if None in law.left(values) or None in law.right(values) else read).append(law)
        return _applied(read, values)[0], unread


@cache
def _laws(table: TableName, edition: Edition | None) -> Laws:
    return _numbered(
        Law(
            identity,
            frozenset((*identity.left, *identity.right)),
            _side(identity.left),
            _side(identity.right),
            _HOLDS[identity.relation],
        )
        for identity in identities(table, edition)
    )


def _numbered(laws: Iterable[Law]) -> Laws:
    every = tuple(laws)
    return Laws(every, Counter(law.identity.check_id for law in every))


def _side(ids: Sequence[int]) -> Side:
    if not ids:
        return lambda _: ()
    taken = itemgetter(*ids)
    return taken if len(ids) > 1 else lambda values: (taken(values),)


def _both_or_neither(left: Number, right: Number) -> bool:
    return (left > 0) == (right > 0)


_HOLDS = {"sums": eq, "at_least": ge, "not_negative": ge, "both_or_neither": _both_or_neither}


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


def _finding(failure: Failure, values: Values, suspects: Mapping[int, bool], following: Identity | None) -> Finding:
    """The finding of a failure; `following` is the column of totals where that fails for this reason alone."""
    identity = failure.identity
    cells = (*identity.left, *identity.right)
    crossing = [id for id in cells if id in suspects]
    mending = [id for id in crossing if suspects[id]]
    told = message(failure.table, identity, values, failure.left, failure.right)
    if following:
        told = with_totals(told)
        cells += (*following.left, *following.right)
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
