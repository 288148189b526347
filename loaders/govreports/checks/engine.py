"""The form's own arithmetic: every identity over every table of a report: passed, failed, or not assessable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import eq, ge, itemgetter
from typing import NamedTuple

from govreports.checks.messages import message, with_totals
from govreports.form import BY_ID, FIGURES, Edition, Identity, TableName, identities, requests
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
_ADDRESSES = {figure.id: figure.address for figure in FIGURES}


class Law(NamedTuple):
    """An identity made ready: its figures, what takes those of its two sides, and how their sums must compare."""

    table: TableName
    identity: Identity
    figures: frozenset[int]
    left: Side
    right: Side
    holds: Callable[[Number, Number], bool]


class Laws(NamedTuple):
    """Identities, how many there are of each rule, and for each figure the places of those that it stands in.

    With a place goes 1 where the figure stands on the left of the identity, -1 where it stands on the right.
    """

    every: tuple[Law, ...]
    numbers: Mapping[str, int]
    standing: Mapping[int, Sequence[tuple[int, int]]]


class Failure(NamedTuple):
    """An identity that does not hold, with what its two sides come to."""

    table: TableName
    identity: Identity
    left: Number
    right: Number


def arithmetic(editions: Editions, values: Values) -> tuple[Counted, list[Finding]]:
    """How often each of R1-R5 held, failed or was not assessable in the tables of one report, and the failures.

    `editions` has a key for each table that is there, `values` every figure of these tables. An identity that lacks an
    operand is not assessable; one over figures that the table's edition does not print is not counted at all. Nor is a
    column of totals that only follows another: the two are one failure.
    """
    laws = _applying(editions, values)
    failed, undecided = _applied(laws, values)
    following = _following(failed, undecided) if failed else {}
    counted: Counted = defaultdict([0, 0, 0].copy)
    for check_id, number in laws.numbers.items():
        counted[check_id][0] = number
    for place, some in ((1, failed), (2, undecided)):
        for law in some:
            counted[law.identity.check_id][0] -= 1
            counted[law.identity.check_id][place] += 1
    for check_id in following:
        counted[check_id][1] -= 1
    if editions.get("requests", "") is None:
        counted["R3"][2] += len(requests.COLUMNS)  # which rows add up to the total is not known
    return counted, _findings(failed, following, values) if failed else []


def _applying(editions: Editions, values: Values) -> Laws:
    """The identities over figures that the tables print. A table of one edition prints them all."""
    laws, loose = _laws(tuple(editions.items()))
    if values.keys() >= loose:
        return laws
    return _numbered([law for law in laws.every if values.keys() >= law.figures])


def _applied(laws: Laws, values: Values) -> tuple[list[Law], list[Law]]:
    """Those that fail, and those that cannot be decided.

    An identity holds where its sides come to the same, of whatever kind it is; zeros, which most figures are, change
    nothing there. So the two sides are added up only where they differ.
    """
    gaps: defaultdict[int, Number] = defaultdict(int)
    undecided: set[int] = set()
    for id, value in values.items():
        if value != 0:
            for place, sign in laws.standing.get(id, ()):
                if value is None:
                    undecided.add(place)
                else:
                    gaps[place] += sign * value
    uneven = [laws.every[place] for place in sorted(gaps) if gaps[place] and place not in undecided]
    failed = [law for law in uneven if not law.holds(sum(law.left(values)), sum(law.right(values)))]
    return failed, [laws.every[place] for place in undecided]


def _following(failed: Iterable[Law], undecided: Iterable[Law]) -> dict[str, Identity]:
    """By rule, the column of totals of section 三 where its failure only repeats what fails in other columns.

    Where the applicants of each row that it runs over add up, its gap is the sum of theirs, with no cause of its own.
    """
    astray = {law.identity.location for law in (*failed, *undecided) if law.identity.check_id == "R2"}
    totals = (law for law in failed if law.identity.check_id in COLUMNS and law.identity.location == TOTAL)
    return {
        law.identity.check_id: law.identity for law in totals if astray.isdisjoint(BY_ID[id].row for id in law.figures)
    }


@cache
def _laws(editions: tuple[tuple[TableName, Edition | None], ...]) -> tuple[Laws, frozenset[int]]:
    """The identities of the tables of a report, and the figures that they need of tables without an edition."""
    laws = [_law(table, identity) for table, edition in editions for identity in identities(table, edition)]
    loose = (law.figures for law in laws if not dict(editions)[law.table])
    return _numbered(laws), frozenset(chain.from_iterable(loose))


def _law(table: TableName, identity: Identity) -> Law:
    left, right = identity.left, identity.right
    return Law(table, identity, frozenset((*left, *right)), _side(left), _side(right), _HOLDS[identity.relation])


def _numbered(laws: Sequence[Law]) -> Laws:
    standing: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, law in enumerate(laws):
        for id in law.figures:
            standing[id].append((place, 1 if id in law.identity.left else -1))
    return Laws(tuple(laws), Counter(law.identity.check_id for law in laws), dict(standing))


def _side(ids: Sequence[int]) -> Side:
    if not ids:
        return lambda _: ()
    taken = itemgetter(*ids)
    return taken if len(ids) > 1 else lambda values: (taken(values),)


def _both_or_neither(left: Number, right: Number) -> bool:
    return (left > 0) == (right > 0)


_HOLDS = {"sums": eq, "at_least": ge, "not_negative": ge, "both_or_neither": _both_or_neither}


def _findings(failed: Iterable[Law], following: Mapping[str, Identity], values: Values) -> list[Finding]:
    failures = [
        Failure(law.table, law.identity, sum(law.left(values)), sum(law.right(values)))
        for law in failed
        if law.identity not in following.values()
    ]
    suspects = _suspects(failures)
    return [_finding(each, values, suspects, following.get(each.identity.check_id)) for each in failures]


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
        tuple([_ADDRESSES[id] for id in cells]),
        tuple([_ADDRESSES[id] for id in mending or crossing]),
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
