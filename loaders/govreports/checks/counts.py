"""What the checks of a report come to. A note says something worth knowing; it is no contradiction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from govreports.checks.catalogue import RULES
from govreports.report import Tally

NOTES = frozenset(rule.id for rule in RULES if rule.severity == "note")


class Counts(NamedTuple):
    """Checks passed, failed and not assessable by the rules for errors and warnings, and how many notes there are."""

    passed: int
    failed: int
    not_assessable: int
    noted: int


def counts(tallies: Iterable[Tally]) -> Counts:
    """The sums over the rules that were applied to a report."""
    every = list(tallies)
    contradictions = [tally for tally in every if tally.check_id not in NOTES]
    return Counts(
        sum(tally.passed for tally in contradictions),
        sum(tally.failed for tally in contradictions),
        sum(tally.not_assessable for tally in contradictions),
        sum(tally.failed for tally in every if tally.check_id in NOTES),
    )
