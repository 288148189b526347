"""Damaged pages: nothing is raised but UnreadableError, and what stands outside a table changes no figure in it.

GOVREPORTS_MUTATIONS sets how many pages are tried.
"""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from govreports.parse import parse
from govreports.report import Input

from benchmarks.web import Page, page
from tests.properties.test_layouts import wrong
from tests.support.fuzz import mutated
from tests.support.volumes import mutations

PAGES = mutations(1000).share(2)
MUTATIONS_OF_EACH = 20

TAGS = (
    *(b"<table>", b"</table>", b"<tr>", b"<td>", b"</td>", b"<td colspan=9>", b"<td rowspan=0>", b"<th>", b"<tbody>"),
    *(b"<div>", b"</div>", b"<p>", b"<br>", b"<span>", b"<a href=x>", b"</a>", b"<b>", b"<sup>", b"<pre>", b"</body>"),
    *(b"<!--", b"-->", b"<script>", b"</script>", b"<style>", b"<textarea>", b"<select>", b"<template>", b"<title>"),
    *(b"<div style='display:none'>", b"<nav>", b"<iframe>", b"<svg>", b"<math>", b"<plaintext>", b"<frameset>"),
    *(b"&nbsp;", b"&#", b"&lt;table>", b"<", b">", b'"', b"'", b"|", b"\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf"),
    "规章".encode(),
    "七、总计 | 9 | 9 |\n".encode(),
)
_TABLE = re.compile(rb"<table\b.*</table>", re.IGNORECASE | re.DOTALL)


@lru_cache(maxsize=4)
def whole(seed: int) -> Page:
    """The page that some neighbouring seeds damage."""
    return page(seed // MUTATIONS_OF_EACH, 1)


def test_damaged_pages_crash_nothing() -> None:
    def check(seed: int) -> None:
        data = whole(seed).data
        parse(Input("page.html", mutated(data, Random(seed), [range(len(data))], TAGS)))  # noqa: S311 - test data

    PAGES.each(check)


def test_damage_outside_the_tables_makes_no_figure_wrong() -> None:
    def was_read(seed: int) -> bool:
        made = whole(seed)
        table = _TABLE.search(made.data)
        if not table:  # UTF-16
            return False
        outside = [range(table.start()), range(table.end(), len(made.data))]
        damaged = mutated(made.data, Random(seed), outside, TAGS)  # noqa: S311 - test data
        report = parse(Input("page.html", damaged)).report
        faults = list(wrong(made.form, report)) if report else []
        assert not faults, f"{faults}\n{damaged.decode(errors='replace')}"
        return report is not None

    assert sum(PAGES.each(was_read)) > PAGES.tried // 2
