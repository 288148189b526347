"""Holding a document against the form: which figures of the form it gives, and where.

`labels` finds the form's words, `runs` decides which of them are one table, `cells` cuts the text between them into
cells, `align` gives each cell its column, `proactive`, `requests` and `reviews` know what is peculiar to each table and
make `drafts` of them, `settle` settles what single rows left open, `sections` finds the narrative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govreports.form import TABLE_NAMES, TableName
from govreports.match import labels, sections
from govreports.match.copies import genuine, merged
from govreports.match.drafts import Draft
from govreports.match.labels import Anchor
from govreports.match.proactive import read_proactive
from govreports.match.requests import read_requests
from govreports.match.reviews import read_reviews
from govreports.match.runs import runs
from govreports.match.settle import settle, signs_of
from govreports.report import Heading, Problem, SectionText, Table
from govreports.spans import Span


class Matched(NamedTuple):
    """What a document holds of the form. `labelled_rows` counts the row labels found, figures or none."""

    tables: dict[TableName, Table]
    headings: tuple[Heading, ...]
    sections: tuple[SectionText, ...]
    opening: Span
    problems: tuple[Problem, ...]
    labelled_rows: int


def match(text: str) -> Matched:
    """Read the three tables and the sections of a text. Without a single figure there is no table."""
    anchors = labels.find(text)
    drafts = genuine(list(_drafts(text, anchors)))
    spans = [draft.span for draft in drafts]
    signs = signs_of(drafts)
    if signs.bare:
        signs = signs._replace(shares_lines=signs.shares_lines or labels.heads_share_lines(text, anchors))
    if signs.vanishing:
        signs = signs._replace(strays=sections.stray_numbers(text, spans))
    tables: dict[TableName, Table] = {}
    problems: list[Problem] = []
    for name in TABLE_NAMES:
        alike = [settle(draft, drafts, signs) for draft in drafts if draft.name == name]
        if alike:
            tables[name], told = merged(alike)
            problems += told
            problems += _mixed(tables[name])
    found = sections.headings(text, anchors)
    return Matched(
        tables,
        tuple(found),
        sections.narratives(text, found, spans),
        sections.opening(text, found),
        tuple(problems),
        sum(1 for anchor in anchors if anchor.label.kind == "row"),
    )


def _drafts(text: str, anchors: Sequence[Anchor]) -> Iterator[Draft]:
    for run in runs(anchors, "proactive"):
        yield read_proactive(text, anchors, run)
    for run in runs(anchors, "requests"):
        yield read_requests(text, anchors, run)
    yield from read_reviews(text, anchors)


def _mixed(table: Table) -> Iterator[Problem]:
    if table.edition is None and table.name != "reviews":
        number = TABLE_NAMES.index(table.name) + 2
        yield Problem(
            f"第{'一二三四五六'[number - 1]}部分的表混用两版表样，或版本无法确定。",
            f"The table of section {number} mixes both editions of the form, or its edition cannot be told.",
        )
