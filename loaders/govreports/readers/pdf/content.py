"""What stands on one page: its tables and the lines outside of them, from the top."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from govreports.readers.pdf.compose import Content, ordered
from govreports.readers.pdf.lattice import Lattice, lattices
from govreports.readers.pdf.lines import lines
from govreports.readers.pdf.model import Page
from govreports.readers.pdf.tables import filled

Opinion = Callable[[Page, Sequence[Lattice]], list[Lattice]]


def content(page: Page, second_opinion: Opinion | None = None) -> Content:
    """Find tables by their ruling lines; where those leave a cell that is no rectangle, ask for a second opinion."""
    found = lattices(page.rules)
    if second_opinion and any(table.ragged for table in found):
        found = second_opinion(page, found)
    tables, outside = filled(found, page.chars, page.cut)
    return ordered(page, lines(outside, page.frame), tables)
