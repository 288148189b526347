"""Results as rows: counted by report and rule, findings behind those that are there."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

import numpy as np

from govreports.checks import RULES
from govreports.checks.counts import NOTES
from govreports.crosswise.held import Held, Told
from govreports.form import Edition
from govreports.records import Row, finding_row

OVER_MANY = tuple(rule.id for rule in RULES if rule.example.beside)
# Rules over figures that only one edition of section 二 holds.
OF_EDITION: dict[str, Edition] = {"R7": "2021", "R8": "2019"}
ANSWERS = (True, False, None)
# A report's results are counted in these places.
_PLACES = {result: place for place, result in enumerate(product(OVER_MANY, ANSWERS))}
_NOTES = np.array([id in NOTES for id in OVER_MANY])
KEPT = "INSERT INTO told VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
COUNTED = """
UPDATE reports SET checks_passed = checks_passed + ?, checks_failed = checks_failed + ?,
    checks_not_assessable = checks_not_assessable + ?, checks_noted = checks_noted + ?
WHERE id = ?
"""


class Results:
    """What the rules said: counted in 60 bytes a report, the findings in a table that is there for the time being."""

    def __init__(self, db: sqlite3.Connection, reports: Sequence[Held]) -> None:
        self._db = db
        self._reports = reports
        self._counted = array("H", bytes(2 * len(_PLACES) * (1 + max((report.id for report in reports), default=0))))
        db.execute("CREATE TEMP TABLE told AS SELECT * FROM findings WHERE 0")

    def take(self, told: Iterable[Told]) -> None:
        """Count some results and keep their findings."""
        self._db.executemany(KEPT, self._found(told))

    def _found(self, told: Iterable[Told]) -> Iterator[Row]:
        counted = self._counted
        for report, results in told:
            first = report * len(_PLACES)
            for check_id, held, finding in results:
                counted[first + _PLACES[check_id, held]] += 1
                if finding:
                    yield report, *finding_row(finding)

    def write(self) -> None:
        """Write all rows, those of what could not be assessed for want of another report among them."""
        self._db.execute("INSERT INTO findings SELECT * FROM told ORDER BY report_id, rowid")
        self._db.execute("DROP TABLE told")
        ids = np.array([report.id for report in self._reports], dtype=np.int64)
        counted = np.array(self._counted).reshape(-1, len(OVER_MANY), len(ANSWERS))[ids]
        concerned = [_concerned(report.proactive_edition, report.scope) for report in self._reports]
        unsaid = ~counted.any(axis=2) & np.array(concerned, dtype=bool).reshape(-1, len(OVER_MANY))
        counted[..., ANSWERS.index(None)] += unsaid
        report, rule = np.nonzero(counted.any(axis=2))
        numbers = counted[report, rule].T.tolist()
        rows = zip(ids[report].tolist(), (OVER_MANY[number] for number in rule.tolist()), *numbers, strict=True)
        self._db.executemany("INSERT INTO check_results VALUES (?, ?, ?, ?, ?)", rows)
        sums = counted[:, ~_NOTES].sum(axis=1).T.tolist()
        noted = counted[:, _NOTES, ANSWERS.index(False)].sum(axis=1).tolist()
        self._db.executemany(COUNTED, zip(*sums, noted, ids.tolist(), strict=True))


@cache
def _concerned(edition: Edition | None, scope: str | None) -> list[bool]:
    """Which rules are about a report, so that no result is one that is not assessable. A1 is about areas only."""
    return [OF_EDITION.get(id, edition) == edition and (id != "A1" or scope == "area") for id in OVER_MANY]
