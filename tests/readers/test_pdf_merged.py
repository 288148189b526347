"""Figures across several columns or rows of a printed table: marked as on web pages, and none moves to another column.

The same pages as in `test_html_merged`, printed by Chromium.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from govreports.parse import parse
from govreports.readers.grid import ACROSS, DOWN
from govreports.report import Input

from benchmarks.pdfs import chromium
from tests.readers.test_html_merged import merged_page

RULED = "<style>table { border-collapse: collapse } td { border: solid 1px black; font-size: 8pt }</style>"


@pytest.fixture(scope="module")
def printed() -> Iterator[Callable[[str], bytes]]:
    """Chromium, which prints pages."""
    with chromium(os.environ.get("CHROMIUM", "chromium")) as to_pdf:
        yield to_pdf


@pytest.mark.parametrize("padded", [False, True], ids=["", "a column of remarks behind"])
@pytest.mark.parametrize(("direction", "mark"), [("colspan", ACROSS), ("rowspan", DOWN)])
def test_a_merged_figure_moves_no_other(
    printed: Callable[[str], bytes], direction: str, mark: str, padded: bool
) -> None:
    for seed in range(3):
        page = merged_page(seed, direction, padded)
        parsed = parse(Input("page.pdf", printed(page.data.decode() + RULED)))
        assert parsed.document
        assert parsed.document.text.count(mark) == len(page.ids)
        page.check(parsed.report)
