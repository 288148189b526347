"""What a rule is. The rules themselves stand in `catalogue`.

What a rule means never changes under its id: a change of meaning is a new version.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from govreports.form import Edition, Text

Severity = Literal["error", "warning", "note"]


class Example(NamedTuple):
    """A report that the rule finds fault with, in as few words as possible; it is also a test of the rule.

    Every figure of the form is 0 but `figures`: (table, row, column, value). `opening` and `closing` are the narratives
    of sections 一 and 六; `absent` are tables that the report does not have. `beside` are other reports that the rule
    holds it against: that of the year before, the one that it was copied from, those that it adds up.
    """

    edition: Edition = "2021"
    figures: tuple[tuple[str, str, str, int | float], ...] = ()
    opening: str = ""
    closing: str = ""
    absent: tuple[str, ...] = ()
    year: int = 2023
    published_on: str | None = None
    name: str | None = None
    kind: str | None = None
    requests_edition: Edition | None = None
    without_unit: bool = False
    beside: tuple[Example, ...] = ()


class Rule(NamedTuple):
    """One rule: its formula over the columns of the database, what it rests on, and what a failure means.

    `meaning` is for the reader: what one would get wrong by using the figure. `correction` is for the publisher: what
    to look at before publishing.
    """

    id: str
    title: Text
    formula: str
    severity: Severity
    basis: str
    version: int
    meaning: Text
    correction: Text
    example: Example
