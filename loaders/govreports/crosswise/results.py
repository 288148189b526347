"""Results as rows: counted by report and rule, findings behind those that are there."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from govreports.checks import RULES, counts
from govreports.crosswise.held import Held, Told
from govreports.form import Edition
from govreports.records import finding_row
from govreports.report import Finding, Tally

OVER_MANY = tuple(rule.id for rule in RULES if rule.example.beside)
# Rules over figures that only one edition of section 二 holds.
OF_EDITION: dict[str, Edition] = {"R7": "2021", "R8": "2019"}


class Results:
    """What the rules said, gathered until all is said."""

    def __init__(self) -> None:
        self._held: defaultdict[tuple[int, str, bool | None], int] = defaultdict(int)
        self._findings: defaultdict[int, list[Finding]] = defaultdict(list)

    def take(self, told: Iterable[Told]) -> None:
        """Count some results and keep their findings."""
        for report, (check_id, held, finding) in told:
            self._held[report, check_id, held] += 1
            if finding:
                self._findings[report].append(finding)

    def write(self, db: sqlite3.Connection, reports: Sequence[Held]) -> None:
        """Write all rows, those of what could not be assessed for want of another report among them."""
        (last,) = db.execute("SELECT coalesce(max(id), 0) FROM findings").fetchone()
        found = ((report.id, finding) for report in reports for finding in self._findings[report.id])
        db.executemany(
            f"INSERT INTO findings VALUES ({','.join('?' * 13)})",  # noqa: S608 - places only
            ((id, report, *finding_row(finding)) for id, (report, finding) in enumerate(found, last + 1)),
        )
        tallies = {report.id: list(self._tallies(report)) for report in reports}
        db.executemany(
            "INSERT INTO check_results VALUES (?, ?, ?, ?, ?)",
            ((report, *tally) for report, own in tallies.items() for tally in own),
        )
        db.executemany(COUNTED, ((*counts(own), report) for report, own in tallies.items()))

    def _tallies(self, report: Held) -> Iterator[Tally]:
        for id in OVER_MANY:
            held, failed, undecided = (self._held.get((report.id, id, answer), 0) for answer in (True, False, None))
            if held or failed or undecided:
                yield Tally(id, held, failed, undecided)
            elif OF_EDITION.get(id, report.proactive_edition) == report.proactive_edition and _concerns(id, report):
                yield Tally(id, 0, 0, 1)


def _concerns(check_id: str, report: Held) -> bool:
    """A1 is about reports of areas only."""
    return check_id != "A1" or report.scope == "area"


COUNTED = """
UPDATE reports SET checks_passed = checks_passed + ?, checks_failed = checks_failed + ?,
    checks_not_assessable = checks_not_assessable + ?, checks_noted = checks_noted + ?
WHERE id = ?
"""
