"""The findings, and one rule with all that fails it.

A page of these lists is read in no language (`read`, `read_check`) and told in each (`page`, `page_of_check`). What all
pages of a list share is read, told and drawn for the first of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from markupsafe import Markup

from datasette_govreports.language import Language
from datasette_govreports.pages import failures
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.choices import Choices, Offered, choices, offered
from datasette_govreports.pages.failures import Failures
from datasette_govreports.pages.listing import Filter, Paging, paging


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule and how its checks came out.

    id: its id
    title: its title
    formula: over the columns of the database
    severity: error, warning or note
    basis: where the rule comes from
    version: a change of meaning is a new version
    meaning: what a reader would get wrong
    correction: what the publisher should look at
    example: what the rule says of its example
    passed: checks passed
    failed: checks failed
    not_assessable: checks left undecided
    reports_failed: reports with one failed check or more
    """

    id: str
    title: str
    formula: str
    severity: str
    basis: str
    version: int
    meaning: str
    correction: str
    example: str
    passed: int
    failed: int
    not_assessable: int
    reports_failed: int

    @property
    def checked(self) -> int:
        """Checks of all three kinds."""
        return self.passed + self.failed + self.not_assessable


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """Everything that the list of findings shows.

    rules: every rule, its checks counted within region and year
    asked: what the list is narrowed to
    choices: what it could be narrowed to
    findings: this page of the list
    paging: where it stands
    drawn: what was drawn for another page of the list
    """

    rules: tuple[Rule, ...]
    asked: Filter
    choices: Choices
    findings: Failures
    paging: Paging
    drawn: dict[str, Markup] = field(default_factory=dict, compare=False)

    @property
    def note(self) -> bool:
        """Whether the list is of one rule that gives notes."""
        return any(rule.id == self.asked.check and rule.severity == "note" for rule in self.rules)


class YearOfRule(NamedTuple):
    """The checks of one rule in the reports of one year.

    year: the year, or None where it is not known
    passed: checks passed
    failed: checks failed
    not_assessable: checks left undecided
    reports_failed: reports with one failed check or more
    """

    year: int | None
    passed: int
    failed: int
    not_assessable: int
    reports_failed: int


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything that the page of a rule shows.

    rule: the rule, its checks counted within region and year
    years: the same by year, within the region
    asked: what the list is narrowed to
    choices: what it could be narrowed to
    findings: this page of what fails it
    paging: where it stands
    drawn: what was drawn for another page of the list
    """

    rule: Rule
    years: tuple[YearOfRule, ...]
    asked: Filter
    choices: Choices
    findings: Failures
    paging: Paging
    drawn: dict[str, Markup] = field(default_factory=dict, compare=False)


Tally = Sequence[int]  # checks passed, failed and left undecided, and reports with a failed one
NONE: Tally = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the database holds of a page of a list.

    asked: what the list is narrowed to
    rules: lines of RULES
    tallies: how the checks of each rule came out within region and year
    offered: what the list could be narrowed to
    found: lines of failures.read
    paging: where the page stands
    """

    asked: Filter
    rules: failures.Rows
    tallies: Mapping[str, Tally]
    offered: Offered
    found: failures.Rows
    paging: Paging


@dataclass(frozen=True, slots=True)
class ReadingOfRule:
    """What the database holds of a page of a rule.

    asked: what the list is narrowed to
    rule: its line of `checks`
    years: its checks by year, within the region
    offered: what the list could be narrowed to
    found: lines of failures.read
    paging: where the page stands
    """

    asked: Filter
    rule: sqlite3.Row
    years: tuple[YearOfRule, ...]
    offered: Offered
    found: failures.Rows
    paging: Paging


RULES = "SELECT * FROM checks ORDER BY length(id), id"
RULE = "SELECT * FROM checks WHERE id = ?"
TALLIES = """
SELECT id, sum(passed), sum(failed), sum(not_assessable), sum(reports_failed)
FROM checks JOIN check_totals ON check_id = id WHERE {where} GROUP BY id
"""
YEARS = """
SELECT year, sum(passed), sum(failed), sum(not_assessable), sum(reports_failed) FROM check_totals
WHERE check_id = ? AND {where} GROUP BY year ORDER BY year IS NULL, year
"""


def load(connection: sqlite3.Connection, form: Book, asked: Filter) -> FindingsPage:
    """The findings that are asked for."""
    return page(read(connection, asked), form)


def load_check(connection: sqlite3.Connection, form: Book, id: str, asked: Filter) -> CheckPage | None:
    """The page of the rule with this id, or None."""
    reading = read_check(connection, id, asked)
    return page_of_check(reading, form) if reading else None


def read(db: sqlite3.Connection, asked: Filter, before: Reading | None = None) -> Reading:
    """The findings that are asked for. `before`: another page of the same list."""
    found, total = failures.read(db, asked, total=before.paging.total if before else None)
    stands = paging(total, asked.page)
    if before:
        return replace(before, asked=asked, found=found, paging=stands)
    where, values = asked.where()
    tallies = {id: tally for id, *tally in db.execute(TALLIES.format(where=where), values)}
    return Reading(asked, db.execute(RULES).fetchall(), tallies, offered(db, asked), found, stands)


def read_check(
    db: sqlite3.Connection, id: str, asked: Filter, before: ReadingOfRule | None = None
) -> ReadingOfRule | None:
    """The rule with this id and what fails it, or None. `before`: as for `read`."""
    rule = before.rule if before else db.execute(RULE, (id,)).fetchone()
    if rule is None:
        return None
    found, total = failures.read(db, asked.to(check=id, page=asked.page), total=before.paging.total if before else None)
    stands = paging(total, asked.page)
    if before:
        return replace(before, asked=asked, found=found, paging=stands)
    where, values = asked.to(year=None).where()
    years = tuple(YearOfRule(*row) for row in db.execute(YEARS.format(where=where), [id, *values]))
    return ReadingOfRule(asked, rule, years, offered(db, asked), found, stands)


def page(reading: Reading, form: Book, before: FindingsPage | None = None) -> FindingsPage:
    """A page of the list in a language. `before`: another page of the same list in the same language."""
    found = failures.failures(reading.found, form.language)
    if before:
        return replace(before, asked=reading.asked, findings=found, paging=reading.paging)
    rules = tuple(_rule(row, reading.tallies.get(row["id"], NONE), form.language) for row in reading.rules)
    offer = choices(reading.offered, ((rule.id, rule.title) for rule in rules), form.language)
    return FindingsPage(rules, reading.asked, offer, found, reading.paging)


def page_of_check(reading: ReadingOfRule, form: Book, before: CheckPage | None = None) -> CheckPage:
    """The same of the page of a rule."""
    found = failures.failures(reading.found, form.language)
    if before:
        return replace(before, asked=reading.asked, findings=found, paging=reading.paging)
    years = (tally for year, *tally in reading.years if reading.asked.year in {None, year})
    return CheckPage(
        _rule(reading.rule, tuple(map(sum, zip(NONE, *years, strict=True))), form.language),
        reading.years,
        reading.asked,
        choices(reading.offered, (), form.language),
        found,
        reading.paging,
    )


def _rule(row: sqlite3.Row, tally: Tally, language: Language) -> Rule:
    lang = language.code
    return Rule(
        row["id"],
        row[f"title_{lang}"],
        row["formula"],
        row["severity"],
        row["basis"],
        row["version"],
        row[f"meaning_{lang}"],
        row[f"correction_{lang}"],
        row[f"example_{lang}"],
        *tally,
    )
