"""How readers that know a table's cells write them into the text, so that matching and people see the same rows."""

from collections.abc import Iterable

# A bar separates cells, so one that is printed inside a cell is written as its broken twin.
BAR = "|"
PRINTED_BAR = "¦"


def row(cells: Iterable[str]) -> str:
    """One row of a table as one line: a cell is written where it starts, and nothing for the places that it spans.

    An empty cell stays visible between two bars. White space in a cell, line ends included, becomes single spaces.
    """
    # Most cells are a word or a number, and nothing is to be changed in them.
    return "|" + "".join([f" {cell} |" if cell.isalnum() else _written(cell) for cell in cells])


def enclosed(text: str) -> bool:
    """Whether all bars of a text stand in lines that begin and end with one, so that every one of them is of a row.

    A page may print bars itself; then nobody knows which of them enclose its rows, and which only part their cells.
    """
    if any(bar in text for bar in _LIKE_BARS):
        return False
    return all(line[0] == line[-1] == BAR for line in text.split("\n") if BAR in line)


_LIKE_BARS = "\t｜│┃"  # what matching takes for bars too


def _written(cell: str) -> str:
    inside = " ".join(cell.split())
    if not inside:
        return " |"
    return f" {inside.replace(BAR, PRINTED_BAR)} |"
