"""One body's reports over the years, each held against the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from govreports.checks.subject import Result, failed
from govreports.form import BY_ID, FIGURES, ID_OF, Column, Edition, Text, proactive, requests
from govreports.form.tables import figure_label
from govreports.report import Value

# A change by this factor is more likely yuan for 10,000 yuan, or a slip, than the truth.
TOO_MANY_TIMES = 1000
# Figures other than 0 that two years can hardly have in common by chance.
ENOUGH_TO_BE_COPIED = 10
ROWS_WITH_CHANGE = tuple(
    row
    for block in proactive.BLOCKS
    if block.edition == "2019" and proactive.PRIOR in block.columns
    for row in block.rows
)
_CARRIED = tuple(
    (column, ID_OF["requests", "carried_forward", column.code], ID_OF["requests", "carried_over", column.code])
    for column in requests.COLUMNS
)
_MONEY = tuple(figure.id for figure in FIGURES if figure.kind == "money")


class Year(NamedTuple):
    """One year's report of a body. `values` has every figure of its tables by id, None where it was not read."""

    report_id: int
    year: int
    proactive_edition: Edition | None
    values: Mapping[int, Value]


def gap_results(years: Sequence[int]) -> Iterator[tuple[int, Result]]:
    """Y1 for the years of one body's reports, ascending, each once: the later year of two, and the result."""
    for before, now in pairwise(years):
        yield now, _no_gap(before, now)


def year_results(before: Year, now: Year) -> Iterator[Result]:
    """Results of R6-R8, Y2 and Y3 for two reports of one body and one scope, of one year and the next."""
    yield from _carried(before, now)
    if before.proactive_edition == now.proactive_edition == "2021":
        yield from _in_force(before, now)
    if before.proactive_edition == now.proactive_edition == "2019":
        yield from _prior(before, now)
    yield from _leaps(before, now)
    yield _copied(before, now)


def _no_gap(before: int, now: int) -> Result:
    """Y1: a report for every year between the first and the last."""
    if now == before + 1:
        return Result("Y1", True)
    missing = list(range(before + 1, now))
    span = str(missing[0]) if len(missing) == 1 else f"{missing[0]}–{missing[-1]}"
    message = Text(
        f"没有 {span} 年的报告，而前后年度都有。",
        f"There is no report for {span}, though there are for the years around it.",
    )
    return failed("Y1", "report", "year", message)


def _carried(before: Year, now: Year) -> Iterator[Result]:
    """R6, each column: what last year carried forward is what this year took over.

    The columns that differ are one finding, told by the last of them, which is the total where that differs too.
    """
    wrong: list[tuple[Column, Value, Value]] = []
    for column, last, first in _CARRIED:
        forward, over = before.values.get(last), now.values.get(first)
        if forward is None or over is None:
            yield Result("R6", None)
        elif forward == over:
            yield Result("R6", True)
        else:
            wrong.append((column, forward, over))
    if not wrong:
        return
    column, forward, over = wrong[-1]
    message = Text(
        f"“{column.label.zh}”一列：{before.year} 年结转 {forward} 件，本年却说上年结转 {over} 件。",
        f"Column “{column.label.en}”: {before.year} carries {forward} forward, but this report says"
        f" that {over} were carried over.",
    )
    cells = tuple(f"carried_over.{column.code}" for column, _, _ in wrong)
    yield failed("R6", "requests", "carried_over", message, values=(forward, over), cells=cells)


def _in_force(before: Year, now: Year) -> Iterator[Result]:
    """R7, 2021 edition: documents in force are last year's, and those issued less those repealed."""
    for row in (proactive.REGULATIONS, proactive.NORMATIVE_2021):
        last = before.values.get(ID_OF["proactive", row.code, "in_force"])
        ids = tuple(ID_OF["proactive", row.code, column] for column in ("issued", "repealed", "in_force"))
        issued, repealed, in_force = (now.values.get(id) for id in ids)
        if last is None or issued is None or repealed is None or in_force is None:
            yield Result("R7", None)
            continue
        expected = last + issued - repealed
        if expected == in_force:
            yield Result("R7", True)
            continue
        message = Text(
            f"“{row.label.zh}”：上年有效 {last}，加 {issued} 减 {repealed} 应为 {expected}，本年写的是 {in_force}。",
            f"“{row.label.en}”: {last} in force last year, {issued} issued and {repealed} repealed"
            f" make {expected}; this report says {in_force}.",
        )
        yield failed("R7", "proactive", row.code, message, values=(expected, in_force), cells=_addresses(ids))


def _prior(before: Year, now: Year) -> Iterator[Result]:
    """R8, 2019 edition: last year's items are those of the year before it and the change that it reports."""
    for row in ROWS_WITH_CHANGE:
        last, change = (before.values.get(ID_OF["proactive", row.code, column]) for column in ("prior", "change"))
        id = ID_OF["proactive", row.code, "prior"]
        prior = now.values.get(id)
        if last is None or change is None or prior is None:
            yield Result("R8", None)
            continue
        if last + change == prior:
            yield Result("R8", True)
            continue
        message = Text(
            f"“{row.label.zh}”：{before.year} 年的报告是 {last} 项、增减 {change}，本年却说上一年有 {prior} 项。",
            f"“{row.label.en}”: the {before.year} report has {last} items and a change of {change}, "
            f"but this one says that there were {prior}.",
        )
        yield failed("R8", "proactive", row.code, message, values=(last + change, prior), cells=_addresses((id,)))


def _addresses(ids: Iterable[int]) -> tuple[str, ...]:
    return tuple(BY_ID[id].address for id in ids)


def _leaps(before: Year, now: Year) -> Iterator[Result]:
    """Y2: an amount of money does not change a thousandfold."""
    for id in _MONEY:
        if id not in now.values or id not in before.values:
            continue
        figure, amount, last = BY_ID[id], now.values[id], before.values[id]
        if amount is None or last is None:
            yield Result("Y2", None)
        elif not amount or not last or 1 / TOO_MANY_TIMES < amount / last < TOO_MANY_TIMES:
            yield Result("Y2", True)
        else:
            label = figure_label(figure)
            message = Text(
                f"“{label.zh}”上年是 {last:g}，本年是 {amount:g}，相差千倍以上，单位可能不同。",
                f"“{label.en}” was {last:g} last year and is {amount:g} now: a thousandfold and more, so the units may"
                " differ.",
            )
            yield failed("Y2", "proactive", figure.row, message, values=(last, amount), cells=(figure.address,))


def _copied(before: Year, now: Year) -> Result:
    """Y3: two years do not have every figure in common, unless nearly all are 0."""
    told = list(filter(None, now.values.values()))
    if len(told) < ENOUGH_TO_BE_COPIED or None in now.values.values():
        return Result("Y3", None)
    if now.values != before.values:
        return Result("Y3", True)
    message = Text(
        f"三张表的每一个数都与 {before.year} 年的报告相同。",
        f"Every figure of the three tables is that of the {before.year} report.",
    )
    return failed("Y3", "report", "figures", message)
