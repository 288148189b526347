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
from govreports.match.labels import Found
from govreports.match.proactive import read_proactive
from govreports.match.requests import read_requests
from govreports.match.reviews import read_reviews
from govreports.match.runs import Outline, outline
from govreports.match.settle import Signs, settle, signs_of
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


def match(text: str, *, enclosed: bool = False) -> Matched:
    """Read the three tables and the sections of a text. Without a single figure there is no table.

    `enclosed`: each row of a table is known to be a line that a bar opens and a bar closes.
    """
    found = labels.find(text)
    told = outline(found.labels)
    drafts = genuine(list(_drafts(text, found, told, enclosed)))
    spans = [draft.span for draft in drafts]
    signs = _signs(text, found, told, drafts)
    if enclosed:
        signs = signs._replace(closed=True)
    printed: dict[TableName, list[Table]] = {}
    for draft in drafts:
        printed.setdefault(draft.name, []).append(settle(draft, drafts, signs))
    tables: dict[TableName, Table] = {}
    problems: list[Problem] = []
    for name, alike in printed.items():
        tables[name], disputes = merged(alike)
        problems += disputes
        if name != "reviews" and tables[name].edition is None:
            problems.append(_mixed(name))
    headings = sections.headings(text, found, told.sections)
    return Matched(
        tables,
        tuple(headings),
        sections.narratives(text, headings, spans),
        sections.opening(text, headings),
        tuple(problems),
        told.labelled_rows,
    )


def _drafts(text: str, found: Found, told: Outline, enclosed: bool) -> Iterator[Draft]:
    for run in told.proactive:
        yield read_proactive(text, found, run)
    for run in told.requests:
        yield read_requests(text, found, run)
    for head in told.reviews:
        yield read_reviews(text, found, head, enclosed=enclosed)


def _signs(text: str, found: Found, told: Outline, drafts: Sequence[Draft]) -> Signs:
    """What the rows say of the document, and where that leaves a doubt, what the text outside them says."""
    signs = signs_of(tuple([draft.standing for draft in drafts]))
    if signs.bare and not signs.shares_lines and labels.share_a_line(found, told.heads_side_by_side):
        signs = signs._replace(shares_lines=True)
    if signs.vanishing and sections.stray_numbers(text, [draft.span for draft in drafts]):
        signs = signs._replace(strays=True)
    return signs


def _mixed(name: TableName) -> Problem:
    number = TABLE_NAMES.index(name) + 2
    return Problem(
        f"第{'一二三四五六'[number - 1]}部分的表混用两版表样，或版本无法确定。",
        f"The table of section {number} mixes both editions of the form, or its edition cannot be told.",
    )
