"""What the rules beyond the form's own arithmetic look at: a report's text, its figures, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

from govreports.form import ID_OF, Edition, TableName, Text
from govreports.report import Finding, FindingPlace, Value
from govreports.spans import Span

Address = tuple[TableName, str, str]


class Subject(NamedTuple):
    """One report as these rules see it.

    `opening` is the narrative of section 一 in `text`, `closing` that of section 六; empty where there is none.
    `editions` has a key for each table that the report holds, `values` every figure of them by id, None where it was
    not read. `without_unit` has the amounts of money that are printed without their unit, as printed. `names` are names
    by which the body calls itself. `kind` is what kind of body it is, `scope` is `own` or `area`; None where not known.
    """

    text: str
    opening: Span
    closing: Span
    editions: Mapping[TableName, Edition | None]
    values: Mapping[int, Value]
    without_unit: Mapping[int, str]
    year: int | None
    published_on: str | None
    names: tuple[str, ...]
    kind: str | None
    scope: str | None

    def value(self, address: Address) -> Value:
        """A figure by table, row and column of the form; None when it was not read or is not there."""
        return self.values.get(ID_OF[address])

    def total(self, addresses: Iterable[Address]) -> Value:
        """The sum of some figures, None when one of them is."""
        total: int | float = 0
        for address in addresses:
            value = self.value(address)
            if value is None:
                return None
            total += value
        return total


class Result(NamedTuple):
    """What a rule says of one thing it looks at: it holds, it fails (with the finding), or None: not assessable."""

    check_id: str
    held: bool | None
    finding: Finding | None = None


@cache
def answer(check_id: str, held: Literal[True] | None) -> Result:
    """A rule that holds, or that is not assessable: always the same result."""
    return Result(check_id, held)


def failed(
    check_id: str,
    place: FindingPlace,
    location: str,
    message: Text,
    *,
    values: tuple[Value, Value] = (None, None),
    cells: tuple[str, ...] = (),
    sentence: Span | None = None,
) -> Result:
    """A rule that fails, and its finding: `values` are what the rule expects and what is printed, `cells` take part."""
    finding = Finding(check_id, place, location, *values, cells, (), message.zh, message.en, sentence)
    return Result(check_id, False, finding)
