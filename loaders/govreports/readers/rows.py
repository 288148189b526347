"""How readers that know a table's cells write them into the text, so that matching and people see the same rows."""

from collections.abc import Iterable

# A bar separates cells, so one that is printed inside a cell is written as its broken twin.
BAR = "|"
PRINTED_BAR = "¦"


def row(cells: Iterable[str]) -> str:
    """One row of a table as one line: a cell is written where it starts, and nothing for the places that it spans.

    An empty cell stays visible between two bars. White space in a cell, line ends included, becomes single spaces.
    """
    return "|" + "".join([_written(cell) for cell in cells])


def _written(cell: str) -> str:
    if cell.isalnum():  # most cells, and nothing to change in them
        return f" {cell} |"
    inside = " ".join(cell.split())
    if not inside:
        return " |"
    return f" {inside.replace(BAR, PRINTED_BAR)} |"
