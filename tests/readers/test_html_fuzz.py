"""Damaged pages: nothing is raised but UnreadableError, and what stands outside a table changes no figure in it.

GOVREPORTS_MUTATIONS sets how many pages are tried.
"""

from __future__ import annotations

import re
from random import Random

from govreports.parse import parse
from govreports.report import Input

from benchmarks.web import page
from tests.properties.test_layouts import wrong
from tests.support.fuzz import mutated
from tests.support.volumes import mutations

COUNT, SEED = mutations(1000)
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


def test_damaged_pages_crash_nothing() -> None:
    rng = Random(SEED)  # noqa: S311 - test data
    for number in range(COUNT // 2 // MUTATIONS_OF_EACH):
        data = page(number, SEED).data
        for _ in range(MUTATIONS_OF_EACH):
            parse(Input("page.html", mutated(data, rng, [range(len(data))], TAGS)))


def test_damage_outside_the_tables_makes_no_figure_wrong() -> None:
    rng = Random(SEED + 1)  # noqa: S311 - test data
    read = 0
    for number in range(COUNT // 2 // MUTATIONS_OF_EACH):
        made = page(number, SEED + 1)
        table = _TABLE.search(made.data)
        if not table:  # UTF-16
            continue
        outside = [range(table.start()), range(table.end(), len(made.data))]
        for _ in range(MUTATIONS_OF_EACH):
            damaged = mutated(made.data, rng, outside, TAGS)
            report = parse(Input("page.html", damaged)).report
            if report:
                read += 1
                faults = list(wrong(made.form, report))
                assert not faults, f"page {number} of seed {SEED + 1}: {faults}\n{damaged.decode(errors='replace')}"
    assert read > COUNT // 5
