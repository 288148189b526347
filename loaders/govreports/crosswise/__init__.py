"""The rules that take more than one report: over a body's years, over an area, and over all narratives.

They run in the build, when every report is written and its other versions are out of the tables. A doubtful copy takes
no part. Everything is read from the new database, a few hundred reports at a time.
"""

from __future__ import annotations

import sqlite3

from govreports.crosswise.areas import over_areas
from govreports.crosswise.held import reports_of
from govreports.crosswise.narratives import over_narratives
from govreports.crosswise.results import Results
from govreports.crosswise.years import over_years

__all__ = ["check_crosswise"]


def check_crosswise(db: sqlite3.Connection) -> None:
    """Write the results and findings of these rules, and add them to what each report counts."""
    reports = reports_of(db)
    sound = [report for report in reports if not report.doubtful]
    results = Results(db, reports)
    results.take(over_years(db, sound))
    results.take(over_areas(db, sound))
    results.take(over_narratives(db, sound))
    results.write()
