"""A row read by what is known of rows like it is the row that reading it anew gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pytest
from govreports.match.align import read_row
from govreports.match.known import Known
from govreports.match.labels import zeroed
from govreports.match.moulds import moulds
from govreports.match.plan import proactive_row, request_row, review_row
from govreports.match.rows import Columns, Row
from hypothesis import given, settings
from hypothesis import strategies as st

COLUMNS = (
    proactive_row("item_5", "2021", "licensing", None).columns,
    proactive_row("item_8", "2021", "fees", "万元").columns,
    proactive_row("item_9", "2019", "procurement", None).columns,
    proactive_row("item_5", "2019", "licensing", None).columns,
    request_row("new").columns,
    review_row().columns,
)


# What stands in the place of a count, or near it, and what a number could be mistaken for.
UNLIKE_A_COUNT = (
    *(
        "1,234",
        "8.50",
        "12.",
        "1.5.",
        "12、",
        "(7)",
        "(7",
        "7)",
        "22(其中修订 16 件)",
        "22 (含 1 件)",
        "第 3 页",
        "- 4 -",
    ),
    *("-", "—", "/", "无", "", "+2", "-44", "-3 -", "３", "1３", "4 5", "3件", "其中 9", "5,", "---"),
)


@st.composite
def zones(draw: st.DrawFn) -> tuple[str, Columns]:
    """Numbers with bars, spaces and line ends between them, nearly regular."""
    columns = draw(st.sampled_from(COLUMNS))
    width = len(columns.kinds)
    between = draw(st.sampled_from([" | ", "|", " |\n", "\n", "\n\n", " ", " |\n ", "\n| ", "\t", " | |"]))
    strange = st.sampled_from([between] * 8 + [" | ", "\n", "||", " |\n|\n", " "])
    numbers = st.sampled_from(["0", "7", "12", "165908", "0", "0", "007", *UNLIKE_A_COUNT])
    before = draw(st.sampled_from([" | ", " |\n", "\n", "\n\n", " ", "|", " | | ", " |\n||\n", "  "]))
    behind = draw(
        st.sampled_from(
            ["", " |\n", " |", "\n", " | |\n", " |\n||\n", "\n三、本年", " |\n(三)不予", " | 8 |\n", "\n\n"]
        )
    )
    cells: Iterator[str] = (
        draw(numbers) + draw(strange) for _ in range(draw(st.sampled_from([width] * 6 + [width - 1])) - 1)
    )
    return before + "".join(cells) + draw(numbers) + behind, columns


def known_row(columns: Columns, text: str) -> Row | None:
    """A row by its mould."""
    return moulds(columns).cast(zeroed(text), text)


@settings(max_examples=2000, deadline=None)
@given(zones(), st.randoms(use_true_random=False))
def test_rows_that_differ_in_their_digits_alone_are_read_as_any_row_is(zone: tuple[str, Columns], rng: Random) -> None:
    text, columns = zone
    other = re.sub("[0-9]", lambda _: str(rng.randrange(10)), text)
    for each in (text, other):
        assert known_row(columns, each) == read_row(columns, each)


@pytest.mark.parametrize(
    "text",
    [
        " | 7 | 0 | 12 | 0 | 0 | 31 | 50 | |\n",
        " |\n7 |\n0 |\n1 |\n0 |\n0 |\n3 |\n11 |\n||\n",
        "\n\n7" * 7 + "\n",
        " 7 0 0 0 0 0 7 ",
        "\r\n7\r\n0\r\n0\r\n0\r\n0\r\n0\r\n1650\r\n",
    ],
)
def test_a_row_of_whole_numbers_is_read_by_its_mould(text: str) -> None:
    columns = request_row("new").columns
    mould = moulds(columns)[zeroed(text)]
    assert mould
    assert mould.stance.fixed
    row = known_row(columns, text)
    assert row
    assert row.cells[0].value == 7
    assert row == read_row(columns, text)


def test_rows_with_the_same_columns_share_their_moulds() -> None:
    assert moulds(request_row("new").columns) is moulds(request_row("total").columns)


def test_money_stays_a_fraction_beside_a_count_of_the_same_digits() -> None:
    for item, row, kind in (("item_5", "licensing", int), ("item_8", "fees", float), ("item_5", "licensing", int)):
        columns = proactive_row(item, "2021", row, "万元").columns
        for text in (" | 0 |\n", " | 7 |\n"):
            read = known_row(columns, text)
            assert read
            assert [type(cell.value) for cell in read.cells] == [kind]


def test_what_is_known_is_bounded() -> None:
    asked: list[int] = []

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    doubles = Known(double, most=3)
    assert [doubles[number] for number in (1, 2, 1, 3, 4, 1)] == [2, 4, 2, 6, 8, 2]
    assert asked == [1, 2, 3, 4, 1]
    assert len(doubles) == 2
