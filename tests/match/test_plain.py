"""The short cut for plain rows reads what the long way reads, or leaves the row to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from govreports.match import align
from govreports.match.plain import plain_row
from govreports.match.plan import proactive_row, request_row, review_row
from govreports.match.rows import Columns, Row
from hypothesis import given, settings
from hypothesis import strategies as st

COLUMNS = {
    1: proactive_row("item_5", "2021", "licensing", None).columns,
    3: proactive_row("item_1", "2021", "regulations", None).columns,
    7: request_row("new").columns,
    15: review_row().columns,
}


def the_long_way(text: str, columns: Columns) -> Row:
    """What `read_row` gives without the short cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(align, "plain_row", lambda text, width: None)
        return align.read_row.__wrapped__(text, columns)


@st.composite
def zones(draw: st.DrawFn) -> tuple[str, Columns]:
    """Numbers with bars, spaces and line ends between them, nearly regular."""
    width = draw(st.sampled_from(sorted(COLUMNS)))
    between = draw(st.sampled_from([" | ", "|", " |\n", "\n", "\n\n", " ", " |\n ", "\n| ", "\t", " | |"]))
    strange = st.sampled_from([between] * 8 + [" | ", "\n", "||", " |\n|\n", " "])
    numbers = st.sampled_from(["0", "7", "12", "165908", "0", "0", "007", "1,234", "-", "", "+2", "３"])
    before = draw(st.sampled_from([" | ", " |\n", "\n", "\n\n", " ", "|", " | | ", " |\n||\n", "  "]))
    behind = draw(
        st.sampled_from(
            ["", " |\n", " |", "\n", " | |\n", " |\n||\n", "\n三、本年", " |\n(三)不予", " | 8 |\n", "\n\n"]
        )
    )
    cells: Iterator[str] = (
        draw(numbers) + draw(strange) for _ in range(draw(st.sampled_from([width] * 6 + [width - 1])) - 1)
    )
    return before + "".join(cells) + draw(numbers) + behind, COLUMNS[width]


@settings(max_examples=4000, deadline=None)
@given(zones())
def test_the_short_cut_reads_what_the_long_way_reads(zone: tuple[str, Columns]) -> None:
    text, columns = zone
    short = plain_row(text, len(columns.kinds))
    if short is not None:
        assert short == the_long_way(text, columns)


def test_the_short_cut_is_taken() -> None:
    for text in (
        " | 7 | 0 | 12 | 0 | 0 | 31 | 50 | |\n",
        " |\n7 |\n0 |\n1 |\n0 |\n0 |\n3 |\n11 |\n||\n",
        "\n\n7" * 7 + "\n",
    ):
        assert plain_row(text, 7) is not None
