"""The findings, and one rule with all that fails it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from datasette_govreports.language import Language
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.failures import Failure, failures
from datasette_govreports.pages.listing import Filter, Paging, paging
from datasette_govreports.pages.places import Place, lineage, place
from datasette_govreports.pages.provinces import PROVINCES


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
class Choices:
    """What the filters offer.

    rules: ids and titles
    regions: divisions: the provinces, and what is asked for with all that holds it
    years: years that reports are of
    agency: name of the body that is asked for; empty where none is
    """

    rules: tuple[tuple[str, str], ...]
    regions: tuple[Place, ...]
    years: tuple[int, ...]
    agency: str


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """Everything that the list of findings shows.

    rules: every rule, its checks counted within region and year
    asked: what the list is narrowed to
    choices: what it could be narrowed to
    findings: this page of the list
    paging: where it stands
    """

    rules: tuple[Rule, ...]
    asked: Filter
    choices: Choices
    findings: tuple[Failure, ...]
    paging: Paging

    @property
    def note(self) -> bool:
        """Whether the list is of one rule that gives notes."""
        return any(rule.id == self.asked.check and rule.severity == "note" for rule in self.rules)


@dataclass(frozen=True, slots=True)
class YearOfRule:
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
    """

    rule: Rule
    years: tuple[YearOfRule, ...]
    asked: Filter
    choices: Choices
    findings: tuple[Failure, ...]
    paging: Paging


RULES = """
SELECT id, title_{lang}, formula, severity, basis, version, meaning_{lang}, correction_{lang},
    example_{lang}, coalesce(sum(passed), 0), coalesce(sum(failed), 0),
    coalesce(sum(not_assessable), 0), coalesce(sum(reports_failed), 0)
FROM checks LEFT JOIN check_totals ON check_id = id AND {where} GROUP BY id ORDER BY length(id), id
"""
YEARS = """
SELECT year, sum(passed), sum(failed), sum(not_assessable), sum(reports_failed) FROM check_totals
WHERE check_id = ? AND {where} GROUP BY year ORDER BY year IS NULL, year
"""


def load(connection: sqlite3.Connection, form: Book, asked: Filter, other: FindingsPage | None = None) -> FindingsPage:
    """The findings that are asked for. `other`: another page of the same list, all but its entries being the same."""
    language = form.language
    if other is not None:
        found, total = failures(connection, asked, language, total=other.paging.total)
        return replace(other, asked=asked, findings=found, paging=paging(total, asked.page))
    found, total = failures(connection, asked, language)
    rules = _rules(connection, asked, language)
    page = paging(total, asked.page)
    return FindingsPage(rules, asked, choices(connection, rules, asked, language), found, page)


def load_check(
    connection: sqlite3.Connection, form: Book, id: str, asked: Filter, other: CheckPage | None = None
) -> CheckPage | None:
    """The page of the rule with this id, or None. `other`: as for `load`."""
    language = form.language
    if other is not None:
        found, total = failures(connection, asked.to(check=id, page=asked.page), language, total=other.paging.total)
        return replace(other, asked=asked, findings=found, paging=paging(total, asked.page))
    rules = _rules(connection, asked, language)
    rule = next((rule for rule in rules if rule.id == id), None)
    if rule is None:
        return None
    found, total = failures(connection, asked.to(check=id, page=asked.page), language)
    where, values = asked.to(year=None).where()
    years = connection.execute(YEARS.format(where=where), [id, *values])
    return CheckPage(
        rule,
        tuple(YearOfRule(*row) for row in years),
        asked,
        choices(connection, rules, asked, language),
        found,
        paging(total, asked.page),
    )


def choices(db: sqlite3.Connection, rules: Iterable[Rule], asked: Filter, language: Language) -> Choices:
    """What a list of reports or findings can be narrowed to."""
    years = db.execute("SELECT DISTINCT year FROM region_totals WHERE year IS NOT NULL ORDER BY year DESC")
    provinces = {p.code: place(p.code, None, language) for p in PROVINCES}
    inside = {p.code: p for p in lineage(db, asked.region, language)} if asked.region else {}
    agency = db.execute("SELECT name FROM agencies WHERE slug = ?", (asked.agency,)).fetchone()
    return Choices(
        tuple((rule.id, rule.title) for rule in rules),
        tuple(sorted((provinces | inside).values(), key=lambda p: p.code)),
        tuple(year for (year,) in years),
        agency[0] if agency else asked.agency,
    )


def _rules(db: sqlite3.Connection, asked: Filter, language: Language) -> tuple[Rule, ...]:
    where, values = asked.where()
    return tuple(Rule(*row) for row in db.execute(RULES.format(lang=language.code, where=where), values))
