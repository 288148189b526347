"""The report as a whole: counts that are no counts, tables that are not there, editions that do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from govreports.checks.subject import Result, Subject, answer, failed
from govreports.form import (
    BY_ID,
    EDITION_FACTS,
    EDITIONS,
    FIGURES,
    ID_OF,
    TABLE_NAMES,
    Figure,
    TableName,
    Text,
    reviews,
)
from govreports.form.tables import figure_label
from govreports.report import Value

_DATED: tuple[TableName, ...] = ("proactive", "requests")


_COUNTED = {
    (table, edition): tuple(
        f.id for f in FIGURES if f.table == table and f.kind == "count" and (edition is None or edition in f.editions)
    )
    for table in TABLE_NAMES
    for edition in (*EDITIONS, None)
}
_EDITIONS = {fact.id: fact for fact in EDITION_FACTS}
_SUITS = ID_OF["reviews", reviews.AFTER.code, "total"]
_RECONSIDERATIONS = ID_OF["reviews", reviews.RECONSIDERATION.code, "total"]
_NOT_COUNTED = tuple(figure.id for figure in FIGURES if figure.kind != "count")
_MONEY = tuple(figure.id for figure in FIGURES if figure.kind == "money")


def coherence_results(subject: Subject) -> Iterator[Result]:
    """Results of N1-N4 and E1-E2."""
    yield from _whole_counts(subject)
    yield _tables_together(subject)
    yield _suits_follow_reconsideration(subject)
    yield from _amounts_have_units(subject)
    yield _editions_in_time(subject)
    yield _one_edition(subject)


def _whole_counts(subject: Subject) -> Iterator[Result]:
    """N1: one result a table, or one for each figure that is no count."""
    values = subject.values
    odd = _odd(values.values()) > _odd(map(values.get, _NOT_COUNTED))
    for table, edition in subject.editions.items():
        ids = _COUNTED[table, edition]
        wrong = [id for id in ids if _odd([values.get(id)])] if odd else ()
        for id in wrong:
            yield _no_count(BY_ID[id], values[id])
        if not wrong and not values.keys().isdisjoint(ids):
            yield answer("N1", _any_read(ids, values))


def _any_read(ids: Iterable[int], values: Mapping[int, Value]) -> Literal[True] | None:
    for id in ids:
        if values.get(id) is not None:
            return True
    return None


def _odd(values: Iterable[Value]) -> int:
    """How many of some figures cannot be counts."""
    return sum([value < 0 or value % 1 > 0 for value in filter(None, values)])


def _no_count(figure: Figure, value: Value) -> Result:
    label = figure_label(figure)
    message = Text(
        f"“{label.zh}”是 {value:g}，而件数只能是零或正整数。",
        f"“{label.en}” is {value:g}, but a count is a whole number, zero or above.",
    )
    return failed("N1", figure.table, figure.row, message, values=(None, value), cells=(figure.address,))


def _tables_together(subject: Subject) -> Result:
    """N2: a report that has one of the tables has them all."""
    absent = [table for table in TABLE_NAMES if table not in subject.editions]
    if not absent:
        return answer("N2", True)
    if len(absent) == len(TABLE_NAMES):
        return answer("N2", None)
    numbers = [TABLE_NAMES.index(table) + 2 for table in absent]
    zh = "、".join("一二三四五六"[number - 1] for number in numbers)
    en = " and ".join(map(str, numbers))
    message = Text(
        f"报告有其他表，却没有第{zh}部分的表。",
        f"The report has other tables of the form, but none in section {en}.",
    )
    return failed("N2", "report", ",".join(absent), message)


def _suits_follow_reconsideration(subject: Subject) -> Result:
    """N3: a suit after reconsideration in a year without any reconsideration; the latter may be of the year before."""
    suits, reconsiderations = subject.values.get(_SUITS), subject.values.get(_RECONSIDERATIONS)
    if suits is None or reconsiderations is None:
        return answer("N3", None)
    if not suits or reconsiderations:
        return answer("N3", True)
    names = (reviews.AFTER.label, reviews.RECONSIDERATION.label)
    message = Text(
        f"“{names[0].zh}”有 {suits} 件，而本年“{names[1].zh}”为 0 件；复议可能在上一年。",
        f"“{names[0].en}” has {suits}, but “{names[1].en}” has none this year; it may be of the year before.",
    )
    cells = tuple(f"{block.code}_total" for block in (reviews.AFTER, reviews.RECONSIDERATION))
    return failed("N3", "reviews", reviews.AFTER.code, message, values=(None, suits), cells=cells)


def _amounts_have_units(subject: Subject) -> Iterator[Result]:
    """N4: an amount of money says of what unit it is; nought needs none."""
    for id in _MONEY:
        if id not in subject.values:
            continue
        figure, value, raw = BY_ID[id], subject.values[id], subject.without_unit.get(id)
        if value is None:
            yield answer("N4", None)
        elif raw is None:
            yield answer("N4", True)
        else:
            label = figure_label(figure)
            message = Text(
                f"“{label.zh}”写的是 {raw.strip()}，没有单位，不知是元还是万元。",
                f"“{label.en}” says {raw.strip()} without a unit: it may be yuan or 10,000 yuan.",
            )
            yield failed("N4", figure.table, figure.row, message, values=(None, value), cells=(figure.address,))


def _editions_in_time(subject: Subject) -> Result:
    """E1: sections 二 and 三 of the edition that was made for the report's year. One wrong form is one finding."""
    editions = {table: subject.editions[table] for table in _DATED if table in subject.editions}
    known = [(table, _EDITIONS[edition]) for table, edition in editions.items() if edition]
    if not known or subject.year is None:
        return answer("E1", None)
    year = subject.year
    wrong = [(table, fact) for table, fact in known if not fact.first_year <= year <= (fact.last_year or year)]
    if not wrong:
        return answer("E1", True if len(known) == len(editions) else None)
    numbers = [TABLE_NAMES.index(table) + 2 for table, _ in wrong]
    zh, en = "、".join("一二三四五六"[number - 1] for number in numbers), " and ".join(map(str, numbers))
    form = wrong[0][1].name
    message = Text(
        f"第{zh}部分用的是{form.zh}，而报告年度是 {year} 年。",
        f"The form of section {en} is the {form.en}, but the report is about {year}.",
    )
    return failed("E1", "report", "editions", message)


def _one_edition(subject: Subject) -> Result:
    """E2: sections 二 and 三 of one edition."""
    if "proactive" not in subject.editions or "requests" not in subject.editions:
        return answer("E2", None)
    editions = {subject.editions["proactive"], subject.editions["requests"]}
    if len(editions) == 1 and None not in editions:
        return answer("E2", True)
    message = Text(
        "报告混用了两版表样的栏目。",
        "The report mixes rows of both editions of the form.",
    )
    return failed("E2", "report", "editions", message)
