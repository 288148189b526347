"""Holding a report against the form's arithmetic, its own words and the law.

`catalogue` says what is checked. `engine` does the form's arithmetic, `single` every other rule over one report, and
`series` those over one body's reports of several years.
"""

from functools import lru_cache

from govreports.checks.catalogue import RULES
from govreports.checks.counts import Counts, counts
from govreports.checks.engine import arithmetic
from govreports.checks.rules import Rule
from govreports.checks.single import single_results
from govreports.checks.subject import Subject
from govreports.report import Checked, Tally

__all__ = ["RULES", "Counts", "Rule", "Subject", "check", "counts"]


_PLACES = {True: 0, False: 1, None: 2}  # in a tally
_tally = lru_cache(1 << 10)(Tally)  # those of most reports are alike


def check(subject: Subject) -> Checked:
    """Every rule over one report. What lacks an operand or is not said plainly neither passes nor fails."""
    counted, findings = arithmetic(subject.editions, subject.values)
    for check_id, held, finding in single_results(subject):
        counted[check_id][_PLACES[held]] += 1
        if finding:
            findings.append(finding)
    return Checked(tuple([_tally(check_id, *numbers) for check_id, numbers in counted.items()]), tuple(findings))
