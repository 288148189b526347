"""Tables made by hand: figures without a text, and sections whose arithmetic holds."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from govreports.form import BY_ID, FIGURES, ID_OF, Edition, TableName
from govreports.report import Cell, Table, Value
from govreports.spans import Span

NOT_OUTCOMES = ("new", "carried_over", "total", "carried_forward")
APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other")
BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = ("upheld", "corrected", "other", "pending")


def table(name: TableName, edition: Edition | None, values: Mapping[int, Value]) -> Table:
    """A table that holds exactly these figures."""
    rows = dict.fromkeys(BY_ID[id].row for id in values)
    figure_ids = tuple(tuple(id for id in values if BY_ID[id].row == row) for row in rows)
    cells = tuple(tuple(Cell(values[id], "printed", str(values[id]), None) for id in ids) for ids in figure_ids)
    return Table(name, edition, "by hand", Span(0, 0), tuple(rows), figure_ids, (0,) * len(rows), cells)


def zeros(name: TableName, edition: Edition) -> dict[int, Value]:
    """Every figure of a table, all of them 0, which contradicts nothing."""
    return {figure.id: 0 for figure in FIGURES if figure.table == name and edition in figure.editions}


def outcomes(edition: Edition) -> list[str]:
    """Codes of the rows of section 三 that tell how requests were settled."""
    rows = dict.fromkeys(f.row for f in FIGURES if f.table == "requests" and edition in f.editions)
    return [row for row in rows if row not in NOT_OUTCOMES]


def sound_requests(edition: Edition, seed: int) -> dict[int, Value]:
    """Section 三 with R1, R2 and R3 satisfied: outcomes at random, all else follows."""
    dice = Random(seed)  # noqa: S311 - test data
    counts = {(row, who): dice.choice((0, 0, 0, 1, 2, 40)) for row in outcomes(edition) for who in APPLICANTS}
    for who in APPLICANTS:
        counts["total", who] = sum(counts[row, who] for row in outcomes(edition))
        counts["carried_forward", who] = dice.randrange(5)
        settled = counts["total", who] + counts["carried_forward", who]
        counts["carried_over", who] = dice.randint(0, settled)
        counts["new", who] = settled - counts["carried_over", who]
    for row in (*outcomes(edition), *NOT_OUTCOMES):
        counts[row, "total"] = sum(counts[row, who] for who in APPLICANTS)
    return {ID_OF["requests", row, who]: count for (row, who), count in counts.items()}


def sound_reviews(seed: int) -> dict[int, Value]:
    """Section 四 with R4 satisfied."""
    dice = Random(seed)  # noqa: S311 - test data
    counts = {(block, result): dice.choice((0, 0, 1, 7)) for block in BLOCKS for result in RESULTS}
    for block in BLOCKS:
        counts[block, "total"] = sum(counts[block, result] for result in RESULTS)
    return {ID_OF["reviews", block, result]: count for (block, result), count in counts.items()}
