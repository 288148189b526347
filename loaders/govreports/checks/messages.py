"""What a finding says, in both languages, with the sums spelled out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from govreports.form import Identity, TableName, Text, proactive, requests, reviews
from govreports.report import Value

# A sum of more terms than this is given without the terms that are zero.
TERMS = 7


def message(table: TableName, identity: Identity, values: Mapping[int, Value], left: Value, right: Value) -> Text:
    """The sentence for an identity that fails: `left` and `right` are what its two sides come to."""
    where = _where(table, identity)
    parts = _sum([values[id] for id in identity.left], left)
    said = _number(right)
    if identity.check_id == "R1":
        other = _sum([values[id] for id in identity.right], right)
        return Text(
            f"{where.zh}：第一项加第二项得 {parts}，第三项加第四项却得 {other}。",
            f"{where.en}: items 1 and 2 give {parts}, but items 3 and 4 give {other}.",
        )
    if identity.relation == "sums":
        what = SUMMED[identity.check_id]
        return Text(
            f"{where.zh}：{what.zh}相加{parts if '=' in parts else '得 ' + parts}，合计却写 {said}。",
            f"{where.en}: {what.en} add up to {parts}, but the total says {said}.",
        )
    return _disagreement(identity, where, parts, _number(left), said)


def with_totals(told: Text) -> Text:
    """The sentence for a column that fails, where that of the totals fails with it."""
    label = _labels()["requests", True, "total"]
    return Text(
        f"{told.zh.removesuffix('。')}；“{label.zh}”一列随之不符。",
        f"{told.en.removesuffix('.')}; column “{label.en}” is off with it.",
    )


SUMMED = {
    "R2": Text("各类申请人", "the applicants"),
    "R3": Text("各种办理结果", "the outcomes"),
    "R4": Text("各种结果", "the results"),
}


def _disagreement(identity: Identity, where: Text, parts: str, left: str, right: str) -> Text:
    if identity.relation == "at_least":
        return Text(
            f"{where.zh}：公开的总数 {left} 小于当年新公开的 {right}。",
            f"{where.en}: {left} published in total, but {right} published this year alone.",
        )
    if identity.relation == "not_negative":
        return Text(
            f"{where.zh}：上年数加增减得 {parts}，小于零。",
            f"{where.en}: last year's figure and the change give {parts}, which is below zero.",
        )
    return Text(
        f"{where.zh}：项目数是 {left}，金额却是 {right}；两者应同为零或同不为零。",
        f"{where.en}: {left} projects, but an amount of {right}; both should be zero or neither.",
    )


def _where(table: TableName, identity: Identity) -> Text:
    """The row, column or block that an identity runs over."""
    label = _labels()[table, identity.check_id in ("R1", "R3"), identity.location]
    if table == "requests":
        if identity.check_id in ("R1", "R3"):
            return Text(f"“{label.zh}”一列", f"Column “{label.en}”")
        return Text(f"“{label.zh}”一行", f"Row “{label.en}”")
    return Text(f"“{label.zh}”", f"“{label.en}”")


@cache
def _labels() -> dict[tuple[str, bool, str], Text]:
    """(table, whether a column, code) -> label."""
    labels: dict[tuple[str, bool, str], Text] = {}
    labels |= {("requests", False, row.code): row.label for row in requests.ROWS}
    labels |= {("requests", True, column.code): column.label for column in requests.COLUMNS}
    labels |= {("reviews", False, group.code): _full_name(group.label, group.parent) for _, group in reviews.BLOCKS}
    labels |= {("proactive", False, row.code): row.label for row in proactive.ROWS}
    return labels


def _full_name(label: Text, parent: str | None) -> Text:
    if parent is None:
        return label
    return Text(f"{reviews.LITIGATION.label.zh}·{label.zh}", f"{reviews.LITIGATION.label.en}: {label.en.lower()}")


def _sum(values: Iterable[Value], total: Value) -> str:
    """`1 + 0 + 1 = 2`; long sums without their zeros, and a sum of nothing or one number as that number."""
    terms = list(values)
    if len(terms) > TERMS:
        terms = [term for term in terms if term]
    if not terms or terms == [total]:
        return _number(total)
    spelled = _number(terms[0])
    for term in terms[1:]:
        spelled += f" + {_number(term)}" if term is None or term >= 0 else f" - {_number(-term)}"
    return f"{spelled} = {_number(total)}"


def _number(value: Value) -> str:
    if value is None:
        return "?"
    return str(int(value)) if value == int(value) else str(value)
