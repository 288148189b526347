"""The narrative against the tables: what section 一 says of a figure, and what the table prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govreports.checks.subject import Address, Result, Subject, answer, failed
from govreports.claims import Statement
from govreports.claims.statements import Subject as Stated
from govreports.form import BY_ID, ID_OF, Text
from govreports.report import Value


class Told(NamedTuple):
    """A figure that the narrative may tell: its rule, what it is called, and the figures that it is the sum of."""

    check_id: str
    stated: Stated
    name: Text
    figures: tuple[Address, ...]


TOLD: tuple[Told, ...] = (
    Told("T1", "received", Text("新收申请", "requests newly received"), (("requests", "new", "total"),)),
    Told("T2", "carried_over", Text("上年结转", "requests carried over"), (("requests", "carried_over", "total"),)),
    Told("T3", "handled", Text("办结申请", "requests settled"), (("requests", "total", "total"),)),
    Told(
        "T4",
        "carried_forward",
        Text("结转下年", "requests carried forward"),
        (("requests", "carried_forward", "total"),),
    ),
    Told("T5", "reconsiderations", Text("复议", "reconsiderations"), (("reviews", "reconsideration", "total"),)),
    Told(
        "T6",
        "suits",
        Text("诉讼", "suits"),
        (("reviews", "litigation_direct", "total"), ("reviews", "litigation_after_reconsideration", "total")),
    ),
    Told(
        "T7",
        "normative_documents",
        Text("制发的规范文件", "normative documents issued"),
        (("proactive", "normative_documents", "issued"),),
    ),
)


def statement_results(subject: Subject, said: Sequence[Statement]) -> Iterator[Result]:
    """One result for each figure of which the narrative could tell, said or not."""
    for told in TOLD:
        own = [statement for statement in said if statement.subject == told.stated] if said else said
        yield _result(subject, told, own) if own else answer(told.check_id, None)


def _result(subject: Subject, told: Told, said: Sequence[Statement]) -> Result:
    printed = subject.total(told.figures)
    values = {statement.value for statement in said}
    if printed is None or len(values) != 1:  # two things are said
        return answer(told.check_id, None)
    if values == {printed}:
        return answer(told.check_id, True)
    if any(statement.area for statement in said) and subject.scope != "area":
        return answer(told.check_id, None)  # the text may speak of a whole area, the table of the body alone
    return _contradicted(told, said[0], printed)


def _contradicted(told: Told, said: Statement, printed: Value) -> Result:
    cells = tuple(BY_ID[ID_OF[address]].address for address in told.figures)
    table, row, _ = told.figures[0]
    message = Text(
        f"正文说{told.name.zh} {said.value} 件，表中是 {printed}。",
        f"The text says {said.value} {told.name.en}; the table says {printed}.",
    )
    return failed(told.check_id, table, row, message, values=(said.value, printed), cells=cells, sentence=said.sentence)
