"""The home page: what is here, what it adds up to, and on how much of it each sum rests."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from datasette_govreports.pages.highlights import share
from datasette_govreports.queries import FEATURED, Query

LISTED = 50


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is in the database.

    reports: reports
    unread: inputs that are not in the database as a report of their own, whatever the reason
    agencies: bodies named in reports
    unnamed: reports whose body is not known
    first_year, last_year: range of the years reported on, None where no report says its year
    """

    reports: int
    unread: int
    agencies: int
    unnamed: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Requests:
    """Requests received, and what share was granted in full or in part. Reports of a whole area are left out of both.

    received: requests newly received
    received_reports: reports that say so
    share: share granted in full or in part, in percent; empty where nothing is known
    outcomes: outcomes that the share is of
    share_reports: reports that give all that the share needs
    area_reports: reports left out because they cover a whole area
    unknown_scope: reports counted whose scope is not known
    """

    received: int
    received_reports: int
    share: str
    outcomes: int
    share_reports: int
    area_reports: int
    unknown_scope: int


@dataclass(frozen=True, slots=True)
class Checks:
    """What the checks say.

    findings: contradictions
    reports: reports that hold one or more
    passed, failed: checks decided
    not_assessable: checks that a missing figure leaves undecided
    """

    findings: int
    reports: int
    passed: int
    failed: int
    not_assessable: int


@dataclass(frozen=True, slots=True)
class Line:
    """One report in the list.

    slug: name in addresses
    agency: name of the body, or None
    year: year reported on, or None
    title: title as printed, or None
    scope: own, area or None
    status: complete, partial or narrative
    passed, failed, not_assessable: its checks
    """

    slug: str
    agency: str | None
    year: int | None
    title: str | None
    scope: str | None
    status: str
    passed: int
    failed: int
    not_assessable: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the home page shows.

    coverage: what is in the database
    requests: requests received and granted
    checks: contradictions
    reports: the latest reports
    questions: canned queries that answer a question with one click
    """

    coverage: Coverage
    requests: Requests
    checks: Checks
    reports: tuple[Line, ...]
    questions: tuple[Query, ...]


COVERAGE = """
SELECT count(*), (SELECT count(*) FROM load_log WHERE outcome <> 'loaded'), count(DISTINCT agency_id),
    coalesce(sum(agency_id IS NULL), 0), min(year), max(year)
FROM reports
"""
RECEIVED = """
SELECT coalesce(sum(requests.total), 0), count(requests.total),
    coalesce(sum(scope IS NULL AND requests.total IS NOT NULL), 0)
FROM form_request_rows JOIN requests ON row_id = form_request_rows.id JOIN reports ON reports.id = report_id
WHERE code = 'new' AND scope IS NOT 'area'
"""
GRANTED = """
SELECT coalesce(sum(favourable), 0), coalesce(sum(outcomes), 0), count(*) FROM (
    SELECT sum(CASE WHEN code <> 'total' THEN requests.total END) AS favourable,
        sum(CASE WHEN code = 'total' THEN requests.total END) AS outcomes
    FROM form_request_rows JOIN requests ON row_id = form_request_rows.id JOIN reports ON reports.id = report_id
    WHERE code IN ('granted', 'partly_granted', 'total') AND scope IS NOT 'area'
    GROUP BY report_id HAVING count(requests.total) = 3
)
"""
CHECKS = """
SELECT (SELECT count(*) FROM findings), (SELECT count(DISTINCT report_id) FROM findings),
    coalesce(sum(checks_passed), 0), coalesce(sum(checks_failed), 0), coalesce(sum(checks_not_assessable), 0)
FROM reports
"""
LATEST = """
SELECT reports.slug, name, year, title, scope, status, checks_passed, checks_failed, checks_not_assessable
FROM reports LEFT JOIN agencies ON agencies.id = agency_id
ORDER BY year DESC NULLS LAST, name IS NULL, reports.slug LIMIT ?
"""


def load(connection: sqlite3.Connection) -> HomePage:
    """The home page. What it holds is the same in every language."""
    return HomePage(
        coverage=Coverage(*connection.execute(COVERAGE).fetchone()),
        requests=_requests(connection),
        checks=Checks(*connection.execute(CHECKS).fetchone()),
        reports=tuple(Line(*row) for row in connection.execute(LATEST, (LISTED,))),
        questions=FEATURED,
    )


def _requests(db: sqlite3.Connection) -> Requests:
    received, received_reports, unknown_scope = db.execute(RECEIVED).fetchone()
    favourable, outcomes, share_reports = db.execute(GRANTED).fetchone()
    (area,) = db.execute("SELECT count(*) FROM reports WHERE scope = 'area'").fetchone()
    return Requests(
        received, received_reports, share(favourable, outcomes), outcomes, share_reports, area, unknown_scope
    )
