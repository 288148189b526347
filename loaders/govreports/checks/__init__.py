"""Holding a report against the form's arithmetic, its own words and the law.

`catalogue` says what is checked. `engine` does the form's arithmetic, `single` every other rule over one report, and
`series` those over one body's reports of several years.
"""

from collections.abc import Mapping

from govreports.checks.catalogue import RULES
from govreports.checks.counts import Counts, counts
from govreports.checks.engine import arithmetic
from govreports.checks.rules import Rule
from govreports.checks.single import single_results
from govreports.checks.subject import Subject
from govreports.form import TableName
from govreports.report import Checked, Table, Tally

__all__ = ["RULES", "Counts", "Rule", "Subject", "check", "counts"]


def check(tables: Mapping[TableName, Table], subject: Subject) -> Checked:
    """Every rule over one report. What lacks an operand or is not said plainly neither passes nor fails."""
    outcomes, findings = arithmetic(tables)
    for result in single_results(subject):
        outcomes[result.check_id, result.held] += 1
        if result.finding:
            findings.append(result.finding)
    looked = {check_id for check_id, _ in outcomes}
    tallies = (
        Tally(rule.id, outcomes[rule.id, True], outcomes[rule.id, False], outcomes[rule.id, None])
        for rule in RULES
        if rule.id in looked
    )
    return Checked(tuple(tallies), tuple(findings))
