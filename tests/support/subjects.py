"""Reports as the rules see them, made from the few words of an example."""

from __future__ import annotations

from govreports.checks.rules import Example
from govreports.checks.subject import Subject
from govreports.form import FIGURES, ID_OF, TABLE_NAMES, Edition, TableName
from govreports.report import PRINTED, Cell
from govreports.spans import Span


def subject_of(example: Example) -> Subject:
    """The report of an example: every figure 0 but those given."""
    editions: dict[TableName, Edition | None] = {
        table: (example.requests_edition if table == "requests" else None) or example.edition
        for table in TABLE_NAMES
        if table not in example.absent
    }
    cells = {f.id: Cell(0, PRINTED, "0", None) for f in FIGURES if editions.get(f.table) in f.editions}
    for table, row, column, value in example.figures:
        status = ("annotated", "unit_not_printed") if example.without_unit and column == "amount" else (PRINTED, "")
        cells[ID_OF[table, row, column]] = Cell(value, status[0], str(value), None, status[1])
    text = example.opening + example.closing
    return Subject(
        text,
        Span(0, len(example.opening)),
        Span(len(example.opening), len(text)),
        editions,
        cells,
        example.year,
        example.published_on,
        (example.name,) if example.name else (),
        None,
    )
