"""The report of a whole area against the reports that it adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govreports.checks.subject import Address, Result, failed
from govreports.form import BY_ID, ID_OF, Text
from govreports.form.tables import figure_label
from govreports.report import Value

Values = Mapping[int, Value]

COMPARED: tuple[Address, ...] = (
    ("requests", "new", "total"),
    ("requests", "total", "total"),
    ("reviews", "reconsideration", "total"),
    ("reviews", "litigation_direct", "total"),
    ("reviews", "litigation_after_reconsideration", "total"),
)


def area_results(whole: Values, parts: Sequence[Values], missing: int) -> Iterator[Result]:
    """A1, one result for each figure that is compared. `missing` is how many parts are known but not there.

    That the parts are less than the whole contradicts nothing: bodies of which no report was ever loaded make up the
    rest. More than the whole they cannot be.
    """
    for address in COMPARED:
        id = ID_OF[address]
        total, added = whole.get(id), [values.get(id) for values in parts]
        known = [value for value in added if value is not None]
        if missing or not parts or total is None or len(known) < len(added) or sum(known) < total:
            yield Result("A1", None)
        elif sum(known) == total:
            yield Result("A1", True)
        else:
            yield _contradicted(id, sum(known), total, len(parts))


def _contradicted(id: int, added: int | float, total: int | float, parts: int) -> Result:
    figure = BY_ID[id]
    label = figure_label(figure)
    message = Text(
        f"“{label.zh}”：全地区的报告写的是 {total}，所属 {parts} 个机关和地区的报告相加却是 {added}。",
        f"“{label.en}”: the report of the area says {total}, but the reports of its {parts} bodies and divisions add up"
        f" to {added}.",
    )
    return failed("A1", figure.table, figure.row, message, values=(added, total), cells=(figure.address,))
